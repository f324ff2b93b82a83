using System.Globalization;
using System.Text.Json;

namespace Stamgast.Exchange.Sources;

/// <summary>
/// A list of objects, or objects one after the other: each property is a column, those of an object in it have its name before theirs
/// ("customer.email"), "lines" has the lines of a document. Read twice: once for the names.
/// </summary>
internal sealed class JsonSource : RecordSource
{
    private readonly List<string> headers = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly FileStream stream;
    private readonly IEnumerator<JsonElement> elements;
    private long count;

    public JsonSource(string path, CancellationToken cancel)
    {
        var isList = StartsWithList(path);
        using (var first = Open(path))
            foreach (var element in Elements(first, isList, cancel)) Name(element);
        stream = Open(path);
        elements = Elements(stream, isList, cancel).GetEnumerator();
    }

    public override IReadOnlyList<string> Headers => headers;

    public override SourceRow? Read()
    {
        if (!elements.MoveNext()) return null;
        var cells = new string[headers.Count];
        Array.Fill(cells, "");
        Fill(elements.Current, "", cells);
        return new SourceRow(++count, cells) { Lines = LinesOf(elements.Current, count) };
    }

    public override void Dispose()
    {
        elements.Dispose();
        stream.Dispose();
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    private static bool StartsWithList(string path)
    {
        using var reader = new StreamReader(path);
        while (reader.Read() is >= 0 and var c)
            if (!char.IsWhiteSpace((char)c) && c != '\uFEFF') return c == '[';
        return true;
    }

    private static IEnumerable<JsonElement> Elements(Stream from, bool isList, CancellationToken cancel)
    {
        var each = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(from, topLevelValues: !isList, JsonSerializerOptions.Default, cancel)
            .ToBlockingEnumerable(cancel).GetEnumerator();
        try
        {
            while (true)
            {
                try
                {
                    if (!each.MoveNext()) yield break;
                }
                catch (JsonException e)
                {
                    throw new RefusedException("exchange.json", (e.LineNumber ?? 0) + 1);
                }
                if (each.Current.ValueKind != JsonValueKind.Object) throw new RefusedException("exchange.json", 1);
                yield return each.Current;
            }
        }
        finally { each.Dispose(); }
    }

    private void Name(JsonElement element, string before = "")
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object) Name(property.Value, before + property.Name + ".");
            else if (!IsLines(property) && places.TryAdd(before + property.Name, headers.Count)) headers.Add(before + property.Name);
        }
    }

    private void Fill(JsonElement element, string before, string[] cells)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object) Fill(property.Value, before + property.Name + ".", cells);
            else if (!IsLines(property)) cells[places[before + property.Name]] = TextOf(property.Value);
        }
    }

    private static bool IsLines(JsonProperty property) =>
        property.Name.Equals("lines", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Null;

    private static List<LineTexts>? LinesOf(JsonElement element, long line)
    {
        foreach (var property in element.EnumerateObject())
            if (IsLines(property) && property.Value.ValueKind == JsonValueKind.Array)
                return [.. property.Value.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.Object).Select(l => LineOf(l, line))];
        return null;
    }

    private static LineTexts LineOf(JsonElement element, long line) => new(line)
    {
        Code = Part(element, "code", "sku"), Text = Part(element, "text", "description", "name"), Quantity = Part(element, "quantity", "qty"),
        Unit = Part(element, "unit"), Price = Part(element, "price", "unit_price"), Discount = Part(element, "discount"),
        Vat = Part(element, "vat", "vat_rate"),
    };

    private static string? Part(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (element.TryGetProperty(name, out var value) && TextOf(value) is { Length: > 0 } text) return text;
        return null;
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(RecordValues.ListSeparator, value.EnumerateArray().Select(TextOf)),
        // A number with a point, whatever people of the organisation write.
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? Exact(number) : value.GetRawText(),
        _ => value.GetRawText(),
    };

    // With two decimals at least where there are any, since "1.234" could be read as a thousand.
    private static string Exact(decimal number) => number == decimal.Truncate(number) ? number.ToString("0", CultureInfo.InvariantCulture)
        : number.ToString("0.0000##########", CultureInfo.InvariantCulture);
}
