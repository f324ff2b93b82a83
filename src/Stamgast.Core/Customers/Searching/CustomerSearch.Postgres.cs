using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Customers.Searching;

internal static partial class CustomerSearch
{
    // By the GIN index on words or, for frequent words, through the table in the order of the IDs.
    private static string PostgresIds(string parameter) => $"select customer_id as id from customer_search where words @@ @{parameter}::tsquery";

    /// <summary>
    /// Lets the statements of this transaction reach rows only through indexes: for hundreds of beginnings at once PostgreSQL would rather check each
    /// customer, which takes a minute.
    /// </summary>
    public static void PreferIndex(DbConnection connection)
    {
        using var command = connection.Query("set local enable_seqscan = off; set local enable_indexscan = off");
        command.ExecuteNonQuery();
    }

    private static string PostgresMatch(IReadOnlyList<IReadOnlyList<string>> terms, bool whole) => string.Join(" & ", terms.Select(alternatives =>
        "(" + string.Join(" | ", alternatives.Select(t => "'" + t.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)
            + (whole ? "'" : "':*"))) + ")"));
}
