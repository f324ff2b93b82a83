using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>The columns of the customer's partner in lists of households, by the words above them.</summary>
internal sealed partial class ColumnMappingGuess
{
    private static readonly string[] OwnNames = ["first_name", "last_name", ImportTarget.FullName, "company_name"];

    private void PartnersByHeader()
    {
        // In some systems a partner is a business relation.
        if (profile is not (null or { Name: "clients" })) return;
        var theirs = new Dictionary<int, string>();
        for (var column = 0; column < columns.Count; column++)
            if (found[column].Target is null && columns[column].Length > 0 && (profile is null || !profile.TryFind(columns[column], out _))
                && HeaderWords.FindOfPartner(columns[column]) is { } said)
                theirs[column] = said;
        DecidePartnersName(theirs);
        // A row of its own is only worth it for a named partner beside a named customer.
        if (!theirs.ContainsValue("last_name") && !theirs.ContainsValue(ImportTarget.FullName)) return;
        if (!found.Any(f => OwnNames.Contains(f.Target))) return;
        foreach (var (column, said) in theirs)
        {
            var target = ImportTarget.PartnerPrefix + PartOfAddress(column, said, theirs);
            if (target == ImportTarget.PartnerPrefix + "number" || !ImportTarget.Exists(target)) continue;
            if (!IsFree(target)) target = said switch { "email" => "partner:other_emails", "phone" or "mobile" => "partner:other_phones", _ => "" };
            if (target.Length > 0) Set(column, target, MappingReason.Header, 0.8);
        }
    }

    // "Partner's name" beside the partner's first name is the last name; alone it is the whole name, and so is "Partner" over names.
    private void DecidePartnersName(Dictionary<int, string> theirs)
    {
        foreach (var column in theirs.Where(t => t.Value == "name").Select(t => t.Key).ToList())
        {
            var isBare = HeaderWords.Find(columns[column]) is null && values[column].TwoNames < 0.4 && values[column].Count > 0;
            if (theirs.ContainsValue("first_name") && !theirs.ContainsValue("last_name")) theirs[column] = "last_name";
            else if (!theirs.ContainsValue("last_name") && !theirs.ContainsValue(ImportTarget.FullName) && !isBare) theirs[column] = ImportTarget.FullName;
            else theirs.Remove(column);
        }
    }

    private string PartOfAddress(int column, string said, Dictionary<int, string> theirs) => said switch
    {
        ImportTarget.Address when values[column].FullAddresses < 0.6 && (theirs.ContainsValue("city") || theirs.ContainsValue("postal_code")
            || theirs.ContainsValue(ImportTarget.PostalCity)) => ImportTarget.StreetLine,
        "street" when !theirs.ContainsValue("house_number") => ImportTarget.StreetLine,
        _ => said,
    };
}
