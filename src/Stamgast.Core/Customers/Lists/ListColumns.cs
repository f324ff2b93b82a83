namespace Stamgast.Customers.Lists;

/// <summary>
/// The columns of a list after the name, by key and in order: fields by their names, "id" and "state" (active, inactive, in the trash). In the
/// address of a list they are <c>columns=number,email,iban</c>.
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

    /// <summary>The columns as one text, for the address and for the user.</summary>
    public static string Write(IReadOnlyList<string> columns) => string.Join(',', columns);

    /// <summary>Reads that text; null for an empty one.</summary>
    /// <exception cref="RefusedException">filter.column: there is no such column.</exception>
    public static IReadOnlyList<string>? Read(string? text) => Read(text, out var unknown) is var columns && unknown is null ? columns : throw new RefusedException("filter.column", unknown);

    /// <summary>Reads that text as far as it names columns; returns the first that is not one.</summary>
    public static IReadOnlyList<string>? Read(string? text, out string? unknown)
    {
        unknown = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        var columns = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The name is always there, before the others.
            if (part == "name") continue;
            var key = part == "active" ? State : part;
            if (!All.Contains(key)) unknown ??= part;
            else if (!columns.Contains(key)) columns.Add(key);
        }
        return columns;
    }

    /// <summary>The sort of a column.</summary>
    public static string SortOf(string column) => column == State ? "active" : column;

    /// <summary>The fields that must be read to show columns, the name aside.</summary>
    public static IReadOnlyList<CustomerField> FieldsOf(IEnumerable<string> columns) => [.. columns.Select(CustomerFields.ByName).OfType<CustomerField>()];
}
