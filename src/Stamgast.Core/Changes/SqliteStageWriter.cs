using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Customers;
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

    public override void Write(StagedRow staged)
    {
        var (core, full, words) = Derived(staged.Values);
        Bind(row, 1, staged.Seq);
        if (staged.Line is { } line) Bind(row, 2, line);
        Bind(row, 3, (int)staged.Class);
        Bind(row, 4, (int)staged.Operation);
        Bind(row, 5, 0);
        if (staged.RecordId is { } id) Bind(row, 6, id);
        if (staged.NewNumber is { } number) Bind(row, 7, number);
        Bind(row, 8, staged.BaseVersion);
        Bind(row, 9, staged.Trashed ? 1 : 0);
        Bind(row, 10, staged.FieldCount);
        if (staged.Payload.Length > 0) Check(raw.sqlite3_bind_text(row, 11, staged.Payload.Span));
        Bind(row, 12, staged.Problems);
        Bind(row, 13, staged.Cells);
        Bind(row, 14, staged.Alike);
        Bind(row, 15, core);
        Bind(row, 16, full);
        Bind(row, 17, words);
        if (staged.Values is { } values)
            for (var i = 0; i < CustomerFields.Count; i++)
                if (values[i] is { } value) Bind(row, StageColumns.FixedCount + 1 + i, value);
        Step(row);
        foreach (var change in staged.Keys)
        {
            Bind(key, 1, staged.Seq);
            Bind(key, 2, (int)change.Kind);
            Bind(key, 3, change.Key);
            Bind(key, 4, change.Added ? 1 : 0);
            Step(key);
        }
    }

    public override void Complete()
    {
        if (!open) return;
        Run("create index stage_row_class on stage_row(class); create index stage_row_record on stage_row(record_id) where record_id is not null; create index stage_key_seq on stage_key(seq);");
        Run("commit");
        open = false;
    }

    public override void Dispose()
    {
        row.Dispose();
        key.Dispose();
        if (ownsConnection) connection.Dispose();
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
