using Microsoft.Data.Sqlite;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Changes.Stages;

/// <summary>
/// Writes the staged rows of an import on SQLite: directly as pages of the proposal's own file, which nobody else has open, tables and indexes alike.
/// Rows arrive numbered 1, 2, 3 ...
/// </summary>
internal sealed class SqliteFileStageWriter : StageWriter
{
    // 16 bytes each. An import that names more customers leaves this index to SQLite.
    private const int MostRecords = 4_000_000;
    private const int ClassesInPiece = 1 << 20;

    // The first in the index by class: its rows are put there as they come.
    private static readonly RowClass FirstClass = Enum.GetValues<RowClass>().Min();

    private readonly string path;
    private readonly SqlitePages pages;
    private readonly SqliteTableBuilder rows;
    private readonly SqliteTableBuilder keys;
    private readonly SqliteIndexBuilder keysBySeq;
    private readonly SqliteIndexBuilder rowsByClass;
    private readonly IReadOnlyDictionary<string, uint> roots;
    private readonly SqliteRecord row = new();
    private readonly SqliteRecord key = new();
    private readonly SqliteRecord entry = new();
    // Two in a byte; null while all are of the first class.
    private readonly List<byte[]?> classes = [];
    private readonly long[] counts = new long[(int)Enum.GetValues<RowClass>().Max() + 1];
    private readonly List<(long Record, long Seq)> records = [];
    private long seq;
    private long keyCount;
    private bool tooManyRecords;

    /// <param name="path">The file, with its empty tables and indexes, made by SQLite and closed.</param>
    /// <param name="roots">The root page of each table and index.</param>
    public SqliteFileStageWriter(string path, RecordShape shape, IReadOnlyDictionary<string, uint> roots) : base(shape)
    {
        this.path = path;
        this.roots = roots;
        pages = new SqlitePages(path);
        rows = new SqliteTableBuilder(pages, roots["stage_row"]);
        keys = new SqliteTableBuilder(pages, roots["stage_key"]);
        keysBySeq = new SqliteIndexBuilder(pages, roots["stage_key_seq"]);
        rowsByClass = new SqliteIndexBuilder(pages, roots["stage_row_class"]);
    }

    // They would be half of the file.
    protected override bool LeavesCreations => true;

    public override void Complete()
    {
        rows.Complete();
        keys.Complete();
        keysBySeq.Complete();
        CompleteClasses();
        if (!tooManyRecords) BuildRecords();
        pages.Complete();
        pages.Dispose();
        if (!tooManyRecords) return;
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        file.Open();
        using var index = file.Query(StageColumns.SqliteLoading + "drop index stage_row_record;" + StageColumns.SqliteRecordIndex);
        index.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        base.Dispose();
        pages.Dispose();
    }

    protected override void BeginRow(StagedRow staged)
    {
        if (staged.Seq != seq + 1) throw new ArgumentException("Rows come in their order.", nameof(staged));
        seq = staged.Seq;
        var piece = (int)((seq - 1) % ClassesInPiece);
        if (piece == 0) classes.Add(null);
        counts[(int)staged.Class]++;
        if (staged.Class == FirstClass) Append(rowsByClass, (int)staged.Class, seq);
        else (classes[^1] ??= new byte[ClassesInPiece / 2])[piece / 2] |= (byte)((int)staged.Class << (piece % 2 * 4));
        if (staged.RecordId is { } record && !tooManyRecords) Note(record);
        row.Clear();
        // The row number itself is stored outside the record.
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

    protected override void Text(ReadOnlySpan<char> value) => row.Text(value);

    protected override void Utf8(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) row.Null();
        else row.Text(value);
    }

    protected override void Values(Utf8Values texts) => row.Texts(texts.Whole, texts.Ends);

    protected override void EndRow() => rows.Append(seq, row);

    protected override void WriteKey(long seq, KeyChange change, ReadOnlySpan<byte> utf8)
    {
        key.Clear();
        key.Integer(seq);
        key.Integer((int)change.Kind);
        key.Text(utf8);
        key.Integer(change.Added ? 1 : 0);
        keys.Append(++keyCount, key);
        Append(keysBySeq, seq, keyCount);
    }

    private void Note(long record)
    {
        records.Add((record, seq));
        if (records.Count <= MostRecords) return;
        tooManyRecords = true;
        records.Clear();
        records.TrimExcess();
    }

    private void CompleteClasses()
    {
        foreach (var wanted in Enum.GetValues<RowClass>().Order())
        {
            if (wanted == FirstClass || counts[(int)wanted] == 0) continue;
            long at = 0;
            foreach (var piece in classes)
            {
                var length = (int)Math.Min(ClassesInPiece, seq - at);
                for (var i = 0; piece is not null && i < length; i++)
                    if ((piece[i / 2] >> (i % 2 * 4) & 0xF) == (int)wanted) Append(rowsByClass, (int)wanted, at + i + 1);
                at += length;
            }
        }
        rowsByClass.Complete();
    }

    private void BuildRecords()
    {
        records.Sort();
        var index = new SqliteIndexBuilder(pages, roots["stage_row_record"]);
        foreach (var (record, row) in records) Append(index, record, row);
        index.Complete();
    }

    private void Append(SqliteIndexBuilder index, long value, long row)
    {
        entry.Clear();
        entry.Integer(value);
        entry.Integer(row);
        index.Append(entry);
    }
}
