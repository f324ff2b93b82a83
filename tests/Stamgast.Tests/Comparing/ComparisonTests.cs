using Stamgast.Comparing;
using Stamgast.Comparing.Names;
using Stamgast.Text;
using Xunit;

namespace Stamgast.Tests.Comparing;

public class ComparisonTests
{
    [Theory]
    [InlineData("Jozefien", "jozefien", "exact")]
    [InlineData("Jozefien", "Josefien", "variant")]
    [InlineData("Jan", "Johannes", "variant")]
    [InlineData("J.", "Jozefien", "initial")]
    [InlineData("K.", "Jozefien", "differ")]
    [InlineData("Jean-Pierre", "Jean", "part")]
    [InlineData("Dick Alphonse", "Richard", "part")]
    [InlineData("Wilelm", "Willem", "typo")]
    [InlineData("Noor", "Pieter", "other_name")]
    [InlineData("Emma", "Emiel", "other_name")]
    [InlineData("Jan", "Jana", "other_name")]
    [InlineData("Noor", "Xhqw", "differ")]
    [InlineData("", "Pieter", "missing")]
    public void First_names_agree_by_degrees(string a, string b, string level) => Assert.Equal(level, CompareNames(a, "x", b, "y", 0));

    [Theory]
    [InlineData("De Wilde", "Dewilde", "exact")]
    [InlineData("Van den Berghe", "Berghe", "variant")]
    [InlineData("Müller", "Mueller", "variant")]
    [InlineData("Peeters-Janssens", "Peeters", "part")]
    [InlineData("Van Gheynghem", "Van Gheygnhem", "typo")]
    [InlineData("Aerts", "Claes", "differ")]
    public void Family_names_agree_by_degrees(string a, string b, string level) => Assert.Equal(level, CompareNames("x", a, "x", b, 1));

    [Fact]
    public void First_and_family_name_swapped_are_seen_in_both_columns()
    {
        Assert.Equal("swapped", CompareNames("Jozefien", "Aerts", "Aerts", "Jozefien", 0));
        Assert.Equal("swapped", CompareNames("Jozefien", "Aerts", "Aerts", "Jozefien", 1));
        Assert.Equal("differ", CompareNames("Jozefien", "Aerts", "Aerts", "Willem", 0));
    }

    [Fact]
    public void A_family_name_that_stands_behind_the_first_name_elsewhere_is_a_part()
    {
        Assert.Equal("part", CompareNames("Anna Peeters", "Janssens", "Anna", "Peeters", 1));
        Assert.Equal("part", CompareNames("Anna", "Peeters", "Anna Peeters", "Janssens", 1));
        Assert.Equal("differ", CompareNames("Anna Claes", "Janssens", "Anna", "Peeters", 1));
    }

    [Theory]
    [InlineData(19850730, 19850730, DateComparison.Exact)]
    [InlineData(19850730, 19850720, DateComparison.Typo)]
    [InlineData(19850730, 19580730, DateComparison.Typo)]
    [InlineData(19850730, 1985730, DateComparison.Typo)]
    [InlineData(19850730, 198507730, DateComparison.Typo)]
    [InlineData(19850730, 1961214, DateComparison.Differ)]
    [InlineData(19850703, 19850307, DateComparison.Swapped)]
    [InlineData(19850730, 19850000, DateComparison.Partial)]
    [InlineData(19850730, 19850214, DateComparison.SameYear)]
    [InlineData(19850730, 19850711, DateComparison.TwoParts)]
    [InlineData(19850730, 19850805, DateComparison.Near)]
    [InlineData(19850730, 19610214, DateComparison.Differ)]
    [InlineData(19850730, 0, 0)]
    public void Birth_dates_agree_by_degrees(int a, int b, int level)
    {
        Assert.Equal(level, DateComparison.Compare(a, b));
        Assert.Equal(level, DateComparison.Compare(b, a));
    }

    [Fact]
    public void Telephone_numbers_agree_across_columns()
    {
        var phones = new TextValues();
        var comparison = new PhoneComparison(phones, [0, 1]);
        int landline = phones.Add("91234567"), mobile = phones.Add("486123309"), mistyped = phones.Add("486123390"), other = phones.Add("475998877");
        Assert.Equal("exact", Level(comparison, [landline, mobile], [mobile, 0]));
        Assert.Equal("typo", Level(comparison, [mobile, 0], [mistyped, 0]));
        Assert.Equal("differ", Level(comparison, [mobile, 0], [other, 0]));
        Assert.Equal("missing", Level(comparison, [mobile, 0], [0, 0]));
    }

    [Fact]
    public void An_address_made_of_the_name_proves_nothing_at_another_provider()
    {
        var (emails, names) = (new TextValues(EmailComparison.NameKey), new NameValues());
        var comparison = new EmailComparison(emails, [0], names, 1);
        int one = emails.Add("jozefien.aerts@gmail.example"), two = emails.Add("jozefien.aerts@skynet.example"), aerts = names.Add("aerts"),
            claes = names.Add("claes");
        Assert.Equal("missing", Level(comparison, [one, aerts], [two, aerts]));
        Assert.Equal("same_name", Level(comparison, [one, claes], [two, claes]));
        Assert.Equal("exact", Level(comparison, [one, aerts], [one, claes]));
        Assert.Equal("differ", Level(comparison, [emails.Add("info@claes.example"), claes], [emails.Add("info@lefevre.example"), claes]));
    }

    [Fact]
    public void Company_names_agree_whatever_their_legal_form()
    {
        var companies = new OrganisationValues();
        var comparison = new OrganisationComparison(companies, 0);
        int lefevre = companies.Add("Boulangerie Lefèvre SRL");
        Assert.Equal("exact", Level(comparison, [lefevre], [companies.Add("Boulangerie Lefevre S.A.")]));
        Assert.Equal("typo", Level(comparison, [lefevre], [companies.Add("Boulangerie Lefèvr")]));
        Assert.Equal("within", Level(comparison, [lefevre], [companies.Add("Lefèvre SRL")]));
        Assert.Equal("differ", Level(comparison, [lefevre], [companies.Add("Claes & Zonen NV")]));
    }

    [Fact]
    public void Comparisons_are_symmetric()
    {
        var names = new NameValues();
        var random = new Random(9);
        string[] texts = ["jan", "johannes", "j", "peeters", "peeters janssens", "janssens", "van den berg", "vandenberg", "berg", "pieters", "peter",
            "jean pierre", "pierre", "", "mueller", "muller", "yilmaz", "yilmas"];
        var ids = texts.Select(t => names.Add(t)).ToArray();
        var given = new NameComparison(names, true, 0, 1, new(0.01), new(0.01));
        var family = new NameComparison(names, false, 1, 0, new(0.01), new(0.01));
        for (var i = 0; i < 20_000; i++)
        {
            int[] a = [ids[random.Next(ids.Length)], ids[random.Next(ids.Length)]], b = [ids[random.Next(ids.Length)], ids[random.Next(ids.Length)]];
            foreach (var comparison in new Comparison[] { given, family })
            {
                Assert.Equal(comparison.Full(a, b, new PairCache()), comparison.Full(b, a, new PairCache()));
                var quick = comparison.Quick(a, b);
                if (quick != Comparison.Unsure) Assert.Equal(quick, comparison.Full(a, b, new PairCache()));
            }
        }
    }

    private static string CompareNames(string givenA, string familyA, string givenB, string familyB, int column)
    {
        var names = new NameValues();
        int Id(string name) => names.Add(Folding.Fold(name));
        var comparison = new NameComparison(names, column == 0, column, 1 - column, new(0.01), new(0.01));
        return Level(comparison, [Id(givenA), Id(familyA)], [Id(givenB), Id(familyB)]);
    }

    private static string Level(Comparison comparison, int[] a, int[] b) => comparison.Levels[comparison.Full(a, b, new PairCache())].Code;
}
