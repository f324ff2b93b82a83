using Stamgast.App.Duplicates.Pairs;
using Stamgast.App.Serving;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;

namespace Stamgast.App.Duplicates.Comparing;

/// <summary>Two customers that somebody compares.</summary>
/// <param name="Pair">The two side by side.</param>
/// <param name="Explained">Why they are, or are not, a pair; null while the customers are still being read into the memory.</param>
public sealed record CompareView(PairView Pair, PairExplanation? Explained)
{
    /// <summary>Of a customer that was named and merged since, who is compared in its place.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    /// <summary>The lane in which the two wait, if they do.</summary>
    public PairLane Lane { get; init; } = PairLane.ToJudge;

    /// <summary>What the two are to the search, in a sentence.</summary>
    public static string Standing(PairExplanation explained, Visit visit)
    {
        var score = DuplicateTexts.Percent(explained.Why.Score, visit);
        return explained.Standing == PairStanding.Pair
            ? visit.T("duplicates.compare." + explained.Lane)
            : visit.T("duplicates.standing." + explained.Standing, score, DuplicateTexts.Percent(explained.Threshold, visit));
    }

    /// <summary>What was decided on the two, without the person: "two customers".</summary>
    public static string Verdict(DuplicateDecision decision, Visit visit) => visit.T("duplicates.verdict." + decision.Verdict);

    /// <summary>What brings the two together, one line each; a single line when nothing does.</summary>
    public static IReadOnlyList<string> Meeting(PairExplanation explained, Visit visit)
    {
        List<string> lines = [.. explained.Blocks(visit.Culture)];
        if (explained.Compared.ComparesAll) lines.Insert(0, visit.T("duplicates.meet.all"));
        return lines.Count > 0 ? lines : [visit.T("duplicates.meet.none")];
    }
}
