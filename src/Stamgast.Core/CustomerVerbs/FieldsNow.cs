using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs;

/// <summary>What some customers have in a field now.</summary>
/// <param name="Different">How many different values there are; no value counts as one.</param>
/// <param name="Most">The most frequent ones and how many customers have each; null is no value.</param>
public sealed record FieldNow(CustomerField Field, long Different, IReadOnlyList<(string? Value, long Customers)> Most);

/// <summary>
/// What selected customers have in each field now, for whoever is about to change it. Of very many the first ones are counted, and it says so.
/// </summary>
/// <param name="Fields">In the order of the fields.</param>
/// <param name="Counted">How many customers were counted.</param>
/// <param name="Selected">How many are selected.</param>
public sealed record FieldsNow(IReadOnlyList<FieldNow> Fields, long Counted, long Selected)
{
    /// <summary>So many are counted: it takes some tenths of a second.</summary>
    public const int MostCounted = 5_000;

    private const int MostNamed = 3;

    /// <summary>True when not all selected customers were counted.</summary>
    public bool IsSample => Counted < Selected;

    /// <summary>Counts what customers have.</summary>
    /// <param name="viewer">Who looks: other customers are not counted.</param>
    /// <param name="ids">All that are selected, ascending.</param>
    public static FieldsNow Of(Base customers, Viewer viewer, IReadOnlyList<long> ids)
    {
        var values = CustomerFields.All.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal)).ToArray();
        var counted = 0L;
        using (var reader = customers.OpenReader())
            foreach (var portion in CustomerStates.InPortions(reader, customers.Engine, ids.Take(MostCounted)))
                foreach (var state in portion.Values.Where(s => viewer.Sees(s.Values)))
                {
                    counted++;
                    for (var f = 0; f < values.Length; f++)
                    {
                        var value = state.Values[f] ?? "";
                        values[f][value] = values[f].GetValueOrDefault(value) + 1;
                    }
                }
        return new FieldsNow([.. CustomerFields.All.Select(field => Now(field, values[field.Ordinal]))], counted, ids.Count);
    }

    private static FieldNow Now(CustomerField field, Dictionary<string, long> counted) => new(field, counted.Count,
        [.. counted.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MostNamed)
            .Select(v => (v.Key.Length == 0 ? null : v.Key, v.Value))]);
}
