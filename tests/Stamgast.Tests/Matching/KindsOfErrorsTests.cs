using System.Globalization;
using Stamgast.Matching;
using Xunit;

namespace Stamgast.Tests.Matching;

/// <summary>Kinds of pairs that were once judged wrongly, each in a small town of its own with ordinary duplicates around it.</summary>
public sealed class KindsOfErrorsTests
{
    private static readonly string[] Columns = ["id", "voornaam", "achternaam", "bedrijf", "geboortedatum", "e-mail", "telefoon", "straat", "nr", "postcode",
        "gemeente", "btw-nummer", "rijksregisternummer"];
    private const int Given = 1, Family = 2, Company = 3, Born = 4, Mail = 5, Phone = 6, Street = 7, House = 8, Code = 9, Town = 10, Vat = 11, National = 12;

    private static readonly string[] First = ["Jan", "Piet", "Luc", "Marc", "Dirk", "Emma", "Lotte", "Noor", "Sarah", "Julie", "Hilde", "Rita", "Koen", "Bart"];
    private static readonly string[] Parts = ["Aer", "Bak", "Clae", "Dewa", "Mer", "Pee", "Ver", "Wou", "berg", "mans", "huyse", "straete", "ckx", "teel"];

    [Fact]
    public void Two_companies_of_one_name_and_address_with_VAT_numbers_of_their_own_are_two()
    {
        var (one, other) = Pair(r => { r[Company] = "Bakkerij Zonnebloem BV"; r[Mail] = "info@zonnebloem.example"; r[Vat] = "BE0403170701"; },
            r => r[Vat] = "BE0897223571");
        Assert.InRange(Score(one, other), 0, 0.4);
        other[Vat] = "BE0403170711";
        Assert.InRange(Score(one, other), 0.9, 1);
        other[Vat] = "";
        Assert.InRange(Score(one, other), 0.9, 1);
    }

    [Fact]
    public void A_third_row_does_not_join_two_companies_with_numbers_of_their_own()
    {
        var (one, other) = Pair(r => { r[Company] = "Bakkerij Zonnebloem BV"; r[Mail] = "info@zonnebloem.example"; r[Vat] = "BE0403170701"; },
            r => r[Vat] = "BE0897223571");
        var third = (string[])one.Clone();
        third[Vat] = "";
        Assert.InRange(Score(one, other, third), 0, 0.4);
    }

    [Fact]
    public void An_address_made_of_a_frequent_name_does_not_make_one_of_two_namesakes()
    {
        var (one, other) = Pair(r => { (r[Given], r[Family]) = ("Jan", "Peeters"); r[Mail] = "jan.peeters@post.example"; r[Born] = "12/03/1961"; }, r =>
        {
            (r[Mail], r[Born], r[Phone]) = ("janpeeters@post.example", "", "0477 88 99 00");
            (r[Street], r[House], r[Code], r[Town]) = ("Zeedijk", "4", "8400", "Oostende");
        });
        Assert.InRange(Score(one, other), 0, 0.5);
        (one[Mail], other[Mail]) = ("jan.peeters4711@post.example", "janpeeters4712@post.example");
        Assert.InRange(Score(one, other), 0, 0.5);
    }

    [Fact]
    public void Father_and_son_are_told_apart_by_what_follows_the_name()
    {
        var (one, other) = Pair(r => (r[Given], r[Family]) = ("Karel", "Pauwelaert sr."), r => r[Family] = "Pauwelaert jr.");
        Assert.InRange(Score(one, other), 0, 0.5);
        other[Family] = "Pauwelaert senior";
        Assert.InRange(Score(one, other), 0.9, 1);
    }

    [Fact]
    public void A_title_is_no_name()
    {
        var (one, other) = Pair(r => (r[Given], r[Family], r[Born]) = ("Reverend Edmond", "Pauwelaert", "12/03/1961"), r => r[Given] = "Edmond");
        Assert.InRange(Score(one, other), 0.99, 1);
    }

    [Theory]
    [InlineData("Дмитрий", "Кузнецов", "Dmitri", "Kuznetsov")]
    [InlineData("Γιώργος", "Παπαδόπουλος", "Giorgos", "Papadopoulos")]
    [InlineData("محمد", "منصور", "Mohammed", "Mansour")]
    public void A_name_in_another_script_is_the_same_name(string given, string family, string latinGiven, string latinFamily)
    {
        var (one, other) = Pair(r => (r[Given], r[Family], r[Born], r[Phone]) = (given, family, "12/03/1961", ""),
            r => (r[Given], r[Family]) = (latinGiven, latinFamily));
        Assert.InRange(Score(one, other), 0.95, 1);
        (other[Given], other[Family]) = ("Willem", "Verhoeven");
        Assert.InRange(Score(one, other), 0, 0.5);
    }

    [Fact]
    public void First_and_last_name_in_each_others_column_meet_when_the_address_changed_too()
    {
        var (one, other) = Pair(r => (r[Given], r[Family], r[Born], r[Phone]) = ("Katrien", "Pauwelaert", "13/12/1979", ""), r =>
        {
            (r[Given], r[Family]) = ("Pauwelaert", "Katrien");
            (r[Street], r[House], r[Code], r[Town]) = ("Zeedijk", "4", "8400", "Oostende");
        });
        Assert.InRange(Score(one, other), 0.9, 1);
    }

    [Fact]
    public void A_company_in_a_tenth_of_the_rows_is_not_a_frequent_name()
    {
        var table = new List<string[]>();
        var random = new Random(5);
        string[] towns = ["Gent", "Aalst", "Brugge", "Leuven", "Mechelen", "Hasselt", "Namur", "Liège"];
        for (var i = 0; i < 3600; i++)
        {
            var isLarge = i % 10 == 0;
            var name = isLarge ? "Nationale Spoorwegen" : $"{Parts[random.Next(8)]}{Parts[random.Next(8, 14)]}{random.Next(400)} {Parts[random.Next(14)]}";
            table.Add([$"{i}", name, isLarge ? "Brussel" : towns[random.Next(towns.Length)]]);
        }
        var search = DuplicateSearch.Run(People.Table(["id", "company", "city"], table), new MatchingOptions(), null, default);
        var large = search.Pairs.Count(p => p.A % 10 == 0 && p.B % 10 == 0);
        Assert.InRange(large, 0.9 * 360 * 359 / 2, 360 * 359 / 2);
    }

    [Fact]
    public void A_street_in_the_cell_of_the_town_is_found_there()
    {
        var (one, other) = Pair(r => (r[Given], r[Family], r[Phone]) = ("Katrien", "Pauwelaert", ""),
            r => (r[Street], r[House], r[Town]) = ("Gent", "", "Kerkstraat 12"));
        var found = Score(one, other);
        Assert.InRange(found, 0.99, 1);
        other[Town] = "Veldstraat 12";
        Assert.InRange(Score(one, other), 0, found);
    }

    [Fact]
    public void A_company_entered_as_a_last_name_is_that_company()
    {
        var (one, other) = Pair(r => (r[Company], r[Phone]) = ("Bakkerij Zonnebloem", ""), r => (r[Family], r[Company]) = ("Bakkerij Zonnebloem", ""));
        Assert.InRange(Score(one, other), 0.8, 1);
        other[Family] = "Garage Bouwens";
        Assert.InRange(Score(one, other), 0, 0.5);
    }

    [Theory]
    [InlineData("", "Koen Pauwelaert")]
    [InlineData("Koen Pauwelaert", "")]
    public void Both_names_in_one_cell_are_two_names(string given, string family)
    {
        var (one, other) = Pair(r => (r[Given], r[Family], r[Phone]) = ("Koen", "Pauwelaert", ""), r => (r[Given], r[Family]) = (given, family));
        Assert.InRange(Score(one, other), 0.95, 1);
        other[family.Length > 0 ? Family : Given] = "Bart Pauwelaert";
        Assert.InRange(Score(one, other), 0, 0.5);
    }

    [Fact]
    public void Texts_of_two_columns_are_found_when_exchanged_or_put_together()
    {
        var random = new Random(11);
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Parts[random.Next(8)] + Parts[random.Next(8, 14)]));
        List<string[]> table = [.. Enumerable.Range(0, 600).Select(i => (string[])[$"{i}", Words(3), Words(2), $"{random.Next(120, 400)}"])];
        for (var i = 0; i < 90; i++)
        {
            var (title, artist) = (table[i][1], table[i][2]);
            string[] again = [$"{table.Count}", title, artist, table[i][3]];
            if (i % 3 == 1) (again[1], again[2]) = (artist, title);
            if (i % 3 == 2) (again[1], again[2]) = ($"{artist} - {title} (live)", "");
            table.Add(again);
        }
        var search = DuplicateSearch.Run(People.Table(["id", "title", "artist", "length"], table), new MatchingOptions(), null, default);
        Assert.InRange(search.Pairs.Count(p => p.B >= 600), 80, 92);
        Assert.All(search.Pairs, p => Assert.Equal(p.A + 600, p.B));
    }

    [Fact]
    public void Namesakes_some_years_apart_are_no_father_and_son()
    {
        var (one, other) = Pair(r => (r[Given], r[Family], r[Born]) = ("Koen", "Pauwelaert", "12/03/1961"), r => r[Born] = "30/07/1968");
        Assert.InRange(Score(one, other), 0.9, 1);
        other[Born] = "30/07/1996";
        Assert.InRange(Score(one, other), 0, 0.5);
    }

    // A row, and the same with other changes.
    private static (string[] One, string[] Other) Pair(Action<string[]> both, Action<string[]> other)
    {
        string[] row = ["", "", "", "", "", "", "0486 12 33 09", "Kerkstraat", "12", "9000", "Gent", "", ""];
        both(row);
        var copy = (string[])row.Clone();
        other(copy);
        return (row, copy);
    }

    // The score of the first two of these rows in a town of persons and companies.
    private static double Score(params string[][] rows)
    {
        var table = Others(1600);
        var at = table.Count;
        for (var i = 0; i < rows.Length; i++) table.Add([$"T{i}", .. rows[i][1..]]);
        var search = DuplicateSearch.Run(People.Table(Columns, table), new MatchingOptions { Threshold = MatchingOptions.LeastThreshold }, null, default);
        return search.Pairs.Where(p => p.A == at && p.B == at + 1).Select(p => p.Score).DefaultIfEmpty(0).Single();
    }

    private static List<string[]> Others(int customers)
    {
        var random = new Random(3);
        string One(string[] of) => of[random.Next(of.Length)];
        var rows = new List<string[]>();
        while (rows.Count < customers)
        {
            var family = One(Parts[..8]) + One(Parts[8..]) + One(["", "", One(Parts[8..])]);
            if (random.Next(6) == 0) family = "Peeters";
            var number = random.Next(10_000, 99_999).ToString(CultureInfo.InvariantCulture);
            string[] row = [$"{rows.Count}", One(First), family, "", $"{random.Next(1, 29):00}/{random.Next(1, 13):00}/{random.Next(1940, 2005)}",
                random.Next(2) == 0 ? $"{One(First).ToLowerInvariant()}.{family.ToLowerInvariant()}{number}@post.example" : "",
                random.Next(2) == 0 ? $"04{random.Next(60, 99)} {number} 1" : "",
                One(["Kerkstraat", "Molenweg", "Dorp", "Veldstraat", "Eikenlaan"]), $"{random.Next(1, 200)}", "9" + number[..3], "Gent", "",
                random.Next(2) == 0 ? $"61{number}{number[..4]}" : ""];
            if (random.Next(4) == 0)
            {
                (row[Given], row[Family], row[Born], row[National]) = ("", "", "", "");
                (row[Company], row[Vat]) = ($"{One(["Bakkerij", "Garage", "Bouw"])} {family} {number[..2]}", $"BE0{random.Next(400_000_000, 799_999_999)}");
            }
            rows.Add(row);
            if (random.Next(9) != 0) continue;
            string[] again = [.. row];
            again[0] = $"{rows.Count}";
            var column = random.Next(Mail, Vat + 1);
            again[column] = "";
            if (again[Family].Length > 4) again[Family] = again[Family].Remove(2, 1);
            rows.Add(again);
        }
        return rows;
    }
}
