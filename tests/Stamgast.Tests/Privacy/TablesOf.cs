using System.Data.Common;
using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Tests.Privacy;

/// <summary>The content of the tables of a base.</summary>
internal static class TablesOf
{
    /// <summary>Every row of every table as text, with the table before it; without the search index of SQLite, which has no texts.</summary>
    public static List<string> Texts(Base customers)
    {
        using var reader = customers.OpenReader();
        var tables = Read(reader, customers.Engine == Engine.Sqlite
            ? "select name from sqlite_master where type = 'table' and name not like 'customer_search%'"
            : "select table_name from information_schema.tables where table_schema = current_schema()", row => row.GetString(0));
        return [.. tables.SelectMany(table => Read(reader, $"select * from \"{table}\"", row => table + ": " + string.Join(" ",
            Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture)))))];
    }

    private static List<string> Read(DbConnection reader, string sql, Func<DbDataReader, string> text)
    {
        using var command = reader.Query(sql);
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(text(rows));
        return found;
    }
}
