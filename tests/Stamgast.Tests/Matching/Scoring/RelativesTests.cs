using Stamgast.Matching;
using Stamgast.Text;

namespace Stamgast.Tests.Matching.Scoring;

/// <summary>Twins, and father and son of one name: alike in nearly all, and two people.</summary>
public sealed class RelativesTests
{
    private const int Town = 1200;

    // A town with duplicates, followed by two rows that are alike except for the given cells.
    private static double Score(string first, string birth, string otherFirst, string otherBirth)
    {
        var people = new People(12, Town, 120);
        var at = people.Rows.Count;
        people.Rows.Add(["T1", first, "Pauwelaert", birth, "pauwelaert@post.example", "0478 11 22 33", "Tweelingstraat", "12", "9000", "Gent"]);
        people.Rows.Add(["T2", otherFirst, "Pauwelaert", otherBirth, "pauwelaert@post.example", "0478 11 22 33", "Tweelingstraat", "12", "9000", "Gent"]);
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions { Threshold = MatchingOptions.LeastThreshold }, null, default);
        return search.Pairs.Where(p => p.A == at && p.B == at + 1).Select(p => p.Score).DefaultIfEmpty(0).Single();
    }

    [Theory]
    [InlineData("Emma", "Emiel")]
    [InlineData("Jan", "Jana")]
    [InlineData("Louis", "Louise")]
    [InlineData("Lotte", "Lucas")]
    public void Twins_are_two_people(string one, string other) => Assert.InRange(Score(one, "12/03/2004", other, "12/03/2004"), 0, 0.5);

    [Theory]
    [InlineData("Jozefien", "Josefien")]
    [InlineData("Emma", "Emmma")]
    [InlineData("Willem", "Wim")]
    [InlineData("Patrick", "Pat.")]
    public void One_name_written_in_two_ways_is_one_person(string one, string other) => Assert.InRange(Score(one, "12/03/2004", other, "12/03/2004"), 0.9, 1);

    [Fact]
    public void Father_and_son_of_one_name_are_two_people_and_without_a_birth_date_nobody_is_sure()
    {
        Assert.InRange(Score("Karel", "12/03/1950", "Karel", "30/07/1981"), 0, 0.5);
        Assert.InRange(Score("Karel", "12/03/1950", "Karel", ""), 0.5, 0.9999);
        Assert.InRange(Score("Karel", "12/03/1950", "Karel", "12/03/1950"), 0.9999, 1);
    }

    [Theory]
    [InlineData("12/03/1950", "30/07/1981", "", false)]
    [InlineData("12/03/1950", "", "30/07/1981", false)]
    [InlineData("", "12/03/1950", "30/07/1981", false)]
    [InlineData("12/03/1950", "", "12/03/1950", true)]
    [InlineData("12/03/1950", "", "21/03/1950", true)]
    public void A_third_row_without_a_birth_date_does_not_join_father_and_son(string one, string other, string third, bool areOne)
    {
        var people = new People(12, Town, 120);
        var at = people.Rows.Count;
        foreach (var birth in (string[])[one, other, third])
            people.Rows.Add([$"T{people.Rows.Count}", "Karel", "Pauwelaert", birth, "pauwelaert@post.example", "0478 11 22 33", "Tweelingstraat", "12",
            "9000", "Gent"]);
        var search = DuplicateSearch.Run(people.Table(), new MatchingOptions(), null, default);
        var dated = Enumerable.Range(at, 3).Where(r => people.Rows[r][3].Length > 0).ToArray();
        Assert.Equal(areOne, search.Groups.Any(g => g.Contains(dated[0]) && g.Contains(dated[1])));
        Assert.Equal(areOne, search.Pairs.Any(p => p.A == dated[0] && p.B == dated[1]));
        // The row without a date is still the duplicate of somebody.
        Assert.Contains(search.Groups, g => g.Count > 1 && g.Any(r => r >= at && people.Rows[r][3].Length == 0));
    }

    [Theory]
    [InlineData("emma", true)]
    [InlineData("emiel", true)]
    [InlineData("jana", true)]
    [InlineData("johannes", true)]
    [InlineData("emmma", false)]
    public void Common_first_names_are_known(string name, bool isKnown) => Assert.Equal(isKnown, FirstNames.Knows(name));
}
