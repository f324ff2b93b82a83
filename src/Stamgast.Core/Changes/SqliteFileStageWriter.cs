using Microsoft.Data.Sqlite;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Writes the staged rows of an import on SQLite: straight into the pages of the proposal's own file, which nobody else has open.</summary>
internal sealed class SqliteFileStageWriter : StageWriter
{
    private readonly string path;
    private readonly SqlitePages pages;
    private readonly SqliteTableBuilder rows;
    private readonly SqliteTableBuilder keys;
    private readonly SqliteRecord row = new();
    private readonly SqliteRecord key = new();
    private long seq;
    private long keyCount;

    /// <param name="path">The file, with its empty tables, made by SQLite and closed.</param>
    /// <param name="rowsRoot">The root page of the table of rows.</param>
    /// <param name="keysRoot">The root page of the table of keys.</param>
    public SqliteFileStageWriter(string path, uint rowsRoot, uint keysRoot)
    {
        this.path = path;
        pages = new SqlitePages(path);
        rows = new SqliteTableBuilder(pages, rowsRoot);
        keys = new SqliteTableBuilder(pages, keysRoot);
    }

    public override void Complete()
    {
        rows.Complete();
        keys.Complete();
        pages.Complete();
        pages.Dispose();
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        file.Open();
        using var index = file.Query(StageColumns.SqliteLoading + StageColumns.SqliteIndexes);
        index.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        base.Dispose();
        pages.Dispose();
    }

    protected override void BeginRow(long seq)
    {
        this.seq = seq;
        row.Clear();
        // The row number itself stands beside the record.
        row.Null();
    }

    protected override void Big(long? value)
    {
        if (value is { } number) row.Integer(number);
        else row.Null();
    }

    protected override void Whole(int value) => row.Integer(value);

    protected override void Small(int value) => row.Integer(value);

    protected override void Text(string? value)
    {
        if (value is null) row.Null();
        else row.Text(value.AsSpan());
    }

    protected override void Utf8(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) row.Null();
        else row.Text(value);
    }

    protected override void EndRow() => rows.Append(seq, row);

    protected override void WriteKey(long seq, KeyChange change)
    {
        key.Clear();
        key.Integer(seq);
        key.Integer((int)change.Kind);
        key.Text(change.Key.AsSpan());
        key.Integer(change.Added ? 1 : 0);
        keys.Append(++keyCount, key);
    }
}
