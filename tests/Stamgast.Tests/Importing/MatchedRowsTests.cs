using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class MatchedRowsTests
{
    private const string File =
        "first_name;last_name;email;city\nJosefien;Aerts;jozefien@post.example;Gent\nWillem;de Bakker;w.debakker@kabel.example;Utrecht\nJos;Aerts-Claes;"
        + "jozefien@post.example;Brugge\n";

    private static void World(Base customers)
    {
        var jozefien = CustomerValues.Blank();
        (jozefien[CustomerFields.FirstName], jozefien[CustomerFields.LastName], jozefien[CustomerFields.Email], jozefien[CustomerFields.City]) = ("Jozefien",
            "Aerts", "jozefien@post.example", "Antwerpen");
        new ChangeSets(customers, TimeProvider.System).Create([jozefien], Actor.CommandLine);
    }

    private static string[] Kinds(Base customers, long id) =>
        [.. new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 20)
        .Select(r => $"{r.Class} {r.CustomerId}{(r.MatchedWith is null ? "" : " by hand")}")];

    [Theory, EachEngine]
    public async Task A_row_matched_by_hand_stays_matched_when_the_file_is_read_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, File);
        Assert.Equal((3, 0), (set.Created, set.Changed));
        Assert.Equal(2, set.PossibleDuplicates);
        new RowCorrections(customers).Match(set.Id, 1, 1, Sheet.PathIn(place));
        Assert.Equal("Changed 1 by hand", Kinds(customers, set.Id)[0]);
        set = Sheet.Set(customers, set.Id);
        Assert.Equal((2, 1, 1), (set.Created, set.Changed, set.PossibleDuplicates));
        set = Sheet.Read(place, customers, File, Imports.ReportOf(set)!.Again, set.Id);
        Assert.Equal(["Changed 1 by hand", "New ", "New "], Kinds(customers, set.Id));
        var outcome = new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((2, 1), (outcome.Set.Created, outcome.Set.Changed));
        using var reading = customers.NewContext();
        Assert.Equal(("Josefien", "Gent"), reading.Customers.Where(c => c.Id == 1).Select(c => new { c.FirstName, c.City }).AsEnumerable()
            .Select(c => (c.FirstName, c.City)).Single());
        Assert.Equal(3, reading.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task Whoever_may_not_be_merged_is_like_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var shared = CustomerValues.Blank();
        (shared[CustomerFields.LastName], shared[CustomerFields.Email], shared[CustomerFields.Phone]) = ("Aerts", "info@aerts.example", "+3293334455");
        var apart = shared.Copy();
        (apart[CustomerFields.AllowMerge], apart[CustomerFields.Email]) = ("0", "apart@aerts.example");
        new ChangeSets(customers, TimeProvider.System).Create([shared, apart], Actor.CommandLine);
        var set = Sheet.Read(place, customers, """
            last_name;email;phone;allow_merge
            Claes;info@aerts.example;;0
            Maes;apart@aerts.example;;
            Dekker;dekker@post.example;;0
            Peeters;dekker@post.example;;
            Smets;info@aerts.example;;

            """);
        Assert.Equal((5, 1), (set.Created, set.PossibleDuplicates));
        Assert.Equal([null, null, null, null, 1L], new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20)
            .Select(r => r.Alike?.CustomerId));
    }

    [Theory, EachEngine]
    public async Task Undoing_a_match_makes_the_row_new_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, File);
        var corrections = new RowCorrections(customers);
        corrections.Match(set.Id, 1, 1, Sheet.PathIn(place));
        corrections.Match(set.Id, 1, null, Sheet.PathIn(place));
        Assert.Equal(["New ", "New ", "New "], Kinds(customers, set.Id));
        var row = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 1).Single();
        Assert.Null(row.Cells);
        Assert.Equal(1, row.Alike!.CustomerId);
        Assert.Equal((3, 0, 2), (Sheet.Set(customers, set.Id).Created, Sheet.Set(customers, set.Id).Changed, Sheet.Set(customers, set.Id).PossibleDuplicates));
    }

    [Theory, EachEngine]
    public async Task A_second_row_that_is_matched_with_the_same_customer_is_refused_and_the_first_stays(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, File);
        var corrections = new RowCorrections(customers);
        corrections.Match(set.Id, 1, 1, Sheet.PathIn(place));
        corrections.Match(set.Id, 3, 1, Sheet.PathIn(place));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20);
        Assert.Equal((RowClass.Changed, RowClass.Error), (rows[0].Class, rows[2].Class));
        Assert.Equal("import.second_row", rows[2].Problems.Single().Code);
        // A different name is no reason to refuse a person's choice.
        corrections.Match(set.Id, 1, null, Sheet.PathIn(place));
        Assert.Equal("Changed 1 by hand", Kinds(customers, set.Id)[2]);
    }
}
