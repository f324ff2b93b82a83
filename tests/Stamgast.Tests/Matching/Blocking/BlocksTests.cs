using Stamgast.Matching;
using Xunit;

namespace Stamgast.Tests.Matching.Blocking;

public class BlocksTests
{
    [Fact]
    public void Each_pair_is_visited_once_and_most_duplicates_meet()
    {
        var people = new People(1, 3100, 400);
        var search = DuplicateSearch.Prepare(people.Table(), new MatchingOptions(), null, default);
        Assert.False(search.Blocks.ComparesAll);
        var met = search.Blocks.Visit(1, () => new List<(int, int)>(), (list, a, b) => list.Add((a, b)), null, default).SelectMany(l => l).ToList();
        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.All(met, pair => Assert.True(pair.Item1 < pair.Item2));
        var rows = met.Select(p => (search.Records.RowOf[p.Item1], search.Records.RowOf[p.Item2]))
            .Select(p => (Math.Min(p.Item1, p.Item2), Math.Max(p.Item1, p.Item2))).ToHashSet();
        var wanted = Enumerable.Range(0, people.Rows.Count).GroupBy(r => people.CustomerOf[r])
            .SelectMany(g => g.SelectMany(a => g.Where(b => b > a).Select(b => (a, b)))).ToList();
        Assert.True(wanted.Count(rows.Contains) >= 0.99 * wanted.Count, $"{wanted.Count(rows.Contains)} of {wanted.Count}");
    }

    [Fact]
    public void A_part_of_the_blocks_holds_that_part_of_the_pairs()
    {
        var search = DuplicateSearch.Prepare(new People(2, 3200, 100).Table(), new MatchingOptions(), null, default);
        var all = search.Blocks.Visit(1, () => new int[1], (count, _, _) => count[0]++, null, default).Sum(c => c[0]);
        var part = search.Blocks.Visit(0.25, () => new int[1], (count, _, _) => count[0]++, null, default).Sum(c => c[0]);
        Assert.InRange(part / (double)all, 0.1, 0.45);
    }
}
