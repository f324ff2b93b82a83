using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>Columns that mean something together, or change their meaning when a third one is missing.</summary>
internal sealed partial class ColumnMappingGuess
{
    private static readonly string[] PartsOfAddress = ["street", ImportTarget.StreetLine, "house_number", "box", "postal_code", "city", ImportTarget.PostalCity,
        "country", ImportTarget.Address];

    // "Naam / Voornaam" beside "Naam / Achternaam": the common first words say what the others are parts of.
    private static bool[] Grouped(IReadOnlyList<string> columns)
    {
        var groups = columns.Select(HeaderWords.GroupOf).ToArray();
        var parts = columns.Select((header, at) => (Group: groups[at], Key: HeaderWords.Key(header))).Where(p => p.Group is not null).Distinct()
            .CountBy(p => p.Group!).ToDictionary(StringComparer.Ordinal);
        return [.. groups.Select(g => g is not null && parts[g] > 1)];
    }

    private bool IsBareNumber(int column) => NumberWords.Contains(HeaderWords.Key(columns[column])) || HeaderWords.Key(columns[column]) == "code"
        || References.Contains(HeaderWords.Key(columns[column]));

    // Headers that are mixed up now and then.
    private string? InsteadOf(string target, int column) => target switch
    {
        "postal_code" when values[column].AreWords => "city",
        "city" when values[column].ArePostalCodes => "postal_code",
        "company_name" or "full_name" or "name" or "first_name" or "last_name" when values[column].FullAddresses > 0.5 => "address",
        _ => null,
    };

    // The contact of a company. In a list without other names, these are the customers.
    private void DecideContacts()
    {
        if (!found.Any(f => ImportTarget.IsOfContact(f.Target))) return;
        if (found.Any(f => f.Target is "name" or "company_name" or "first_name" or "last_name" or ImportTarget.FullName)) return;
        var inParts = found.Any(f => f.Target == ImportTarget.ContactFirstName);
        foreach (var contact in found.Where(f => ImportTarget.IsOfContact(f.Target)).ToList())
        {
            var own = contact.Target switch { ImportTarget.ContactFirstName => "first_name", ImportTarget.ContactLastName => "last_name",
                _ when inParts => "last_name", _ => ImportTarget.FullName };
            Set(contact.Column, IsFree(own) ? own : null, contact.Reason, contact.Confidence);
        }
    }

    // Day, month and year of birth in separate columns are one date; two of them are not.
    private void DecideBirth()
    {
        var parts = (string[])[ImportTarget.BirthYear, ImportTarget.BirthMonth, ImportTarget.BirthDay];
        var at = parts.Select(p => Array.FindIndex(found, f => f.Target == p)).ToArray();
        if (at[0] >= 0 && at[1] >= 0 && at[2] < 0)
        {
            at[2] = Array.FindIndex(found, f => f.Target is null or "birth_date" && f.Header.Length > 0 && values[f.Column].AreDaysOfMonth
                && HeaderWords.Find(f.Header)?.Target == "birth_date");
            if (at[2] >= 0) Set(at[2], ImportTarget.BirthDay, MappingReason.Values, 0.85);
        }
        if (at.Min() >= 0 && IsFree("birth_date")) return;
        foreach (var column in at.Where(c => c >= 0)) Set(column, null, MappingReason.None, 0);
    }

    // "PLZ; PLZ": the first that is filled in counts, row by row. Names and birth dates may be somebody else's, and keys must be unique.
    private void RepeatByHeader()
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < columns.Count; column++)
        {
            if (IsUnnamed(column)) continue;
            var key = HeaderWords.Key(columns[column]);
            if (first.TryAdd(key, column) || IsSettled(column) || found[first[key]] is not { Target: { } target,
                Reason: MappingReason.Header or MappingReason.Values }) continue;
            if (IsRepeatable(target) && values[column].MayBe(target)) Set(column, target, MappingReason.Header, 0.7);
        }
    }

    private static bool IsRepeatable(string target) =>
        PartsOfAddress.Contains(target.StartsWith("delivery_", StringComparison.Ordinal) ? target["delivery_".Length..] : target)
        || target is "company_name" or "language" or "website" or "vat_number" or "enterprise_number" or "iban" or "label" or "customer_since" or "type"
        or "salutation";

    // Programs for bookkeeping have one address, for the invoices.
    private void DecideOnlyEmail()
    {
        if (profile is { IsStrict: true } || !IsFree("email")) return;
        var other = Array.FindIndex(found, f => f is { Target: "other_emails", Reason: MappingReason.Header } && values[f.Column].Count > 0);
        if (other < 0) other = Array.FindIndex(found, f => f is { Target: "other_emails", Reason: MappingReason.Header });
        if (other >= 0) found[other] = found[other] with { Target = "email", Confidence = 0.8 };
    }
}
