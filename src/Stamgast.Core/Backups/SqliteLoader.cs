using System.Text.Json;
using Microsoft.Data.Sqlite;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Backups;

/// <summary>Loads rows into SQLite through the engine's own calls; texts go from the file into the base without becoming strings.</summary>
internal sealed class SqliteLoader : RowsLoader
{
    private readonly SqliteStatement insert;
    private readonly IReadOnlyList<(string Name, string Type)> columns;
    private byte[] unescaped = new byte[1024];

    public SqliteLoader(SqliteConnection connection, string table, IReadOnlyList<(string Name, string Type)> columns)
    {
        this.columns = columns;
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        insert = new SqliteStatement(connection, $"insert into \"{table}\"({names}) values({string.Join(", ", columns.Select(_ => "?"))})");
    }

    public override void Complete() { }

    public override void Dispose() => insert.Dispose();

    protected override void Row(ref Utf8JsonReader json)
    {
        for (var i = 1; i <= columns.Count; i++)
        {
            switch (Next(ref json))
            {
                case JsonTokenType.Number when columns[i - 1].Type == "REAL": insert.Bind(i, json.GetDouble()); break;
                case JsonTokenType.Number: insert.Bind(i, json.GetInt64()); break;
                case JsonTokenType.String when columns[i - 1].Type == "BLOB": insert.BindBlob(i, json.GetBytesFromBase64()); break;
                case JsonTokenType.String: insert.BindText(i, Text(ref json)); break;
            }
        }
        insert.Run();
    }

    private ReadOnlySpan<byte> Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped) return json.ValueSpan;
        if (unescaped.Length < json.ValueSpan.Length) unescaped = new byte[json.ValueSpan.Length];
        return unescaped.AsSpan(0, json.CopyString(unescaped));
    }
}
