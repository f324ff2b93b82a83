using System.Text.Encodings.Web;
using System.Text.Json;
using Stamgast.Formats;
using Stamgast.Sales.Lines;

namespace Stamgast.Exchange.Writing;

/// <summary>A JSON array of objects; amounts are texts, so that no program rounds them.</summary>
internal sealed class JsonRecords : RecordWriting
{
    private const int FlushAt = 1 << 16;

    private readonly Utf8JsonWriter json;

    public JsonRecords(Stream into)
    {
        json = new Utf8JsonWriter(into, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
    }

    public override void Write(IReadOnlyList<string> columns, IReadOnlyList<string?> cells, IReadOnlyList<DocumentLine>? lines)
    {
        json.WriteStartObject();
        for (var i = 0; i < cells.Count; i++) json.WriteString(columns[i], cells[i]);
        if (lines is not null)
        {
            json.WriteStartArray("lines");
            foreach (var line in lines) Line(line);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        if (json.BytesPending > FlushAt) json.Flush();
    }

    public override void End()
    {
        json.WriteEndArray();
        json.Flush();
    }

    public override void Dispose() => json.Dispose();

    private void Line(DocumentLine line)
    {
        json.WriteStartObject();
        json.WriteString("code", line.Code);
        json.WriteString("text", line.Text);
        json.WriteString("quantity", Amount.Write(line.Quantity));
        json.WriteString("unit", line.Unit);
        json.WriteString("price", Amount.Write(line.Price));
        json.WriteString("discount", Amount.Write(line.Discount));
        json.WriteString("vat", Amount.Write(line.Vat));
        json.WriteEndObject();
    }
}
