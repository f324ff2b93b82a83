using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>How an engine stores the rows of proposals: SQLite in a file each, PostgreSQL in unlogged tables.</summary>
internal abstract class StageStore(Base owner)
{
    protected Base Owner => owner;

    /// <summary>The way of the engine of a base.</summary>
    public static StageStore Of(Base owner) => owner.Engine == Engine.Sqlite ? new SqliteStageStore(owner) : new PostgresStageStore(owner);

    /// <summary>A table of a proposal ("row", "by_hand"), as a statement names it while the stage is attached.</summary>
    public abstract string Table(Stage stage, string what);

    /// <inheritdoc cref="Stage.Payload" />
    public virtual string Payload(RecordShape shape, string alias) => alias + ".payload";

    /// <inheritdoc cref="Stage.Words" />
    public virtual string Words(RecordShape shape, string alias) => alias + ".words";

    /// <inheritdoc cref="Stage.WordsShown" />
    public abstract string WordsShown(RecordShape shape, string alias);

    /// <summary>The name of an index on a table of a proposal, as a statement that reads it names it.</summary>
    public abstract string IndexName(string table, string what);

    /// <summary>The schema of its tables, with its point; empty where there is none.</summary>
    public abstract string SchemaOfIndexes { get; }

    /// <summary>The statements that make the tables of a temporary stage.</summary>
    public abstract string CreateTemporary(Stage stage);

    /// <summary>The revision of the rows that a connection sees.</summary>
    public abstract int RevisionIn(DbConnection connection, Stage stage);

    /// <summary>The file of a proposal; null on an engine that has none.</summary>
    public abstract string? FileOf(string name);

    /// <summary>The names of all proposals that have rows.</summary>
    public abstract IEnumerable<string> Present(DbConnection reader);

    /// <summary>What corrections left that a crash cut off.</summary>
    public abstract IEnumerable<string> Journals { get; }

    /// <summary>Takes the temporary tables of an earlier stage on this connection away.</summary>
    public abstract void MakeRoom(WriteTransaction transaction);

    /// <inheritdoc cref="Stage.Create" />
    public abstract StageWriter Create(Stage stage, Action<DbConnection, string, string>? fill);

    /// <inheritdoc cref="Stage.WriterIn" />
    public abstract StageWriter WriterIn(WriteTransaction transaction, Stage stage);

    /// <inheritdoc cref="Stage.Has" />
    public abstract bool Has(DbConnection connection, string table);

    /// <summary>The columns of its table of rows; none when there is no such table.</summary>
    public abstract IReadOnlyList<string> ColumnsOf(Stage stage);

    /// <inheritdoc cref="Stage.OpenReader" />
    public abstract DbConnection OpenReader(Stage stage);

    /// <summary>A connection that may change the rows of a waiting proposal.</summary>
    public abstract DbConnection OpenToAlter(Stage stage);

    /// <inheritdoc cref="Stage.Delete" />
    public abstract void Delete(Stage stage, TimeSpan? patience);

    protected static StageWriter OrDispose(DbConnection connection, Func<StageWriter> create)
    {
        try { return create(); }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
