using System.Globalization;
using Stamgast.Language;
using Stamgast.Matching;
using Xunit;

namespace Stamgast.Tests.Matching;

public sealed class DuplicatesInFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stamgast-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Pairs_are_written_with_the_ids_of_the_file_the_earlier_row_first()
    {
        var people = new People(1, 300, 40);
        var found = Find(people, new MatchingOptions());
        var lines = File.ReadAllLines(Out);
        Assert.Equal("id_a,id_b,score,why", lines[0]);
        Assert.Equal(found.Pairs, lines.Length - 1);
        Assert.Equal((340, 0.5), (found.Records, found.Threshold));
        foreach (var line in lines[1..])
        {
            var cells = line.Split(',');
            Assert.True(Number(cells[0]) < Number(cells[1]), line);
            var (score, bits) = (double.Parse(cells[2], CultureInfo.InvariantCulture),
                cells[3].Split(';').Sum(r => double.Parse(r.Split(':')[2], CultureInfo.InvariantCulture)));
            Assert.InRange(score, 0.5, 1);
            Assert.Equal(1 / (1 + Math.Pow(2, -bits)), score, 2);
        }
    }

    [Fact]
    public void A_lower_threshold_writes_more_pairs()
    {
        var people = new People(1, 300, 40);
        Assert.True(Find(people, new MatchingOptions { Threshold = 0.01 }).Pairs >= Find(people, new MatchingOptions { Threshold = 0.99 }).Pairs);
    }

    [Fact]
    public void Without_an_id_the_rows_are_numbered_from_1()
    {
        File.WriteAllText(In,
            "voornaam;naam;e-mail\nWillem;de Bakker;willem@bakker.example\nJozefien;Aerts;jozefien@aerts.example\nJosefien;Aerts;jozefien@aerts.example\n");
        DuplicatesInFile.Find(In, Out, new MatchingOptions(), null, default);
        Assert.StartsWith("2,3,", File.ReadAllLines(Out)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_refused_and_nothing_is_written()
    {
        var refused = Assert.Throws<RefusedException>(() => Find(new People(1, 10, 0), new MatchingOptions { IdColumn = "klant" }));
        Assert.Equal("matching.no_column", refused.Refusal.Code);
        Assert.Contains("voornaam", refused.Refusal.Where(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public void A_table_that_identifies_nobody_is_refused()
    {
        File.WriteAllText(In, "created_on;notes\n2020-01-01;a\n2020-01-02;b\n");
        Assert.Equal("matching.nothing_to_compare", Assert.Throws<RefusedException>(() => DuplicatesInFile.Find(In, Out, new MatchingOptions(), null, default))
            .Refusal.Code);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public void A_missing_folder_is_refused()
    {
        var path = Path.Combine(folder, "nowhere", "pairs.csv");
        Assert.Equal("matching.cannot_write", Assert.Throws<RefusedException>(() => Find(new People(1, 10, 0), new MatchingOptions(), path)).Refusal.Code);
    }

    [Fact]
    public void Every_level_and_field_has_texts()
    {
        var search = DuplicateSearch.Run(new People(1, 50, 5).Table(), new MatchingOptions(), null, default);
        foreach (var comparison in search.Records.Reader.Comparisons)
            foreach (var level in comparison.Levels) Assert.True(Texts.Has("matching.level." + level.Code), level.Code);
        foreach (var field in new[] { "prior", "household", "row", "group", "numbers", "generation", "first_name", "last_name", "company_name",
            "birth_date", "email", "phone",
            "address", "place", "vat_number", "iban" })
            Assert.True(Texts.Has("matching.field." + field), field);
    }

    private string In => Path.Combine(folder, "in.csv");

    private string Out => Path.Combine(folder, "pairs.csv");

    private static int Number(string id) => int.Parse(id[1..], CultureInfo.InvariantCulture);

    private DuplicatesFound Find(People people, MatchingOptions options, string? output = null)
    {
        File.WriteAllLines(In, [string.Join(';', People.Columns), .. people.Rows.Select(r => string.Join(';', r))]);
        return DuplicatesInFile.Find(In, output ?? Out, options, null, default);
    }
}
