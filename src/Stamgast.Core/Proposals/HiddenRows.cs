using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Proposals.Previews;

namespace Stamgast.Proposals;

/// <summary>Removes from the rows of a preview anything about customers hidden from a viewer.</summary>
internal sealed class HiddenRows(Base customers, Viewer viewer)
{
    /// <summary>The replacement text for a row.</summary>
    public const string Code = "import.hidden";

    /// <summary>The same rows: one about a hidden customer has neither values nor changes, and says only that; the cells are those of the file.</summary>
    public List<PreviewRow> Masked(List<PreviewRow> rows)
    {
        if (viewer.SeesAll || rows.Count == 0) return rows;
        var asked = rows.SelectMany(r => new[] { r.CustomerId, r.Alike?.CustomerId, r.MatchedWith }).OfType<long>().Distinct().ToList();
        var seen = new CustomerLookup(customers, viewer).Seen(asked).ToHashSet();
        return rows.ConvertAll(row => Masked(row, seen));
    }

    private static PreviewRow Masked(PreviewRow row, HashSet<long> seen)
    {
        // A problem that names somebody must not: the name is removed.
        var problems = row.Problems.Select(p => Names(p) ? Hidden : p).Distinct().ToList();
        if (IsHidden(row.CustomerId) || IsHidden(row.MatchedWith))
            return row with { RecordId = null, MatchedWith = null, Alike = null, After = null, Changes = [], Warnings = [], Problems = [Hidden],
                IsOfHidden = true };
        return IsHidden(row.Alike?.CustomerId) ? row with { Alike = null, Problems = problems, IsOfHidden = true } : row with { Problems = problems };

        bool IsHidden(long? id) => id is { } asked && !seen.Contains(asked);
    }

    private static Problem Hidden => new(-1, Code, "");

    private static bool Names(Problem problem) => problem.Code.StartsWith("import.other_", StringComparison.Ordinal) || problem.Code == "import.second_row";
}
