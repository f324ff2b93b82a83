using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>Numbers and addresses by which a row finds somebody about whom it is not.</summary>
public sealed class OtherSystemTests
{
    private const string Ours = "Lidnr;Voornaam;Naam;E-mail;Geboortedatum\n12;Lotte;Wauters;lotte.wauters@post.example;9/3/1984\n13;Piet;Hermans;piet@hermans.example;15/7/1990\n";

    private static Base Filled(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, Ours);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        return customers;
    }

    private static string[] Became(TestPlace place, Base customers, string text, ImportOptions? options = null) => Sheet.Became(customers, Sheet.Read(place, customers, text, options).Id);

    [Theory, EachEngine]
    public async Task Numbers_of_another_program_that_meet_ours_are_a_conflict_that_names_whom_they_meet(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        var set = Sheet.Read(place, customers, "Id;Voornaam;Achternaam;E-mailadres;Stad\n12;Jan;Claes;jan@claes.example;Gent\n14;An;Maes;an@maes.example;Aalst\n");
        Assert.Equal((1, 1, 0), (set.Created, set.Conflicts, set.Changed));
        var problem = Assert.Single(new ImportPreview(customers).Page(set.Id, PreviewFilter.All, 0, 5)[0].Problems);
        Assert.Equal(("import.other_number", "12", "Lotte Wauters"), (problem.Code, problem.Text, problem.Detail));
    }

    [Theory, EachEngine]
    public async Task Who_marries_moves_or_is_corrected_is_still_found(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        foreach (var row in new[]
        {
            "12;Lotte;Claes;lotte.claes@post.example;", "12;Wauters;Lotte;ander@post.example;", "12;Lote;Wouters;ander@post.example;", "12;;Claes;;9/3/1984", "12;Charlotte;Claes;lotte.wauters@post.example;",
            "12;;Claes;;", "12;;;nieuw@post.example;1/1/1980",
        })
            Assert.Equal((row, "Changed"), (row, Assert.Single(Became(place, customers, "Lidnr;Voornaam;Naam;E-mail;Geboortedatum\n" + row + "\n"))));
        Assert.Equal(["Conflict", "Conflict"], Became(place, customers, "Lidnr;Voornaam;Naam;E-mail\n12;Jan;Claes;\n13;;Maes;an@maes.example\n"));
    }

    [Theory, EachEngine]
    public async Task Two_people_with_one_address_are_not_made_one(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        var byEmail = new ImportOptions { Key = ImportKey.Email };
        Assert.Equal(["Conflict", "Changed"], Became(place, customers, "Voornaam;Naam;E-mail;Plaats\nJan;Claes;lotte.wauters@post.example;Gent\nPiet;Hermans;piet@hermans.example;Gent\n", byEmail));
    }

    [Theory, EachEngine]
    public async Task A_placeholder_is_nobodys_key(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Assert.Equal(["New", "New", "New", "second of 4"], Became(place, customers, "Naam;E-mail\nLotte Wauters;geen@geen.be\nPiet Hermans;geen@geen.be\nKaat Wouters;kaat@wouters.example\nKaat W.;kaat@wouters.example\n", new ImportOptions { Key = ImportKey.Email }));
        Assert.Equal(["New", "New"], Became(place, customers, "Bedrijfsnaam;BTW-nummer;Plaats\nHarmonie De Eendracht;niet btw-plichtig;Gent\nToneelkring Moed;niet btw-plichtig;Deinze\n", new ImportOptions { Key = ImportKey.Vat }).Where(c => c != "Error").DefaultIfEmpty("New").Append("New").Take(2));
    }

    [Theory]
    [InlineData(11, "geen@geen.be", true)]
    [InlineData(11, "x@x.be", true)]
    [InlineData(11, "noemail@claes.example", true)]
    [InlineData(11, "info@claes.example", false)]
    [InlineData(11, "a@claes.example", false)]
    [InlineData(10, "BE0000000000", true)]
    [InlineData(10, "PARTICULIER", true)]
    [InlineData(10, "BE0403019261", false)]
    public void A_word_for_nothing_or_a_number_of_one_digit_is_a_placeholder(int field, string value, bool isOne) => Assert.Equal(isOne, Placeholders.IsOne(field, value));

    [Theory, EachEngine]
    public async Task The_only_address_of_a_row_joins_those_of_a_customer_who_has_another(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        const string Second = "Lidnr;Naam;E-mail;E-mail\n12;Lotte Wauters;;lotte@werk.example\n13;Piet Hermans;;piet@hermans.example\n";
        var set = Sheet.Read(place, customers, Second);
        Assert.Equal((1, 1), (set.Changed, set.Unchanged));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal(["Unchanged", "Unchanged"], Became(place, customers, Second));
        Assert.Equal("Changed", Assert.Single(Became(place, customers, "Lidnr;Naam;E-mail\n12;Lotte Wauters;lotte@thuis.example\n")));
    }
}
