using Stamgast.App.Customers.Names;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Formats.Phones;

namespace Stamgast.App.Customers.Lists;

/// <summary>Makes the rows of a list as shown: the content of each column, in the reader's language.</summary>
internal sealed class ListRows(IReadOnlyList<string> columns, IReadOnlyList<string> terms, Visit visit)
{
    // The part of the notes shown in a row.
    private const int LongestText = 200;
    private const int MostBelow = 3;

    private readonly CustomerField?[] fields = [.. columns.Select(CustomerFields.ByName)];
    private readonly ExtraDefinition?[] extra = [.. columns.Select(c => ListColumns.IsExtra(c) ? visit.Extra.ByKey(c) : null)];
    private readonly bool hasExtra = columns.Any(ListColumns.IsExtra);
    private readonly bool hasMobile = columns.Contains("mobile");
    private readonly bool hasPostalCode = columns.Contains("postal_code");
    private readonly bool areUsual = columns.SequenceEqual(ListColumns.Usual.Where(columns.Contains));

    public List<ListRow> Of(CustomerListPage page) => [.. page.Rows.Select(Of)];

    private ListRow Of(CustomerListRow row)
    {
        var values = row.Values;
        var cells = new string?[columns.Count];
        var own = hasExtra ? MapValue.Read(values[CustomerFields.Extra]) : null;
        for (var i = 0; i < cells.Length; i++) cells[i] = extra[i] is { } definition ? Own(definition, own!) : Cell(row, i);
        return new ListRow(row.Id, row.ListName, values.IsCompany, cells)
        {
            Initials = PersonNames.Initials(values),
            Below = Below(values, cells),
            KeptName = terms.Count > 0 && KeptNames.AreMeant(values, terms) ? KeptNameText.Of(values, visit) : null,
            LedBy = row.LedBy,
            IsActive = values[CustomerFields.Active] != "0",
            IsTrashed = row.Trashed,
        };
    }

    private string? Cell(CustomerListRow row, int column)
    {
        var values = row.Values;
        if (fields[column] is not { } field) return columns[column] == ListColumns.Id
            ? row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        var text = field.Ordinal switch
        {
            CustomerFields.Phone when !hasMobile => PhoneOf(values),
            CustomerFields.City when !hasPostalCode => TownOf(values),
            _ => FieldText.Show(field, values[field], visit),
        };
        return Cut(text);
    }

    private string? Own(ExtraDefinition field, SortedDictionary<string, string> own) => Cut(FieldText.Show(field, own.GetValueOrDefault(field.MapId), visit));

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] + "…" : text;

    // On the line below the name: the number, the place and the language, or the first that were chosen.
    private string Below(CustomerValues values, string?[] cells)
    {
        IEnumerable<string?> parts = areUsual
            ? [values[CustomerFields.Number] ?? visit.T("customers.noNumber"), TownOf(values), values[CustomerFields.Language]]
            : cells.Where((cell, i) => cell is not null && columns[i] is not ("label" or ListColumns.State)).Take(MostBelow);
        return string.Join(" · ", parts.OfType<string>());
    }

    private static string? PhoneOf(CustomerValues values) =>
        (values[CustomerFields.Phone] ?? values[CustomerFields.Mobile]) is { } phone ? PhoneDisplay.International(phone) : null;

    private static string? TownOf(CustomerValues values) =>
        string.Join(' ', new[] { values[CustomerFields.PostalCode], values[CustomerFields.City] }.OfType<string>()) is { Length: > 0 } town ? town : null;
}
