using Npgsql;

namespace Stamgast.Database;

/// <summary>Reads the two common formats of a PostgreSQL connection.</summary>
internal static class PostgresUrl
{
    /// <summary>Turns <c>postgres://user:password@host:port/database?sslmode=require</c> into key=value form; leaves that form as it is.</summary>
    public static string ToConnectionString(string connection)
    {
        if (!connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            && !connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return Checked(connection);
        if (!Uri.TryCreate(connection, UriKind.Absolute, out var url)) throw new RefusedException("database.connection");
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : 5432,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            try { builder[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : ""; }
            catch (ArgumentException) { throw new RefusedException("database.connection"); }
        }
        return builder.ConnectionString;
    }

    private static string Checked(string connection)
    {
        try { return new NpgsqlConnectionStringBuilder(connection).ConnectionString; }
        catch (ArgumentException) { throw new RefusedException("database.connection"); }
    }
}
