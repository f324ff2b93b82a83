using Stamgast.Customers;

namespace Stamgast.Duplicates.Queue;

/// <summary>Customers that marked pairs connect: they are merged as one.</summary>
/// <param name="Pairs">The pairs, in the order in which they were marked.</param>
/// <param name="Members">The customers, by ID.</param>
public sealed record MarkedGroup(IReadOnlyList<DecidedPair> Pairs, IReadOnlyList<CustomerState> Members)
{
    /// <summary>The groups of these pairs, in the order of their first marks.</summary>
    public static IReadOnlyList<MarkedGroup> Of(IReadOnlyList<DecidedPair> pairs)
    {
        var above = new Dictionary<long, long>();
        foreach (var pair in pairs)
            if ((Top(pair.A.Id), Top(pair.B.Id)) is var (a, b) && a != b) above[b] = a;
        return [.. pairs.GroupBy(p => Top(p.A.Id)).Select(g =>
            new MarkedGroup([.. g], [.. g.SelectMany(p => new[] { p.A, p.B }).DistinctBy(c => c.Id).OrderBy(c => c.Id)]))];

        long Top(long id)
        {
            var top = id;
            while (above.TryGetValue(top, out var next)) top = next;
            while (above.TryGetValue(id, out var next) && next != top) (above[id], id) = (top, next);
            return top;
        }
    }
}
