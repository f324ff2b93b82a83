using Microsoft.Data.Sqlite;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Changes.Stages;

/// <summary>
/// Writes staged rows into SQLite through the engine's own calls: binding a value through a command object costs several times
/// the insert itself.
/// </summary>
internal sealed class SqliteStageWriter : StageWriter
{
    private readonly SqliteConnection connection;
    private readonly bool ownsConnection;
    private readonly SqliteStatement row;
    private readonly SqliteStatement key;
    private int column;
    private bool open;

    public SqliteStageWriter(SqliteConnection connection, Stage stage, string rows, string keys, bool ownsConnection) : base(stage.Shape)
    {
        this.connection = connection;
        this.ownsConnection = ownsConnection;
        row = new SqliteStatement(connection,
            $"insert into {rows}({string.Join(',', stage.Columns.Names)}) values({string.Join(',', stage.Columns.Names.Select(_ => "?"))})");
        key = new SqliteStatement(connection, $"insert into {keys}(seq, kind, key, added) values(?, ?, ?, ?)");
        if (!ownsConnection) return;
        Run("begin");
        open = true;
    }

    public override void Complete()
    {
        if (!open) return;
        Run(StageColumns.SqliteIndexes);
        Run("commit");
        open = false;
    }

    public override void Dispose()
    {
        base.Dispose();
        row.Dispose();
        key.Dispose();
        if (ownsConnection) connection.Dispose();
    }

    protected override void BeginRow(StagedRow staged)
    {
        column = 0;
        row.Bind(++column, staged.Seq);
    }

    protected override void Big(long? value)
    {
        column++;
        if (value is { } number) row.Bind(column, number);
    }

    protected override void Whole(int value) => row.Bind(++column, value);

    protected override void Small(int value) => row.Bind(++column, value);

    protected override void Text(string? value) => row.BindText(++column, value);

    protected override void Text(ReadOnlySpan<char> value) => row.BindText(++column, value);

    protected override void Utf8(ReadOnlySpan<byte> value)
    {
        column++;
        if (value.Length > 0) row.BindText(column, value);
    }

    protected override void EndRow() => row.Run();

    protected override void WriteKey(long seq, KeyChange change, ReadOnlySpan<byte> utf8)
    {
        key.Bind(1, seq);
        key.Bind(2, (int)change.Kind);
        key.BindText(3, utf8);
        key.Bind(4, change.Added ? 1 : 0);
        key.Run();
    }

    private void Run(string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }
}
