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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_in_another_script_may_come_later(bool expected)
    {
        var index = Build(new People(3, 3100, 0), new MatchingOptions { MeetsAnyScript = expected });
        index.Put(7_000_001, ["", "Mohamed", "El Arabi", "", "", "", "", "", "", ""]);
        string[] arabic = ["", "محمد", "العربي", "30/07/1985", "", "0486 12 33 10", "", "", "", ""];
        // Nothing but the name brings the two together.
        Assert.Equal(expected, index.Find(arabic, most: 500, least: 0).Any(r => r.Key == 7_000_001));
        index.Put(7_000_002, arabic);
        index.Put(7_000_003, Josefien);
        Assert.Equal(7_000_002, index.Find(arabic)[0].Key);
        Assert.Equal(7_000_003, index.Find(Josefien)[0].Key);
    }

    [Fact]
    public void Nothing_that_people_write_stops_it()
    {
        var random = new Random(11);
        string[] odd =
        [
            "Ελένη", "Иван", "👩‍👩‍👧", "\ud83d", "\u202eabc", "'; drop table customer; --", "<script>", new('x', 5000), "ﷺ",
            "\0", " ", "–", "İ", "ß", "Ǆ", "٠١٢",
        ];
        var index = Build(500);
        for (var i = 0; i < 2000; i++)
        {
            var row = Josefien.Select(cell => random.Next(3) == 0 ? odd[random.Next(odd.Length)] + (random.Next(2) == 0 ? cell : "") : cell).ToArray();
            if (random.Next(2) == 0) index.Put(random.Next(100), row);
            else index.Find(row);
        }
        Assert.True(index.Find(Josefien)[0].Score > 0.9);
    }

    [Fact]
    public void Two_rows_are_compared_exactly_when_a_question_meets_them_and_by_the_same_reasons()
    {
        var people = new People(3, 3100, 300);
        var index = Build(people);
        // Some are changed or new: they are in no block of the build.
        for (var i = 0; i < 60; i++) index.Put(1000 + i * 7, people.Rows[i * 7 + 1]);
        index.Put(7_000_001, Josefien);
        long[] keys = [.. Enumerable.Range(0, people.Rows.Count).Select(i => 1000L + i), 7_000_001];
        string[] Cells(long key) => key == 7_000_001 ? Josefien : people.Rows[(int)key - 1000 + (key - 1000 < 420 && (key - 1000) % 7 == 0 ? 1 : 0)];
        var met = 0;
        foreach (var key in keys.Where((_, i) => i % 150 == 0).Append(7_000_001))
        {
            var found = index.Like(key, keys.Length, 0).ToDictionary(r => r.Key, r => r.Explanation);
            met += found.Count;
            foreach (var other in keys.Where(k => k != key))
            {
                var compared = index.Compare(key, Cells(key), other, Cells(other));
                Assert.True(compared.AreInIndex);
                if (found.TryGetValue(other, out var why)) Assert.Equal((why.Compact(), true), (compared.Explanation.Compact(), compared.AreCompared));
                else if (compared.AreCompared) Assert.True(compared.Explanation.Bits < -29, $"{key} {other} {compared.Explanation.Compact()}");
            }
        }
        Assert.True(met > 20, $"{met}");
    }

    [Fact]
    public void Rows_outside_the_index_are_compared_as_if_they_were_in_it()
    {
        var people = new People(3, 3100, 0);
        var index = Build(people);
        var inside = index.Compare(1017, people.Rows[17], 1018, people.Rows[18]);
        index.Remove(1017);
        var outside = index.Compare(1017, people.Rows[17], 1018, people.Rows[18]);
        Assert.Equal((true, false), (inside.AreInIndex, outside.AreInIndex));
        Assert.Equal(inside.Explanation.Compact(), outside.Explanation.Compact());
        Assert.False(outside.AreCompared);
    }

    [Fact]
    public void Every_blocking_rule_can_be_said_in_words()
    {
        foreach (var rule in DuplicateSearch.Run(new People(3, 3100, 300).Table(), new MatchingOptions(), null, default).RuleNames)
            foreach (var atom in rule.Split(" + "))
                Assert.True(Stamgast.Language.Texts.Has("matching.block." + atom.Replace(' ', '_')), atom);
    }

    [Fact]
    public void A_row_without_values_matches_nobody() => Assert.Empty(Build(3100).Find(new string?[10]));

    private static MatchIndex Build(int customers) => Build(new People(3, customers, 0));

    private static MatchIndex Build(People people, MatchingOptions? options = null) =>
        MatchIndex.Build(people.Table(), [.. Enumerable.Range(1000, people.Rows.Count).Select(k => (long)k)], options ?? new MatchingOptions(), default);
}
