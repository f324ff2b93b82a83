using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Changes.Stages;

/// <summary>
/// Builds the full-text index of a first load on the second core: in a file of its own, from the rows of the proposal, while customers, keys, history
/// and indexes are written. Its content then becomes that of the empty index: FTS5 keeps everything in ordinary tables (sqlite.org/fts5.html, 9), and
/// reads them again after everything was deleted.
/// </summary>
internal sealed class FirstIndex : IDisposable
{
    private const long WorthFrom = 20_000;
    private const string Index = "customer_search";

    private readonly string path;
    private readonly string definition;
    private readonly string stageFile;
    private readonly long lastId;
    private readonly SqliteConnection connection;
    private readonly Task<long> writing;

    private FirstIndex(WriteTransaction transaction, Stage stage, long setId, long lastId)
    {
        this.lastId = lastId;
        stageFile = stage.File!;
        path = Path.Combine(transaction.Base.Location.ProposalFolder, $"{setId}{Extension}");
        using (var command = transaction.Command("select sql from sqlite_master where name = @name", ("name", Index)))
            definition = (string)command.ExecuteScalar()!;
        File.Delete(path);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = new Uri(path).AbsoluteUri, Pooling = false }.ConnectionString);
        connection.Open();
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The extension of the files.</summary>
    public static string Extension => ".words";

    /// <summary>Deletes what a killed program left.</summary>
    public static void DeleteLeft(BaseLocation location)
    {
        if (!Directory.Exists(location.ProposalFolder)) return;
        foreach (var file in Directory.EnumerateFiles(location.ProposalFolder, "*" + Extension)) File.Delete(file);
    }

    /// <summary>Starts if it is worth it; null otherwise, and on PostgreSQL, where a stage has no file.</summary>
    /// <param name="created">The number of customers that the stage creates.</param>
    public static FirstIndex? Begin(WriteTransaction transaction, Stage stage, long setId, long lastId, long created) =>
        stage.File is not null && created >= WorthFrom
        && transaction.Number($"select exists(select 1 from {Index}_docsize)") == 0 ? new FirstIndex(transaction, stage, setId, lastId) : null;

    /// <summary>
    /// Waits, and makes it the index of the base. False when it cannot be: the rows were altered in this very transaction, which no other
    /// connection sees, or there was no room. Then nothing was done.
    /// </summary>
    /// <param name="created">The number of customers that must be in it.</param>
    public bool TakeInto(WriteTransaction transaction, long created)
    {
        try
        {
            if (writing.GetAwaiter().GetResult() != created) return false;
        }
        catch (SqliteException) { return false; }
        transaction.Execute($"insert into {Index}({Index}) values('delete-all')");
        Copy(transaction, "data", "id", "block");
        Copy(transaction, "idx", "segid", "term", "pgno");
        Copy(transaction, "docsize", "id", "sz", "origin");
        // The writing connection still remembers the empty index, and would continue from that. Rolling back to a savepoint makes it forget; nothing
        // has happened since.
        transaction.Execute("savepoint words_taken; rollback to words_taken; release words_taken");
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!writing.IsCompleted) raw.sqlite3_interrupt(connection.Handle);
        try { writing.Wait(); }
        catch (AggregateException) { }
        connection.Dispose();
        File.Delete(path);
    }

    private long Write()
    {
        Run("pragma page_size = 16384; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -65536;"
            + definition);
        // Read-only: the rows belong to the transaction that waits for this.
        using (var attach = connection.Query("attach database @file as stage", ("file", new Uri(stageFile).AbsoluteUri + "?mode=ro"))) attach.ExecuteNonQuery();
        SqliteFunctions.AddTo(connection);
        // Without merging along the way; the rest is merged gradually as customers change.
        Run($"begin; insert into {Index}({Index}, rank) values('automerge', 0)");
        long count;
        using (var insert = connection.Query(
            $"insert into {Index}(rowid, words) select @last + s.new_no, {SqliteStageStore.WordsOf(Customers.CustomerShape.Instance, "s")} from "
            + $"stage.stage_row s where s.class = {(int)RowClass.New} and s.left_out = 0 order by s.seq", ("last", lastId)))
            count = insert.ExecuteNonQuery();
        Run("commit");
        using (var detach = connection.Query("detach database stage")) detach.ExecuteNonQuery();
        return count;
    }

    private void Run(string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }

    private void Copy(WriteTransaction transaction, string table, params string[] columns)
    {
        var names = string.Join(", ", columns);
        using var read = new SqliteStatement(connection, $"select {names} from {Index}_{table}");
        using var write = new SqliteStatement((SqliteConnection)transaction.Connection,
            $"insert or replace into {Index}_{table}({names}) values({string.Join(", ", columns.Select(_ => "?"))})");
        while (read.Step())
        {
            for (var i = 0; i < columns.Length; i++)
                if (read.IsNumber(i)) write.Bind(i + 1, read.Number(i));
                else write.BindBlob(i + 1, read.Text(i));
            write.Run();
        }
    }
}
