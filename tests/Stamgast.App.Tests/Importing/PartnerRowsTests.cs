using System.Globalization;
using System.Net;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Language;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using static Stamgast.App.Tests.Importing.WaitingImport;

namespace Stamgast.App.Tests.Importing;

public sealed class PartnerRowsTests
{
    private const string Sheet = """
        Voornaam;Naam;E-mail;Adres;Voornaam partner;Naam partner;E-mail partner;Rijksregisternummer partner
        Jozefien;Aerts;jozefien@post.example;Meir 1, 2000 Antwerpen;Willem;de Bakker;willem@kabel;82.05.17-123.45
        Karim;Haddad;karim@post;Rue Neuve 3, 1000 Bruxelles;Els;Peeters;els@post;
        Nadia;Claes;nadia@post.example;Dorp 2, 3500 Hasselt;;;;

        """;

    private static ChangeSet Read(Base customers, string folder, string text)
    {
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Begin("dossiers.csv", Actor.CommandLine);
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"import-{set.Id}.csv");
        File.WriteAllText(path, text);
        return imports.Stage(set.Id, path, new ImportOptions());
    }

    [Theory, EachEngine]
    public async Task Each_partner_has_a_line_in_the_errors_file_that_returns_to_its_place(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(customers, place.Folder, Sheet);
        Assert.Equal((5, 2, 3), (set.Rows, set.Created, set.Errors));
        var path = Errors(place, customers, set);
        Assert.Equal(
        [
            ";;;Meir 1, 2000 Antwerpen;Willem;de Bakker;willem@kabel;82.05.17-123.45;{0}-2-p2-;2 (partner);",
            "Karim;Haddad;karim@post;Rue Neuve 3, 1000 Bruxelles;;;;;{0}-3-3-;3;",
            ";;;Rue Neuve 3, 1000 Bruxelles;Els;Peeters;els@post;;{0}-4-p3-;3 (partner);",
        ], File.ReadAllLines(path)[1..].Select(line => line[..line.IndexOf("E-mail:", StringComparison.Ordinal)].TrimEnd('"')
            .Replace(set.FileHash![..8], "", StringComparison.Ordinal).Replace($";{set.Id}-", ";{0}-", StringComparison.Ordinal)));

        File.WriteAllText(path, File.ReadAllText(path).Replace("els@post;", "els@post.example;", StringComparison.Ordinal)
            .Replace("Rue Neuve 3, 1000 Bruxelles;Els", "Meir 9, 2000 Antwerpen;Els", StringComparison.Ordinal));
        Assert.Equal(new JoinedRows(set.Id, 3, 0, Wrong: 2), CorrectedFile.Join(customers, Set(customers, set.Id), path));
        Assert.Equal((5, 3, 2), (Set(customers, set.Id).Rows, Set(customers, set.Id).Created, Set(customers, set.Id).Errors));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10);
        Assert.Equal([2L, -2, 3, -3, 4], rows.Select(r => r.Line!.Value));
        Assert.Equal(("Els Peeters", "els@post.example", "Antwerpen"),
            (rows[3].Values!.DisplayName, rows[3].Values![CustomerFields.Email], rows[3].Values![CustomerFields.City]));
    }

    [Theory, EachEngine]
    public async Task After_the_import_the_corrected_line_of_a_partner_creates_only_the_partner(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(customers, place.Folder, Sheet);
        var text = File.ReadAllText(Errors(place, customers, set)).Replace("@post;", "@post.example;", StringComparison.Ordinal)
            .Replace("@kabel;", "@kabel.example;", StringComparison.Ordinal);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        var own = Read(customers, place.Folder, text);
        Assert.Equal((set.Id, 3, 3), (Imports.ReportOf(own)!.ErrorsOf, own.Rows, own.Created));
        Assert.Equal(["-2 Willem de Bakker Antwerpen", "3 Karim Haddad Bruxelles", "-4 Els Peeters Bruxelles"],
            new ProposalPreview(customers, Viewer.System).Page(own.Id, PreviewFilter.New, 0, 10)
            .Select(r => $"{r.Line} {r.Values!.DisplayName} {r.Values[CustomerFields.City]}"));
    }

    [Fact]
    public async Task The_pages_mark_a_partner_and_offer_only_the_cells_that_are_read_in_that_row()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = Read(app.Base, Path.Combine(app.Base.Location.DataFolder, "uploads"), Sheet);
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri($"/import/{set.Id}", UriKind.Relative)));
        Assert.Equal(2, page.Split("title=\"Partner of the customer on line ").Length - 1);
        Assert.Contains("2 partners named beside a customer become rows of their own.", page, StringComparison.Ordinal);
        Assert.Contains("Leave out line 4", page, StringComparison.Ordinal);
        Assert.DoesNotContain("-2", string.Concat(page.Split("<td class=\"sec\">").Skip(1).Select(cell => cell.Split("</td>")[0])), StringComparison.Ordinal);

        var partner = WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri($"/import/{set.Id}/rows/2", UriKind.Relative)));
        Assert.Contains("Line 2 (partner) of the file", partner, StringComparison.Ordinal);
        Assert.Equal(["cell-3", "cell-4", "cell-5", "cell-6", "cell-7"], Cells(partner));
        var customer = await app.Client.GetStringAsync(new Uri($"/import/{set.Id}/rows/1", UriKind.Relative));
        Assert.Equal(["cell-0", "cell-1", "cell-2", "cell-3", "cell-7"], Cells(customer));

        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}/rows/2", $"/import/{set.Id}/rows/2/cells",
            ("cell-6", "willem@kabel.example"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var rows = new ProposalPreview(app.Base, Viewer.System).Page(set.Id, PreviewFilter.New, 0, 10);
        Assert.Equal(["Jozefien Aerts", "Willem de Bakker", "Nadia Claes"], rows.Select(r => r.Values!.DisplayName));
        Assert.Equal(("jozefien@post.example", "willem@kabel.example"), (rows[0].Values![CustomerFields.Email], rows[1].Values![CustomerFields.Email]));
        var columns = WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri($"/import/{set.Id}/columns", UriKind.Relative)));
        Assert.Contains("<option value=\"partner:email\" selected>Partner: E-mail</option>", columns, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Cells(string page) => page.Split("name=\"cell-").Skip(1).Select(part => "cell-" + part.Split('"')[0]);
}
