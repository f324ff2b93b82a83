namespace Stamgast.Duplicates.Queue;

/// <summary>How much there is in each lane, as one viewer sees it.</summary>
/// <param name="Certain">Groups that are certain.</param>
/// <param name="ToJudge">Groups to judge: the number beside the menu.</param>
/// <param name="Later">Groups that were put off.</param>
/// <param name="Decided">Decisions that stand, merges included.</param>
/// <param name="Marked">Pairs in the basket.</param>
public sealed record LaneCounts(long Certain, long ToJudge, long Later, long Decided, long Marked);
