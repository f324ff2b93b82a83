using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stamgast.Records;

/// <summary>
/// Writes and reads the payload of an item (D2), with fields by name. A creation is <c>{"last_name":"Aerts","groups":["A","B"]}</c>; a change is
/// <c>{"last_name":["Aerts","Aertz"],"groups":[["A"],["C"]]}</c> (for a list: removed, added; for a map: <c>[{"1":"a"},{"1":"b"}]</c>).
/// </summary>
internal sealed class Payload : IDisposable
{
    private readonly RecordShape shape;
    private readonly byte[][] beginnings;
    private static readonly byte[] ListSeparator = Encoding.UTF8.GetBytes(RecordValues.ListSeparator);

    // Characters that JSON texts must escape.
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (byte)c), (byte)'"', (byte)'\\']);
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // As \u0000.
    private const int LongestEscape = 6;

    private byte[] creation = new byte[4096];
    private int length;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    public Payload(RecordShape shape)
    {
        this.shape = shape;
        beginnings = [.. shape.Fields.Select(f => Encoding.UTF8.GetBytes($"\"{f.Name}\":"))];
        json = new Utf8JsonWriter(buffer, Options);
    }

    /// <summary>The payload of a creation, as UTF-8; valid until the next call.</summary>
    public ReadOnlySpan<byte> Creation(Utf8Values texts)
    {
        creation[0] = (byte)'{';
        length = 1;
        for (var i = 0; i < beginnings.Length; i++)
        {
            var text = texts[i];
            if (text.IsEmpty || shape.Fields[i].IsDerived) continue;
            Make(beginnings[i].Length + LongestEscape * text.Length + 16);
            if (length > 1) creation[length++] = (byte)',';
            Add(beginnings[i]);
            if (shape.Fields[i].IsList) AddList(text);
            else if (shape.Fields[i].IsMap) Add(text);
            else AddText(text);
        }
        Make(1);
        creation[length++] = (byte)'}';
        return creation.AsSpan(0, length);
    }

    /// <summary>The payload of changes, as UTF-8; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Changes(IEnumerable<FieldChange> changes)
    {
        Begin();
        Write(changes);
        return End();
    }

    /// <summary>
    /// Several payloads in one text, for a row with values from several records: <c>[{"origin":7,"changes":{...}}]</c>; null is the record itself.
    /// </summary>
    public ReadOnlyMemory<byte> ByOrigin(IEnumerable<(long? Origin, IReadOnlyList<FieldChange> Changes)> origins)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        foreach (var (origin, changes) in origins)
        {
            json.WriteStartObject();
            if (origin is { } from) json.WriteNumber("origin", from);
            else json.WriteNull("origin");
            json.WriteStartObject("changes");
            Write(changes);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void Write(IEnumerable<FieldChange> changes)
    {
        foreach (var change in changes)
        {
            json.WritePropertyName(change.Name);
            json.WriteStartArray();
            WriteValue(change.Before, change.Of);
            WriteValue(change.After, change.Of);
            json.WriteEndArray();
        }
    }

    /// <summary>The changes in a payload; for a creation every <see cref="FieldChange.Before"/> is null.</summary>
    /// <param name="unknown">Takes the names of fields that the shape does not have: a newer version wrote them. They stay in the payload.</param>
    public static List<FieldChange> Read(RecordShape shape, string payload, bool creation, ICollection<string>? unknown = null)
    {
        using var document = JsonDocument.Parse(payload);
        var changes = new List<FieldChange>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (shape.InPayload(property.Name) is not { } field)
            {
                unknown?.Add(property.Name);
                continue;
            }
            changes.Add(creation
                ? new FieldChange(field, null, ReadValue(property.Value))
                : new FieldChange(field, ReadValue(property.Value[0]), ReadValue(property.Value[1])));
        }
        return changes;
    }

    /// <inheritdoc />
    public void Dispose() => json.Dispose();

    private void AddList(ReadOnlySpan<byte> list)
    {
        creation[length++] = (byte)'[';
        var isLater = false;
        foreach (var element in MemoryExtensions.Split(list, ListSeparator))
        {
            if (isLater) creation[length++] = (byte)',';
            AddText(list[element]);
            isLater = true;
        }
        creation[length++] = (byte)']';
    }

    // Values of a million customers hardly ever need escaping. There is room for it: three bytes that separate two elements become three.
    private void AddText(ReadOnlySpan<byte> text)
    {
        creation[length++] = (byte)'"';
        if (!text.ContainsAny(Escaped)) Add(text);
        else
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(text, creation.AsSpan(length), out _, out var written);
            length += written;
        }
        creation[length++] = (byte)'"';
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(creation.AsSpan(length));
        length += bytes.Length;
    }

    private void Make(int room)
    {
        if (length + room > creation.Length) Array.Resize(ref creation, Math.Max(creation.Length * 2, length + room));
    }

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

    private void WriteValue(string? value, RecordField field)
    {
        if (field.IsMap && value is not null) json.WriteRawValue(value, skipInputValidation: true);
        else if (field.IsList)
        {
            json.WriteStartArray();
            foreach (var element in RecordValues.Elements(value)) json.WriteStringValue(element);
            json.WriteEndArray();
        }
        else json.WriteStringValue(value);
    }

    private static string? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => RecordValues.Join([.. value.EnumerateArray().Select(e => e.GetString()!)]),
        JsonValueKind.Object => MapValue.Write(value.EnumerateObject().Select(e => KeyValuePair.Create(e.Name, e.Value.GetString()!))),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };
}
