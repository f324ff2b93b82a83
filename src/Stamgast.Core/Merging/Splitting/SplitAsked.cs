namespace Stamgast.Merging.Splitting;

/// <summary>What a person decided about a split; whatever is not named gets the safest answer.</summary>
public sealed record SplitAsked
{
    /// <summary>Nothing was asked.</summary>
    public static readonly SplitAsked Nothing = new();

    /// <summary>The customers that come back; null for every one that is still absorbed, empty for none.</summary>
    public IReadOnlyList<long>? Absorbed { get; init; }

    /// <summary>By <see cref="SplitQuestion.Key"/>, where the value belongs.</summary>
    public IReadOnlyDictionary<string, SplitAnswer> Answers { get; init; } = new Dictionary<string, SplitAnswer>();

    /// <summary>By the key of a kind and the ID of a record, the customer that a record made since the merge belongs to.</summary>
    public IReadOnlyDictionary<(string Kind, long Id), long> Records { get; init; } = new Dictionary<(string, long), long>();

    /// <summary>True when the merge itself is taken back, so that nothing is said about its customers; otherwise they are two from now on.</summary>
    public bool TakesBack { get; init; }

    /// <summary>By ID, the versions that were shown; a customer changed since is refused. Null accepts the current versions.</summary>
    public IReadOnlyDictionary<long, int>? Versions { get; init; }
}
