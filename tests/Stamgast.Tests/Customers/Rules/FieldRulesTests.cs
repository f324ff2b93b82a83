using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Language;

namespace Stamgast.Tests.Customers.Rules;

public class FieldRulesTests
{
    private static readonly RuleContext Belgium = new("BE", new DateOnly(2026, 11, 22));

    private static NormalisedValue Read(string field, string text, string? country = null) =>
        FieldRules.Normalise(CustomerFields.ByName(field)!, text, Belgium with { Country = country });

    [Theory]
    [InlineData("type", "Persoon", "person")]
    [InlineData("type", "Société", "company")]
    [InlineData("last_name", "  Aerts\t", "Aerts")]
    [InlineData("last_name", "Lefe\u0300vre", "Lefèvre")]
    [InlineData("company_name", "Claes &\r\nZonen NV", "Claes & Zonen NV")]
    [InlineData("first_name", "Joze\0fien", "Jozefien")]
    [InlineData("notes", "een\r\n\r\ntwee\rdrie\n", "een\n\ntwee\ndrie")]
    [InlineData("gender", "Mevr.", "2")]
    [InlineData("gender", "Homme", "1")]
    [InlineData("gender", "W", "2")]
    [InlineData("gender", "X", "9")]
    [InlineData("newsletter", "Ja", "1")]
    [InlineData("newsletter", "x", "1")]
    [InlineData("newsletter", "FALSCH", "0")]
    [InlineData("country", "Belgique", "BE")]
    [InlineData("country", "bel", "BE")]
    [InlineData("country", "Holland", "NL")]
    [InlineData("country", "Niederlande", "NL")]
    [InlineData("country", "Côte d’Ivoire", "CI")]
    [InlineData("language", "NL-be", "nl-BE")]
    [InlineData("language", "F", "fr")]
    [InlineData("language", "néerlandais", "nl")]
    [InlineData("language", "Nederlands (België)", "nl-BE")]
    [InlineData("language", "deu", "de")]
    [InlineData("birth_date", "30/07/1985", "1985-07-30")]
    [InlineData("email", " Jan@Example.ORG ", "Jan@example.org")]
    [InlineData("email", "mailto:info@münchen.example", "info@münchen.example")]
    [InlineData("email", "info@xn--mnchen-3ya.example", "info@münchen.example")]
    [InlineData("other_emails", "a@x.example; b@y.example,A@X.example", "a@x.example | b@y.example")]
    [InlineData("phone", "0486/12.33.09", "+32486123309")]
    [InlineData("other_phones", "0486 12 33 09 | 02 847 84 81; +32486123309", "+32486123309 | +3228478481")]
    [InlineData("groups", "VIP | Pers | vip", "VIP | Pers")]
    [InlineData("postal_code", "B-9000", "9000")]
    [InlineData("enterprise_number", "BE 0403.019.261", "0403019261")]
    [InlineData("enterprise_number", "403019261", "0403019261")]
    [InlineData("vat_number", "be 0403.019.261", "BE0403019261")]
    [InlineData("house_number", "12.0", "12")]
    [InlineData("box", "3,0", "3")]
    [InlineData("box", "0.0", "0.0")]
    [InlineData("house_number", "12.10", "12.10")]
    [InlineData("city", "12.0", "12.0")]
    [InlineData("vat_number", "0403019261", "BE0403019261")]
    [InlineData("vat_number", "NL002455799B11", "NL002455799B11")]
    [InlineData("vat_number", "BTW BE 403.019.261", "BE0403019261")]
    [InlineData("iban", "be68 5390 0754 7034", "BE68539007547034")]
    [InlineData("website", "www.Claes-Zonen.example/Contact", "https://www.claes-zonen.example/Contact")]
    [InlineData("notes", "", null)]
    [InlineData("city", "   ", null)]
    public void A_cell_becomes_its_canonical_text(string field, string text, string? canonical)
    {
        var read = Read(field, text);
        Assert.Null(read.Problem);
        Assert.Equal(canonical, read.Value);
        if (canonical is not null) Assert.Equal(canonical, Read(field, canonical).Value);
    }

    [Theory]
    [InlineData("postal_code", "3511ab", "NL", "3511 AB")]
    [InlineData("postal_code", "1067", "DE", "01067")]
    [InlineData("postal_code", "L-1009", "LU", "1009")]
    [InlineData("postal_code", "6000", "FR", "06000")]
    [InlineData("postal_code", "SW1A 1AA", "GB", "SW1A 1AA")]
    [InlineData("phone", "06-24331180", "NL", "+31624331180")]
    [InlineData("enterprise_number", "12345678", "NL", "12345678")]
    [InlineData("enterprise_number", "404 833 048", "FR", "404833048")]
    [InlineData("vat_number", "136695976", "DE", "DE136695976")]
    [InlineData("vat_number", "123456789", "GR", "EL123456789")]
    public void The_country_of_the_row_decides(string field, string text, string country, string canonical) =>
        Assert.Equal(canonical, Read(field, text, country).Value);

    [Theory]
    [InlineData("email", "w.debakker@ziggo", "email.domain")]
    [InlineData("email", "w.debakker@@ziggo.example", "email.at")]
    [InlineData("email", "jan@example.org, piet@example.org", "email.several")]
    [InlineData("email", "jan@example.org\r\nBcc: x@y.z", "email.several")]
    [InlineData("email", "jan peeters@example.org", "email.local")]
    [InlineData("other_emails", "a@x.example; b@y", "email.domain")]
    [InlineData("birth_date", "23/11/2026", "date.future")]
    [InlineData("birth_date", "31/02/1985", "date.impossible")]
    [InlineData("country", "Atlantis", "country.unknown")]
    [InlineData("language", "Klingon", "language.unknown")]
    [InlineData("gender", "misschien", "gender.unknown")]
    [InlineData("newsletter", "soms", "flag.unknown")]
    [InlineData("vat_number", "BE0431150351", "vat.check")]
    [InlineData("vat_number", "BE12", "vat.shape")]
    [InlineData("enterprise_number", "2000021323", "enterprise.BE")]
    [InlineData("iban", "BE68539007547035", "iban.check")]
    [InlineData("iban", "BE6853900754703", "iban.length")]
    [InlineData("iban", "QQ6853900754703", "iban.country")]
    [InlineData("website", "zie brief", "website.shape")]
    [InlineData("website", "javascript://x.example", "website.shape")]
    [InlineData("groups", "a|b", "name.bar")]
    public void A_refused_cell_says_why_and_gives_no_value(string field, string text, string code)
    {
        var read = Read(field, text);
        Assert.Equal(code, read.Problem?.Code);
        Assert.Null(read.Value);
        Assert.False(read.IsGood);
    }

    [Fact]
    public void Too_long_a_text_is_refused_with_the_limit()
    {
        var problem = Read("city", new string('x', 201)).Problem!;
        Assert.Equal("text.length", problem.Code);
        Assert.EndsWith("is longer than 200 characters.", problem.What(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.Null(Read("city", new string('x', 200)).Problem);
    }

    [Theory]
    [InlineData("en", "“w.debakker@ziggo” has no valid domain.", "Correct the address or leave it empty.")]
    [InlineData("nl", "“w.debakker@ziggo” heeft geen geldig domein.", "Verbeter het adres of laat het leeg.")]
    public void A_problem_speaks_the_language_of_the_reader(string language, string what, string remedy)
    {
        var problem = Read("email", "w.debakker@ziggo").Problem!;
        var culture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(what, problem.What(culture));
        Assert.Equal(remedy, problem.Remedy(culture));
    }

    [Fact]
    public void Marks_that_change_the_writing_direction_are_removed_with_a_warning()
    {
        var read = Read("last_name", "Aerts\u202Egpj.exe\u202C");
        Assert.Equal("Aertsgpj.exe", read.Value);
        Assert.Equal("text.invisible", read.Warning);
        Assert.Null(Read("last_name", "Aerts").Warning);
    }

    [Theory]
    [InlineData("enterprise_number", "57851388803", "FR", "enterprise.FR")]
    [InlineData("enterprise_number", "60459169901", "NL", "enterprise.NL")]
    [InlineData("vat_number", "NL123456789B90", "NL", "vat.check")]
    [InlineData("vat_number", "DE136695978", "DE", "vat.check")]
    [InlineData("postal_code", "3011 SS", "NL", "postal.letters")]
    [InlineData("postal_code", "3511 AB", null, "postal.country")]
    public void A_foreign_number_that_fails_its_check_is_kept_with_a_warning(string field, string text, string? country, string warning)
    {
        var read = Read(field, text, country);
        Assert.Equal(text, read.Value);
        Assert.Equal(warning, read.Warning);
        Assert.NotEmpty(NormalisedValue.WarningText(warning, CultureInfo.GetCultureInfo("de")));
    }

    [Fact]
    public void A_masked_cell_says_nothing_in_any_field()
    {
        foreach (var field in CustomerFields.All)
        {
            var read = FieldRules.Normalise(field, " *** ", Belgium);
            Assert.True(read.IsMasked);
            Assert.Null(read.Value);
        }
    }

    [Fact]
    public void The_same_string_is_returned_when_nothing_changes()
    {
        var name = new string("Lefèvre");
        Assert.Same(name, FieldRules.Normalise(CustomerFields.All[CustomerFields.LastName], name, Belgium).Value);
    }

    [Fact]
    public void Garbage_never_throws_and_what_is_accepted_is_canonical()
    {
        var random = new Random(20261122);
        const string alphabet = "aZ09 +-./@|;,'\"\u00e9\u0301\u202e\ud83d\ude00\0\n\r\t*()=\u00df\u0130";
        for (var i = 0; i < 40_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var field = CustomerFields.All[i % CustomerFields.Count];
            var read = FieldRules.Normalise(field, text, Belgium);
            if (read.Value is null) continue;
            Assert.Equal(read.Value, FieldRules.Normalise(field, read.Value, Belgium).Value);
            Assert.True(read.Value.Length <= field.MaxLength);
        }
    }

    [Fact]
    public void Every_problem_and_warning_has_texts_in_four_languages()
    {
        var keys = Texts.Entries.Where(e => e.Key.StartsWith("problem.", StringComparison.Ordinal)
            || e.Key.StartsWith("warning.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, e => Assert.DoesNotContain("", e.Value));
    }

    [Fact]
    public void A_customer_is_read_with_the_countries_first()
    {
        var raw = new CustomerValues
        {
            [CustomerFields.Phone] = "06-24331180",
            [CustomerFields.PostalCode] = "3511ab",
            [CustomerFields.Country] = "Nederland",
            [CustomerFields.DeliveryPostalCode] = "9000",
            [CustomerFields.DeliveryCountry] = "België",
            [CustomerFields.Email] = "w.debakker@ziggo",
            [CustomerFields.Iban] = "***",
        };
        var before = new CustomerValues { [CustomerFields.Iban] = "BE68539007547034" };
        var problems = new List<Problem>();
        var clean = FieldRules.NormaliseAll(raw, Belgium, problems, before);
        Assert.Equal("+31624331180", clean[CustomerFields.Phone]);
        Assert.Equal("3511 AB", clean[CustomerFields.PostalCode]);
        Assert.Equal("9000", clean[CustomerFields.DeliveryPostalCode]);
        Assert.Equal("BE68539007547034", clean[CustomerFields.Iban]);
        Assert.Equal("email.domain", Assert.Single(problems).Code);
    }
}
