using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
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
        Store = StageStore.Of(owner);
        Shape = shape;
        Columns = StageColumns.Of(shape);
        SetId = setId;
        Number = number;
        Rows = setId is null ? "stage_row" : Store.Table(this, "row");
        RowDecisions = setId is null ? "" : Store.Table(this, "by_hand");
        Altered = setId is null ? "" : Store.Table(this, "altered");
        Matched = setId is null ? "" : Store.Table(this, "matched");
        Keys = setId is null ? "stage_key" : Store.Table(this, "key");
    }

    /// <summary>The way of its engine.</summary>
    private StageStore Store { get; }

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

    /// <summary>The item payload of a row; for a new row it may have to be made from its values (SQLite).</summary>
    public string Payload(string alias) => Store.Payload(Shape, alias);

    /// <summary>The search words of a row's record; for a new row they may have to be made from its values (SQLite).</summary>
    public string Words(string alias) => Store.Words(Shape, alias);

    /// <summary>The words that find a row in a preview, even if the change leaves them as they are and they are not stored with the row.</summary>
    public string WordsShown(string alias) => Store.WordsShown(Shape, alias);

    /// <summary>The name of an index on one of its tables.</summary>
    public string IndexName(string table, string what) => Store.IndexName(table, what);

    /// <summary>Makes such an index of the columns, with a condition if there is one; does nothing when it is there.</summary>
    public void MakeIndex(DbConnection connection, string table, string what, string columns)
    {
        var bare = table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];
        using var create = connection.Query($"create index if not exists {Store.SchemaOfIndexes}{IndexName(table, what)} on {bare}{columns}");
        create.ExecuteNonQuery();
    }

    /// <summary>
    /// The revision of the rows that a connection sees. It is asked for before the rows themselves: those may be newer, and are asked for again then.
    /// </summary>
    public int RevisionIn(DbConnection connection) => Store.RevisionIn(connection, this);

    /// <summary>SQLite: the file to attach; null on PostgreSQL and for a temporary stage.</summary>
    public string? File => SetId is null ? null : Store.FileOf(Name);

    /// <summary>The current stage of a set; the first one until there is one.</summary>
    public static Stage OfProposal(Base owner, long setId)
    {
        using var reader = owner.OpenReader();
        using var command = reader.Query("select staged, record_kind from change_set where id = @id", ("id", setId));
        using var set = command.ExecuteReader();
        return set.Read() ? new Stage(owner, RecordShapes.Of(set.GetInt32(1)), setId, Math.Max(1, set.GetInt32(0)))
            : new Stage(owner, CustomerShape.Instance, setId);
    }

    /// <inheritdoc cref="OfProposal(Base, long)" />
    public static Stage OfProposal(Base owner, ChangeSet set) => new(owner, RecordShapes.Of(set.RecordKind), set.Id, Math.Max(1, set.Staged));

    /// <summary>The stage for reading the file of a set again, beside the current one until it is complete.</summary>
    public static Stage Next(Base owner, ChangeSet set) => new(owner, RecordShapes.Of(set.RecordKind), set.Id, set.Staged + 1);

    /// <summary>Stages that no set uses: left by a crash or a missed clean-up.</summary>
    public static IReadOnlyList<Stage> Orphans(Base owner)
    {
        using var reader = owner.OpenReader();
        var present = StageStore.Of(owner).Present(reader);
        var wanted = reader.Texts($"""
            select cast(id as text) || case when n > 1 then '-' || cast(n as text) else '' end from (
                select id, staged as n from change_set where state in ({(int)ChangeState.Staging}, {(int)ChangeState.Proposed})
                union all select id, staged + 1 from change_set where state = {(int)ChangeState.Staging}) s
            """);
        return [.. present.Except(wanted).Select(name => Named(owner, name)).OfType<Stage>()];
    }

    /// <summary>SQLite: rolls back corrections cut off by a crash. A read-only connection could not do so, nor read the proposal.</summary>
    public static void TakeBackHalfDone(Base owner)
    {
        foreach (var journal in StageStore.Of(owner).Journals)
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
            && int.TryParse(parts.ElementAtOrDefault(1) ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Stage(owner, CustomerShape.Instance, id, number) : null;
    }

    /// <summary>A stage that ends with the transaction.</summary>
    public static Stage Temporary(WriteTransaction transaction, RecordShape shape)
    {
        var stage = new Stage(transaction.Base, shape, null);
        stage.Store.MakeRoom(transaction);
        transaction.Execute(stage.Store.CreateTemporary(stage));
        return stage;
    }

    /// <summary>Makes the empty tables of a proposal and gives the writer that fills them.</summary>
    /// <param name="fill">Work to do by statements first: takes the connection, the table of rows, and how the tables of the base are named there ("" or
    /// a schema with its point).</param>
    public StageWriter Create(Action<DbConnection, string, string>? fill = null)
    {
        Delete();
        return Store.Create(this, fill);
    }

    /// <summary>The writer of a temporary stage.</summary>
    public StageWriter WriterIn(WriteTransaction transaction) => Store.WriterIn(transaction, this);

    /// <summary>True when one of its tables was made; the connection must know the proposal.</summary>
    public bool Has(DbConnection connection, string table) => Store.Has(connection, table);

    /// <summary>False when its rows are in other columns than those of this version.</summary>
    public bool IsOfThisVersion()
    {
        var present = Store.ColumnsOf(this);
        return present.Count == 0 || Columns.Names.All(present.Contains);
    }

    /// <summary>A connection for reading the rows together with the customers.</summary>
    /// <exception cref="RefusedException">proposal.lost: a crash or a clean-up took it.</exception>
    public DbConnection OpenReader() => Store.OpenReader(this);

    /// <summary>Changes rows of a waiting proposal (left out, corrected); the caller holds the exclusive right to do so.</summary>
    public void Alter(Action<DbConnection> work)
    {
        using var connection = Store.OpenToAlter(this);
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
    public void Delete(TimeSpan? patience = null) => Store.Delete(this, patience);
}
