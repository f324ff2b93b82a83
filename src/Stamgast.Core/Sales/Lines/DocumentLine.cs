using System.Text.Encodings.Web;
using System.Text.Json;
using Stamgast.Formats;

namespace Stamgast.Sales.Lines;

/// <summary>One line of an order, offer or invoice.</summary>
public sealed record DocumentLine
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The code of the product.</summary>
    public string Code { get; init; } = "";

    public string Text { get; init; } = "";

    public decimal Quantity { get; init; } = 1;

    public string Unit { get; init; } = "";

    /// <summary>For one unit, without VAT.</summary>
    public decimal Price { get; init; }

    /// <summary>In percent.</summary>
    public decimal Discount { get; init; }

    /// <summary>The VAT rate in percent.</summary>
    public decimal Vat { get; init; }

    /// <summary>The amount without VAT, rounded to cents half away from zero (EN 16931, BT-131).</summary>
    public decimal Net => Totals.Round(Quantity * Price * (100 - Discount) / 100);

    /// <summary>The text of a line, as a map has it under the ID of the line.</summary>
    public string Write()
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("code", Code);
        Add("text", Text);
        Add("quantity", Amount.Write(Quantity));
        Add("unit", Unit);
        Add("price", Amount.Write(Price));
        Add("discount", Discount == 0 ? "" : Amount.Write(Discount));
        Add("vat", Amount.Write(Vat));
        return JsonSerializer.Serialize(parts, Options);

        void Add(string name, string value)
        {
            if (value.Length > 0) parts[name] = value;
        }
    }

    /// <summary>The line of such a text.</summary>
    public static DocumentLine Read(string text)
    {
        var parts = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        return new DocumentLine
        {
            Code = parts.GetValueOrDefault("code", ""), Text = parts.GetValueOrDefault("text", ""), Unit = parts.GetValueOrDefault("unit", ""),
            Quantity = Of("quantity", 1), Price = Of("price", 0), Discount = Of("discount", 0), Vat = Of("vat", 0),
        };

        decimal Of(string name, decimal usual) => parts.TryGetValue(name, out var value) ? Amount.Of(value) : usual;
    }

    /// <summary>The lines of a map in the order of their IDs, which are numbers.</summary>
    public static IReadOnlyList<(string Id, DocumentLine Line)> All(string? map) => [.. MapValue.Read(map)
        .OrderBy(l => l.Key.Length).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => (l.Key, Read(l.Value)))];

    /// <summary>The map of lines in this order, with the IDs 1, 2, 3.</summary>
    public static string? Map(IEnumerable<DocumentLine> lines) => MapValue.Write(lines.Select((line, i) =>
        KeyValuePair.Create((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), line.Write())));
}
