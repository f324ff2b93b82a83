using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Tests.Merging;

namespace Stamgast.Tests.Importing;

/// <summary>The policy on customers with the same e-mail address, in imports: counted and shown before, applied with the import, undone with it.</summary>
public sealed class SameEmailTests
{
    private const string File = """
        number;first_name;last_name;email;mobile;allow_merge
        ;Jozefien;Aerts;jozefien@aerts.example;0470 12 34 56;
        ;Willem;de Bakker;willem@bakker.example;;
        ;Wim;de Bakker;WILLEM@bakker.example;0470 65 43 21;
        C-9;Willem;de Bakker;willem@bakker.example;;
        ;Nadia;Claes;geen@geen.be;;
        ;Karim;Claes;geen@geen.be;;
        ;Els;Peeters;willem@bakker.example;;0

        """;

    [Theory, EachEngine]
    public async Task Rows_are_merged_with_a_customer_or_an_earlier_row_as_the_preview_shows(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        world.Create(("first_name", "Jozefien", "last_name", "Aerts", "email", "jozefien@aerts.example"));
        Policy(customers, "merge");
        var set = Sheet.Read(place, customers, File);
        Assert.Equal((7L, 2L), (set.Created, Imports.ReportOf(set)!.Merges));
        var marked = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.PossibleDuplicates, 0, 20).Where(r => r.Alike!.Merges).ToList();
        Assert.Equal([(2L, 1L, null), (4L, null, 3L)], marked.ConvertAll(r => (r.Line!.Value, r.Alike!.CustomerId, r.Alike.Line)));

        var outcome = new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, set.Revision, Actor.CommandLine);
        // 2..8 by row: Jozefien went to the first customer, Wim to Willem.
        Assert.Equal([1L, 3, 5, 6, 7, 8], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
        Assert.Equal((1L, 3L), (world.Find(2).MergedInto, world.Find(4).MergedInto));
        Assert.Equal(("+32470123456", "+32470654321"), (world.Find(1).Values[CustomerFields.Mobile], world.Find(3).Values[CustomerFields.Mobile]));
        var merged = Assert.Single(outcome.Also).Set;
        Assert.Equal((ChangeKind.Merge, merged.Id), (merged.Kind, ProposalReport.Of(Sheet.Set(customers, set.Id))!.MergedAlong));
        Assert.Empty(new FoldCheck(customers).Differences());

        // Undoing the import takes the merges back too.
        world.Undo(set.Id);
        Assert.Equal([1L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
        Assert.Null(world.Find(1).Values[CustomerFields.Mobile]);
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task The_same_file_a_second_time_changes_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        world.Create(("first_name", "Jozefien", "last_name", "Aerts", "email", "jozefien@aerts.example", "city", "Gent", "groups", "VIP"));
        Policy(customers, "merge");
        const string more = File + "; Jozefien;Aerts;jozefien@aerts.example;0470 12 34 57;\n";
        var set = Sheet.Read(place, customers, more);
        // Two previews at once: the second is about the same.
        var other = Sheet.Read(place, customers, string.Join('\n', more.Split('\n')[..2]) + "\n");
        new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
        var before = world.Picture();
        var again = Sheet.Read(place, customers, more);
        Assert.Equal((0L, 0L, 8L, 0L), (again.Created, again.Changed, again.Unchanged, Imports.ReportOf(again)!.Merges));
        new ConfirmProposal(customers, TimeProvider.System).Do(again.Id, null, Actor.CommandLine);
        Assert.Equal(before, world.Picture());
        // A row that says something new is merged again.
        Assert.Equal(1, Sheet.Read(place, customers, "last_name;email;iban\nAerts;jozefien@aerts.example;BE68539007547034\n").Created);
        new ConfirmProposal(customers, TimeProvider.System).Do(other.Id, null, Actor.CommandLine);
        Assert.Equal(before, world.Picture());
    }

    [Theory, EachEngine]
    public async Task One_of_the_merged_rows_can_be_split_off(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        Policy(customers, "merge");
        var set = Sheet.Read(place, customers, "last_name;email\nAerts;j@aerts.example\nAerts;j@aerts.example\nAerts;j@aerts.example\n");
        new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
        Assert.Equal([1L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
        world.SplitOne(3);
        Assert.Equal([1L, 3L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
        world.Undo(set.Id);
        Assert.Empty(new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
    }

    [Theory, EachEngine]
    public async Task A_row_left_out_or_corrected_moves_the_count_and_a_customer_with_a_number_by_now_is_not_merged(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        world.Create(("last_name", "Aerts", "email", "j@aerts.example"), ("last_name", "Claes", "email", "n@claes.example"));
        Policy(customers, "merge");
        var set = Sheet.Read(place, customers,
            "last_name;email;city\nAerts;j@aerts.example;Mol\nClaes;n@claes.example;Mol\nLefèvre;nobody@lefevre.example;Mol\n");
        Assert.Equal(2, Count(customers, set.Id));
        var rows = new RowCorrections(customers);
        rows.LeaveOut(set.Id, 1, leftOut: true);
        Assert.Equal(1, Count(customers, set.Id));
        rows.LeaveOut(set.Id, 1, leftOut: false);
        rows.Correct(set.Id, [new CorrectedRow(3, ["Lefèvre", "j@aerts.example", "Mol"])]);
        Assert.Equal(3, Count(customers, set.Id));
        world.Edit(2, CustomerFields.Number, "C-2");
        new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
        // 3 and 5 went to Aerts; Claes has a number by now, so 4 stands alone.
        Assert.Equal([1L, 2, 4], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
    }

    [Theory]
    [InlineData("propose")]
    [InlineData("allow")]
    public async Task Otherwise_nobody_is_merged(string policy)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Policy(customers, policy);
        var set = Sheet.Read(place, customers, File);
        Assert.Equal(0, Count(customers, set.Id));
        Assert.Empty(new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine).Also);
        Assert.Equal(7, new CustomerList(customers, Viewer.System).Count(new CustomerQuery()));
    }

    [Theory, EachEngine]
    public async Task A_policy_changed_since_the_preview_merges_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Policy(customers, "merge");
        var set = Sheet.Read(place, customers, File);
        Policy(customers, "allow");
        Assert.Empty(new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine).Also);
    }

    private static long Count(Base customers, long set) => Imports.ReportOf(Sheet.Set(customers, set))!.Merges;

    private static void Policy(Base customers, string policy) =>
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [OrganisationSettings.SameEmailSetting.Key] = policy }));
}
