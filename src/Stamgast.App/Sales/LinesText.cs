using Stamgast.App.Kinds;
using Stamgast.App.Serving;
using Stamgast.Formats;
using Stamgast.Sales.Lines;

namespace Stamgast.App.Sales;

/// <summary>Reads the lines of a form. A line without code, text and price is none; what cannot be read as a number is a problem of the lines.</summary>
internal static class LinesText
{
    /// <summary>Puts the lines under the ordinal of their field; nothing when the form has no lines.</summary>
    public static void Read(RecordForm form, IFormCollection sent, Visit visit)
    {
        if (!sent.ContainsKey("line")) return;
        var field = form.Kind.By("lines")!;
        var lines = new List<KeyValuePair<string, string>>();
        var ids = sent["line"];
        for (var i = 0; i < ids.Count; i++)
        {
            var (code, text, price) = (At("line-code", i), At("line-text", i), At("line-price", i));
            if (code.Length + text.Length + price.Length == 0 || !ids[i]!.All(char.IsAsciiDigit) || ids[i]!.Length is 0 or > 9) continue;
            lines.Add(KeyValuePair.Create(ids[i]!, new DocumentLine
            {
                Code = Clean(code, 60), Text = Clean(text, 500), Unit = Clean(At("line-unit", i), 20), Quantity = Number("line-quantity", i, 1),
                Price = Number("line-price", i, 0), Discount = Number("line-discount", i, 0), Vat = Number("line-vat", i, 0),
            }.Write()));
        }
        form.Put(field, Records.MapValue.Write(lines));

        decimal Number(string name, int at, decimal usual) => form.Number(field, name + " " + ids[at], At(name, at), usual, visit);

        string At(string name, int at) => at < sent[name].Count ? sent[name][at]!.Trim() : "";
    }

    private static string Clean(string text, int longest) => PlainText.Line(text, longest).Value ?? "";
}
