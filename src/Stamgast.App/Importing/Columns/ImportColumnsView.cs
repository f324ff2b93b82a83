using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;

namespace Stamgast.App.Importing.Columns;

/// <summary>The columns of a file with their targets, and the options of its import.</summary>
/// <param name="Chosen">The choices as shown: as the file was read, or as submitted and refused.</param>
/// <param name="Samples">Some values of each column.</param>
public sealed record ImportColumnsView(ChangeSet Set, ImportReport Report, ImportOptions Chosen, IReadOnlyList<IReadOnlyList<string>> Samples)
{
    /// <summary>Columns of a page.</summary>
    public const int MostColumns = 300;

    private static readonly string[] FirstLanguages = ["nl", "nl-BE", "nl-NL", "fr", "fr-BE", "fr-FR", "de", "en"];
    private static readonly string[] FirstCountries = ["BE", "NL", "LU", "FR", "DE"];

    /// <summary>The name under which the choices are to be kept.</summary>
    public string Remember { get; init; } = "";

    public Refusal? Refusal { get; init; }

    /// <summary>The first unassigned column to show, from 0.</summary>
    public int From { get; init; }

    /// <summary>The columns that are shown: all that feed something, and a page of the others.</summary>
    public IReadOnlyList<MappedColumn> Shown => [.. Mapping.Columns.Where(c => c.Target is not null || (c.Column >= From && c.Column < From + MostColumns))];

    /// <summary>Pages of columns, when the table has more than a page can show: the first column of each, from 0.</summary>
    public IReadOnlyList<int> Pages => Mapping.Columns.Count <= MostColumns
        ? [] : [.. Enumerable.Range(0, (Mapping.Columns.Count + MostColumns - 1) / MostColumns).Select(p => p * MostColumns)];

    /// <summary>Hidden columns that were released on another page, submitted by the form.</summary>
    public IEnumerable<MappedColumn> LetGoElsewhere =>
        Report.Mapping.Columns.Where(c => c.Target is not null).Select(c => Mapping.Columns[c.Column]).Except(Shown);

    /// <summary>The order of day and month that a person chose for a column; null when the file decides.</summary>
    public DateOrder? ChosenOrder(MappedColumn column) => Chosen.DateOrders.TryGetValue(column.Column, out var order) ? order : column.DateOrder;

    public char? Delimiter => Chosen.Table.Delimiter ?? Report.Format.Delimiter;
    public string Encoding => Chosen.Table.Encoding ?? Report.Format.Encoding;

    public ColumnMapping Mapping => Chosen.Mapping!;

    /// <summary>Fields that can have a default here.</summary>
    public static readonly IReadOnlyList<int> Defaults =
        [CustomerFields.Language, CustomerFields.Country, CustomerFields.Type, CustomerFields.Newsletter, CustomerFields.Groups, CustomerFields.Label];

    /// <summary>The texts of a column whose meaning can be chosen.</summary>
    public IReadOnlyList<FoundValue> ValuesOf(MappedColumn column) => FieldOf(column) is { } field && Report.Mapping.Columns[column.Column].Target == field.Name
        ? [.. Report.Values.Where(v => v.Column == column.Column)] : [];

    public CustomerField? FieldOf(MappedColumn column) => column.Target is { } target ? ImportTarget.FieldOf(target) : null;

    /// <summary>The shown meaning of a text: chosen, otherwise suggested; null when open.</summary>
    public string? Becomes(MappedColumn column, FoundValue found) =>
        column.Values?.FirstOrDefault(v => v.Key.Equals(found.Text, StringComparison.OrdinalIgnoreCase)) is { Key: not null } chosen
            ? chosen.Value : found.Suggestion;

    /// <summary>The values of a field to choose from with their words; none for a field of free text.</summary>
    public static IReadOnlyList<(string Value, string Words)> ChoicesOf(CustomerField field, Visit visit)
    {
        return field.Kind switch
        {
            FieldKind.Type => Shown("person", "company"),
            FieldKind.Gender => Shown("0", "1", "2", "9"),
            FieldKind.Flag => Shown("1", "0"),
            FieldKind.Language => [.. Shown(FirstLanguages), .. Shown([.. Languages.Codes.Except(FirstLanguages)]).OrderBy(c => c.Words, visit.Order)],
            FieldKind.Country => [.. Shown(FirstCountries), .. Shown([.. Countries.Codes.Except(FirstCountries)]).OrderBy(c => c.Words, visit.Order)],
            _ => [],
        };

        IReadOnlyList<(string Value, string Words)> Shown(params string[] values) => [.. values.Select(v => (v, FieldText.Show(field, v, visit)!))];
    }
}
