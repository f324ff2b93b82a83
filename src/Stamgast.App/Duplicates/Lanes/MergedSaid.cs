using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Merging.Many;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>Says what became of many merges: those that were left out are named, with the reason.</summary>
internal static class MergedSaid
{
    private const int NamedLeft = 20;

    /// <summary>The address of the page that says it.</summary>
    /// <param name="path">The page, if all were merged.</param>
    /// <param name="visit">Who reads it; null in a job, which says no more than that nothing was merged.</param>
    /// <param name="open">The page where those stand that were left out.</param>
    public static string At(MergedMany done, string path, string open, Visit? visit)
    {
        if (done.Outcome is not { } outcome)
            return visit is not null && done.Left is [var first, ..] ? DoneTexts.Said(open, "duplicates.certain.none", first.Why.What(visit.Culture))
                : DoneTexts.Said(open, "duplicates.certain.nothing");
        if (done.Left.Count == 0) return new Flash { Set = outcome.Set.Id }.At(path);
        return new Flash
        {
            Set = outcome.Set.Id, Kept = [.. done.Left.Take(NamedLeft).Select(l => l.Wish.Keep)], KeptCount = done.Left.Count,
            KeptKey = done.Left.All(l => l.Why.Code == "merge.changed") ? "duplicates.left.changed" : "duplicates.left",
        }.At(open);
    }
}
