using System.Globalization;
using Stamgast.Customers;

namespace Stamgast.Merging;

/// <summary>Which of several customers to keep, and why.</summary>
/// <param name="Id">The customer to keep.</param>
/// <param name="Rule">The reason.</param>
public sealed record KeptSuggestion(long Id, KeptRule Rule)
{
    /// <summary>
    /// The first reason that tells them apart: one has the most linked records, only some have a number, one has the most filled in; otherwise the
    /// oldest.
    /// </summary>
    /// <param name="candidates">At least one.</param>
    public static KeptSuggestion Of(IReadOnlyList<MergeCandidate> candidates)
    {
        foreach (var rule in new[] { KeptRule.MostLinked, KeptRule.HasNumber, KeptRule.MostComplete })
            if (candidates.Select(c => Weight(rule, c)).Distinct().Count() > 1) return By(rule, candidates);
        return By(KeptRule.Oldest, candidates);
    }

    /// <summary>The customer to keep by one rule; where it does not tell them apart, one that has a number, then the oldest.</summary>
    /// <inheritdoc cref="Of(IReadOnlyList{MergeCandidate})" path="/param" />
    public static KeptSuggestion By(KeptRule rule, IReadOnlyList<MergeCandidate> candidates) => new(candidates
        .OrderByDescending(c => Weight(rule, c)).ThenByDescending(c => Weight(KeptRule.HasNumber, c)).ThenBy(Since).ThenBy(c => c.State.Id).First()
        .State.Id, rule);

    private static long Weight(KeptRule rule, MergeCandidate candidate) => rule switch
    {
        KeptRule.MostLinked => candidate.LinkedCount,
        KeptRule.MostComplete => candidate.Filled,
        KeptRule.HasNumber => candidate.State.Values[CustomerFields.Number] is null ? 0 : 1,
        KeptRule.LastChanged => candidate.ChangedAt.Ticks,
        KeptRule.Oldest => -Since(candidate).Ticks,
        _ => 0,
    };

    private static DateTime Since(MergeCandidate candidate) =>
        DateTime.TryParseExact(candidate.State.Values[CustomerFields.CustomerSince], "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since) ? since : candidate.CreatedAt;
}
