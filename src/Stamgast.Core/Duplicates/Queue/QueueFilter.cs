namespace Stamgast.Duplicates.Queue;

/// <summary>The pairs of a lane that somebody wants to see; everything empty means all.</summary>
public sealed record QueueFilter
{
    /// <summary>Every pair.</summary>
    public static readonly QueueFilter None = new();

    /// <summary>The least probability, 0 to 1.</summary>
    public double? Least { get; init; }

    /// <summary>The name of a compared field that is equal, see <see cref="ComparedFields"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>A group that one of the two is in.</summary>
    public string? Group { get; init; }

    /// <summary>The responsible of one of the two.</summary>
    public string? Label { get; init; }

    /// <summary>The change set of an import that created or changed one of the two.</summary>
    public long? Import { get; init; }
}
