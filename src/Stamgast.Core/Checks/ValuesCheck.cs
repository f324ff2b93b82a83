using System.Globalization;
using System.Text.Json;
using Stamgast.Customers;
using Stamgast.Customers.Rules;

namespace Stamgast.Checks;

/// <summary>
/// Checks that the values of customers are valid for their fields. A value that no rule ever accepted is an error: it was written past all doors. A
/// value that only a later rule or another country refuses is listed, but is not an error.
/// </summary>
/// <param name="extraFields">The IDs of the defined extra fields, as used among the values.</param>
internal sealed class ValuesCheck(IReadOnlySet<string> extraFields)
{
    private const int Named = 100;

    private readonly List<string> wrong = [];
    private readonly List<string> earlier = [];
    private long customers;
    private long earlierCount;

    public void Look(CustomerState state)
    {
        customers++;
        List<string>? bad = null, old = null;
        var context = new RuleContext("", DateOnly.MaxValue) { Country = state.Values[CustomerFields.Country],
            DeliveryCountry = state.Values[CustomerFields.DeliveryCountry] };
        foreach (var field in CustomerFields.All)
        {
            if (state.Values[field] is not { } value || FieldRules.IsStored(field, value, context, out var isOfEarlierRule)) continue;
            if (isOfEarlierRule) (old ??= []).Add(field.Name);
            else (bad ??= []).Add(field.Name);
        }
        if (state.Values[CustomerFields.Extra] is { } extra && !AreKnown(extra)) (bad ??= []).Add("extra");
        if (bad is not null && wrong.Count < Named) wrong.Add(NameOf(state, bad));
        if (old is null) return;
        earlierCount++;
        if (earlier.Count < Named) earlier.Add(NameOf(state, old));
    }

    public IEnumerable<CheckResult> Results()
    {
        yield return CheckResult.Of("values", customers, wrong);
        if (earlierCount > 0)
            yield return new CheckResult("earlier", true, earlierCount, string.Join(", ", earlier.Take(5)) + (earlierCount > 5 ? ", ..." : ""));
    }

    // A map of texts by field ID, retired fields included.
    private bool AreKnown(string extra)
    {
        try { return MapValue.Read(extra).Keys.All(extraFields.Contains); }
        catch (JsonException) { return false; }
    }

    private static string NameOf(CustomerState state, List<string> fields) =>
        string.Create(CultureInfo.InvariantCulture, $"{state.Id} ({string.Join(", ", fields)})");
}
