using System.Globalization;
using Stamgast.Kinds;

namespace Stamgast.Sales.Lines;

/// <summary>
/// What lines of a document may say: percentages from 0 to 100, and no amount that passes what is kept of one, neither of a line nor of all together. A
/// negative price takes something off, as on a credit note.
/// </summary>
internal static class LineRules
{
    private const int Quoted = 80;

    /// <param name="before">Maps of lines that were accepted, such as those of the invoice that is credited: their percentages may come again.</param>
    public static void Check(KindField field, string? map, IEnumerable<string?> before, ICollection<FieldProblem> problems)
    {
        var known = before.SelectMany(DocumentLine.All).Select(l => (l.Line.Discount, l.Line.Vat)).ToHashSet();
        var (lines, place, isSound) = (DocumentLine.All(map), 0, true);
        foreach (var (_, line) in lines)
        {
            place++;
            var isKnown = known.Contains((line.Discount, line.Vat));
            if (!isKnown && !IsPercentage(line.Discount)) Add("line.discount", line);
            else if (!isKnown && !IsPercentage(line.Vat)) Add("line.vat", line);
            else if (Totals.Within([line with { Vat = 0 }]) is null) Add("line.amount", line);
        }
        if (isSound && Totals.Within(lines.Select(l => l.Line)) is null) problems.Add(new FieldProblem(field, "lines.amount", ""));

        void Add(string code, DocumentLine line)
        {
            isSound = false;
            problems.Add(new FieldProblem(field, code, Called(place, line)));
        }
    }

    // A discount or rate that there can be.
    private static bool IsPercentage(decimal percent) => percent is >= 0 and <= 100;

    // "2 (MO-11)".
    private static string Called(int place, DocumentLine line)
    {
        var name = line.Code.Length > 0 ? line.Code : line.Text;
        var number = place.ToString(CultureInfo.InvariantCulture);
        return name.Length == 0 ? number : $"{number} ({(name.Length > Quoted ? name[..Quoted] + "…" : name)})";
    }
}
