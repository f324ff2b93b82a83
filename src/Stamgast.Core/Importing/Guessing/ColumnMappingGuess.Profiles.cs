using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>If a known system has several columns for one field, or one column for several uses, the values decide.</summary>
internal sealed partial class ColumnMappingGuess
{
    private static readonly string[] AddressTargets = ["street", "street_line", "house_number", "box", "postal_code", "city", "country"];
    private static readonly string[] References = ["reference", "ref"];

    private void ChooseWithinProfile()
    {
        if (profile is null or { IsStrict: true }) return;
        PreferTheAddressThatIsFilled();
        // "Phone 1" may be any phone; the numbers tell which of two is the mobile one.
        if (profile.Name == "google") ExchangePhones();
        if (profile.Name == "odoo") PreferReference();
    }

    // Address books of an office have only the address at work: it is that of the customer then, not one for deliveries.
    private void PreferTheAddressThatIsFilled()
    {
        var main = AddressTargets.Select(t => Array.FindIndex(found, f => f.Target == t)).Where(c => c >= 0).ToList();
        var other = AddressTargets.Select(t => Array.FindIndex(found, f => f.Target == "delivery_" + t)).Where(c => c >= 0).ToList();
        if (main.Any(c => values[c].Count > 0) || !other.Any(c => values[c].Count > 0)) return;
        foreach (var column in main) found[column] = found[column] with { Target = "delivery_" + found[column].Target };
        foreach (var column in other) found[column] = found[column] with { Target = found[column].Target!["delivery_".Length..] };
    }

    private void ExchangePhones()
    {
        var (phone, mobile) = (Array.FindIndex(found, f => f.Target == "phone"), Array.FindIndex(found, f => f.Target == "mobile"));
        if (phone < 0 || values[phone].Mobiles <= (mobile < 0 ? 0.5 : values[mobile].Mobiles)) return;
        found[phone] = found[phone] with { Target = "mobile" };
        if (mobile >= 0) found[mobile] = found[mobile] with { Target = "phone" };
    }

    // A number assigned by people comes before one assigned by the database.
    private void PreferReference()
    {
        var reference = Array.FindIndex(found, f => References.Contains(HeaderWords.Key(f.Header)));
        var number = Array.FindIndex(found, f => f.Target == "number");
        if (reference < 0 || number < 0 || reference == number || values[reference].Count * 2 < values[number].Count) return;
        found[reference] = found[reference] with { Target = "number", Reason = MappingReason.Profile, Confidence = ProfileConfidence };
        Set(number, null, MappingReason.None, 0);
    }
}
