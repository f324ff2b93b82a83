using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>The options of a search for duplicates; all have good defaults.</summary>
public sealed record MatchingOptions
{
    /// <summary>Pairs with at least this probability, 0 to 1, are reported.</summary>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <summary>The heading of the column that numbers the rows; null to find it.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Column roles by header, given by a person.</summary>
    public IReadOnlyDictionary<string, ColumnRole>? Roles { get; init; }

    /// <summary>Releases the texts of the table, except the IDs, as soon as they have been read.</summary>
    internal bool FreesTable { get; init; }

    /// <summary>True for rows to which others will be compared later, whose names may be in a script that none of these has.</summary>
    internal bool MeetsAnyScript { get; init; }

    /// <summary>Pairs below this are never reported: there would be no end of them.</summary>
    public const double LeastThreshold = 0.01;

    /// <summary>The default probability from which two rows are reported: more likely one customer than two.</summary>
    public const double DefaultThreshold = 0.5;
}

/// <summary>The current stage of a search.</summary>
public enum MatchingStage
{
    Reading,
    Preparing,
    Learning,
    Comparing,
    Writing,
}

/// <summary>
/// The progress of a search: <paramref name="Done"/> of <paramref name="Total"/> rows or pairs; the total is 0 while it is unknown.
/// </summary>
public readonly record struct MatchingProgress(MatchingStage Stage, long Done, long Total);
