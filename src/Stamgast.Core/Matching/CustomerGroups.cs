namespace Stamgast.Matching;

/// <summary>
/// Joins pairs into groups of rows of one customer, so that a group agrees with itself: when A is like B and B like C, but A
/// and C contradict each other more than the links are worth, the weaker link is cut.
/// </summary>
/// <remarks>
/// Greedy additive contraction for correlation clustering (N. Bansal, A. Blum, S. Chawla, 2004; M. Keuper et al., 2015): from
/// the strongest link on, two groups are joined when the evidence between all their members adds up to more for than against.
/// </remarks>
internal sealed class CustomerGroups
{
    // Rows of one customer repeat each other's errors: what several of them say against another weighs less than it seems.
    private const double MostFor = 12, MostAgainst = 6;
    private const int MostChecked = 600;
    private const int LargeGroup = 4;

    private readonly Func<int, int, double> score;
    private readonly Func<int, int, bool> areTwo;
    private readonly int[] groupOf;
    private readonly Dictionary<int, List<int>> members = [];
    private readonly Dictionary<int, List<(int To, double Bits)>> links = [];

    private CustomerGroups(int count, Func<int, int, double> score, Func<int, int, bool> areTwo)
    {
        (this.score, this.areTwo) = (score, areTwo);
        groupOf = new int[count];
        for (var i = 0; i < count; i++) groupOf[i] = i;
    }

    /// <summary>The lowest member of each record's group.</summary>
    public int[] GroupOf => groupOf;

    /// <summary>The groups of two and more.</summary>
    public IEnumerable<IReadOnlyList<int>> Members => members.Values;

    /// <summary>Joins pairs to groups, the strongest first.</summary>
    /// <param name="count">The number of records.</param>
    /// <param name="pairs">Pairs with their score in bits; those below 0 join nothing.</param>
    /// <param name="score">The score in bits of any two records, for pairs that were not compared.</param>
    /// <param name="areTwo">True for two records that are two people, whatever other pairs suggest: a father and a son of one name. Asked for pairs
    /// with a score below 0.</param>
    public static CustomerGroups Of(int count, IReadOnlyList<(int A, int B, double Bits)> pairs, Func<int, int, double> score,
        Func<int, int, bool>? areTwo = null)
    {
        var groups = new CustomerGroups(count, score, areTwo ?? ((_, _) => false));
        foreach (var (a, b, bits) in pairs.Where(p => p.Bits > 0).OrderByDescending(p => p.Bits).ThenBy(p => p.A).ThenBy(p => p.B))
            if (groups.groupOf[a] != groups.groupOf[b] && groups.Agree(a, b, bits)) groups.Join(a, b, bits);
        return groups;
    }

    /// <summary>
    /// The odds, in bits, that each two members of a group are one customer by way of the others: the product of the
    /// probabilities of the links between them.
    /// </summary>
    public IEnumerable<(int A, int B, double Bits)> Through(IReadOnlyList<int> group)
    {
        foreach (var from in group)
        {
            var open = new Stack<(int At, int Before, double Doubt)>();
            open.Push((from, -1, 0));
            while (open.TryPop(out var step))
            {
                if (step.At > from) yield return (from, step.At, Bits(step.Doubt));
                // Doubt = -ln of the probability, which adds up along the way and keeps its digits near certainty.
                foreach (var (to, bits) in links[step.At])
                    if (to != step.Before) open.Push((to, step.At, step.Doubt + Math.Log(1 + Math.Pow(2, -bits))));
            }
        }
    }

    private static double Bits(double doubt) => doubt < 1e-12 ? 40 : Math.Log2(Math.Exp(-doubt) / (doubt < 1e-5 ? doubt : 1 - Math.Exp(-doubt)));

    private bool Agree(int a, int b, double bits)
    {
        var left = Of(a);
        var right = Of(b);
        if (left.Count == 1 && right.Count == 1) return true;
        var pairs = left.Count * right.Count;
        var step = Math.Max(1, pairs / MostChecked);
        var evidence = new List<double>(pairs / step + 1);
        for (var i = 0; i < pairs; i += step)
        {
            int x = left[i / right.Count], y = right[i % right.Count];
            var said = x == a && y == b ? bits : score(x, y);
            if (said < 0 && areTwo(x, y)) return false;
            evidence.Add(Math.Clamp(said, -MostAgainst, MostFor));
        }
        // One row that is like half of a large group belongs to it: rows of one customer differ too.
        if (Math.Min(left.Count, right.Count) > 1 || pairs < LargeGroup) return evidence.Sum() > 0;
        evidence.Sort();
        return evidence.Skip(evidence.Count / 2).Sum() > 0;
    }

    private List<int> Of(int record) => members.TryGetValue(groupOf[record], out var list) ? list : [record];

    private void Join(int a, int b, double bits)
    {
        List<int> left = Of(a), right = Of(b);
        members.Remove(groupOf[a]);
        members.Remove(groupOf[b]);
        List<int> all = [.. left, .. right];
        all.Sort();
        foreach (var record in all) groupOf[record] = all[0];
        members[all[0]] = all;
        Link(a, b, bits);
        Link(b, a, bits);
    }

    private void Link(int from, int to, double bits) => (links.TryGetValue(from, out var list) ? list : links[from] = []).Add((to, bits));
}
