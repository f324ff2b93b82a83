using Npgsql;

namespace Stamgast.Database.Turns;

/// <summary>
/// Says to other processes on the same PostgreSQL that this one works on the base, and which change sets it has in hand; lasts as long as
/// its connection. On SQLite the program locks the data folder instead.
/// </summary>
internal sealed class Presence : IDisposable
{
    private const long Key = 0x5741_4d48;

    // Of a space of its own: locks of two numbers never meet those of one.
    private const int Sets = 0x5741_4d49;

    private readonly NpgsqlDataSource server;
    private NpgsqlConnection connection;

    private Presence(NpgsqlDataSource server)
    {
        this.server = server;
        connection = server.OpenConnection();
    }

    /// <summary>Announces this process, after doing what only a process that is alone may do; without it when others are there.</summary>
    public static Presence Announce(NpgsqlDataSource server, Action whenAlone)
    {
        var presence = new Presence(server);
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
        var presence = new Presence(server);
        if (presence.Run("select pg_try_advisory_lock(@key)")) return presence;
        presence.Dispose();
        return null;
    }

    /// <summary>False when the connection was cut, by the server or on the way to it: then the others do not know of this process.</summary>
    public bool IsKnown
    {
        get
        {
            try { return Run("select true"); }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException) { return false; }
        }
    }

    /// <summary>Announces this process by a new connection.</summary>
    /// <exception cref="RefusedException">busy: somebody restores the base, who did not know of this process.</exception>
    public void Renew()
    {
        connection.Dispose();
        // Others of the pool were cut with it.
        server.Clear();
        connection = server.OpenConnection();
        if (Run("select pg_try_advisory_lock_shared(@key)")) return;
        // Not announced yet: left open it would pass for known the next time.
        connection.Dispose();
        throw new RefusedException("busy");
    }

    /// <summary>Takes a change set for this process; false when another has it.</summary>
    public bool TryHold(long setId) => Run($"select pg_try_advisory_lock({Sets}, {NumberOf(setId)})");

    /// <summary>Lets go of a change set.</summary>
    public void LetGo(long setId)
    {
        // Of a connection that was cut nothing is held any more.
        try { Run($"select pg_advisory_unlock({Sets}, {NumberOf(setId)})"); }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException) { }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Said aloud: the server notices a connection that only closes somewhat later, and who comes next would be turned away.
        try { Run("select pg_advisory_unlock_all() is not null"); }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException) { }
        connection.Dispose();
    }

    private static int NumberOf(long setId) => (int)(setId & int.MaxValue);

    private bool Run(string sql)
    {
        using var command = connection.Query(sql, ("key", Key));
        return (bool)command.ExecuteScalar()!;
    }
}
