using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Proposals;

namespace Stamgast.Importing.Mapping;

/// <summary>Finds the columns of a file that cause errors.</summary>
public static class CauseColumns
{
    private static readonly string[] Names = [ImportTarget.FullName, "first_name", "particle", "last_name", "company_name"];

    /// <summary>The columns whose removal would remove the cause; none if the rest of the row would identify nobody.</summary>
    public static IReadOnlyList<int> ColumnsIn(this ErrorCause cause, ColumnMapping mapping) => cause.Code switch
    {
        "import.id" or "import.id_unknown" or "import.other_person" or "conflict.trashed" or "conflict.merged_into" => mapping.ColumnsOf(ImportTarget.Id),
        "import.other_number" => mapping.ColumnsOf("number"),
        "import.version" => mapping.ColumnsOf(ImportTarget.Version),
        _ when CustomerFields.ByName(cause.Field) is not { } field || cause.Code.StartsWith("required.", StringComparison.Ordinal) => [],
        _ => [.. mapping.Columns.Where(c => Feeds(c.Target, CustomerFields.ByName(cause.Field)!) && Array.IndexOf(Names, c.Target) < 0).Select(c => c.Column)],
    };

    private static bool Feeds(string? target, CustomerField field) => target is not null
        && (ImportTarget.FieldOf(target) == field || ImportTarget.Holds(ImportTarget.OfPartner(target) ?? target, field.Ordinal));
}
