namespace Stamgast.Customers.Searching;

internal static partial class CustomerSearch
{
    // FTS5 with its prefix index, without ranking.
    private static string SqliteIds(string parameter) => $"select rowid as id from customer_search where customer_search match @{parameter}";

    // Terms hold letters, digits and marks only; quoted they are never read as operators.
    private static string SqliteMatch(IReadOnlyList<IReadOnlyList<string>> terms, bool whole) => string.Join(" AND ", terms.Select(alternatives =>
        "(" + string.Join(" OR ", alternatives.Select(t => "\"" + t.Replace("\"", "\"\"", StringComparison.Ordinal) + (whole ? "\"" : "\"*"))) + ")"));
}
