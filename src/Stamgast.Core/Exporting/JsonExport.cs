using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;

namespace Stamgast.Exporting;

/// <summary>Writes a JSON array of objects: every field by its name, flags as true and false, lists as arrays, empty fields as null.</summary>
internal sealed class JsonExport(Stream into, IReadOnlyList<ExportColumn> columns) : ExportWriter
{
    private const int FlushAt = 1 << 16;
    private static readonly byte[] Separator = Encoding.UTF8.GetBytes(CustomerValues.ListSeparator);

    private readonly Utf8JsonWriter json = new(into, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly JsonEncodedText[] names = [.. columns.Select(c => JsonEncodedText.Encode(c.Name))];

    public override void Begin() => json.WriteStartArray();

    public override void Write(ExportRows rows)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Count; i++)
        {
            json.WritePropertyName(names[i]);
            if (columns[i].Extra is { } extra) WriteExtra(extra, rows.Cell(i));
            else WriteValue(columns[i].Field, rows.Cell(i));
        }
        json.WriteEndObject();
        if (json.BytesPending > FlushAt) json.Flush();
    }

    public override void End()
    {
        json.WriteEndArray();
        json.Flush();
    }

    public override void Dispose()
    {
        json.Dispose();
        base.Dispose();
    }

    // Numbers as numbers, so that a program need not know how they are written.
    private void WriteExtra(ExtraDefinition field, ReadOnlySpan<byte> value)
    {
        if (field.Kind == ExtraKind.Choices) WriteList(value);
        else if (value.IsEmpty) json.WriteNullValue();
        else if (field.Kind == ExtraKind.Flag) json.WriteBooleanValue(value[0] == (byte)'1');
        else if (field.Kind is ExtraKind.Number or ExtraKind.Amount && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture,
            out var number)) json.WriteNumberValue(number);
        else json.WriteStringValue(value);
    }

    private void WriteValue(CustomerField? field, ReadOnlySpan<byte> value)
    {
        if (field is { IsList: true }) WriteList(value);
        else if (value.IsEmpty) json.WriteNullValue();
        else if (field is null || field.Kind == FieldKind.Gender) json.WriteNumberValue(long.Parse(value, CultureInfo.InvariantCulture));
        else if (field.Kind == FieldKind.Flag) json.WriteBooleanValue(value[0] == (byte)'1');
        else json.WriteStringValue(value);
    }

    private void WriteList(ReadOnlySpan<byte> list)
    {
        json.WriteStartArray();
        while (!list.IsEmpty)
        {
            var at = list.IndexOf(Separator);
            json.WriteStringValue(at < 0 ? list : list[..at]);
            list = at < 0 ? default : list[(at + Separator.Length)..];
        }
        json.WriteEndArray();
    }
}
