using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Similar;
using Stamgast.Language;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Merging;

namespace Stamgast.Tests.Importing.Similar;

/// <summary>New rows that probably are a customer of the base, or another row of the file; and what a person says of them.</summary>
public sealed class FindSimilarRowsTests
{
    private const string File = """
        first_name;last_name;birth_date;street;house_number;postal_code;city;mobile
        Josefien;Aerts;1984-05-12;Kerkstraat;12;9000;Gent;
        Willem;de Bakker;1970-03-04;Dorpsstraat;3;2400;Mol;0470 12 34 56
        Wilem;de Bakker;1970-03-04;Dorpsstraat;3;2400;Mol;0470 12 34 56
        Nadia;Vermeulen;1991-11-30;Stationsplein;1;8000;Brugge;

        """;

    [Theory, EachEngine]
    public Task Rows_are_compared_with_the_customers_and_with_each_other_and_say_why(Engine engine) => On(engine, (customers, _, set) =>
    {
        Assert.True(FindSimilarRows.IsWanted(set));
        Assert.Equal(2, Search(customers, set.Id));
        var now = Sheet.Set(customers, set.Id);
        Assert.Equal((2L, set.Revision, false), (now.PossibleDuplicates, now.Revision, FindSimilarRows.IsWanted(now)));
        var found = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.PossibleDuplicates, 0, 10);
        Assert.Equal([(2L, 1L, null), (4L, null, 3L)], found.Select(r => (r.Line!.Value, r.Alike!.CustomerId, r.Alike.Line)));
        Assert.All(found, r => Assert.InRange(r.Alike!.Score!.Value, 0.5, 1));
        Assert.Contains(AlikeReasons.Sentences(found[0].Alike!, Cultures.English), s => s.Contains("birth", StringComparison.OrdinalIgnoreCase));
    });

    [Theory, EachEngine]
    public Task A_row_becomes_an_update_of_the_customer_or_a_new_one_whoever_it_resembles_and_both_are_kept_when_the_file_is_read_again(Engine engine) =>
        On(engine, (customers, place, set) =>
        {
            Search(customers, set.Id);
            var rows = new RowCorrections(customers);
            rows.Match(set.Id, 1, 1, Sheet.PathIn(place));
            rows.Match(set.Id, 3, 0, Sheet.PathIn(place));
            var now = Sheet.Set(customers, set.Id);
            Assert.Equal((3L, 1L, 0L), (now.Created, now.Changed, now.PossibleDuplicates));
            var third = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 2, 1)[0];
            Assert.Equal((true, null), (third.IsNewByHand, third.Alike));

            var again = Sheet.Read(place, customers, File, again: set.Id);
            Assert.Equal((3L, 1L), (again.Created, again.Changed));
            Assert.Equal(0, Search(customers, set.Id));
            // Taken back, the next search may find it again.
            rows.Match(set.Id, 3, null, Sheet.PathIn(place));
            Assert.False(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 2, 1)[0].IsNewByHand);
            new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
            Assert.Equal(4, new CustomerList(customers, Viewer.System).Count(new CustomerQuery()));
            Assert.Equal("Josefien", new MergeWorld(customers).Find(1).Values[CustomerFields.FirstName]);
        });

    [Theory, EachEngine]
    public Task A_customer_that_may_not_be_merged_resembles_nobody(Engine engine) => On(engine, (customers, _, set) =>
    {
        new MergeWorld(customers).Edit(1, CustomerFields.AllowMerge, "0");
        Assert.Equal(1, Search(customers, set.Id));
    });

    [Theory, EachEngine]
    public async Task In_a_base_without_customers_the_rows_are_compared_with_each_other(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, File);
        Assert.Equal(1, Search(customers, set.Id));
    }

    [Theory, EachEngine]
    public Task A_preview_that_was_applied_or_discarded_meanwhile_is_left_alone(Engine engine) => On(engine, (customers, _, set) =>
    {
        new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
        Assert.Null(Search(customers, set.Id));
    });

    private static long? Search(Base customers, long set)
    {
        using var memory = new MatchMemory(customers);
        return new FindSimilarRows(customers, memory).Do(set, null, CancellationToken.None);
    }

    private static async Task On(Engine engine, Action<Base, TestPlace, ChangeSet> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new MergeWorld(customers).Create(("first_name", "Jozefien", "last_name", "Aerts", "birth_date", "1984-05-12", "street", "Kerkstraat",
            "house_number", "12", "postal_code", "9000", "city", "Gent"));
        work(customers, place, Sheet.Read(place, customers, File));
    }
}
