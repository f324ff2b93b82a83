using Stamgast.Matching;
using Stamgast.Profiling;
using Xunit;

namespace Stamgast.Tests.Matching;

public class RowReaderTests
{
    [Fact]
    public void A_full_name_of_one_word_does_not_count_as_first_and_as_family_name()
    {
        var fields = Fields(["full_name", "first_name", "surname"], ["Lefèvre", "Lefèvre", ""], ["Lefèvre", "Lefèvre", ""]);
        Assert.Contains("first_name", fields);
        Assert.DoesNotContain("last_name", fields);
    }

    [Fact]
    public void A_full_name_adds_the_middle_name_that_the_column_of_first_names_lacks()
    {
        var search = Search(["full_name", "first_name", "surname"], ["Willem Karel de Bakker", "Willem", "de Bakker"],
            ["Willem Luc de Bakker", "Willem", "de Bakker"]);
        Assert.Equal("part", search.Explain(0, 1).Reasons.Single(r => r.Field == "first_name").Level);
    }

    [Fact]
    public void The_second_address_line_is_compared_too()
    {
        var search = Search(["naam", "address_1", "address_2"], ["Jozefien Aerts", "Karel Oomsstraat 14", "Residentie Ter Duinen"],
            ["Jozefien Aerts", "Karel Oomsstraat 14", "Residentie Ter Duynen"]);
        Assert.Equal("alike", search.Explain(0, 1).Reasons.Single(r => r.Field == "address_line").Level);
    }

    private static IEnumerable<string> Fields(string[] columns, params string[][] rows) => Search(columns, rows).Explain(0, 1).Reasons.Select(r => r.Field);

    private static DuplicateSearch Search(string[] columns, params string[][] rows)
    {
        var others = new People(1, 60, 0).Rows.Select(r => columns.Select(c => c switch { "full_name" or "naam" => r[1] + " " + r[2], "first_name" => r[1],
            "surname" => r[2], "address_2" => "Blok " + r[8], _ => r[6] }).ToArray());
        return DuplicateSearch.Run(People.Table(columns, rows.Concat(others)), new MatchingOptions(), null, TestContext.Current.CancellationToken);
    }
}
