using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stamgast.Records;

/// <summary>
/// Values by ID in one text: a JSON object of texts, with names in ordinal order, so that equal maps are equal texts. An ID with an empty value is
/// missing. null is the empty map. Maps change ID by ID (D1).
/// </summary>
public static class MapValue
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The values by their IDs.</summary>
    /// <exception cref="JsonException">The text is not a JSON object of texts.</exception>
    public static SortedDictionary<string, string> Read(string? map)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (map is null) return values;
        using var document = JsonDocument.Parse(map);
        foreach (var value in document.RootElement.EnumerateObject())
            values[value.Name] = value.Value.GetString() ?? throw new JsonException($"No text under '{value.Name}'.");
        return values;
    }

    /// <summary>The text of a map; null when nothing is in it.</summary>
    public static string? Write(IEnumerable<KeyValuePair<string, string>> values)
    {
        var filled = values.Where(v => v.Value.Length > 0).OrderBy(v => v.Key, StringComparer.Ordinal).ToList();
        if (filled.Count == 0) return null;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var (id, value) in filled) json.WriteString(id, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The value of one ID; null without one.</summary>
    public static string? Of(string? map, string id) => map is null ? null : Read(map).GetValueOrDefault(id);

    /// <summary>The map with another value for one ID; null or "" takes the ID out.</summary>
    public static string? With(string? map, string id, string? value)
    {
        var values = Read(map);
        if (string.IsNullOrEmpty(value)) values.Remove(id);
        else values[id] = value;
        return Write(values);
    }

    /// <summary>The values before and after of the IDs that differ, each as a map; null for none.</summary>
    public static (string? Before, string? After) Difference(string? before, string? after)
    {
        if (before == after) return (null, null);
        var (old, now) = (Read(before), Read(after));
        return (Write(old.Where(o => now.GetValueOrDefault(o.Key) != o.Value)), Write(now.Where(n => old.GetValueOrDefault(n.Key) != n.Value)));
    }

    /// <summary>
    /// A map after removing the IDs of <paramref name="before"/> and setting those of <paramref name="after"/>. Under an ID with
    /// <see cref="ElementsEnd"/>, only these elements of its value are removed or added.
    /// </summary>
    public static string? Apply(string? map, string? before, string? after)
    {
        var values = Read(map);
        foreach (var (id, value) in Read(before))
            if (!AreElements(id)) values.Remove(id);
            else Set(IdOf(id), ListValue.Apply(values.GetValueOrDefault(IdOf(id)), value, null));
        foreach (var (id, value) in Read(after)) Set(IdOf(id), AreElements(id) ? ListValue.Apply(values.GetValueOrDefault(IdOf(id)), null, value) : value);
        return Write(values);

        void Set(string id, string? value)
        {
            if (value is null) values.Remove(id);
            else values[id] = value;
        }
    }

    /// <summary>The end of an ID in a change that adds or removes elements of its value, such as one of several choices.</summary>
    internal const string ElementsEnd = "+";

    /// <summary>True for such an ID.</summary>
    internal static bool AreElements(string id) => id.EndsWith(ElementsEnd, StringComparison.Ordinal);

    /// <summary>The ID itself, without that end.</summary>
    internal static string IdOf(string id) => AreElements(id) ? id[..^ElementsEnd.Length] : id;

    /// <summary>True when each ID that changes has the value before or already the one after.</summary>
    public static bool Fits(string? now, string? before, string? after)
    {
        var (current, old, wanted) = (Read(now), Read(before), Read(after));
        return old.Keys.Union(wanted.Keys).Where(id => !AreElements(id)).All(id =>
            current.GetValueOrDefault(id) is var value && (value == old.GetValueOrDefault(id) || value == wanted.GetValueOrDefault(id)));
    }
}
