using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.App.Customers;

/// <summary>
/// Counts and choices of lists, kept until customers change: they change only by change sets, so the last of these tells whether
/// a count still holds.
/// </summary>
public sealed class ListCounts(Base customers)
{
    private const int Kept = 500;
    private readonly Lock holding = new();
    private readonly Dictionary<string, object> known = [];
    private long lastItem = -1;

    /// <summary>How many customers match; the order does not matter.</summary>
    public long Count(CustomerQuery query) => Get(
        CustomerQueryText.ToAddress(query with { Sort = CustomerSort.Name, Descending = false }),
        () => (object)new CustomerList(customers).Count(query)) is long count ? count : 0;

    /// <summary>The languages that customers have, the most frequent first.</summary>
    public IReadOnlyList<CustomerFacet> Languages() => (IReadOnlyList<CustomerFacet>)Get("#languages", () => new CustomerList(customers).Facets().Languages);

    private object Get(string key, Func<object> read)
    {
        var last = LastItem();
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

    private long LastItem()
    {
        using var reading = customers.NewContext();
        return reading.ChangeSets.Where(s => s.AppliedAt != null).OrderByDescending(s => s.AppliedAt).ThenByDescending(s => s.LastSeq).Select(s => s.LastSeq).FirstOrDefault();
    }
}
