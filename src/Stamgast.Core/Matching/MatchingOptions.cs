using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>What a person may decide about a search for duplicates; everything has a good value without being asked.</summary>
public sealed record MatchingOptions
{
    /// <summary>Pairs with at least this probability, 0 to 1, are reported.</summary>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <summary>The heading of the column that numbers the rows; null to find it.</summary>
    public string? IdColumn { get; init; }

    /// <summary>What columns hold, by heading, where a person knows better.</summary>
    public IReadOnlyDictionary<string, ColumnRole>? Roles { get; init; }

    /// <summary>Lets go of the texts of the table, the ids excepted, as soon as they were read.</summary>
    internal bool FreesTable { get; init; }

    /// <summary>Pairs below this are never reported: there would be no end of them.</summary>
    public const double LeastThreshold = 0.01;

    /// <summary>The probability from which two rows are reported unless asked otherwise: more likely one customer than two.</summary>
    public const double DefaultThreshold = 0.5;
}

/// <summary>What a search is doing.</summary>
public enum MatchingStage
{
    Reading,
    Preparing,
    Learning,
    Comparing,
    Writing,
}

/// <summary>How far a search is: <paramref name="Done"/> of <paramref name="Total"/> rows or pairs; the total is 0 while it is not known.</summary>
public readonly record struct MatchingProgress(MatchingStage Stage, long Done, long Total);
