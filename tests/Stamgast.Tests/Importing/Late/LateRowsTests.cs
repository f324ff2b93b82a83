using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Importing;

namespace Stamgast.Tests.Importing.Late;

public sealed class LateRowsTests
{
    private static CustomerValues Person(string number, string first, string city)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.City]) = (number, first,
            "Aerts", city);
        return values;
    }

    private static void Edit(ChangeSets changes, Base customers, long id, Action<CustomerValues> change)
    {
        var state = new CustomerLookup(customers, Viewer.System).Find(id)!;
        var mine = state.Values.Copy();
        change(mine);
        changes.Edit(id, state.Version, mine, Actor.CommandLine);
    }

    [Theory, EachEngine]
    public async Task A_row_whose_customer_was_merged_meanwhile_says_into_whom_and_is_offered_for_that_one(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Jozefien", "Gent"), Person("C-2", "Josefien", "Gent"), Person("C-3", "Joz", "Gent")], Actor.CommandLine);
        var set = Sheet.Read(place, customers, "number;city;last_name\nC-2;Deurne;Aerts\n");
        var merging = new Stamgast.Merging.MergeCustomers(customers, TimeProvider.System);
        merging.Do(3, [2], Actor.CommandLine);
        merging.Do(1, [3], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal(["2 1 Jozefien Aerts conflict.merged_into offered"], Said(outcome.Left));
        Assert.Equal("C-1", outcome.Left[0].Why.Text);
        var row = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(outcome.LeftTo!.Value, PreviewFilter.All, 0, 10));
        Assert.Equal((1L, "Deurne"), (row.CustomerId, row.Changes.Single().After));
    }

    [Theory, EachEngine]
    public async Task Values_changed_since_the_preview_are_left_and_offered_again_against_the_new_value(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Jozefien", "Antwerpen"), Person("C-2", "Willem", "Utrecht"), Person("C-3", "Nadia", "Gent")], Actor.CommandLine);
        var set = Sheet.Read(place, customers, "number;city;last_name\nC-1;Deurne;Aertsen\nC-2;Zeist;Aerts\nC-3;Brugge;Aerts\nC-4;Hasselt;Peeters\n");
        Edit(changes, customers, 1, v => v[CustomerFields.City] = "Mechelen");
        changes.Trash([3], into: true, Actor.CommandLine);
        changes.Create([Person("C-4", "Els", "Genk")], Actor.CommandLine);

        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((1L, 3L), (outcome.Customers, outcome.Conflicts));
        using var context = customers.NewContext();
        Assert.Equal("Mechelen", context.Customers.Single(c => c.Id == 1).City);
        var again = context.ChangeSets.Single(s => s.Id == outcome.LeftTo);
        Assert.Equal((ChangeState.Proposed, 2L, 0L, 1L), (again.State, again.Changed, again.Created, again.Conflicts));
        Assert.Equal(again.Id, Imports.ReportOf(context.ChangeSets.Single(s => s.Id == set.Id))!.LeftTo);
        Assert.Equal(set.Id, Imports.ReportOf(again)!.LeftFrom);
        Assert.Equal(["4 3 Nadia Aerts conflict.trashed", "2 1 Jozefien Aerts conflict.changed offered", "5 4 Els Aerts conflict.number offered"],
            Said(outcome.Left));
        Assert.Empty(Imports.ReportOf(again)!.Left);

        var rows = new ProposalPreview(customers, Viewer.System).Page(again.Id, PreviewFilter.All, 0, 10);
        Assert.Equal([2L, 4, 5], rows.Select(r => r.Line!.Value));
        Assert.Contains(rows[0].Changes, c => c.Field == CustomerFields.City && c is { Before: "Mechelen", After: "Deurne" });
        Assert.Equal("conflict.trashed", rows[1].Problems[0].Code);
        Assert.Equal(4, rows[2].CustomerId);

        var second = changes.Apply(again.Id, again.Revision, Actor.CommandLine);
        Assert.Equal((2L, null), (second.Customers, second.LeftTo));
        using var after = customers.NewContext();
        Assert.Equal(["Deurne", "Zeist", "Gent", "Hasselt"], after.Customers.OrderBy(c => c.Id).Select(c => c.City));
        Assert.Equal(["Aertsen", "Aerts", "Aerts", "Peeters"], after.Customers.OrderBy(c => c.Id).Select(c => c.LastName));
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task A_customer_created_in_the_meantime_gets_the_values_of_the_row_but_no_defaults_or_kept_fields(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var set = Sheet.Read(place, customers, "number;first_name;last_name;city;label\nC-4;Els;Peeters;Hasselt;VIP\n", new ImportOptions
        {
            Defaults = new Dictionary<string, string> { ["language"] = "nl", ["country"] = "NL" }, FieldsKept = ["city"],
        });
        var made = Person("C-4", "Els", "Genk");
        (made[CustomerFields.Language], made[CustomerFields.Country]) = ("fr", "BE");
        changes.Create([made], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((0L, 1L), (outcome.Customers, outcome.Conflicts));
        var row = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(outcome.LeftTo!.Value, PreviewFilter.All, 0, 10));
        Assert.Equal([CustomerFields.LastName, CustomerFields.Label], row.Changes.Select(c => c.Field).Order());
        changes.Apply(outcome.LeftTo.Value, null, Actor.CommandLine);
        using var context = customers.NewContext();
        var els = context.Customers.Single();
        Assert.Equal(("Peeters", "Genk", "fr", "BE", "VIP"), (els.LastName, els.City, els.Language, els.Country, els.Label));
    }

    [Theory, EachEngine]
    public async Task A_create_only_import_does_not_change_customers_created_in_the_meantime(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var set = Sheet.Read(place, customers, "number;first_name;last_name;city\nC-4;Els;Peeters;Hasselt\n", new ImportOptions { Mode = ImportMode.Create });
        changes.Create([Person("C-4", "Els", "Genk")], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((0L, 1L, null), (outcome.Customers, outcome.Conflicts, outcome.LeftTo));
        Assert.Equal(["2 1 Els Aerts conflict.exists"], Said(outcome.Left));
        using var context = customers.NewContext();
        Assert.Equal("Genk", context.Customers.Single().City);
        Assert.DoesNotContain(context.ChangeSets, s => s.State != ChangeState.Applied);
        Assert.Empty(Stage.Orphans(customers));
    }

    [Theory, EachEngine]
    public async Task A_row_whose_address_now_matches_several_customers_stays_in_conflict(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var set = Sheet.Read(place, customers, "first_name;last_name;email\nEls;Peeters;els@post.example\nWillem;de Bakker;w.debakker@kabel.example\n",
            new ImportOptions { Key = ImportKey.Email });
        CustomerValues With(string number, string email)
        {
            var values = Person(number, "Els", "Genk");
            values[CustomerFields.Email] = email;
            return values;
        }
        changes.Create([With("C-1", "els@post.example"), With("C-2", "els@post.example"), With("C-3", "w.debakker@kabel.example")], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((0L, 2L), (outcome.Customers, outcome.Conflicts));
        var rows = new ProposalPreview(customers, Viewer.System).Page(outcome.LeftTo!.Value, PreviewFilter.All, 0, 10);
        Assert.Equal([RowClass.Conflict, RowClass.Changed], rows.Select(r => r.Class));
        Assert.Equal(("import.ambiguous_email", "els@post.example"), (rows[0].Problems[0].Code, rows[0].Problems[0].Text));
        Assert.Equal(3, rows[1].CustomerId);
        Assert.Equal(1, changes.Apply(outcome.LeftTo.Value, null, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.Equal(3, context.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task A_shared_address_is_not_a_conflict_at_apply(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var made = Person("C-1", "Jozefien", "Antwerpen");
        made[CustomerFields.Email] = "info@lefevre.example";
        changes.Create([made], Actor.CommandLine);
        var set = Sheet.Read(place, customers,
            "number;first_name;last_name;email;other_emails\nC-2;Els;Peeters;info@lefevre.example;\n;Willem;de Bakker;w.debakker@kabel.example;"
            + "info@lefevre.example\n", new ImportOptions { Key = ImportKey.Email });
        Assert.Equal(2, set.Created);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((2L, 0L, null), (outcome.Customers, outcome.Conflicts, outcome.LeftTo));
    }

    [Theory, EachEngine]
    public async Task A_proposal_without_changes_is_not_offered_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Jozefien", "Antwerpen")], Actor.CommandLine);
        var set = Sheet.Read(place, customers, "number;first_name;last_name;city\nC-1;Jozefien;Aerts;Deurne\nC-4;Els;Aerts;Genk\n");
        changes.Trash([1], into: true, Actor.CommandLine);
        changes.Create([Person("C-4", "Els", "Genk")], Actor.CommandLine);
        Edit(changes, customers, 2, v => v[CustomerFields.Notes] = "belt altijd ’s avonds");
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((0L, 2L, null), (outcome.Customers, outcome.Conflicts, outcome.LeftTo));
        using var context = customers.NewContext();
        var report = Imports.ReportOf(context.ChangeSets.Single(s => s.Id == set.Id))!;
        Assert.Null(report.LeftTo);
        Assert.Equal(["2 1 Jozefien Aerts conflict.trashed", "3 2 Els Aerts conflict.same"], Said(outcome.Left));
        // The stored data names nobody.
        Assert.Equal(["2 1  conflict.trashed", "3 2  conflict.same"], Said(report.Left));
        Assert.Equal(2, report.LeftCount);
        Assert.DoesNotContain(context.ChangeSets, s => s.State != ChangeState.Applied);
        Assert.Empty(Stage.Orphans(customers));
    }

    [Theory, EachEngine]
    public async Task New_rows_whose_number_was_taken_are_listed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Jozefien", "Antwerpen")], Actor.CommandLine);
        // Numbers match nobody here.
        var set = Sheet.Read(place, customers, "id;number;first_name;last_name\n;C-4;Els;Peeters\n;C-5;Willem;de Bakker\n1;C-6;Jozefien;Aerts\n",
            new ImportOptions { Key = ImportKey.Id });
        changes.Create([Person("C-4", "Nadia", "Genk"), Person("C-6", "Karim", "Genk")], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((1L, 2L, null), (outcome.Customers, outcome.Conflicts, outcome.LeftTo));
        Assert.Equal(["2  Els Peeters conflict.number", "4 1 Jozefien Aerts conflict.number"], Said(outcome.Left));
        using var context = customers.NewContext();
        Assert.Equal("C-1", context.Customers.Single(c => c.Id == 1).Number);
        Assert.Empty(Stage.Orphans(customers));
        Assert.DoesNotContain(context.ChangeSets, s => s.State != ChangeState.Applied);
    }

    [Theory, EachEngine]
    public async Task Among_many_rows_each_finds_its_customer_and_rows_left_out_are_listed_first(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        const int Many = 1200;
        var set = Sheet.Read(place, customers, "number;first_name;last_name;city\n"
            + string.Concat(Enumerable.Range(1, Many).Select(i => $"C-{i};Els{i};Peeters;Hasselt\n")));
        // Every tenth customer already has all values of its row by now.
        changes.Create([.. Enumerable.Range(1, Many).Select(i => Person($"C-{i}", $"Els{i}", i % 10 == 0 ? "Hasselt" : "Genk")).Select(v =>
        {
            v[CustomerFields.LastName] = "Peeters";
            v[CustomerFields.Notes] = "belt altijd ’s avonds";
            return v;
        })], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((0L, Many, Many), (outcome.Customers, outcome.Conflicts, outcome.LeftCount));
        Assert.Equal(100, outcome.Left.Count);
        Assert.All(outcome.Left, left => Assert.Equal((false, left.Line - 1, "conflict.same"), (left.IsOffered, left.CustomerId, left.Why.Code)));
        Assert.Equal(Many * 9 / 10, changes.Apply(outcome.LeftTo!.Value, null, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.All(context.Customers, c => Assert.Equal("Hasselt", c.City));
    }

    private static IEnumerable<string> Said(IReadOnlyList<LateRow> left) =>
        left.Select(l => $"{l.Line} {l.CustomerId} {l.Name} {l.Why.Code}{(l.IsOffered ? " offered" : "")}");

    [Theory, EachEngine]
    public async Task Nothing_is_offered_again_without_interference_or_for_conflicts_already_shown(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Jozefien", "Antwerpen"), Person("C-2", "Willem", "Utrecht")], Actor.CommandLine);
        changes.Trash([2], into: true, Actor.CommandLine);
        var set = Sheet.Read(place, customers, "id;city\n1;Deurne\n2;Zeist\n");
        Assert.Equal((1, 1), (set.Changed, set.Conflicts));
        Edit(changes, customers, 1, v => v[CustomerFields.FirstName] = "Josefien");
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((1L, null), (outcome.Customers, outcome.LeftTo));
        using var context = customers.NewContext();
        Assert.Equal(("Josefien", "Deurne"), (context.Customers.Single(c => c.Id == 1).FirstName, context.Customers.Single(c => c.Id == 1).City));
        Assert.DoesNotContain(context.ChangeSets, s => s.State == ChangeState.Proposed);
    }
}
