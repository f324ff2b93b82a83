using System.Globalization;
using Stamgast.Matching;
using Stamgast.Profiling;
using Xunit;

namespace Stamgast.Tests.Matching;

public class DuplicateSearchTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(1, 400, 60)]
    [InlineData(2, 3200, 400)]
    public void Nearly_all_duplicates_are_found_with_hardly_any_false_matches(int seed, int customers, int duplicates)
    {
        var people = new People(seed, customers, duplicates);
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, Never);
        var right = search.Pairs.Count(p => people.CustomerOf[p.A] == people.CustomerOf[p.B]);
        var all = people.CustomerOf.GroupBy(c => c).Sum(g => g.Count() * (g.Count() - 1) / 2);
        Assert.True(right >= 0.97 * all, $"{right} of {all} found");
        Assert.True(right >= 0.98 * search.Pairs.Count, $"{search.Pairs.Count - right} of {search.Pairs.Count} wrong");
    }

    [Fact]
    public void The_order_of_rows_and_columns_plays_no_part()
    {
        var people = new People(3, 3000, 200);
        var random = new Random(4);
        var columns = Enumerable.Range(0, People.Columns.Length).ToArray();
        var rows = Enumerable.Range(0, people.Rows.Count).ToArray();
        random.Shuffle(columns);
        random.Shuffle(rows);
        var shuffled = People.Table([.. columns.Select(c => People.Columns[c])], rows.Select(r => (string[])[.. columns.Select(c => people.Rows[r][c])]));
        var one = Ids(people.Table(), DuplicateSearch.Run(people.Table(), new MatchingOptions { Threshold = 0.05 }, null, Never));
        var other = Ids(shuffled, DuplicateSearch.Run(shuffled, new MatchingOptions { Threshold = 0.05 }, null, Never));
        Assert.NotEmpty(one);
        Assert.Equal(one, other);
    }

    [Fact]
    public void The_score_is_the_same_both_ways_and_the_reasons_add_up_to_it()
    {
        var people = new People(5, 500, 100);
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions { Threshold = 0.01 }, null, Never);
        Assert.NotEmpty(search.Pairs);
        foreach (var pair in search.Pairs)
        {
            var why = search.Explain(pair);
            Assert.Equal(pair.Bits, why.Bits, 6);
            Assert.Equal(pair.Score, why.Score, 6);
            Assert.Equal(search.Explain(pair.A, pair.B).Bits, search.Explain(pair.B, pair.A).Bits, 9);
        }
    }

    [Fact]
    public void Any_two_rows_can_be_explained()
    {
        var people = new People(6, 300, 30);
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, Never);
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            int a = random.Next(330), b = random.Next(330);
            if (a == b) continue;
            var why = search.Explain(a, b);
            Assert.Equal("prior", why.Reasons[0].Field);
            Assert.Equal(why.Bits, why.Compact().Split(';').Sum(r => double.Parse(r.Split(':')[2], CultureInfo.InvariantCulture)), 0.01);
            Assert.Equal(why.Reasons.Count, why.Sentences(CultureInfo.GetCultureInfo("nl-BE")).Count);
        }
    }

    [Theory]
    [InlineData("Jan", "", "")]
    [InlineData("Jan", "Peeters", "")]
    [InlineData("", "", "0486 12 33 09")]
    [InlineData("Jozefien", "Aerts", "0486 12 33 09")]
    public void Identical_rows_always_pair(string first, string last, string phone)
    {
        var people = new People(8, 500, 0);
        foreach (var row in people.Rows.Take(200)) (row[1], row[2]) = ("Jan", "Peeters");
        string[] twin = ["", first, last, "", "", phone, "", "", "", ""];
        people.Rows.Add([.. twin]);
        people.Rows.Add([.. twin]);
        people.Rows[^2][0] = "K1";
        people.Rows[^1][0] = "K2";
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, Never);
        Assert.Contains(search.Pairs, p => p.A == 500 && p.B == 501);
    }

    [Fact]
    public void Empty_rows_are_not_paired()
    {
        var people = new People(9, 200, 0);
        for (var i = 0; i < 5; i++) people.Rows.Add([$"L{i}", "", "", "", "", "", "", "", "9000", "Gent"]);
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, Never);
        Assert.DoesNotContain(search.Pairs, p => p.A >= 200 || p.B >= 200);
    }

    [Fact]
    public void A_table_of_names_and_birth_dates_is_enough()
    {
        var people = new People(10, 1500, 200);
        var table = People.Table(["Vorname", "Nachname", "Geburtsdatum"], people.Rows.Select(r => r[1..4]));
        var search = DuplicateSearch.Run(table, new MatchingOptions(), null, Never);
        var right = search.Pairs.Count(p => people.CustomerOf[p.A] == people.CustomerOf[p.B]);
        Assert.True(right > 150, $"{right} found");
        Assert.True(right >= 0.9 * search.Pairs.Count, $"{search.Pairs.Count - right} wrong");
    }

    [Fact]
    public void One_frequent_value_does_not_explode()
    {
        var people = new People(11, 3500, 50);
        foreach (var row in people.Rows) (row[2], row[4]) = ("Janssens", "info@winkel.example");
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, Never);
        Assert.True(search.Compared < 4_000_000 + 12 * people.Rows.Count, $"{search.Compared} comparisons");
    }

    [Fact]
    public void Relatives_at_one_address_are_not_one_customer()
    {
        var people = new People(12, 1500, 150);
        for (var i = 0; i < 300; i++)
        {
            var relative = (string[])people.Rows[i].Clone();
            (relative[0], relative[1], relative[3], relative[4]) = ($"R{i}", i % 2 == 0 ? "Bernadette" : "Octaaf", $"{i % 28 + 1:00}/05/{1940 + i % 60}", "");
            people.Rows.Add(relative);
        }
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, Never);
        Assert.True(search.Pairs.Count(p => p.B >= 1650) < 15, $"{search.Pairs.Count(p => p.B >= 1650)} relatives");
    }

    [Fact]
    public void An_empty_table_has_no_pairs()
    {
        Assert.Empty(DuplicateSearch.Run(People.Table(People.Columns, []), new MatchingOptions(), null, Never).Pairs);
        Assert.Empty(DuplicateSearch.Run(People.Table(People.Columns, [["1", "Jozefien", "Aerts", "", "", "", "", "", "", ""]]), new MatchingOptions(), null,
            Never).Pairs);
    }

    [Fact]
    public void A_search_can_be_stopped()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DuplicateSearch.Run(new People(13, 100, 10).Table(), new MatchingOptions(), null, stopped.Token));
    }

    private static List<string> Ids(MatchingTable table, DuplicateSearch search)
    {
        var id = search.Columns.Single(c => c.Role == ColumnRole.RowId).Index;
        return [.. search.Pairs.Select(p => string.Join(' ', new[] { table[p.A, id].ToString(), table[p.B, id].ToString() }.Order(StringComparer.Ordinal)) + " "
            + p.Bits.ToString("0.000", CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];
    }
}
