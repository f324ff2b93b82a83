using Stamgast.Customers;

namespace Stamgast.Duplicates.Queue;

/// <summary>Customers that open pairs of one lane connect, with these pairs.</summary>
/// <param name="Cursor">Its place in the order.</param>
/// <param name="Pairs">At least one, the best first.</param>
/// <param name="Members">The customers, by ID.</param>
public sealed record QueueGroup(QueueCursor Cursor, IReadOnlyList<DuplicatePair> Pairs, IReadOnlyList<CustomerState> Members)
{
    /// <summary>The number of its customers, also where only its best pairs were read.</summary>
    public int Total { get => field > 0 ? field : Members.Count; init; }

    /// <summary>The group with its best pairs alone.</summary>
    /// <param name="most">At most so many.</param>
    public QueueGroup Shown(int most)
    {
        if (Pairs.Count <= most) return this;
        List<DuplicatePair> best = [.. Pairs.Take(most)];
        return this with
        {
            Pairs = best, Members = [.. Members.Where(m => best.Exists(p => p.A == m.Id || p.B == m.Id))], Total = Total,
        };
    }

    /// <summary>The best pair, which is judged first.</summary>
    public DuplicatePair Best => Pairs[0];

    /// <summary>The member with this ID.</summary>
    public CustomerState Member(long id) => Members.First(m => m.Id == id);
}

/// <summary>Some groups of a lane.</summary>
/// <param name="Groups">In order.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record QueuePage(IReadOnlyList<QueueGroup> Groups, QueueCursor? Next);
