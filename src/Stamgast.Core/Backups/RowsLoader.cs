using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Stamgast.Backups;

/// <summary>Puts the lines of a backed-up table into a table of the same columns, as fast as the engine takes them.</summary>
internal abstract class RowsLoader : IDisposable
{
    /// <param name="columns">In the order of the values on a line, with the engine's types.</param>
    public static RowsLoader Into(DbConnection connection, string table, IReadOnlyList<(string Name, string Type)> columns) => connection switch
    {
        NpgsqlConnection server => new PostgresLoader(server, table, columns),
        SqliteConnection file => new SqliteLoader(file, table, columns),
        _ => throw new ArgumentOutOfRangeException(nameof(connection)),
    };

    /// <exception cref="JsonException">The line is not a row of this table.</exception>
    public void Add(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        Row(ref json);
        if (!json.Read() || json.TokenType != JsonTokenType.EndArray) throw new JsonException();
    }

    public abstract void Complete();

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>Takes exactly as many values as there are columns.</summary>
    protected abstract void Row(ref Utf8JsonReader json);

    protected static JsonTokenType Next(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType is JsonTokenType.Null or JsonTokenType.Number or JsonTokenType.String
        ? json.TokenType : throw new JsonException();
}
