using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>The remarks of the preview about address cards with more details than a customer, or fewer.</summary>
public sealed class CardLossesTests
{
    private static ChangeSet Read(TestPlace place, Base customers, string cards)
    {
        var path = Path.Combine(place.Folder, "kaarten.vcf");
        File.WriteAllText(path, cards);
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin("kaarten.vcf", Actor.CommandLine).Id, path, new ImportOptions());
    }

    private static string Card(string properties) => $"BEGIN:VCARD\nVERSION:3.0\n{properties}\nEND:VCARD\n";

    [Theory, EachEngine]
    public async Task Pictures_relations_and_birthdays_without_a_year_are_named_as_not_imported(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, Card("FN:Lotte Wauters\nN:Wauters;Lotte;;;\nPHOTO;ENCODING=b:AAAA\nRELATED:urn:uuid:a-2\nBDAY:--0412")
            + Card("FN:Piet Hermans\nN:Hermans;Piet;;;\nPHOTO;ENCODING=b:AAAA\nIMPP:xmpp:a\nBDAY:1984-04-12"));
        Assert.Equal(
            [
                "1 card has a birthday without its year; it is not imported, since a birth date needs its year.",
                "2 pictures in cards (PHOTO) are not imported.",
                "1 card names somebody related (RELATED); relations are not imported.",
                "1 detail of a card has no field here and is not imported: IMPP.",
            ],
            ImportNotices.Of(Imports.ReportOf(Sheet.Set(customers, set.Id))!, new("en")));
        Assert.Equal(2, set.Created);
        Assert.Empty(ImportNotices.Of(Imports.ReportOf(Read(place, customers, Card("FN:An Claes\nN:Claes;An;;;\nBDAY:1984-04-12")))!, new("en")));
    }

    [Theory, EachEngine]
    public async Task A_card_or_a_row_with_nothing_but_an_address_is_in_error_about_the_name(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var ofCard = Read(place, customers, Card("FN:lotte@post.example\nN:;;;;\nEMAIL:lotte@post.example"));
        var ofRow = Sheet.Read(place, customers, "Voornaam;Naam;E-mail\n;;lotte@post.example\n");
        Assert.Equal((0, 1, 0, 1), (ofCard.Created, ofCard.Errors, ofRow.Created, ofRow.Errors));
        var problems = new[] { ofCard, ofRow }.Select(s =>
            Assert.Single(Assert.Single(new ProposalPreview(customers, Viewer.System).Page(s.Id, PreviewFilter.All, 0, 5)).Problems).Code).ToList();
        Assert.Equal(problems[0], problems[1]);
        Assert.StartsWith("required.", problems[0], StringComparison.Ordinal);
    }
}
