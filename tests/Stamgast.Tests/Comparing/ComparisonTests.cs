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
    [InlineData(19850730, 19611230, DateComparison.Differ)]
    [InlineData(19850730, 19610730, DateComparison.Birthday)]
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
        var comparison = new EmailComparison(emails, [0], names, -1, 1);
        int one = emails.Add("jozefien.aerts@gmail.example"), two = emails.Add("jozefien.aerts@skynet.example"), aerts = names.Add("aerts"),
            claes = names.Add("claes");
        Assert.Equal("missing", Level(comparison, [one, aerts], [two, aerts]));
        Assert.Equal("same_name", Level(comparison, [one, claes], [two, claes]));
        Assert.Equal("exact", Level(comparison, [one, aerts], [one, claes]));
        Assert.Equal("differ", Level(comparison, [emails.Add("info@claes.example"), claes], [emails.Add("info@lefevre.example"), claes]));
    }

    [Theory]
    [InlineData("jan.peeters@post.example", "jan.peeters@post.example", "own_name")]
    [InlineData("j.peeters@post.example", "j.peeters@post.example", "own_name")]
    [InlineData("jan.peeters4711@post.example", "jan.peeters4711@post.example", "exact")]
    [InlineData("peeters@post.example", "peeters@post.example", "exact")]
    [InlineData("zonnebloem@post.example", "zonnebloem@post.example", "exact")]
    [InlineData("jan.peeters@post.example", "janpeeters@post.example", "own_name_typo")]
    [InlineData("jan.peeters4711@post.example", "janpeeters4711@post.example", "typo")]
    [InlineData("jan.peeters4711@post.example", "janpeeters4712@post.example", "differ")]
    [InlineData("zonnebloem@post.example", "zonnebloen@post.example", "typo")]
    [InlineData("info@bloem465.example", "info@bloem475.example", "differ")]
    public void What_an_address_has_of_the_name_counts_apart(string one, string other, string level)
    {
        var (emails, names) = (new TextValues(EmailComparison.NameKey), new NameValues());
        var comparison = new EmailComparison(emails, [0], names, 1, 2);
        int jan = names.Add("jan"), peeters = names.Add("peeters");
        Assert.Equal(level, Level(comparison, [emails.Add(one), jan, peeters], [emails.Add(other), jan, peeters]));
    }

    [Theory]
    [InlineData("0403170701", "0403170701", "exact")]
    [InlineData("0403170701", "0403170711", "typo")]
    [InlineData("0403170701", "0897223571", "other_code")]
    [InlineData("85073003328", "85073003427", "other_code")]
    [InlineData("85073003328", "850730033", "typo")]
    [InlineData("85073003328", "8507300", "differ")]
    [InlineData("AB12", "XY99", "differ")]
    public void Numbers_agree_by_degrees(string one, string other, string level)
    {
        var codes = new TextValues();
        var comparison = new CodeComparison("vat_number", Sharing.Household, codes, [0]);
        Assert.Equal(level, Level(comparison, [codes.Add(one)], [codes.Add(other)]));
    }

    [Theory]
    [InlineData("Edward Stanley, 2nd bt.", "edward", "stanley", 2)]
    [InlineData("Reverend John Smith", "john", "smith", 0)]
    [InlineData("Robert Brown Jr.", "robert", "brown", 2)]
    [InlineData("Brown, Robert Sr", "robert", "brown", 1)]
    [InlineData("Henry Wood III", "henry", "wood", 3)]
    [InlineData("Edward Stanley, Earl of Derby", "edward", "stanley", 0)]
    [InlineData("Anna Jun", "anna", "jun", 0)]
    [InlineData("John Wood OBE", "john", "wood", 0)]
    public void What_stands_around_a_name_is_no_part_of_it(string name, string given, string family, int generation)
    {
        Assert.Equal((given, family), PersonName.Split(name, false, out var found));
        Assert.Equal(generation, found);
    }

    [Fact]
    public void Either_name_of_a_company_may_agree()
    {
        var companies = new OrganisationValues();
        var comparison = new OrganisationComparison(companies, 0, 1, []);
        int legal = companies.Add("Verhoeven Holding NV"), trade = companies.Add("Brasserie Zeezicht"), other = companies.Add("Garage Claes");
        Assert.Equal("exact", Level(comparison, [legal, trade], [trade, 0]));
        Assert.Equal("exact", Level(comparison, [0, trade], [legal, trade]));
        Assert.Equal("differ", Level(comparison, [legal, trade], [other, 0]));
        Assert.Equal("missing", Level(comparison, [legal, trade], [0, 0]));
        Assert.Equal("most_words", Level(comparison, [companies.Add("Altitech & Söhne"), 0], [companies.Add("Alt. & Söhne"), 0]));
    }

    [Fact]
    public void Company_names_agree_whatever_their_legal_form()
    {
        var companies = new OrganisationValues();
        var comparison = new OrganisationComparison(companies, 0, -1, []);
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
