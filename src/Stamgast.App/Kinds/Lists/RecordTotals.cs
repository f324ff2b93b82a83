using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.App.Kinds.Lists;

/// <summary>
/// How many records of each kind there are, for the tabs of a menu entry. They change only by change sets: until the next one they are known.
/// </summary>
public sealed class RecordTotals(Base customers)
{
    private readonly Lock holding = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, long>> known = [];
    private long lastItem = -1;

    /// <summary>The numbers outside the trash, by the key of a kind.</summary>
    public IReadOnlyDictionary<string, long> Of(IEnumerable<RecordKind> kinds)
    {
        var wanted = kinds.ToList();
        var key = string.Join(' ', wanted.Select(k => k.Key));
        var last = ListMemory.LastItem(customers);
        lock (holding)
        {
            if (last != lastItem) known.Clear();
            lastItem = last;
            if (known.TryGetValue(key, out var counts)) return counts;
        }
        var fresh = TopicCounts.OfAll(customers, wanted);
        lock (holding)
            if (lastItem == last) known[key] = fresh;
        return fresh;
    }
}
