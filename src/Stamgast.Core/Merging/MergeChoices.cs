namespace Stamgast.Merging;

/// <summary>What a person chose for a merge. Whatever is not chosen follows <see cref="Fill"/>.</summary>
public sealed record MergeChoices
{
    /// <summary>Nothing is chosen: the kept customer's values, with gaps filled.</summary>
    public static readonly MergeChoices None = new();

    /// <summary>Where the values come from that nobody chose.</summary>
    public MergeFill Fill { get; init; }

    /// <summary>By ordinal of a field, the ID of the customer whose value to take; a field of a name or an address means all of it.</summary>
    public IReadOnlyDictionary<int, long> Taken { get; init; } = new Dictionary<int, long>();

    /// <summary>The same for extra fields, by the ID of their definition.</summary>
    public IReadOnlyDictionary<string, long> TakenExtra { get; init; } = new Dictionary<string, long>();

    /// <summary>By ordinal of a main field (e-mail, phone, mobile), the element that becomes the main value.</summary>
    public IReadOnlyDictionary<int, MergeElement> Main { get; init; } = new Dictionary<int, MergeElement>();

    /// <summary>The elements of lists, notes and several-choice fields that go into the result (true) or are left out (false).</summary>
    public IReadOnlyDictionary<MergeElement, bool> Elements { get; init; } = new Dictionary<MergeElement, bool>();

    /// <summary>The customer whose address becomes the delivery address; null leaves that to the delivery addresses themselves.</summary>
    public long? DeliveryFrom { get; init; }

    /// <summary>Only fields were chosen, as by <c>--take email=7</c>.</summary>
    public static MergeChoices Of(IReadOnlyDictionary<int, long>? taken) => taken is null ? None : None with { Taken = taken };
}
