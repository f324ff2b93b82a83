using Stamgast.App.Kinds;
using Stamgast.Formats;
using Stamgast.Sales.Lines;

namespace Stamgast.App.Sales;

/// <summary>Reads the lines of a form. A line without code, text and price is none; what cannot be read as a number is the problem of the form.</summary>
internal static class LinesText
{
    /// <summary>Puts the lines under the ordinal of their field; nothing when the form has no lines.</summary>
    public static void Read(KindPart part, IFormCollection sent, IDictionary<int, string?> typed)
    {
        if (!sent.ContainsKey("line")) return;
        var lines = new List<KeyValuePair<string, string>>();
        var ids = sent["line"];
        for (var i = 0; i < ids.Count; i++)
        {
            var (code, text, price) = (At("line-code", i), At("line-text", i), At("line-price", i));
            if (code.Length + text.Length + price.Length == 0 || !ids[i]!.All(char.IsAsciiDigit) || ids[i]!.Length is 0 or > 9) continue;
            lines.Add(KeyValuePair.Create(ids[i]!, new DocumentLine
            {
                Code = Clean(code, 60), Text = Clean(text, 500), Unit = Clean(At("line-unit", i), 20), Price = Number(price, 0),
                    Quantity = Number(At("line-quantity", i), 1),
                Discount = Number(At("line-discount", i), 0), Vat = Number(At("line-vat", i), 0),
            }.Write()));
        }
        typed[part.Kind.By("lines")!.Ordinal] = Records.MapValue.Write(lines);

        string At(string name, int at) => at < sent[name].Count ? sent[name][at]!.Trim() : "";
    }

    private static string Clean(string text, int longest) => PlainText.Line(text, longest).Value ?? "";

    private static decimal Number(string text, decimal usual) => text.Length == 0 ? usual : Amount.Of(Amount.Read(text,
        pointIsDecimal: !text.Contains(',')).Value);
}
