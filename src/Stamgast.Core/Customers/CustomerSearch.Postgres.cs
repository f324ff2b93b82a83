namespace Stamgast.Customers;

internal static partial class CustomerSearch
{
    // By the GIN index on words, or, when many have them, through the table in the order of the IDs.
    private static string PostgresIds(string parameter) => $"select customer_id as id from customer_search where words @@ @{parameter}::tsquery";

    private static string PostgresMatch(IReadOnlyList<IReadOnlyList<string>> terms, bool whole) => string.Join(" & ", terms.Select(alternatives =>
        "(" + string.Join(" | ", alternatives.Select(t => "'" + t.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + (whole ? "'" : "':*"))) + ")"));
}
