using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Customers;

namespace Stamgast.Tests.CustomerVerbs.Bulk;

public sealed class ProposeVerbTests
{
    private static readonly Actor Els = new(1, Door.Bulk);

    private static CustomerValues Named(string last, string? country = "BE", string? number = null)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Country], values[CustomerFields.Number]) = (last, country, number);
        return values;
    }

    private static Task On(Engine engine, Action<Base> work) => On(engine, TimeProvider.System, (customers, _) => work(customers));

    private static async Task On(Engine engine, TimeProvider clock, Action<Base, TimeProvider> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, clock).Create([Named("Aerts"), Named("Claes"), Named("De Bakker", "NL"), Named("Lefèvre")], Els);
        work(customers, clock);
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    private static ChangeSet Propose(Base customers, CustomerVerb verb, params long[] ids) =>
        new ProposeVerb(customers, TimeProvider.System).Do(verb, ids, Els);

    private static ChangeOutcome Confirm(Base customers, ChangeSet set) => new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, set.Revision, Els);

    private static CustomerState Now(Base customers, long id) => new CustomerLookup(customers, Viewer.System).Find(id)!;

    private static IReadOnlyList<PreviewRow> Rows(Base customers, ChangeSet set, PreviewFilter filter = PreviewFilter.All) =>
        new ProposalPreview(customers, Viewer.System).Page(set.Id, filter, 0, 100);

    private static void Edit(Base customers, long id, int field, string? value)
    {
        var state = Now(customers, id);
        var values = state.Values.Copy();
        values[field] = value;
        new ChangeSets(customers, TimeProvider.System).Edit(id, state.Version, values, Els);
    }

    private static EditFields Set(string field, string value) =>
        new([FieldEdit.Read(field, FieldOperation.Set, value, new RuleContext("BE", new DateOnly(2026, 11, 30)), ExtraDefinitions.None)]);

    [Theory, EachEngine]
    public Task A_proposal_shows_each_customer_in_one_class_with_its_changes(Engine engine) => On(engine, customers =>
    {
        Edit(customers, 2, CustomerFields.PostalCode, "9000");
        new TrashCustomers(customers, TimeProvider.System).Do([4], Els);
        var set = Propose(customers, Set("postal_code", "9000"), 1, 2, 3, 4, 77);
        Assert.Equal((5, 0, 1, 1, 2, 1), (set.Rows, set.Created, set.Changed, set.Unchanged, set.Errors, set.Conflicts));
        var rows = Rows(customers, set);
        Assert.Equal([RowClass.Changed, RowClass.Unchanged, RowClass.Error, RowClass.Conflict, RowClass.Error], rows.Select(r => r.Class));
        Assert.Equal(new FieldChange(CustomerFields.All[CustomerFields.PostalCode], null, "9000"), Assert.Single(rows[0].Changes));
        Assert.Equal(("De Bakker", 3L), (rows[2].Cells![0], rows[2].CustomerId));
        Assert.Equal(["conflict.trashed", "verb.unknown"], rows.Skip(3).Select(r => r.Problems[0].Code));
        var report = ProposalReport.Of(set)!;
        Assert.Equal(3, report.Causes.Sum(c => c.Rows));
        Assert.Equal(1, report.FieldCounts["postal_code"]);
        Assert.Equal([3L], new ProposalPreview(customers, Viewer.System).Page(set.Id,
            new PreviewQuery(PreviewFilter.Errors, Cause: report.Causes.First(c => c.Cause.Field == "postal_code").Cause), 0, 9).Select(r => r.Seq));
        // Nothing was written but the proposal.
        Assert.Equal(1, Now(customers, 1).Version);
    });

    [Theory, EachEngine]
    public Task The_preview_fixes_the_selection_whatever_matches_later(Engine engine) => On(engine, customers =>
    {
        var list = new CustomerList(customers, Viewer.System);
        var set = new ProposeVerb(customers, TimeProvider.System).Do(new SetLabel("Nadia"), list.Ids(new CustomerQuery()).Order(), Els);
        var later = new ChangeSets(customers, TimeProvider.System).Create([Named("Verlinden")], Els);
        var outcome = Confirm(customers, set);
        Assert.Equal((4, ChangeState.Applied, ChangeKind.Bulk, Door.Bulk), (outcome.Customers, outcome.Set.State, outcome.Set.Kind, outcome.Set.Door));
        Assert.Null(Now(customers, new ChangedCustomers(customers, Viewer.System).Of(later.Set.Id, 0, 1)[0].CustomerId).Values[CustomerFields.Label]);
        Assert.Equal("proposal.applied", Assert.Throws<RefusedException>(() => Confirm(customers, set)).Refusal.Code);
        new ChangeSets(customers, TimeProvider.System).Undo(set.Id, Els);
        Assert.Equal(0, list.Count(CustomerQueryText.FromAddress("active=all&label=Nadia")));
        // Nothing of the request is kept in the history.
        using var reading = customers.NewContext();
        Assert.DoesNotContain("Nadia", reading.ChangeSets.Single(s => s.Id == set.Id).Reading, StringComparison.Ordinal);
    });

    [Theory, EachEngine]
    public Task A_left_out_row_stays_as_it_is_and_an_outdated_page_cannot_confirm(Engine engine) => On(engine, customers =>
    {
        var set = Propose(customers, new DeactivateCustomers(), 1, 2, 3);
        var rows = new ProposalRows(customers);
        rows.LeaveOut(set.Id, 2, leftOut: true);
        rows.LeaveOut(set.Id, 3, leftOut: true);
        rows.LeaveOut(set.Id, 3, leftOut: false);
        Assert.Equal("proposal.revision", Assert.Throws<RefusedException>(() => Confirm(customers, set)).Refusal.Code);
        using (var reading = customers.NewContext()) set = reading.ChangeSets.Single(s => s.Id == set.Id);
        Assert.Equal((2, 1), (set.Changed, ProposalReport.Of(set)!.LeftOut));
        Assert.Equal([2L], Rows(customers, set, PreviewFilter.LeftOut).Select(r => r.Seq));
        Assert.Equal(2, ProposalReport.Of(set)!.FieldCounts["active"]);
        Assert.Equal(2, Confirm(customers, set).Customers);
        Assert.Equal(["0", "1", "0"], new long[] { 1, 2, 3 }.Select(id => Now(customers, id).Values[CustomerFields.Active]));
    });

    [Theory, EachEngine]
    public Task A_customer_changed_by_somebody_else_is_left_out_listed_and_offered_again(Engine engine) => On(engine, customers =>
    {
        var set = Propose(customers, Set("city", "Gent"), 1, 2, 3);
        Edit(customers, 1, CustomerFields.City, "Aalst");
        // A change to another field does not conflict, nor does a value that is already set.
        Edit(customers, 2, CustomerFields.Notes, "Belt graag op vrijdag.");
        Edit(customers, 3, CustomerFields.City, "Gent");
        var outcome = Confirm(customers, set);
        Assert.Equal((1, 1, 1), (outcome.Customers, outcome.Conflicts, outcome.Set.Unchanged));
        Assert.Equal("Aerts", Assert.Single(outcome.Kept).Name);
        Assert.Equal(("Aalst", "Gent"), (Now(customers, 1).Values[CustomerFields.City], Now(customers, 2).Values[CustomerFields.City]));
        using var reading = customers.NewContext();
        var offered = reading.ChangeSets.Single(s => s.Id == outcome.LeftTo);
        Assert.Equal((ChangeKind.Bulk, set.Id), (offered.Kind, ProposalReport.Of(offered)!.LeftFrom));
        Assert.Equal(new FieldChange(CustomerFields.All[CustomerFields.City], "Aalst", "Gent"), Rows(customers, offered).Single().Changes.Single());
        Assert.Equal(1, Confirm(customers, offered).Customers);
        Assert.Equal("Gent", Now(customers, 1).Values[CustomerFields.City]);
    });

    [Theory, EachEngine]
    public async Task One_customer_in_conflict_does_not_hold_back_the_others(Engine engine)
    {
        foreach (var count in new[] { 900, 1100 })
        {
            await using var place = await TestPlace.CreateAsync(engine);
            using var customers = Base.Open(place.Location);
            new ChangeSets(customers, TimeProvider.System).CreateMany(SomeCustomers.Random(count, seed: 5), ChangeKind.Create, Els);
            var set = new ProposeVerb(customers, TimeProvider.System).Do(Set("city", "Zutphen"), Enumerable.Range(1, count).Select(i => (long)i), Els);
            Edit(customers, 7, CustomerFields.City, "Deventer");
            var outcome = Confirm(customers, set);
            Assert.Equal((count - 1, 1), (outcome.Customers, outcome.Conflicts));
            Assert.Equal("Deventer", Now(customers, 7).Values[CustomerFields.City]);
        }
    }

    [Theory, EachEngine]
    public Task Many_customers_go_to_the_trash_and_back_including_those_whose_creation_was_undone(Engine engine) => On(engine, customers =>
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        Assert.Equal(2, Confirm(customers, Propose(customers, new MoveToTrash(Into: true), 1, 2)).Customers);
        var added = changes.Create([Named("Peeters", number: "7")], Els);
        changes.Undo(added.Set.Id, Els);
        // Its number has been taken by now.
        var taken = changes.Create([Named("Wouters", number: "8")], Els);
        changes.Undo(taken.Set.Id, Els);
        changes.Create([Named("Maes", number: "8")], Els);
        var set = Propose(customers, new MoveToTrash(Into: false), 1, 2, 3, 5, 6);
        Assert.Equal((3, 1, 1), (set.Changed, set.Unchanged, set.Conflicts));
        new ProposalRows(customers).LeaveOut(set.Id, 2, leftOut: true);
        using (var reading = customers.NewContext()) set = reading.ChangeSets.Single(s => s.Id == set.Id);
        var outcome = Confirm(customers, set);
        Assert.Equal((1, 2), (outcome.Customers, outcome.AllCustomers));
        Assert.Equal([false, true, false, false, true], new long[] { 1, 2, 3, 5, 6 }.Select(id => Now(customers, id).Trashed));
        // It came back with its values: its creation counts again.
        Assert.Equal(("Peeters", "7"), (Now(customers, 5).Values[CustomerFields.LastName], Now(customers, 5).Values[CustomerFields.Number]));
    });

    [Theory, EachEngine]
    public Task If_all_customers_come_back_by_undo_no_empty_set_is_left(Engine engine) => On(engine, customers =>
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        var added = changes.Create([Named("Peeters"), Named("Maes")], Els);
        changes.Undo(added.Set.Id, Els);
        var outcome = Confirm(customers, Propose(customers, new MoveToTrash(Into: false), 5, 6));
        Assert.Equal((ChangeKind.Undo, 2, 0), (outcome.Set.Kind, outcome.AllCustomers, outcome.Also.Count));
        using var reading = customers.NewContext();
        Assert.DoesNotContain(reading.ChangeSets, s => s.Kind == ChangeKind.Restore);
    });

    [Theory, EachEngine]
    public Task Rows_are_found_by_the_names_of_their_customers_even_if_these_do_not_change(Engine engine) => On(engine, customers =>
    {
        var set = Propose(customers, new SetLabel("Karim"), 1, 2, 3, 4);
        using var memory = new PreviewMemory(customers, null, TimeProvider.System);
        foreach (var preview in new[] { new ProposalPreview(customers, Viewer.System), new ProposalPreview(customers, Viewer.System, memory) })
        {
            Assert.Equal([4L], preview.Look(set.Id, new PreviewQuery(PreviewFilter.Everything, Text: "lefevre"), 0, 10).Rows.Select(r => r.Seq));
            Assert.Empty(preview.Look(set.Id, new PreviewQuery(PreviewFilter.Everything, Text: "karim"), 0, 10).Rows);
        }
        Assert.Equal(4, Confirm(customers, set).Customers);
        Assert.Equal(1, new CustomerList(customers, Viewer.System).Count(new CustomerQuery { Words = "lefevre" }));
    });

    [Theory, EachEngine]
    public Task A_hidden_customer_is_unknown_in_a_proposal_too(Engine engine) => On(engine, customers =>
    {
        Confirm(customers, Propose(customers, new SetLabel("Karim"), 2));
        var karim = Els with { Viewer = Viewer.System.Limited(Visibility.Only(["Karim"])) };
        var set = new ProposeVerb(customers, TimeProvider.System).Do(new DeactivateCustomers(), [1, 2, 99], karim);
        Assert.Equal((1, 2), (set.Changed, set.Errors));
        Assert.Equal([("verb.unknown", "1"), ("verb.unknown", "99")], Rows(customers, set, PreviewFilter.Errors)
            .Select(r => (r.Problems[0].Code, r.Problems[0].Text)));
        Assert.All(Rows(customers, set, PreviewFilter.Errors), row => Assert.Empty(row.Cells!));
    });

    [Theory, EachEngine]
    public async Task A_proposal_that_nobody_confirmed_is_deleted_after_a_week(Engine engine)
    {
        var clock = new TestClock();
        await On(engine, clock, (customers, time) =>
        {
            var verb = new ProposeVerb(customers, time);
            var old = verb.Do(new SetLabel("Karim"), [1], Els);
            clock.GoOn(ProposeVerb.Kept / 2);
            var younger = verb.Do(new SetLabel("Karim"), [1], Els);
            clock.GoOn(ProposeVerb.Kept / 2 + TimeSpan.FromMinutes(1));
            var newest = verb.Do(new SetLabel("Karim"), [1], Els);
            using var reading = customers.NewContext();
            Assert.Equal([younger.Id, newest.Id], reading.ChangeSets.Where(s => s.State == ChangeState.Proposed).Select(s => s.Id).OrderBy(id => id));
            Assert.Equal("change_set.unknown", Assert.Throws<RefusedException>(() => Confirm(customers, old)).Refusal.Code);
            new DropProposal(customers).Do(younger.Id);
            new DropProposal(customers).Do(younger.Id);
            Assert.Equal("proposal.applied", Assert.Throws<RefusedException>(() => new DropProposal(customers).Do(Confirm(customers, newest).Set.Id))
                .Refusal.Code);
        });
    }

    [Theory, EachEngine]
    public Task Current_values_are_counted_and_a_sample_is_marked_as_such(Engine engine) => On(engine, customers =>
    {
        Confirm(customers, Propose(customers, new SetLabel("Karim"), 1, 2));
        var now = FieldsNow.Of(customers, Viewer.System, [1, 2, 3, 4]);
        Assert.False(now.IsSample);
        Assert.Equal((2, "Karim", 2), (now.Fields[CustomerFields.Label].Different, now.Fields[CustomerFields.Label].Most.First(m => m.Value is not null).Value,
            now.Fields[CustomerFields.Label].Most[0].Customers));
        Assert.Equal(1, now.Fields[CustomerFields.Active].Different);
        Assert.Equal((4, "Aerts"), (now.Fields[CustomerFields.LastName].Different, now.Fields[CustomerFields.LastName].Most[0].Value));
        var many = FieldsNow.Of(customers, Viewer.System, [.. Enumerable.Range(1, FieldsNow.MostCounted + 1).Select(i => (long)i)]);
        Assert.Equal((4, FieldsNow.MostCounted + 1, true), (many.Counted, many.Selected, many.IsSample));
    });
}
