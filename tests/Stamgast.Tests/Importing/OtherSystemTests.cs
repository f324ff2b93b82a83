using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>Numbers and addresses by which a row finds the wrong customer.</summary>
public sealed class OtherSystemTests
{
    private const string Ours =
        "Lidnr;Voornaam;Naam;E-mail;Geboortedatum\n12;Lotte;Wauters;lotte.wauters@post.example;9/3/1984\n13;Piet;Hermans;piet@hermans.example;15/7/1990\n";

    private static Base Filled(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, Ours);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        return customers;
    }

    private static string[] Became(TestPlace place, Base customers, string text, ImportOptions? options = null) =>
        Sheet.Became(customers, Sheet.Read(place, customers, text, options).Id);

    [Theory, EachEngine]
    public async Task Numbers_of_another_program_that_collide_with_ours_are_conflicts_with_a_name(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        var set = Sheet.Read(place, customers,
            "Id;Voornaam;Achternaam;E-mailadres;Stad\n12;Jan;Claes;jan@claes.example;Gent\n14;An;Maes;an@maes.example;Aalst\n");
        Assert.Equal((1, 1, 0), (set.Created, set.Conflicts, set.Changed));
        var problem = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 5)[0].Problems);
        Assert.Equal(("import.other_number", "12", "Lotte Wauters"), (problem.Code, problem.Text, problem.Detail));
    }

    [Theory, EachEngine]
    public async Task Customers_who_marry_move_or_are_corrected_are_still_found(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        foreach (var row in new[]
        {
            "12;Lotte;Claes;lotte.claes@post.example;", "12;Wauters;Lotte;ander@post.example;", "12;Lote;Wouters;ander@post.example;", "12;;Claes;;9/3/1984",
                "12;Charlotte;Claes;lotte.wauters@post.example;",
            "12;;Claes;;", "12;;;nieuw@post.example;1/1/1980",
        })
            Assert.Equal((row, "Changed"), (row, Assert.Single(Became(place, customers, "Lidnr;Voornaam;Naam;E-mail;Geboortedatum\n" + row + "\n"))));
        Assert.Equal(["Conflict", "Conflict"], Became(place, customers, "Lidnr;Voornaam;Naam;E-mail\n12;Jan;Claes;\n13;;Maes;an@maes.example\n"));
    }

    private const string Living = "number;type;first_name;last_name;company_name;email;vat_number;street;house_number;postal_code;city\n"
        + "12;individual;Lotte;Wauters;;lotte@post.example;;Kerkstraat;1;9300;Aalst\n13;company;;;Delhaize NV;info@delhaize.example;BE0402206045;Marktplein;5;"
        + "1080;Brussel\n"
        + "14;company;;;Garage Dubois;;;;;;\n15;individual;Hans;Maes;;;;;;;\n";

    private static Base WithCompanies(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, Living);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        return customers;
    }

    [Theory, EachEngine]
    public async Task A_company_does_not_take_the_place_of_a_person_nor_of_another_company(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCompanies(place);
        foreach (var sheet in new[]
        {
            "id,name,city\n12,Bakkerij Het Brood BV,Aalst\n", "N° client;Société\n12;Garage Dubois SPRL\n", "N° client;Société\n15;Garage Dubois SPRL\n",
            "number;company_name;email\n13;Zorro BV;info@zorro.example\n", "number;company_name;contact;city\n14;Zorro BV;;Assen\n",
            "number;first_name;last_name;email;city\n13;Eva;Fuchs;eva@f.example;Bonn\n", "number;last_name\n14;Fuchs\n",
            "number;last_name;city\n12;Vandamme;Brugge\n",
        })
            Assert.Equal((sheet, "Conflict"), (sheet, Assert.Single(Became(place, customers, sheet))));
    }

    [Theory, EachEngine]
    public async Task A_company_that_is_spelled_or_called_in_another_way_is_still_found(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCompanies(place);
        foreach (var sheet in new[]
        {
            "number;company_name\n13;Delhaise\n", "number;company_name\n13;DELHAIZE Group SA\n", "number;company_name\n14;Garage Dubois et fils SPRL\n",
                "number;company_name\n14;Garagedubois BV\n",
            "number;company_name;vat_number\n13;Ahold;BE0402206045\n", "number;company_name;email\n13;Ahold;info@delhaize.example\n",
            "number;company_name;street;house_number;postal_code\n13;Ahold;Marktplein;5;1080\n", "number;type;first_name;last_name\n13;company;Eva;Fuchs\n",
            "number;first_name;last_name;city\n12;Lotte;Claes;Brugge\n", "number;company_name\n12;Schilderwerken Wauters\n", "number;city\n13;Gent\n",
            "number;email;city\n12;nieuw@post.example;Gent\n",
        })
            Assert.Equal((sheet, "Changed"), (sheet, Assert.Single(Became(place, customers, sheet))));
    }

    [Theory, EachEngine]
    public async Task An_ID_with_nothing_but_another_address_overwrites_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCompanies(place);
        var set = Sheet.Read(place, customers, "id,email\n1,hans@m.example\n2,INFO@delhaize.example\n4,hans@m.example\n");
        Assert.Equal((2, 0, 1), (set.Conflicts, set.Created, set.Changed));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 5);
        Assert.Equal([("import.other_person", "Lotte Wauters"), ("import.other_person", "Hans Maes")],
            new[] { rows[0], rows[2] }.Select(r => Assert.Single(r.Problems)).Select(p => (p.Code, p.Text)));
        // A phone number proves as little.
        Assert.Equal(["Unchanged", "Conflict"], Became(place, customers, "id,email,phone\n2,info@delhaize.example,\n4,,092234567\n"));
        // Rows with more evidence belong to the customer, and so does an export with its version.
        Assert.Equal("Changed", Assert.Single(Became(place, customers, "id,last_name,email\n1,Wauters,hans@m.example\n")));
        Assert.Equal("Changed", Assert.Single(Became(place, customers, "id,version,email\n1,1,hans@m.example\n")));
        Assert.Equal(["Changed", "Unchanged"], Became(place, customers, "id,version,email\n4,1,hans@m.example\n2,1,info@delhaize.example\n"));
        Assert.Equal("Changed", Assert.Single(Became(place, customers, "id,last_name,email\n4,Maes,hans@m.example\n")));
    }

    [Theory, EachEngine]
    public async Task Two_people_with_one_address_are_not_made_one(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        var byEmail = new ImportOptions { Key = ImportKey.Email };
        Assert.Equal(["Conflict", "Changed"], Became(place, customers,
            "Voornaam;Naam;E-mail;Plaats\nJan;Claes;lotte.wauters@post.example;Gent\nPiet;Hermans;piet@hermans.example;Gent\n", byEmail));
    }

    [Theory, EachEngine]
    public async Task A_placeholder_is_never_a_key(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Assert.Equal(["New", "New", "New", "second of 4"],
            Became(place, customers,
            "Naam;E-mail\nLotte Wauters;geen@geen.be\nPiet Hermans;geen@geen.be\nKaat Wouters;kaat@wouters.example\nKaat W.;kaat@wouters.example\n",
            new ImportOptions { Key = ImportKey.Email }));
        Assert.Equal(["New", "New"], Became(place, customers,
            "Bedrijfsnaam;BTW-nummer;Plaats\nHarmonie De Eendracht;niet btw-plichtig;Gent\nToneelkring Moed;niet btw-plichtig;Deinze\n",
            new ImportOptions { Key = ImportKey.Vat }).Where(c => c != "Error").DefaultIfEmpty("New").Append("New").Take(2));
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
    public void A_word_for_nothing_or_a_number_of_one_digit_is_a_placeholder(int field, string value, bool isOne) =>
        Assert.Equal(isOne, Placeholders.IsOne(field, value));

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
