using Stamgast.Customers;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>Marked customers that are merged as one, as the basket shows them.</summary>
/// <param name="Keep">The customer that is kept.</param>
/// <param name="Taken">By the name of a field, or of an extra field, the customer whose value is taken.</param>
public sealed record BasketGroup(MarkedGroup Marked, long Keep, IReadOnlyDictionary<string, long> Taken)
{
    /// <summary>The values that the customers do not share, and what becomes of them.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Why they cannot be merged; null when they can.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The records of the kept customer now.</summary>
    public long Has { get; init; }

    /// <summary>How many records move along.</summary>
    public long Moves { get; init; }

    /// <summary>The page of this merge, with what was chosen.</summary>
    public string Href { get; init; } = "";

    /// <summary>The customer that is kept.</summary>
    public CustomerState Kept => Marked.Members.First(m => m.Id == Keep);

    /// <summary>Those that go into it.</summary>
    public IEnumerable<CustomerState> Others => Marked.Members.Where(m => m.Id != Keep);
}

/// <summary>What the page of the basket shows.</summary>
/// <param name="Groups">Some groups, in the order in which they were marked.</param>
/// <param name="Total">The number of all groups.</param>
/// <param name="ShownAt">When its first page was read, in milliseconds since 1970: later marks are not among them.</param>
public sealed record BasketView(IReadOnlyList<BasketGroup> Groups, int Total, long ShownAt)
{
    /// <summary>How many groups come before these.</summary>
    public int From { get; init; }

    /// <summary>Where to go on; null at the end.</summary>
    public string? Next => From + Groups.Count is var end && end < Total ? string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{DuplicateAddress.PathOf(Stamgast.Duplicates.PairLane.Marked)}?from={end}&shown={ShownAt}") : null;
}
