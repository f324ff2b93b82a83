using Stamgast.Matching;
using Xunit;

namespace Stamgast.Tests.Matching;

public class MatchIndexTests
{
    private static readonly string[] Josefien = ["", "Josefien", "Aerts", "30/07/1985", "jozefien@aerts.example", "0486 12 33 09", "Kerkstraat", "12",
        "9000", "Gent"];

    [Theory]
    [InlineData(500)]
    [InlineData(3100)]
    public void A_row_is_found_by_its_likeness(int customers)
    {
        var index = Build(customers);
        index.Put(7_000_001, Josefien);
        var found = index.Find(["", "Jozefien", "Aerts", "", "", "0486/12.33.09", "", "", "9000", "Gent"]);
        Assert.Equal(7_000_001, found[0].Key);
        Assert.True(found[0].Score > 0.9);
        Assert.Contains(found[0].Explanation.Reasons, r => r is { Field: "phone", Level: "exact" });
    }

    [Fact]
    public void A_row_of_the_table_finds_itself_unless_left_out()
    {
        var people = new People(3, 3100, 0);
        var index = Build(people);
        Assert.Equal(1017, index.Find(people.Rows[17])[0].Key);
        Assert.DoesNotContain(index.Find(people.Rows[17], except: 1017), r => r.Key == 1017);
    }

    [Fact]
    public void A_replaced_row_is_found_as_it_is_now_only()
    {
        var people = new People(3, 3100, 0);
        var index = Build(people);
        index.Put(1017, Josefien);
        Assert.Equal(3100, index.Count);
        Assert.Equal(1017, index.Find(Josefien)[0].Key);
        Assert.DoesNotContain(index.Find(people.Rows[17]), r => r.Key == 1017);
    }

    [Fact]
    public void A_removed_row_is_not_found()
    {
        var people = new People(3, 3100, 0);
        var index = Build(people);
        index.Remove(1017);
        index.Remove(99);
        Assert.DoesNotContain(index.Find(people.Rows[17]), r => r.Key == 1017);
        Assert.Equal(3099, index.Count);
    }

    [Fact]
    public void A_row_without_values_matches_nobody() => Assert.Empty(Build(3100).Find(new string?[10]));

    private static MatchIndex Build(int customers) => Build(new People(3, customers, 0));

    private static MatchIndex Build(People people) =>
        MatchIndex.Build(people.Table(), [.. Enumerable.Range(1000, people.Rows.Count).Select(k => (long)k)], new MatchingOptions(), default);
}
