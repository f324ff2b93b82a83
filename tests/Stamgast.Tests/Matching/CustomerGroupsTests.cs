using Stamgast.Matching;
using Xunit;

namespace Stamgast.Tests.Matching;

public class CustomerGroupsTests
{
    [Fact]
    public void A_chain_whose_ends_contradict_each_other_is_cut_at_its_weakest_link()
    {
        // 0 and 1 are alike, 1 and 2 less so, 0 and 2 cannot be one.
        var groups = CustomerGroups.Of(3, [(0, 1, 8.0), (1, 2, 3.0)], (_, _) => -9);
        Assert.Equal([0, 0, 2], groups.GroupOf);
    }

    [Fact]
    public void A_chain_whose_ends_hardly_differ_stays_one()
    {
        var groups = CustomerGroups.Of(3, [(0, 1, 8.0), (1, 2, 7.0)], (_, _) => -1);
        Assert.Equal([0, 0, 0], groups.GroupOf);
        var through = Assert.Single(groups.Through(groups.Members.Single()), p => p.A == 0 && p.B == 2);
        Assert.InRange(through.Bits, 6, 7);
    }

    [Fact]
    public void A_third_row_does_not_join_two_people_however_much_it_is_like_both()
    {
        var groups = CustomerGroups.Of(4, [(0, 1, 30.0), (1, 2, 29.0), (1, 3, 28.0)], (a, b) => a + b == 2 ? -1 : 20, (a, b) => a + b == 2);
        Assert.Equal([0, 0, 2, 0], groups.GroupOf);
        // A pair more likely to be one customer is not checked.
        Assert.Equal([0, 0, 0], CustomerGroups.Of(3, [(0, 1, 30.0), (1, 2, 29.0)], (_, _) => 1, (_, _) => true).GroupOf);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 5)]
    public void A_row_joins_a_large_group_when_it_is_like_half_of_it(int alike, int groupOfRow)
    {
        // 1 to 4 are one customer; row 5 is somewhat like the first of them and contradicts the others.
        (int A, int B, double Bits)[] links = [(1, 2, 9), (1, 3, 9), (1, 4, 9), .. Enumerable.Range(1, alike).Select(i => (i, 5, 2.0))];
        var groups = CustomerGroups.Of(6, links, (a, b) => b < 5 ? 9 : a <= alike ? 2 : -9);
        Assert.Equal(groupOfRow, groups.GroupOf[5]);
        Assert.Equal(1, groups.GroupOf[4]);
    }

    [Fact]
    public void Unlikely_pairs_join_nobody() => Assert.Equal([0, 1], CustomerGroups.Of(2, [(0, 1, -0.1)], (_, _) => 0).GroupOf);

    [Fact]
    public void Every_record_is_in_one_group_and_groups_are_made_of_links()
    {
        var random = new Random(2);
        var pairs = Enumerable.Range(0, 400).Select(_ => (A: random.Next(200), B: 200 + random.Next(200), Bits: random.NextDouble() * 10 - 2))
            .DistinctBy(p => (p.A, p.B)).ToList();
        var groups = CustomerGroups.Of(400, pairs, (_, _) => -1);
        foreach (var group in groups.Members)
        {
            Assert.All(group, r => Assert.Equal(group[0], groups.GroupOf[r]));
            Assert.Equal(group.Count * (group.Count - 1) / 2, groups.Through(group).Count());
        }
        Assert.DoesNotContain(pairs, p => p.Bits < 0 && groups.GroupOf[p.A] == groups.GroupOf[p.B] && groups.Members.Any(g => g.Count == 2 && g[0] == p.A));
    }
}
