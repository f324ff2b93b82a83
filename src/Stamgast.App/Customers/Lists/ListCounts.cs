using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.App.Customers.Lists;

/// <summary>
/// Counts and choices of lists, cached until customers change. They change only by change sets, so the last of these tells whether a count is still
/// valid.
/// </summary>
public sealed class ListCounts(Base customers, ListMemory memory)
{
    private const int Kept = 500;
    private readonly Lock holding = new();
    private readonly Dictionary<string, object> known = [];
    private long lastItem = -1;

    /// <summary>The number of matching customers; the order does not matter.</summary>
    public long Count(Viewer viewer, CustomerQuery query) => Get(
        KeyOf(viewer, query),
        () => (object)new CustomerList(customers, viewer, memory).Count(query)) is long count ? count : 0;

    /// <summary>The number of matching customers if counted since the last change; otherwise null.</summary>
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

    // Answers for one viewer are not cached for another who sees other customers.
    private static string KeyOf(Viewer viewer, CustomerQuery query) =>
        CustomerQueryText.KeyOf(query with { Sort = CustomerSort.Name, Descending = false }) + "\n" + viewer.Visibility.Key;
}
