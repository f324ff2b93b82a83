using Stamgast.Exchange.Sources;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Lines;

namespace Stamgast.Exchange.Rows;

/// <summary>Reads the lines of a document, and finds again those that it has.</summary>
internal static class ArrivingLines
{
    /// <summary>The map of lines.</summary>
    /// <param name="was">The lines so far: equal ones keep their IDs, to which deliveries refer.</param>
    public static string? Map(KindField field, IReadOnlyList<LineTexts> lines, string? was, KindContext context, List<FieldProblem> problems)
    {
        var read = new List<DocumentLine>();
        foreach (var line in lines)
            read.Add(new DocumentLine
            {
                Code = Words(line.Code, 60), Text = Words(line.Text, 500), Unit = Words(line.Unit, 30),
                Quantity = Number(line.Quantity, 1), Price = Number(line.Price, 0), Discount = Number(line.Discount, 0), Vat = Number(line.Vat, 0),
            });
        if (problems.Count > 0) return was;
        var old = DocumentLine.All(was);
        if (old.Select(l => l.Line).SequenceEqual(read)) return was;
        var next = old.Count == 0 ? 0 : old.Max(l => long.Parse(l.Id, System.Globalization.CultureInfo.InvariantCulture));
        return MapValue.Write(read.Select((line, i) => KeyValuePair.Create(i < old.Count ? old[i].Id
            : (++next).ToString(System.Globalization.CultureInfo.InvariantCulture), line.Write())));

        string Words(string? text, int longest)
        {
            if (text is null) return "";
            var plain = PlainText.Line(text.Trim(), longest);
            if (plain.Problem is { } code) problems.Add(new FieldProblem(field, code, text.Length > 80 ? text[..80] + "…" : text, plain.Detail));
            return plain.Value ?? "";
        }

        decimal Number(string? text, decimal usual)
        {
            if (text is null) return usual;
            var amount = Amount.Read(text.TrimEnd('%', ' '), context.Rules.PointIsDecimal);
            if (amount.Problem is { } code) problems.Add(new FieldProblem(field, code, text, amount.Detail));
            return amount.Value is null ? usual : Amount.Of(amount.Value);
        }
    }
}
