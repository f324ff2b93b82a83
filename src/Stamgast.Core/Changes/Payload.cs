using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>
/// Writes and reads what an item stores (D2). A creation is <c>{"last_name":"Aerts","groups":["A","B"]}</c>, without the fields that
/// have their default; a change is <c>{"last_name":["Aerts","Aertz"],"groups":[["A"],["C"]]}</c> (for a list: removed, added).
/// </summary>
internal sealed class Payload : IDisposable
{
    private static readonly JsonEncodedText[] Names = [.. CustomerFields.All.Select(f => JsonEncodedText.Encode(f.Name))];
    private static readonly JsonEncodedText TrashedName = JsonEncodedText.Encode("trashed");
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    public Payload() => json = new Utf8JsonWriter(buffer, Options);

    /// <summary>The payload of a creation, as UTF-8; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Creation(CustomerValues values)
    {
        Begin();
        for (var i = 0; i < CustomerFields.Count; i++)
        {
            var field = CustomerFields.All[i];
            if (values[i] is not { } value || value == field.Default) continue;
            json.WritePropertyName(Names[i]);
            WriteValue(value, field.IsList);
        }
        return End();
    }

    /// <summary>The payload of changes, as UTF-8; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Changes(IEnumerable<FieldChange> changes)
    {
        Begin();
        foreach (var change in changes)
        {
            json.WritePropertyName(change.Field == FieldChange.Trashed ? TrashedName : Names[change.Field]);
            json.WriteStartArray();
            WriteValue(change.Before, change.IsList);
            WriteValue(change.After, change.IsList);
            json.WriteEndArray();
        }
        return End();
    }

    /// <summary>What a payload says; for a creation every <see cref="FieldChange.Before"/> is null. A field that this version does not know is passed over.</summary>
    public static List<FieldChange> Read(string payload, bool creation)
    {
        using var document = JsonDocument.Parse(payload);
        var changes = new List<FieldChange>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var field = property.NameEquals("trashed") ? FieldChange.Trashed : CustomerFields.ByName(property.Name)?.Ordinal;
            if (field is null) continue;
            changes.Add(creation
                ? new FieldChange(field.Value, null, ReadValue(property.Value))
                : new FieldChange(field.Value, ReadValue(property.Value[0]), ReadValue(property.Value[1])));
        }
        return changes;
    }

    /// <inheritdoc />
    public void Dispose() => json.Dispose();

    private void Begin()
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
    }

    private ReadOnlyMemory<byte> End()
    {
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void WriteValue(string? value, bool isList)
    {
        if (!isList)
        {
            json.WriteStringValue(value);
            return;
        }
        json.WriteStartArray();
        foreach (var element in CustomerValues.Elements(value)) json.WriteStringValue(element);
        json.WriteEndArray();
    }

    private static string? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => CustomerValues.Join([.. value.EnumerateArray().Select(e => e.GetString()!)]),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };
}
