using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>
/// Where the rows of a proposal are stored until they are applied (D6), outside the main tables. On SQLite a file of its own in the data folder,
/// attached when it is applied, without a journal, since losing a proposal means "upload again"; on PostgreSQL unlogged tables. A change of a few
/// customers by a form uses temporary tables within its transaction.
/// </summary>
internal sealed class Stage
{
    /// <summary>The name under which a proposal's file is attached.</summary>
    public const string Schema = "proposal";

    private readonly Base owner;

    private Stage(Base owner, RecordShape shape, long? setId, int number = 1)
    {
        this.owner = owner;
        Shape = shape;
        Columns = StageColumns.Of(shape);
        SetId = setId;
        Number = number;
        Rows = setId is null ? "stage_row" : owner.Engine == Engine.Sqlite ? Schema + ".stage_row" : $"proposal_{Name.Replace('-', '_')}_row";
        RowDecisions = setId is null ? "" : owner.Engine == Engine.Sqlite ? Schema + ".by_hand" : $"proposal_{Name.Replace('-', '_')}_by_hand";
        Altered = setId is null ? "" : owner.Engine == Engine.Sqlite ? Schema + ".altered" : $"proposal_{Name.Replace('-', '_')}_altered";
        Matched = setId is null ? "" : owner.Engine == Engine.Sqlite ? Schema + ".matched" : $"proposal_{Name.Replace('-', '_')}_matched";
        Keys = setId is null ? "stage_key" : owner.Engine == Engine.Sqlite ? Schema + ".stage_key" : $"proposal_{Name.Replace('-', '_')}_key";
    }

    public long? SetId { get; }

    /// <summary>The kind of the records that its rows are about.</summary>
    public RecordShape Shape { get; }

    /// <summary>Its columns.</summary>
    public StageColumns Columns { get; }

    /// <summary>The number of this stage of the set, from 1; the current one is <see cref="ChangeSet.Staged"/>.</summary>
    public int Number { get; }

    /// <summary>The number of its set, followed by its own from the second on: 12, 12-2, 12-3.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{SetId}{(Number > 1 ? $"-{Number}" : "")}");

    /// <summary>The table of rows, as a statement names it while the stage is attached.</summary>
    public string Rows { get; }

    /// <summary>The table of lookup keys that the rows add and remove.</summary>
    public string Keys { get; }

    /// <summary>The table of single rows left out or included by a person; created on first use.</summary>
    public string RowDecisions { get; }

    /// <summary>The table of customers that a person matched with rows; created on first use.</summary>
    public string Matched { get; }

    /// <summary>The table of rows altered since the file was read; created on first use.</summary>
    public string Altered { get; }

    /// <summary>SQLite: the file to attach; null on PostgreSQL and for a temporary stage.</summary>
    public string? File => owner.Engine == Engine.Sqlite && SetId is not null
        ? Path.Combine(owner.Location.ProposalFolder, $"{Name}.db") : null;

    /// <summary>The current stage of a set; the first one until there is one.</summary>
    public static Stage OfProposal(Base owner, long setId)
    {
        using var reader = owner.OpenReader();
        using var command = reader.Query("select staged, record_kind from change_set where id = @id", ("id", setId));
        using var set = command.ExecuteReader();
        return set.Read() ? new Stage(owner, RecordShapes.Of(set.GetInt32(1)), setId, Math.Max(1, set.GetInt32(0))) : new Stage(owner, CustomerShape.Instance, setId);
    }

    /// <inheritdoc cref="OfProposal(Base, long)" />
    public static Stage OfProposal(Base owner, ChangeSet set) => new(owner, RecordShapes.Of(set.RecordKind), set.Id, Math.Max(1, set.Staged));

    /// <summary>The stage for reading the file of a set again, beside the current one until it is complete.</summary>
    public static Stage Next(Base owner, ChangeSet set) => new(owner, RecordShapes.Of(set.RecordKind), set.Id, set.Staged + 1);

    /// <summary>Stages that no set uses: left by a crash or a missed clean-up.</summary>
    public static IReadOnlyList<Stage> Orphans(Base owner)
    {
        using var reader = owner.OpenReader();
        var present = owner.Engine == Engine.Sqlite
            ? Directory.EnumerateFiles(owner.Location.ProposalFolder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file))
            : Read(reader, "select replace(substring(tablename from '^proposal_(.*)_row$'), '_', '-') from pg_tables where schemaname = any(current_schemas(false)) and tablename ~ '^proposal_[0-9]+(_[0-9]+)?_row$'");
        var wanted = Read(reader, $"""
            select cast(id as text) || case when n > 1 then '-' || cast(n as text) else '' end from (
                select id, staged as n from change_set where state in ({(int)ChangeState.Staging}, {(int)ChangeState.Proposed})
                union all select id, staged + 1 from change_set where state = {(int)ChangeState.Staging}) s
            """);
        return [.. present.Except(wanted).Select(name => Named(owner, name)).OfType<Stage>()];
    }

    /// <summary>SQLite: rolls back corrections cut off by a crash. A read-only connection could not do so, nor read the proposal.</summary>
    public static void TakeBackHalfDone(Base owner)
    {
        if (owner.Engine != Engine.Sqlite) return;
        foreach (var journal in Directory.EnumerateFiles(owner.Location.ProposalFolder, "*.db-journal"))
            if (Named(owner, Path.GetFileName(journal).Split('.')[0]) is { } stage && System.IO.File.Exists(stage.File))
                stage.LookOrDelete();
    }

    // A proposal that cannot be read is lost, and "upload again"; it must not keep the base from opening.
    private void LookOrDelete()
    {
        try
        {
            Alter(connection =>
            {
                using var look = connection.Query($"select count(*) from {Schema}.sqlite_master");
                look.ExecuteScalar();
            });
        }
        catch (DbException) { Delete(); }
    }

    private static Stage? Named(Base owner, string name)
    {
        var parts = name.Split('-');
        return parts.Length <= 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && int.TryParse(parts.ElementAtOrDefault(1) ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new Stage(owner, CustomerShape.Instance, id, number) : null;
    }

    /// <summary>A stage that ends with the transaction.</summary>
    public static Stage Temporary(WriteTransaction transaction, RecordShape shape)
    {
        var stage = new Stage(transaction.Base, shape, null);
        if (transaction.Engine == Engine.Sqlite)
            transaction.Execute("drop table if exists temp.stage_row; drop table if exists temp.stage_key;");
        else transaction.Execute("drop table if exists pg_temp.stage_row, pg_temp.stage_key;");
        transaction.Execute(stage.Columns.CreateTables("create temporary table", stage.Rows, stage.Keys, transaction.Engine));
        return stage;
    }

    /// <summary>Makes the empty tables of a proposal and gives the writer that fills them.</summary>
    /// <param name="fill">Work to do by statements first: takes the connection, the table of rows, and how the tables of the base are named there ("" or a schema with its point).</param>
    public StageWriter Create(Action<DbConnection, string, string>? fill = null)
    {
        Delete();
        if (owner.Engine == Engine.Postgres)
        {
            var server = owner.OpenReader();
            return OrDispose(server, () =>
            {
                using (var create = server.Query(Columns.CreateTables("create unlogged table", Rows, Keys, Engine.Postgres)))
                    create.ExecuteNonQuery();
                fill?.Invoke(server, Rows, "");
                return new PostgresStageWriter((Npgsql.NpgsqlConnection)server, this, ownsConnection: true);
            });
        }
        // As a URI, so that the base can be attached read-only.
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = new Uri(File!).AbsoluteUri, Pooling = false }.ConnectionString);
        return OrDispose(file, () => CreateFile(file, fill));
    }

    private static StageWriter OrDispose(DbConnection connection, Func<StageWriter> create)
    {
        try { return create(); }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private StageWriter CreateFile(SqliteConnection file, Action<DbConnection, string, string>? fill)
    {
        file.Open();
        using (var create = file.Query("pragma page_size = 16384;" + StageColumns.SqliteLoading + Columns.CreateTables("create table", "stage_row", "stage_key", Engine.Sqlite)))
            create.ExecuteNonQuery();
        if (fill is null && Shape.IsMadeBySqlite)
        {
            // All rows are new to the file, so its indexes need not wait for them.
            using (var index = file.Query(StageColumns.SqliteIndexes)) index.ExecuteNonQuery();
            var roots = Roots(file);
            file.Dispose();
            return new SqliteFileStageWriter(File!, Shape, roots);
        }
        if (fill is not null)
        {
            // Read-only: the base has one writer, and this is not it.
            using (var attach = file.Query("attach database @file as base", ("file", new Uri(owner.Location.FilePath).AbsoluteUri + "?mode=ro"))) attach.ExecuteNonQuery();
            fill(file, "stage_row", "base.");
            using (var detach = file.Query("detach database base")) detach.ExecuteNonQuery();
        }
        return new SqliteStageWriter(file, this, "stage_row", "stage_key", ownsConnection: true);
    }

    /// <summary>The writer of a temporary stage.</summary>
    public StageWriter WriterIn(WriteTransaction transaction) => transaction.Engine == Engine.Postgres
        ? new PostgresStageWriter((Npgsql.NpgsqlConnection)transaction.Connection, this, ownsConnection: false)
        : new SqliteStageWriter((SqliteConnection)transaction.Connection, this, Rows, Keys, ownsConnection: false);

    /// <summary>True when one of its tables was made; the connection must know the proposal.</summary>
    public bool Has(DbConnection connection, string table)
    {
        using var command = owner.Engine == Engine.Postgres
            ? connection.Query("select to_regclass(@name)::text", ("name", table))
            : connection.Query($"select name from {Schema}.sqlite_master where name = @name", ("name", table[(Schema.Length + 1)..]));
        return command.ExecuteScalar() is string;
    }

    /// <summary>False when its rows are in other columns than those of this version.</summary>
    public bool IsOfThisVersion()
    {
        var present = File is { } file ? ColumnsIn(file) : ColumnsOnServer();
        return present.Count == 0 || Columns.Names.All(present.Contains);
    }

    private IReadOnlyList<string> ColumnsOnServer()
    {
        using var server = owner.OpenReader();
        return Read(server, $"select attname::text from pg_attribute where attrelid = to_regclass('{Rows}') and attnum > 0 and not attisdropped");
    }

    private static IReadOnlyList<string> ColumnsIn(string path)
    {
        if (!System.IO.File.Exists(path)) return [];
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        file.Open();
        return Read(file, "select name from pragma_table_info('stage_row')");
    }

    /// <summary>A connection for reading the rows together with the customers.</summary>
    /// <exception cref="RefusedException">proposal.lost: a crash or a clean-up took it.</exception>
    public DbConnection OpenReader()
    {
        if (owner.Engine == Engine.Postgres)
        {
            var server = owner.OpenReader();
            using var there = server.Query("select to_regclass(@name)::text", ("name", Rows));
            if (there.ExecuteScalar() is string) return server;
            server.Dispose();
            throw new RefusedException("proposal.lost", SetId);
        }
        if (!System.IO.File.Exists(File)) throw new RefusedException("proposal.lost", SetId);
        var reader = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = owner.Location.FilePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        reader.Open();
        SqliteFunctions.AddTo(reader);
        using var attach = reader.Query($"attach database @file as {Schema}", ("file", File));
        attach.ExecuteNonQuery();
        return reader;
    }

    /// <summary>Changes rows of a waiting proposal (left out, corrected); the caller holds the exclusive right to do so.</summary>
    public void Alter(Action<DbConnection> work)
    {
        using var connection = owner.Engine == Engine.Postgres ? owner.OpenReader() : OpenFile();
        work(connection);
    }

    /// <summary>SQLite: notes in the file which revision of its set the rows are of, in the transaction that alters them.</summary>
    public void KeepRevision(WriteTransaction transaction, int revision)
    {
        if (File is not null) transaction.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma {Schema}.user_version = {revision}"));
    }

    /// <summary>SQLite: the stored revision, read from the header of the file; null without one. Nobody may be writing.</summary>
    public int? KeptRevision
    {
        get
        {
            if (File is not { } path || !System.IO.File.Exists(path)) return null;
            using var file = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[4];
            // "User version", at offset 60 of the header (sqlite.org/fileformat2.html).
            return RandomAccess.Read(file, bytes, 60) == 4 && BinaryPrimitives.ReadInt32BigEndian(bytes) is var kept and > 0 ? kept : null;
        }
    }

    /// <summary>SQLite: waits until the file is on the disk itself. Writing it does not, since a proposal that is lost can be made again.</summary>
    public void FlushToDisk()
    {
        if (File is not { } path) return;
        using var file = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Deletes the rows for good; does nothing when they are already gone.</summary>
    /// <param name="patience">PostgreSQL: how long to wait for somebody who uses them; after that they stay. Null waits for as long as it takes.</param>
    public void Delete(TimeSpan? patience = null)
    {
        if (owner.Engine == Engine.Postgres)
        {
            using var server = owner.OpenReader();
            using var drop = server.Query($"set local lock_timeout = {(long)(patience?.TotalMilliseconds ?? 0)}; drop table if exists {Rows}; drop table if exists {Keys}; drop table if exists {RowDecisions}; drop table if exists {Altered}; drop table if exists {Matched};");
            try { drop.ExecuteNonQuery(); }
            catch (Npgsql.PostgresException e) when (e.SqlState == Npgsql.PostgresErrorCodes.LockNotAvailable) { }
        }
        else if (File is { } file)
        {
            System.IO.File.Delete(file);
            System.IO.File.Delete(file + "-journal");
        }
    }

    private static Dictionary<string, uint> Roots(SqliteConnection file)
    {
        using var command = file.Query("select name, rootpage from sqlite_schema where rootpage > 0");
        using var reader = command.ExecuteReader();
        var roots = new Dictionary<string, uint>();
        while (reader.Read()) roots.Add(reader.GetString(0), (uint)reader.GetInt64(1));
        return roots;
    }

    private static List<string> Read(DbConnection reader, string sql)
    {
        using var command = reader.Query(sql);
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    }

    private SqliteConnection OpenFile()
    {
        if (!System.IO.File.Exists(File)) throw new RefusedException("proposal.lost", SetId);
        // Attached without a main file: if the file were also the main database, a transaction would wait for its own lock on it.
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }.ConnectionString);
        file.Open();
        SqliteFunctions.AddTo(file);
        using var attach = file.Query($"{Sql.Overwriting} attach database @file as {Schema}", ("file", File));
        attach.ExecuteNonQuery();
        return file;
    }
}
