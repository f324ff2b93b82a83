using Stamgast.Customers.Extras;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>The current values of a field among some customers.</summary>
/// <param name="Different">The number of different values; no value counts as one.</param>
/// <param name="Most">The most frequent values with the number of customers; null for no value.</param>
public sealed record FieldNow(CustomerField Field, long Different, IReadOnlyList<(string? Value, long Customers)> Most);

/// <summary>
/// The current values of the selected customers in each field, for an edit. Of very many, the first ones are counted, and the result says so.
/// </summary>
/// <param name="Fields">In the order of the fields; extra fields in use follow.</param>
/// <param name="Counted">How many customers were counted.</param>
/// <param name="Selected">How many are selected.</param>
public sealed record FieldsNow(IReadOnlyList<FieldNow> Fields, long Counted, long Selected)
{
    /// <summary>So many are counted: it takes some tenths of a second.</summary>
    public const int MostCounted = 5_000;

    /// <summary>What they have in one field.</summary>
    public FieldNow this[CustomerField field] => Fields.First(now => now.Field == field);

    private const int MostNamed = 3;

    /// <summary>True when not all selected customers were counted.</summary>
    public bool IsSample => Counted < Selected;

    /// <summary>Counts what customers have.</summary>
    /// <param name="viewer">The viewer: hidden customers are not counted.</param>
    /// <param name="ids">All selected IDs, ascending.</param>
    public static FieldsNow Of(Base customers, Viewer viewer, IReadOnlyList<long> ids)
    {
        var extra = ExtraDefinitions.Of(customers);
        IReadOnlyList<CustomerField> fields = [.. CustomerFields.All, .. extra.Living.Select(f => new ExtraListField(f))];
        var values = fields.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal)).ToArray();
        var counted = 0L;
        using (var reader = customers.OpenReader())
            foreach (var portion in CustomerStates.InPortions(reader, customers.Engine, ids.Take(MostCounted)))
                foreach (var state in portion.Values.Where(s => viewer.Sees(s.Values)))
                {
                    counted++;
                    // Once: the values of all extra fields stand in one text.
                    var own = extra.Living.Count == 0 ? null : MapValue.Read(state.Values[CustomerFields.Extra]);
                    for (var f = 0; f < values.Length; f++)
                    {
                        var value = (fields[f] is ExtraListField { Definition: var definition }
                            ? own!.GetValueOrDefault(definition.MapId) : state.Values[f]) ?? "";
                        values[f][value] = values[f].GetValueOrDefault(value) + 1;
                    }
                }
        return new FieldsNow([.. fields.Select((field, f) => Now(field, values[f]))], counted, ids.Count);
    }

    private static FieldNow Now(CustomerField field, Dictionary<string, long> counted) => new(field, counted.Count,
        [.. counted.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MostNamed)
            .Select(v => (v.Key.Length == 0 ? null : v.Key, v.Value))]);
}
