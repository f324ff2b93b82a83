using System.Globalization;
using Stamgast.Customers.Lists;

namespace Stamgast.Exporting;

/// <summary>The kind of file an export makes.</summary>
public enum ExportFormat
{
    /// <summary>Text with semicolons, RFC 4180, UTF-8.</summary>
    Csv,
    /// <summary>A workbook for Excel and others.</summary>
    Xlsx,
    /// <summary>An array of objects, RFC 8259.</summary>
    Json,
    /// <summary>Address cards, vCard 4.0, RFC 6350.</summary>
    Vcf,
}

/// <summary>Which customers to export, in which format, and with which columns.</summary>
public sealed record ExportRequest(CustomerQuery Query, ExportFormat Format)
{
    /// <summary>All fields in the order and with the headers of the import template; importing such an export changes nothing.</summary>
    public bool AllFields { get; init; }

    /// <summary>The columns when not all fields are wanted: "id", "version" or names of fields.</summary>
    public IReadOnlyList<string> Columns { get; init; } = ExportColumn.Shown;

    /// <summary>Headers as people of this culture call the fields; null for the fixed names of the template, which all fields always have.</summary>
    public CultureInfo? Captions { get; init; }

    /// <summary>CSV: starts with a byte order mark, without which Excel misreads UTF-8. Other programs are better off without it.</summary>
    public bool ForExcel { get; init; }
}
