using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Stamgast.Backups;

/// <summary>Loads rows into SQLite through the engine's own calls; texts go from the file into the base without becoming strings.</summary>
internal sealed class SqliteLoader : RowsLoader
{
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt insert;
    private readonly IReadOnlyList<(string Name, string Type)> columns;
    private byte[] unescaped = new byte[1024];

    public SqliteLoader(SqliteConnection connection, string table, IReadOnlyList<(string Name, string Type)> columns)
    {
        this.connection = connection;
        this.columns = columns;
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        Check(raw.sqlite3_prepare_v2(connection.Handle, $"insert into \"{table}\"({names}) values({string.Join(", ", columns.Select(_ => "?"))})", out insert));
    }

    public override void Complete() { }

    public override void Dispose() => insert.Dispose();

    protected override void Row(ref Utf8JsonReader json)
    {
        for (var i = 1; i <= columns.Count; i++)
        {
            var token = Next(ref json);
            if (token == JsonTokenType.Number) Check(columns[i - 1].Type == "REAL" ? raw.sqlite3_bind_double(insert, i, json.GetDouble()) : raw.sqlite3_bind_int64(insert, i, json.GetInt64()));
            else if (token == JsonTokenType.String) Check(columns[i - 1].Type == "BLOB" ? raw.sqlite3_bind_blob(insert, i, json.GetBytesFromBase64()) : raw.sqlite3_bind_text(insert, i, Text(ref json)));
        }
        var result = raw.sqlite3_step(insert);
        if (result != raw.SQLITE_DONE) Check(result);
        raw.sqlite3_reset(insert);
        raw.sqlite3_clear_bindings(insert);
    }

    private ReadOnlySpan<byte> Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped) return json.ValueSpan;
        if (unescaped.Length < json.ValueSpan.Length) unescaped = new byte[json.ValueSpan.Length];
        return unescaped.AsSpan(0, json.CopyString(unescaped));
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }
}
