using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class PartnerRowsTests
{
    private const string Header =
        "Voornaam;Naam;E-mail;Taal;Straat;Huisnummer;Postcode;Gemeente;Voornaam partner;Naam partner;E-mail partner;Taal partner;Postcode partner;Gemeente "
        + "partner;Rijksregisternummer partner";

    private static readonly string[] Sheet =
    [
        "Jozefien;Aerts;jozefien@post.example;nl;Meir;1;2000;Antwerpen;Willem;de Bakker;willem@kabel.example;;;;82.05.17-123.45",
        "Nadia;Claes;nadia@post.example;nl;Koning Albertstraat;21;3500;Hasselt;;;;;;;",
        "Karim;Haddad;karim@post.example;fr;Rue Neuve;3;1000;Bruxelles;Els;Peeters;els@post;nl;9000;Gent;",
        "Youssef;El Amrani;youssef@mail.example;nl;Dorp;2;1080;Molenbeek;;;alleen@mail.example;;;;",
        "Marie;D'Hondt;mh@post.example;nl;Veldstraat;8;9000;Gent;Jan;D'Hondt;mh@post.example;;;;",
    ];

    private static string PathOf(TestPlace place) => Path.Combine(place.Folder, "dossiers.csv");

    private static ChangeSet Read(TestPlace place, Base customers, IEnumerable<string> rows, ImportOptions? options = null, long? again = null,
        string header = Header)
    {
        File.WriteAllLines(PathOf(place), rows.Prepend(header));
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(again ?? imports.Begin("dossiers.csv", Actor.CommandLine).Id, PathOf(place), options ?? new ImportOptions());
    }

    private static ChangeSet Set(Base customers, long id)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Single(s => s.Id == id);
    }

    private static List<string> Shown(Base customers, long id) =>
        [.. new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 100).Select(r =>
        $"{r.Seq} {r.Line} {r.Class}{(r.LeftOut ? " out" : "")}"
            + $"{(r.Values is { } v ? $" {v.DisplayName}, {v[CustomerFields.Email]}, {v[CustomerFields.Language]}, "
                + $"{v[CustomerFields.Street]} {v[CustomerFields.PostalCode]} {v[CustomerFields.City]}" : "")}"
            + $"{string.Concat(r.Problems.Select(p => " " + p.Code))}")];

    private static void Apply(Base customers, ChangeSet set) =>
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, Set(customers, set.Id).Revision, Actor.CommandLine);

    [Theory, EachEngine]
    public async Task Each_partner_is_a_row_of_their_own_with_the_address_and_language_of_the_line_where_theirs_are_empty(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, Sheet);
        Assert.Equal(
        [
            "1 2 New Jozefien Aerts, jozefien@post.example, nl, Meir 2000 Antwerpen",
            "2 -2 New Willem de Bakker, willem@kabel.example, nl, Meir 2000 Antwerpen",
            "3 3 New Nadia Claes, nadia@post.example, nl, Koning Albertstraat 3500 Hasselt",
            "4 4 New Karim Haddad, karim@post.example, fr, Rue Neuve 1000 Bruxelles",
            "5 -4 Error email.domain",
            "6 5 New Youssef El Amrani, youssef@mail.example, nl, Dorp 1080 Molenbeek",
            "7 6 New Marie D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent",
            "8 -6 New Jan D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent",
        ], Shown(customers, set.Id));
        Assert.Equal((8, 7, 1), (set.Rows, set.Created, set.Errors));
        var report = Imports.ReportOf(set)!;
        Assert.Equal((3, 1), (report.Partners, report.NamelessPartners));
        Assert.Equal([5L], report.NamelessPartnerLines);
        Assert.Equal(["Rijksregisternummer partner"], report.Mapping.Unmapped);
        Apply(customers, set);
        using (var context = customers.NewContext()) Assert.Equal(7, context.Customers.Count());
        var again = Read(place, customers, Sheet);
        Assert.Equal((8, 0, 7, 1), (again.Rows, again.Created, again.Unchanged, again.Errors));
    }

    [Theory, EachEngine]
    public async Task A_partner_with_an_address_of_their_own_takes_no_part_of_the_other(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, [Sheet[2].Replace("els@post;", "els@post.example;", StringComparison.Ordinal)]);
        Assert.Equal("2 -2 New Els Peeters, els@post.example, nl,  9000 Gent", Shown(customers, set.Id)[1]);
    }

    [Theory, EachEngine]
    public async Task A_partner_is_corrected_and_left_out_without_the_customer_and_stays_so_when_the_file_is_read_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, Sheet);
        var corrections = new RowCorrections(customers);
        var cells = corrections.CellsOf(set, 5, PathOf(place))!.ToArray();
        Assert.Equal(";;;fr;Rue Neuve;3;1000;Bruxelles;Els;Peeters;els@post;nl;9000;Gent;", string.Join(';', cells));
        cells[10] = "els@post.example";
        corrections.Correct(set.Id, [new CorrectedRow(5, cells)]);
        corrections.LeaveOut(set.Id, 2, true, PathOf(place));
        var customer = corrections.CellsOf(set, 7, PathOf(place))!.ToArray();
        Assert.Equal("Marie;D'Hondt;mh@post.example;nl;Veldstraat;8;9000;Gent;;;;;;;", string.Join(';', customer));
        customer[7] = "Gentbrugge";
        corrections.Correct(set.Id, [new CorrectedRow(7, customer)]);
        var before = Shown(customers, set.Id);
        Assert.Equal("1 2 New Jozefien Aerts, jozefien@post.example, nl, Meir 2000 Antwerpen", before[0]);
        Assert.Equal("2 -2 New out Willem de Bakker, willem@kabel.example, nl, Meir 2000 Antwerpen", before[1]);
        Assert.Equal("5 -4 New Els Peeters, els@post.example, nl,  9000 Gent", before[4]);
        Assert.Equal("7 6 New Marie D'Hondt, mh@post.example, nl, Veldstraat 9000 Gentbrugge", before[6]);
        Assert.Equal("8 -6 New Jan D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent", before[7]);
        set = Set(customers, set.Id);
        Assert.Equal((7, 7, 0), (set.Rows, set.Created, set.Errors));
        var again = Read(place, customers, Sheet, Imports.ReportOf(set)!.Again with { Empty = EmptyCells.Clear }, set.Id);
        Assert.Equal(before, Shown(customers, set.Id));
        Assert.Equal((7, 7, 0), (again.Rows, again.Created, again.Errors));
        corrections.LeaveOut(set.Id, 2, false, PathOf(place));
        Apply(customers, set);
        using var context = customers.NewContext();
        Assert.Equal(8, context.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task A_correction_of_the_shared_address_reaches_a_partner_without_their_own(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, Sheet);
        Correct(place, customers, set, 1, (4, "Meirbrug"), (0, "Josefien"));
        Correct(place, customers, set, 4, (7, "Laken"), (3, "nl"));
        Correct(place, customers, set, 3, (7, "Genk"));
        Correct(place, customers, set, 8, (4, "Veldweg"));
        Assert.Equal(
        [
            "1 2 New Josefien Aerts, jozefien@post.example, nl, Meirbrug 2000 Antwerpen",
            "2 -2 New Willem de Bakker, willem@kabel.example, nl, Meirbrug 2000 Antwerpen",
            "3 3 New Nadia Claes, nadia@post.example, nl, Koning Albertstraat 3500 Genk",
            "4 4 New Karim Haddad, karim@post.example, nl, Rue Neuve 1000 Laken",
            "5 -4 Error email.domain",
            "6 5 New Youssef El Amrani, youssef@mail.example, nl, Dorp 1080 Molenbeek",
            "7 6 New Marie D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent",
            "8 -6 New Jan D'Hondt, mh@post.example, nl, Veldweg 9000 Gent",
        ], Shown(customers, set.Id));
        // Els has a postal code and a language of her own; only the cell of the language follows, and hers comes first.
        Assert.Equal(";;;nl;Rue Neuve;3;1000;Bruxelles;Els;Peeters;els@post;nl;9000;Gent;",
            string.Join(';', new RowCorrections(customers).CellsOf(set, 5, PathOf(place))!));
        // Jan's street differs by now: corrections of Marie do not reach it.
        Correct(place, customers, set, 7, (4, "Veldlaan"), (7, "Gentbrugge"));
        Assert.Equal("8 -6 New Jan D'Hondt, mh@post.example, nl, Veldweg 9000 Gentbrugge", Shown(customers, set.Id)[7]);
    }

    private static void Correct(TestPlace place, Base customers, ChangeSet set, long seq, params (int Column, string Text)[] given)
    {
        var before = new RowCorrections(customers).CellsOf(set, seq, PathOf(place))!;
        var cells = before.ToArray();
        foreach (var (column, text) in given) cells[column] = text;
        new RowCorrections(customers).Correct(set.Id, new SharedCells(customers).Follow(set, new CorrectedRow(seq, cells), before, PathOf(place)));
    }

    [Theory, EachEngine]
    public async Task A_partner_with_the_address_of_the_customer_is_a_second_row_when_addresses_are_the_key_and_takes_the_place_when_that_one_is_left_out(
        Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        string[] rows = [.. Sheet, "Jan;D'Hondt;mh@post.example;nl;Veldstraat;8;9000;Gent;;;;;;;"];
        var set = Read(place, customers, rows, new ImportOptions { Key = ImportKey.Email });
        Assert.Equal(["5 -4 Error email.domain", "8 -6 Error import.second_email", "9 7 Error import.second_email"],
            Shown(customers, set.Id).Where(r => r.Contains("Error", StringComparison.Ordinal)));
        var refused = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 5, 10);
        Assert.Equal(";;;nl;Veldstraat;8;9000;Gent;Jan;D'Hondt;mh@post.example;;;;", string.Join(';', refused[0].Cells!));
        Assert.Equal(rows[^1], string.Join(';', refused[1].Cells!));
        new RowCorrections(customers).LeaveOut(set.Id, 7, true, PathOf(place));
        var shown = Shown(customers, set.Id);
        Assert.Equal("8 -6 New Jan D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent", shown[7]);
        Assert.Equal("9 7 Error import.second_email", shown[8]);
        var problem = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 8, 1)[0].Problems[0];
        Assert.Equal("Het adres mh@post.example staat ook op regel 6 (partner) van dit bestand.",
            FileLine.InWords(problem, CultureInfo.GetCultureInfo("nl-BE")).What(CultureInfo.GetCultureInfo("nl-BE")));
        Assert.Contains("6 (partenaire)", FileLine.InWords(problem, CultureInfo.GetCultureInfo("fr-BE")).What(CultureInfo.GetCultureInfo("fr-BE")),
            StringComparison.Ordinal);
        new RowCorrections(customers).LeaveOut(set.Id, 8, true, PathOf(place));
        Assert.Equal("9 7 New Jan D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent", Shown(customers, set.Id)[8]);
        Assert.Equal("8 -6 New out Jan D'Hondt, mh@post.example, nl, Veldstraat 9000 Gent", Shown(customers, set.Id)[7]);
    }

    [Theory, EachEngine]
    public async Task A_shared_cell_is_repaired_for_both_and_counted_once(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, ["Jozefien;Aerts;Frans;0032 486 12 33 09;Willem;de Bakker;0486 12 33 10"],
            header: "Voornaam;Naam;Taal;GSM;Voornaam partner;Naam partner;GSM partner");
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.New, 0, 10);
        Assert.Equal(["fr", "fr"], rows.Select(r => r.Values![CustomerFields.Language]));
        Assert.Equal(["+32486123309", "+32486123310"], rows.Select(r => r.Values![CustomerFields.Mobile]));
        var repairs = Imports.ReportOf(set)!.Repairs;
        Assert.Equal((1L, 2L), (repairs.Single(r => r.Kind == RepairKind.Words).Count, repairs.Single(r => r.Kind == RepairKind.Words).Examples[0].Line));
        Assert.Equal(-2, repairs.Single(r => r.Header == "GSM partner").Examples[0].Line);
    }

    [Fact]
    public async Task Partners_stay_with_their_customers_from_one_portion_to_the_next()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var random = new Random(41);
        var expected = new List<(long, string)>();
        var rows = new List<string>();
        for (var line = 2; line < 1900; line++)
        {
            var hasPartner = random.Next(3) > 0;
            rows.Add($"Jan{line};Aerts;{(hasPartner ? "An" + line : "")};{(hasPartner ? "Claes" : "")}");
            expected.Add((line, $"Jan{line} Aerts"));
            if (hasPartner) expected.Add((-line, $"An{line} Claes"));
        }
        var set = Read(place, customers, rows, header: "Voornaam;Naam;Prénom conjoint;Nom conjoint");
        var shown = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 5000);
        Assert.Equal(expected, shown.Select(r => (r.Line!.Value, r.Values!.DisplayName!)));
        Assert.Equal(Enumerable.Range(1, expected.Count).Select(i => (long)i), shown.Select(r => r.Seq));
        var last = shown.Last(r => r.IsPartner);
        Assert.Equal(["", "", $"An{last.FileLine}", "Claes"], new RowCorrections(customers).CellsOf(set, last.Seq, PathOf(place))!);
    }

    [Theory]
    [InlineData("Vorname;Nachname;Vorname Partner;Name des Partners", "first_name last_name partner:first_name partner:last_name")]
    [InlineData("First name;Last name;Partner first name;Partner last name;Partner date of birth;Partner address;Partner city",
        "first_name last_name partner:first_name partner:last_name partner:birth_date partner:street_line partner:city")]
    [InlineData("Nom;Prénom;Nom et prénom du conjoint;GSM conjoint(e)", "last_name first_name partner:full_name partner:mobile")]
    [InlineData("Voornaam;Naam;Naam partner;Klantnummer partner;Fax partner", "first_name last_name partner:full_name - -")]
    [InlineData("Voornaam;Naam;Voornaam partner;E-mail partner", "first_name last_name - -")]
    [InlineData("Omzet;Voornaam partner;Naam partner", "- - -")]
    [InlineData("Voornaam;Naam;Voornaam vader;Naam vader", "first_name last_name - -")]
    public void Columns_of_a_partner_are_known_by_their_words_where_they_name_somebody(string headers, string targets) =>
        Assert.Equal(targets, string.Join(' ', ColumnMapping.Guess(headers.Split(';'), []).Columns.Select(c => c.Target ?? "-")));

    [Fact]
    public void A_partner_without_a_name_is_reported_as_not_imported()
    {
        var mapping = ColumnMapping.Guess(["Voornaam", "Naam", "E-mail partner", "Voornaam partner"], []).With(2, "partner:email");
        Assert.False(mapping.HasPartners);
        Assert.Equal(["E-mail partner", "Voornaam partner"], mapping.Unmapped);
        Assert.Empty(mapping.With(3, "partner:first_name").Unmapped);
        Assert.Equal("mapping.unknown_target", Assert.Throws<RefusedException>(() => mapping.With(0, "partner:shoe")).Refusal.Code);
        Assert.Equal(mapping.Columns, ColumnMapping.FromJson(mapping.ToJson())!.Columns);
    }
}
