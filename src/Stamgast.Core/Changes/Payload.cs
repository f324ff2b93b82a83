using System.Buffers;
using System.Text;
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
    private static readonly byte[][] Beginnings = [.. CustomerFields.All.Select(f => Encoding.UTF8.GetBytes($"\"{f.Name}\":"))];
    private static readonly byte[][] Defaults = [.. CustomerFields.All.Select(f => Encoding.UTF8.GetBytes(f.Default ?? ""))];
    private static readonly byte[] ListSeparator = Encoding.UTF8.GetBytes(CustomerValues.ListSeparator);

    // What may not stand in a text of JSON as it is.
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (byte)c), (byte)'"', (byte)'\\']);
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // As \u0000.
    private const int LongestEscape = 6;

    private byte[] creation = new byte[4096];
    private int length;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    public Payload() => json = new Utf8JsonWriter(buffer, Options);

    /// <summary>The payload of a creation, as UTF-8; valid until the next call.</summary>
    public ReadOnlySpan<byte> Creation(Utf8Values texts)
    {
        creation[0] = (byte)'{';
        length = 1;
        for (var i = 0; i < CustomerFields.Count; i++)
        {
            var text = texts[i];
            if (text.IsEmpty || text.SequenceEqual(Defaults[i])) continue;
            Make(Beginnings[i].Length + LongestEscape * text.Length + 16);
            if (length > 1) creation[length++] = (byte)',';
            Add(Beginnings[i]);
            if (CustomerFields.All[i].IsList) AddList(text);
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

    // What a million customers are made of needs no escape nearly always. There is room for it: three bytes that separate two elements become three.
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
