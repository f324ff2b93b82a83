using Stamgast.ExtraFields;

namespace Stamgast.Customers.Lists;

/// <summary>
/// The columns that a list shows after the name, by key and in order: fields by their names, extra fields by theirs ("x:machine"), "id" and
/// "state" (active, inactive, in the trash). They stand in the address of a list as <c>columns=number,email,iban</c>.
/// </summary>
public static class ListColumns
{
    /// <summary>The name in the address.</summary>
    public const string Name = "columns";

    public const string Id = "id";

    public const string State = "state";

    /// <summary>The default columns.</summary>
    public static readonly IReadOnlyList<string> Usual = ["number", "email", "phone", "city", "language", "label", State];

    /// <summary>All possible columns, in the order of the template.</summary>
    public static readonly IReadOnlyList<string> All = [Id, State, .. CustomerFields.All.Where(f => f.Ordinal != CustomerFields.Active).Select(f => f.Name)];

    /// <summary>Those, and the extra fields that are offered as a column.</summary>
    public static IReadOnlyList<string> Offered(ExtraDefinitions extra) =>
        [.. All, .. extra.Living.Where(f => f.IsIn(ExtraPlaces.List)).Select(f => f.Name)];

    /// <summary>The columns as one text, for the address and for the user.</summary>
    public static string Write(IReadOnlyList<string> columns) => string.Join(',', columns);

    /// <summary>Reads that text; null for an empty one.</summary>
    /// <param name="extra">The extra fields of the base; those that were retired can be named as well.</param>
    /// <exception cref="RefusedException">filter.column: there is no such column.</exception>
    public static IReadOnlyList<string>? Read(string? text, ExtraDefinitions extra) =>
        Read(text, extra, out var unknown) is var columns && unknown is null ? columns : throw new RefusedException("filter.column", unknown);

    /// <summary>Reads that text as far as it names columns; the first that is none.</summary>
    public static IReadOnlyList<string>? Read(string? text, ExtraDefinitions extra, out string? unknown)
    {
        unknown = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        var columns = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The name is always there, before the others.
            if (part == "name") continue;
            var key = IsExtra(part) ? extra.ByKey(part)?.Name : part == "active" ? State : All.Contains(part) ? part : null;
            if (key is null) unknown ??= part;
            else if (!columns.Contains(key)) columns.Add(key);
        }
        return columns;
    }

    /// <summary>The sort of a column.</summary>
    public static string SortOf(string column) => column == State ? "active" : column;

    /// <summary>The fields that must be read to show columns, the name aside.</summary>
    public static IReadOnlyList<CustomerField> FieldsOf(IReadOnlyList<string> columns) =>
    [
        .. columns.Select(CustomerFields.ByName).OfType<CustomerField>(),
        .. columns.Any(IsExtra) ? new[] { CustomerFields.Stored[CustomerFields.Extra] } : [],
    ];

    /// <summary>True for the column of an extra field.</summary>
    public static bool IsExtra(string column) => column.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal);
}
