using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing.Guessing;

namespace Stamgast.Importing.Mapping;

/// <summary>
/// Whether the IDs of a file are those of this base. Other programs have a column "ID" too, and other columns with the same names as ours: the
/// customers themselves tell.
/// </summary>
internal static class OwnIds
{
    private static readonly int[] Telling =
        [CustomerFields.Number, CustomerFields.LastName, CustomerFields.CompanyName, CustomerFields.Email, CustomerFields.Phone, CustomerFields.Mobile,
            CustomerFields.VatNumber];

    /// <summary>
    /// The mapping unchanged if a row of the sample matches the customer with its ID; otherwise with the IDs as numbers of another program.
    /// </summary>
    public static ColumnMapping Checked(ColumnMapping mapping, IReadOnlyList<string[]> sample, Base customers)
    {
        // All columns of the template are clear enough.
        if (mapping.Profile is not null || mapping.ColumnOf(ImportTarget.Id) is not (>= 0 and var column)
            || mapping.Columns[column].Reason != MappingReason.Template) return mapping;
        var rows = new Dictionary<long, string[]>();
        foreach (var cells in sample)
            if (column < cells.Length && long.TryParse(cells[column].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
                rows.TryAdd(id, cells);
        if (rows.Count == 0 || AnyIsOurs(rows, customers)) return mapping;
        var number = mapping.ColumnOf("number") < 0 ? "number" : null;
        return mapping with { Columns = [.. mapping.Columns.Select(c => c.Column == column
            ? c with { Target = number, Reason = number is null ? MappingReason.None : MappingReason.Header, Confidence = number is null ? 0 : 0.7 } : c)] };
    }

    /// <summary>True for a file whose headers do not show that it comes from here: its IDs may be those of another program.</summary>
    public static bool MayBeForeign(ColumnMapping mapping) =>
        !mapping.IsOwnExport && mapping.ColumnOf(ImportTarget.Id) >= 0 && mapping.ColumnOf(ImportTarget.Version) < 0
            && OwnHeaders.Targets([.. mapping.Columns.Select(c => c.Header)]) is null;

    /// <summary>True when no column says whom a row is about but that of the IDs.</summary>
    public static bool NamesNobody(ColumnMapping mapping) =>
        !mapping.Columns.Any(c => c.Target is ImportTarget.FullName or "first_name" or "last_name" or "company_name" or "number");

    private static bool AnyIsOurs(Dictionary<long, string[]> rows, Base customers)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Read(reader, customers.Engine, rows.Keys).Values.Any(known => Speaks(rows[known.Id], known.Values));
    }

    private static bool Speaks(string[] cells, CustomerValues customer) =>
        Telling.Any(field => customer[field] is { } value && cells.Any(cell => string.Equals(cell.Trim(), value, StringComparison.OrdinalIgnoreCase)));
}
