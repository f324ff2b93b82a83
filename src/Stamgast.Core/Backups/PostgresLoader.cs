using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Stamgast.Backups;

/// <summary>Loads rows into PostgreSQL by binary COPY.</summary>
internal sealed class PostgresLoader(NpgsqlConnection connection, string table, IReadOnlyList<(string Name, string Type)> columns) : RowsLoader
{
    private readonly NpgsqlBinaryImporter copy = connection.BeginBinaryImport(
        $"copy \"{table}\"({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) from stdin (format binary)");

    public override void Complete() => copy.Complete();

    public override void Dispose() => copy.Dispose();

    protected override void Row(ref Utf8JsonReader json)
    {
        copy.StartRow();
        foreach (var (name, type) in columns)
        {
            if (Next(ref json) == JsonTokenType.Null) { copy.WriteNull(); continue; }
            switch (type)
            {
                case "bigint": copy.Write(json.GetInt64(), NpgsqlDbType.Bigint); break;
                case "integer": copy.Write(json.GetInt32(), NpgsqlDbType.Integer); break;
                case "smallint": copy.Write(json.GetInt16(), NpgsqlDbType.Smallint); break;
                case "double precision": copy.Write(json.GetDouble(), NpgsqlDbType.Double); break;
                case "boolean": copy.Write(json.GetInt64() != 0, NpgsqlDbType.Boolean); break;
                case "date": copy.Write(DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture), NpgsqlDbType.Date); break;
                case "bytea": copy.Write(json.GetBytesFromBase64(), NpgsqlDbType.Bytea); break;
                case "text": copy.Write(json.GetString()!, NpgsqlDbType.Text); break;
                default: throw new NotSupportedException($"Column {name} of type {type} has no place in a backup yet.");
            }
        }
    }
}
