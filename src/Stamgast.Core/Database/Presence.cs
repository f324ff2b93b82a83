using Npgsql;

namespace Stamgast.Database;

/// <summary>
/// Says to other processes on the same PostgreSQL that this one works on the base; lasts as long as its connection. On SQLite the
/// program locks the data folder instead.
/// </summary>
internal sealed class Presence : IDisposable
{
    private const long Key = 0x5741_4d48;

    private readonly NpgsqlConnection connection;

    private Presence(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Announces this process, after doing what only a process that is alone may do; without it when others are there.</summary>
    public static Presence Announce(NpgsqlDataSource server, Action whenAlone)
    {
        var presence = new Presence(server.OpenConnection());
        try
        {
            if (presence.Run("select pg_try_advisory_lock(@key)"))
            {
                whenAlone();
                presence.Run("select pg_advisory_lock_shared(@key) is not null");
                presence.Run("select pg_advisory_unlock(@key)");
            }
            else presence.Run("select pg_advisory_lock_shared(@key) is not null");
            return presence;
        }
        catch
        {
            presence.Dispose();
            throw;
        }
    }

    /// <summary>Keeps all others away until disposed; null when somebody works on the base.</summary>
    public static Presence? TryAlone(NpgsqlDataSource server)
    {
        var presence = new Presence(server.OpenConnection());
        if (presence.Run("select pg_try_advisory_lock(@key)")) return presence;
        presence.Dispose();
        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Said aloud: the server notices a connection that only closes somewhat later, and who comes next would be turned away.
        try { Run("select pg_advisory_unlock_all() is not null or @key > 0"); }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException) { }
        connection.Dispose();
    }

    private bool Run(string sql)
    {
        using var command = connection.Query(sql, ("key", Key));
        return (bool)command.ExecuteScalar()!;
    }
}
