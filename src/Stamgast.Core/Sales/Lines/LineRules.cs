using System.Globalization;
using Stamgast.Kinds;

namespace Stamgast.Sales.Lines;

/// <summary>What lines of a document may say: no amount that passes what is kept of one, neither of a line nor of all together.</summary>
internal static class LineRules
{
    private const int Quoted = 80;

    public static void Check(KindField field, string? map, ICollection<FieldProblem> problems)
    {
        var (lines, place, isSound) = (DocumentLine.All(map), 0, true);
        foreach (var (_, line) in lines)
        {
            place++;
            if (Totals.Within([line with { Vat = 0 }]) is null) Add("line.amount", line);
        }
        if (isSound && Totals.Within(lines.Select(l => l.Line)) is null) problems.Add(new FieldProblem(field, "lines.amount", ""));

        void Add(string code, DocumentLine line)
        {
            isSound = false;
            problems.Add(new FieldProblem(field, code, Called(place, line)));
        }
    }

    // "2 (MO-11)".
    private static string Called(int place, DocumentLine line)
    {
        var name = line.Code.Length > 0 ? line.Code : line.Text;
        var number = place.ToString(CultureInfo.InvariantCulture);
        return name.Length == 0 ? number : $"{number} ({(name.Length > Quoted ? name[..Quoted] + "…" : name)})";
    }
}
