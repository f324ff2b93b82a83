using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Stamgast.Database;

/// <summary>Short ways to say SQL with parameters on either engine.</summary>
internal static class Sql
{
    /// <summary>How long to wait for another program's lock on the file of an SQLite base.</summary>
    public const int SecondsForForeignLocks = 5;

    /// <summary>
    /// SQLite: overwrites deleted data with zeros, including freed pages. For every connection that writes to a lasting file; attached files follow.
    /// <c>fast</c> would leave the bytes of free pages.
    /// </summary>
    public const string Overwriting = "pragma secure_delete = on;";

    /// <summary>A command with its parameters (named @name in the text on both engines).</summary>
    public static DbCommand Prepared(this DbConnection connection, string sql, DbTransaction? transaction,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        // By default the transaction of the connection, which SQLite requires if there is one.
        if (transaction is not null) command.Transaction = transaction;
        // On PostgreSQL how long a statement may run; on SQLite only how long it waits for a lock that another program holds.
        command.CommandTimeout = connection is SqliteConnection ? SecondsForForeignLocks : 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    public static DbCommand Query(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Prepared(sql, null, parameters);

    /// <summary>True when the base has this table.</summary>
    public static bool HasTable(this DbConnection connection, string table)
    {
        using var command = connection.Query(connection.NameOfTable(), ("name", table));
        return command.ExecuteScalar() is string;
    }

    /// <summary>The texts of the first column.</summary>
    public static List<string> Texts(this DbConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    }

    public static string? TextOrNull(this DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public static long? NumberOrNull(this DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    /// <summary>A list of integers for the text of a statement after "in"; an empty one holds nothing, which PostgreSQL has no other words for.</summary>
    public static string InList(IEnumerable<long> numbers) => string.Join(',', numbers) is { Length: > 0 } list ? "(" + list + ")" : "(null)";
}
