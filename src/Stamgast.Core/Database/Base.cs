using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stamgast.Database.Opening;
using Stamgast.Database.Turns;

namespace Stamgast.Database;

/// <summary>
/// An open customer base. Any number of readers; on SQLite exactly one connection writes and makes checkpoints, since the engine allows one writer at
/// a time anyway; on PostgreSQL writers of customers take turns by an advisory lock, so that the sequence of items is the order in which they were
/// committed.
/// </summary>
public sealed class Base : IDisposable
{
    /// <summary>How long a writer waits for another before it is refused, by default.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The pages that the writing connection of SQLite keeps: 128 MB.</summary>
    internal const string UsualCache = "pragma cache_size = -131072";

    // Any number will do; it must be the same in every process on one base.
    internal const long CustomersLock = 0x5741_4d47;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SqliteConnection? writer;
    private readonly NpgsqlDataSource? server;
    private readonly string readerConnection = "";
    private Presence? presence;

    private Base(BaseLocation location)
    {
        Location = location;
        OwnerOnly.MakeFolder(location.DataFolder);
        if (location.Engine == Engine.Postgres)
        {
            server = new NpgsqlDataSourceBuilder(location.Connection).Build();
            return;
        }
        MustNotBeEmptied(location);
        writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = location.FilePath, Pooling = false,
            DefaultTimeout = Sql.SecondsForForeignLocks }.ConnectionString);
        readerConnection = new SqliteConnectionStringBuilder { DataSource = location.FilePath, Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = Sql.SecondsForForeignLocks }.ConnectionString;
        writer.Open();
        using var pragmas = writer.Query($"""
            {UsualCache}; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = file;
            pragma mmap_size = 0; pragma journal_size_limit = 67108864; {Sql.Overwriting}
            """);
        pragmas.ExecuteNonQuery();
    }

    public BaseLocation Location { get; }

    public Engine Engine => Location.Engine;

    /// <summary>False when others on this machine may look into the data folder.</summary>
    public bool IsForOwnerOnly { get; private set; }

    /// <summary>Throws when the file of the base was deleted or moved: writes would be lost, and reads would be outdated.</summary>
    /// <exception cref="RefusedException">database.gone</exception>
    public void MustBeThere()
    {
        if (Engine == Engine.Sqlite && !File.Exists(Location.FilePath)) throw new RefusedException(Trouble.Gone, Location.Name, "ENOENT");
    }

    /// <summary>The imports that this program starts and reads.</summary>
    internal HeldSets InHand { get; } = new();

    /// <summary>Opens a base, creates an empty one if there is none, and upgrades an older one after a backup; a newer one is refused.</summary>
    public static Base Open(BaseLocation location)
    {
        var opened = new Base(location);
        try
        {
            Upgrade.BringUpToDate(opened);
            if (opened.Engine == Engine.Sqlite) OwnerOnly.MakeFolder(location.ProposalFolder);
            opened.IsForOwnerOnly = OwnerOnly.Tighten(location);
            if (opened.server is { } server)
                opened.InHand.Presence = opened.presence = Presence.Announce(server, () => OpeningWork.OfProgram.ClearWhenAlone(opened));
            else OpeningWork.OfProgram.ClearWhenAlone(opened);
            // Leftovers of processes that died while others were still there.
            OpeningWork.OfProgram.TakeOver(opened);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    // The folder of the proposals is created with the base: a file of zero bytes beside it used to be a base, and is not silently recreated.
    private static void MustNotBeEmptied(BaseLocation location)
    {
        if (Directory.Exists(location.ProposalFolder) && File.Exists(location.FilePath) && new FileInfo(location.FilePath).Length == 0
            && !File.Exists(location.FilePath + "-wal"))
            throw new RefusedException(Trouble.Damaged, location.Name, "0 bytes");
    }

    /// <summary>The model for reading. SQLite refuses to save through it: use <see cref="Write{T}"/>.</summary>
    public StamgastContext NewContext()
    {
        if (Engine == Engine.Postgres)
            return new PostgresStamgastContext(new DbContextOptionsBuilder<PostgresStamgastContext>().UseNpgsql(server!).Options);
        return new SqliteStamgastContext(new DbContextOptionsBuilder<SqliteStamgastContext>().UseSqlite(readerConnection).Options);
    }

    /// <summary>Runs work that writes anything but customers (users, sessions, settings) in one transaction.</summary>
    public T Write<T>(Func<WriteTransaction, T> work) => Write(work, Patience);

    /// <inheritdoc cref="Write{T}(Func{WriteTransaction, T})" />
    /// <param name="patience">How long it waits for its turn.</param>
    public T Write<T>(Func<WriteTransaction, T> work, TimeSpan patience) => Transact(work, ofCustomers: false, patience, null, CancellationToken.None);

    /// <inheritdoc cref="Write{T}(Func{WriteTransaction, T})" />
    public void Write(Action<WriteTransaction> work) => Write(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <summary>Runs work that writes customers or change sets in one transaction; only the features of change sets call it.</summary>
    /// <exception cref="RefusedException">busy: another writer did not finish within the patience.</exception>
    /// <param name="attach">SQLite: the file of a proposal that the work reads.</param>
    internal T WriteCustomers<T>(Func<WriteTransaction, T> work, TimeSpan patience, string? attach = null, CancellationToken cancel = default) =>
        Transact(work, ofCustomers: true, patience, attach, cancel);

    /// <summary>Waits, without a thread, until nobody in this program is writing; another writer may still be faster afterwards.</summary>
    /// <returns>False when somebody was writing all the time.</returns>
    public async Task<bool> IsFreeToWriteAsync(TimeSpan patience, CancellationToken cancel)
    {
        if (!await turn.WaitAsync(patience, cancel)) return false;
        turn.Release();
        return true;
    }

    /// <summary>A connection for reading; dispose it soon.</summary>
    internal DbConnection OpenReader()
    {
        if (Engine == Engine.Postgres) return server!.OpenConnection();
        var reader = new SqliteConnection(readerConnection);
        reader.Open();
        // The upper levels of the table and its indexes, at a million customers, so that they are not fetched again and again.
        using var cache = reader.Query("pragma cache_size = -32768");
        cache.ExecuteNonQuery();
        return reader;
    }

    /// <summary>
    /// A number that changes when another base replaces this one: restored on PostgreSQL by somebody who did not know of this program.
    /// </summary>
    internal long Identity(DbConnection connection)
    {
        if (Engine == Engine.Sqlite) return 0;
        using var command = connection.Query("select cast(cast('counter' as regclass) as bigint)");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Runs statements outside a transaction on the writing connection, when nobody else writes: attach, vacuum, checkpoint.</summary>
    internal T Alone<T>(Func<DbConnection, T> work, TimeSpan patience)
    {
        if (Engine == Engine.Postgres)
        {
            using var connection = server!.OpenConnection();
            return work(connection);
        }
        TakeTurn(patience, CancellationToken.None);
        try { return work(writer!); }
        finally { turn.Release(); }
    }

    internal StamgastContext ContextOn(DbConnection connection) => ContextOn(connection, Engine);

    internal static StamgastContext ContextOn(DbConnection connection, Engine engine) => engine == Engine.Postgres
        ? new PostgresStamgastContext(new DbContextOptionsBuilder<PostgresStamgastContext>().UseNpgsql(connection).Options)
        : new SqliteStamgastContext(new DbContextOptionsBuilder<SqliteStamgastContext>().UseSqlite(connection).Options);

    /// <inheritdoc />
    public void Dispose()
    {
        if (writer is not null)
        {
            // The writer last: who closes last takes the journal into the file, which a reader may not.
            using (var pool = new SqliteConnection(readerConnection)) SqliteConnection.ClearPool(pool);
            // Whoever is writing in the background comes to an end first.
            turn.Wait(Patience);
            writer.Dispose();
        }
        presence?.Dispose();
        server?.Dispose();
        turn.Dispose();
    }

    // Temporary failures are reported where the work was requested, which keeps the input; damage is not for the work to explain.
    private T Transact<T>(Func<WriteTransaction, T> work, bool ofCustomers, TimeSpan patience, string? attach, CancellationToken cancel)
    {
        try { return InTurn(work, ofCustomers, patience, attach, cancel); }
        catch (Exception e) when (e is not RefusedException
            && Trouble.Of(e, Location) is { Code: Trouble.Busy or Trouble.Away or DiskFull.Here or DiskFull.OnServer } trouble)
        {
            throw new RefusedException(trouble, e);
        }
    }

    private T InTurn<T>(Func<WriteTransaction, T> work, bool ofCustomers, TimeSpan patience, string? attach, CancellationToken cancel)
    {
        if (Engine == Engine.Postgres)
        {
            InHand.StandAgain();
            // Writers of this program take turns here, so that only one of them waits at the server, instead of a connection for each.
            var asked = Stopwatch.StartNew();
            if (ofCustomers) TakeTurn(patience, cancel);
            try
            {
                using var connection = server!.OpenConnection();
                return InTransaction(connection, work, ofCustomers, patience - asked.Elapsed, cancel);
            }
            finally
            {
                if (ofCustomers) turn.Release();
            }
        }
        MustBeThere();
        TakeTurn(patience, cancel);
        try
        {
            // SQLite attaches only outside a transaction.
            using var attached = attach is null ? null : new Attachment(writer!, attach);
            return InTransaction(writer!, work, ofCustomers, patience, cancel);
        }
        finally { turn.Release(); }
    }

    private T InTransaction<T>(DbConnection connection, Func<WriteTransaction, T> work, bool ofCustomers, TimeSpan patience, CancellationToken cancel)
    {
        using var transaction = new WriteTransaction(this, connection, connection.BeginTransaction());
        if (ofCustomers && Engine == Engine.Postgres) LockCustomers(transaction, patience);
        // A cancel reaches a statement that is running, not only the next one.
        T result;
        try
        {
            using var stop = Stopper(connection, cancel);
            cancel.ThrowIfCancellationRequested();
            result = work(transaction);
            cancel.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is SqliteException or PostgresException)
        {
            throw new OperationCanceledException(cancel);
        }
        try { transaction.Commit(); }
        catch (PostgresException e) when (cancel.IsCancellationRequested && e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            // The cancel reached the server when the work was done: until a commit is written it takes everything back.
            throw new OperationCanceledException(cancel);
        }
        return result;
    }

    private static void LockCustomers(WriteTransaction transaction, TimeSpan patience)
    {
        // Zero would wait for ever.
        transaction.Execute($"set local lock_timeout = {Math.Max(1, (long)WritePatience.Of(patience).TotalMilliseconds)}");
        transaction.Execute("select pg_advisory_xact_lock(@key)", ("key", CustomersLock));
        transaction.Execute("set local lock_timeout = 0");
    }

    private void TakeTurn(TimeSpan patience, CancellationToken cancel)
    {
        if (!turn.Wait(WritePatience.Of(patience), cancel)) throw new RefusedException(Trouble.Busy);
    }

    /// <summary>Lets a cancel stop the statements of a connection that did not come from <see cref="WriteCustomers"/>.</summary>
    internal void Stoppable(DbConnection connection, Action work, CancellationToken cancel)
    {
        try
        {
            using var stop = Stopper(connection, cancel);
            cancel.ThrowIfCancellationRequested();
            work();
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is SqliteException or PostgresException)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    private IDisposable Stopper(DbConnection connection, CancellationToken cancel) =>
        connection is SqliteConnection file ? new Watch(file, cancel) : new Interrupter(InterruptOf((NpgsqlConnection)connection), cancel);

    private Action InterruptOf(NpgsqlConnection busy)
    {
        var pid = busy.ProcessID;
        return () =>
        {
            using var other = server!.OpenConnection();
            using var command = other.Query("select pg_cancel_backend(@pid)", ("pid", pid));
            command.ExecuteNonQuery();
        };
    }

    // Checked while statements run. An interrupt from outside would outlast the transaction while some statement is open, such as one of the search
    // index, and would then also stop the detaching of the proposal's file.
    private sealed class Watch : IDisposable
    {
        private const int Instructions = 20_000;

        private readonly SqliteConnection connection;

        public Watch(SqliteConnection connection, CancellationToken cancel)
        {
            this.connection = connection;
            if (cancel.CanBeCanceled)
                SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, Instructions, _ => cancel.IsCancellationRequested ? 1 : 0, null);
        }

        public void Dispose() => SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
    }

    private sealed class Attachment : IDisposable
    {
        private readonly SqliteConnection connection;

        public Attachment(SqliteConnection connection, string file)
        {
            this.connection = connection;
            if (!File.Exists(file)) throw new RefusedException("proposal.lost", Path.GetFileNameWithoutExtension(file).Split('-')[0]);
            using var attach = connection.Query("attach database @file as proposal", ("file", file));
            attach.ExecuteNonQuery();
        }

        public void Dispose()
        {
            using var detach = connection.Query("detach database proposal");
            detach.ExecuteNonQuery();
        }
    }
}
