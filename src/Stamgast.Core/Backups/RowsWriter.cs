using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Stamgast.Database;

namespace Stamgast.Backups;

/// <summary>
/// Writes a table as lines of JSON, the same for both engines: texts as texts, numbers as numbers, truth values as 0 and 1, dates as
/// ISO 8601, bytes as Base64. Holds one row at a time.
/// </summary>
internal static class RowsWriter
{
    private const int Portion = 1 << 16;
    private const int RowsBetweenProgress = 10_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static BackupTable Write(DbConnection connection, Engine engine, string table, List<(string Name, string Type)> columns, Stream into,
        Action<long> progress, CancellationToken cancel)
    {
        // PostgreSQL dates as their text; proposals are left out with their rows, which are not in a backup.
        var list = string.Join(", ", columns.Select(c => c.Type == "date" ? $"\"{c.Name}\"::text" : $"\"{c.Name}\""));
        // In an order that both engines share: the same base gives the same backup.
        var order = columns[0].Type == "text" ? engine.ByCode($"\"{columns[0].Name}\"") : "1";
        using var command = connection.Query($"select {list} from \"{table}\"{(table == "change_set" ? " where state not in (1, 2)" : "")} order by {order}");
        using var reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(Portion * 2);
        using var json = new Utf8JsonWriter(buffer, Options);
        long rows = 0, bytes = 0;
        while (reader.Read())
        {
            json.Reset();
            json.WriteStartArray();
            for (var i = 0; i < columns.Count; i++) Write(json, reader.GetValue(i));
            json.WriteEndArray();
            json.Flush();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount > Portion) Flush();
            if (++rows % RowsBetweenProgress != 0) continue;
            cancel.ThrowIfCancellationRequested();
            progress(rows);
        }
        Flush();
        return new BackupTable(table, [.. columns.Select(c => c.Name)], rows, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));

        void Flush()
        {
            hash.AppendData(buffer.WrittenSpan);
            into.Write(buffer.WrittenSpan);
            bytes += buffer.WrittenCount;
            buffer.ResetWrittenCount();
        }
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case DBNull: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteNumberValue(truth ? 1 : 0); break;
            case double real: json.WriteNumberValue(real); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case long or int or short: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            default: throw new NotSupportedException($"A column of type {value.GetType().Name} has no place in a backup yet.");
        }
    }
}
