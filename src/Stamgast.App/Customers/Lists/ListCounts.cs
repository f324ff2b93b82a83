using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.App.Customers.Lists;

/// <summary>
/// Counts and choices of lists, kept until customers change: they change only by change sets, so the last of these tells whether
/// a count still holds.
/// </summary>
public sealed class ListCounts(Base customers, ListMemory memory)
{
    private const int Kept = 500;
    private readonly Lock holding = new();
    private readonly Dictionary<string, object> known = [];
    private long lastItem = -1;

    /// <summary>How many customers match; the order does not matter.</summary>
    public long Count(Viewer viewer, CustomerQuery query) => Get(
        KeyOf(viewer, query),
        () => (object)new CustomerList(customers, viewer, memory).Count(query)) is long count ? count : 0;

    /// <summary>How many customers match, if it was counted since the last change; else null.</summary>
    public long? Known(Viewer viewer, CustomerQuery query)
    {
        var last = ListMemory.LastItem(customers);
        lock (holding) return last == lastItem && known.TryGetValue(KeyOf(viewer, query), out var count) ? (long)count : null;
    }

    /// <summary>The languages that customers have, the most frequent first.</summary>
    public IReadOnlyList<CustomerFacet> Languages(Viewer viewer) =>
        (IReadOnlyList<CustomerFacet>)Get("#languages\n" + viewer.Visibility.Key, () => new CustomerList(customers, viewer, memory).Languages());

    private object Get(string key, Func<object> read)
    {
        var last = ListMemory.LastItem(customers);
        lock (holding)
        {
            if (last != lastItem || known.Count > Kept) known.Clear();
            lastItem = last;
            if (known.TryGetValue(key, out var value)) return value;
        }
        var fresh = read();
        lock (holding)
            if (lastItem == last) known[key] = fresh;
        return fresh;
    }

    // What one viewer is told is not kept for another who sees others.
    private static string KeyOf(Viewer viewer, CustomerQuery query) =>
        CustomerQueryText.ToAddress(query with { Sort = CustomerSort.Name, Descending = false }) + "\n" + viewer.Visibility.Key;
}
