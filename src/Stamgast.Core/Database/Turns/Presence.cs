using Npgsql;

namespace Stamgast.Database.Turns;

/// <summary>
/// Tells other processes on the same PostgreSQL that this one uses the base, and which change sets it is working on; lasts as long as its connection.
/// On SQLite the program locks the data folder instead.
/// </summary>
internal sealed class Presence : IDisposable
{
    private const long Key = 0x5741_4d48;

    // In a lock space of its own: locks with two numbers never collide with those with one.
    private const int Sets = 0x5741_4d49;

    private readonly NpgsqlDataSource server;
    // One statement at a time: two threads that read answers of one connection would wait for each other for ever.
    private readonly Lock asking = new();
    private NpgsqlConnection connection;

    private Presence(NpgsqlDataSource server)
    {
        this.server = server;
        connection = server.OpenConnection();
    }

    /// <summary>Registers this process, after doing what only a lone process may do; without that when others are there.</summary>
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

    /// <summary>Keeps all others away until disposed; null when somebody is using the base.</summary>
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
    /// <exception cref="RefusedException">busy: somebody who did not know of this process is restoring the base.</exception>
    public void Renew()
    {
        lock (asking)
        {
            connection.Dispose();
            // Others of the pool were cut with it.
            server.Clear();
            connection = server.OpenConnection();
            if (Run("select pg_try_advisory_lock_shared(@key)")) return;
            // Not announced yet: left open it would pass for known the next time.
            connection.Dispose();
        }
        throw new RefusedException("busy");
    }

    /// <summary>Takes a change set for this process; false when another has it.</summary>
    public bool TryHold(long setId) => Run($"select pg_try_advisory_lock({Sets}, {NumberOf(setId)})");

    /// <summary>Releases a change set.</summary>
    public void LetGo(long setId)
    {
        // A cut connection no longer holds anything.
        try { Run($"select pg_advisory_unlock({Sets}, {NumberOf(setId)})"); }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException) { }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (asking)
        {
            // Released explicitly: the server notices a closed connection a little late, and the next process would be refused.
            try { Run("select pg_advisory_unlock_all() is not null"); }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException) { }
            connection.Dispose();
        }
    }

    private static int NumberOf(long setId) => (int)(setId & int.MaxValue);

    private bool Run(string sql)
    {
        lock (asking)
        {
            using var command = connection.Query(sql, ("key", Key));
            return (bool)command.ExecuteScalar()!;
        }
    }
}
