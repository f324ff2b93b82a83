using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Settings;

namespace Stamgast.Tests.Customers;

public class NameTests
{
    private static CustomerValues Person(string? first, string? particle, string? last) => new()
    {
        [CustomerFields.Type] = "person",
        [CustomerFields.FirstName] = first,
        [CustomerFields.Particle] = particle,
        [CustomerFields.LastName] = last,
    };

    private static CustomerValues Company(string name) =>
        new() { [CustomerFields.Type] = "company", [CustomerFields.CompanyName] = name };

    private static readonly CustomerValues Willem = Person("Willem", "de", "Bakker");

    [Theory]
    [InlineData("Aerts", "Aerts")]
    [InlineData("Van den Berg", "Berg")]
    [InlineData("van 't Hof", "Hof")]
    [InlineData("'t Hooft", "Hooft")]
    [InlineData("d'Hondt", "Hondt")]
    [InlineData("von der Leyden", "Leyden")]
    [InlineData("El Amrani", "Amrani")]
    [InlineData("Le Roy", "Le Roy")]
    [InlineData("de La Fontaine", "La Fontaine")]
    [InlineData("Du Pont", "Du Pont")]
    [InlineData("Peeters-Van den Berg", "Peeters-Van den Berg")]
    [InlineData("Vandenberg", "Vandenberg")]
    [InlineData("Van", "Van")]
    [InlineData("de ", "de ")]
    [InlineData("", "")]
    [InlineData("O'Neil", "O'Neil")]
    public void The_core_of_a_last_name_follows_its_particles(string surname, string core) =>
        Assert.Equal(core, surname[PersonNames.CoreStart(surname)..]);

    [Fact]
    public void The_Netherlands_list_by_the_core_word_and_Belgium_by_the_whole_name()
    {
        Assert.Equal("Bakker, Willem de", PersonNames.ListName(Willem, NameOrder.CoreWord));
        Assert.Equal("de Bakker, Willem", PersonNames.ListName(Willem, NameOrder.FullName));
        Assert.Equal("Berg, Jan Van den", PersonNames.ListName(Person("Jan", null, "Van den Berg"), NameOrder.CoreWord));
        Assert.Equal("Aerts, Jozefien", PersonNames.ListName(Person("Jozefien", null, "Aerts"), NameOrder.CoreWord));
        Assert.Equal("Jozefien", PersonNames.ListName(Person("Jozefien", null, null), NameOrder.FullName));
        Assert.Equal("Claes & Zonen NV", PersonNames.ListName(Company("Claes & Zonen NV"), NameOrder.FullName));
        Assert.Null(PersonNames.ListName(Person(null, null, null), NameOrder.FullName));
    }

    [Fact]
    public void Sort_keys_put_everyone_where_people_look()
    {
        CustomerValues[] all =
        [
            Willem, Person("An", null, "De Bakker"), Person("Jan", "van den", "Berg"), Person("Zoë", null, "Berg"), Person("An", null, "Bergman"),
            Person("Lut", null, "Éloy"), Company("Claes & Zonen NV"), Person("Piet", null, "Vandenberg"), Person(null, null, null),
        ];
        var core = all.OrderBy(SortKeys.Core, StringComparer.Ordinal).Select(v => v.DisplayName);
        Assert.Equal(["An De Bakker", "Willem de Bakker", "Jan van den Berg", "Zoë Berg", "An Bergman", "Claes & Zonen NV", "Lut Éloy", "Piet Vandenberg",
            null], core);
        var full = all.OrderBy(SortKeys.Full, StringComparer.Ordinal).Select(v => v.DisplayName);
        Assert.Equal(["Zoë Berg", "An Bergman", "Claes & Zonen NV", "An De Bakker", "Willem de Bakker", "Lut Éloy", "Jan van den Berg", "Piet Vandenberg",
            null], full);
    }

    [Fact]
    public void A_very_long_name_has_a_bounded_key() =>
        Assert.InRange(SortKeys.Full(Person(new string('ß', 200), new string('x', 50), new string('Ĳ', 300))).Length, 100, 400);

    [Fact]
    public void Initials_stand_for_the_name()
    {
        Assert.Equal("WB", PersonNames.Initials(Willem));
        Assert.Equal("JB", PersonNames.Initials(Person("jan", null, "van den Berg")));
        Assert.Equal("É", PersonNames.Initials(Person("éloïse", null, null)));
        Assert.Equal("CZ", PersonNames.Initials(Company("Claes & Zonen NV")));
        Assert.Equal("?", PersonNames.Initials(Person(null, null, null)));
    }

    [Fact]
    public void A_customer_is_found_by_every_word_that_people_try()
    {
        var values = Person("Jozefien", "van den", "Berg");
        values[CustomerFields.Number] = "C-100001";
        values[CustomerFields.Email] = "Jozefien.vdb@telenet.example";
        values[CustomerFields.Mobile] = "+32486123309";
        values[CustomerFields.VatNumber] = "BE0403019261";
        values[CustomerFields.PostalCode] = "3511 AB";
        values[CustomerFields.City] = "Sint-Niklaas";
        var words = SearchWords.Of(values, 17).Split(' ');
        Assert.Equal(words.Distinct(), words);
        foreach (var query in new[]
        {
            "17", "c-100001", "100001", "josefien"[..2], "VAN DEN BERG", "vandenberg", "berg jozefien", "jozefien.vdb@telenet.example",
                "telenet.example", "vdb",
            "0486 12 33 09", "0486/12.33.09", "+32 486 12 33 09", "0032486123309", "0403.019.261", "BE0403019261", "3511AB", "3511", "sint niklaas",
            "sintniklaas",
        })
            Assert.All(SearchWords.Terms(query), term => Assert.Contains(words, w => w.StartsWith(term, StringComparison.Ordinal)));
        Assert.DoesNotContain(words, w => w.StartsWith("aerts", StringComparison.Ordinal));
    }

    [Fact]
    public void A_glued_surname_is_found_by_its_parts()
    {
        var words = SearchWords.Of(Person("Piet", null, "Vandenberghe"), 1).Split(' ');
        Assert.Equal(["1", "piet", "vandenberghe", "van", "den", "berghe"], words);
    }

    [Fact]
    public void Typed_words_become_terms()
    {
        Assert.Equal(["dhondt", "gent", "0486123309"], SearchWords.Terms("d'Hondt, GENT  0486 12 33 09"));
        Assert.Equal(["kerkstraat", "9000", "12"], SearchWords.Terms("kerkstraat 9000 12"));
        Assert.Empty(SearchWords.Terms(" - "));
    }
}
