using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Privacy;
using Stamgast.Tables;
using Stamgast.Tables.Csv;

namespace Stamgast.Importing.Correcting;

/// <summary>
/// Deletes the files of refused rows that mention an erased customer: by number, e-mail address or name. Each is deleted whole, even if it only
/// mentions a namesake.
/// </summary>
internal static class NamingErrorFiles
{
    private static readonly int[] Names = [CustomerFields.Number, CustomerFields.Email, CustomerFields.LastName, CustomerFields.CompanyName];

    public static void Delete(Erasing erasing)
    {
        var folder = erasing.Base.Location.UploadFolder;
        if (!Directory.Exists(folder) || new CustomerLookup(erasing.Base, Viewer.System).Find(erasing.CustomerId) is not { } customer) return;
        var names = Names.Select(field => customer.Values[field]).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + BaseLocation.ErrorsEnding))
            if (Holds(file, names, erasing.Cancel)) File.Delete(file);
    }

    private static bool Holds(string path, HashSet<string> names, CancellationToken cancel)
    {
        using var file = TableFile.Open(path, null, cancel);
        using var rows = file.ReadRows(cancel);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        while (rows.Read())
            for (var column = 0; column < file.Columns.Count; column++)
                if (lookup.Contains(FormulaGuard.Unprotect(rows[column]).Trim())) return true;
        return false;
    }
}
