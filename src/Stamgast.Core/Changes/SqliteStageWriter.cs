using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// Writes staged rows into SQLite through the engine's own calls: binding a value through a command object costs several times
/// the insert itself.
/// </summary>
internal sealed class SqliteStageWriter : StageWriter
{
    private readonly SqliteConnection connection;
    private readonly bool ownsConnection;
    private readonly sqlite3_stmt row;
    private readonly sqlite3_stmt key;
    private byte[] utf8 = new byte[4096];
    private int column;
    private bool open;

    public SqliteStageWriter(SqliteConnection connection, string rows, string keys, bool ownsConnection)
    {
        this.connection = connection;
        this.ownsConnection = ownsConnection;
        row = Prepare($"insert into {rows}({string.Join(',', StageColumns.Names)}) values({string.Join(',', StageColumns.Names.Select(_ => "?"))})");
        key = Prepare($"insert into {keys}(seq, kind, key, added) values(?, ?, ?, ?)");
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

    protected override void BeginRow(long seq)
    {
        column = 0;
        Bind(row, ++column, seq);
    }

    protected override void Big(long? value)
    {
        column++;
        if (value is { } number) Bind(row, column, number);
    }

    protected override void Whole(int value) => Bind(row, ++column, value);

    protected override void Small(int value) => Bind(row, ++column, value);

    protected override void Text(string? value) => Bind(row, ++column, value);

    protected override void Utf8(ReadOnlySpan<byte> value)
    {
        column++;
        if (value.Length > 0) Check(raw.sqlite3_bind_text(row, column, value));
    }

    protected override void EndRow() => Step(row);

    protected override void WriteKey(long seq, KeyChange change)
    {
        Bind(key, 1, seq);
        Bind(key, 2, (int)change.Kind);
        Bind(key, 3, change.Key);
        Bind(key, 4, change.Added ? 1 : 0);
        Step(key);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        return statement;
    }

    private void Run(string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }

    private void Bind(sqlite3_stmt statement, int index, long value) => Check(raw.sqlite3_bind_int64(statement, index, value));

    private void Bind(sqlite3_stmt statement, int index, string? value)
    {
        if (value is null) return;
        var most = value.Length * 3;
        if (most > utf8.Length) utf8 = new byte[most];
        var length = Encoding.UTF8.GetBytes(value, utf8);
        Check(raw.sqlite3_bind_text(statement, index, utf8.AsSpan(0, length)));
    }

    private void Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result != raw.SQLITE_DONE) Check(result);
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }
}
