using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Customers;
using Stamgast.Tests.Importing;
using Stamgast.Users;

namespace Stamgast.Tests.Changes;

/// <summary>Changes and imports as seen by a viewer who may only see some customers.</summary>
public sealed class SeenChangesTests
{
    private static readonly Viewer Karim = Viewer.System.Limited(Visibility.Only(["Karim"]));

    [Theory, EachEngine]
    public async Task A_limited_viewer_sees_only_changes_of_visible_customers_with_their_counts(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        // Both have customers in it, from the first to the last item.
        var bulk = customers.Change([7, 1, 2, 5, 10], v => v[CustomerFields.City] = "Gent").Set;
        var undo = new ChangeSets(customers, TimeProvider.System).Undo(bulk.Id, Actor.CommandLine, onlyCustomer: 5).Set;
        var seen = new SeenChangeSets(customers, Karim);

        Assert.Equal([1, 2, 3, 4, 12, bulk.Id], seen.Of(sets => sets.OrderBy(s => s.Id)).Select(s => s.Id));
        Assert.Null(seen.Find(5));
        Assert.Null(seen.Find(undo.Id));
        var shown = seen.Find(bulk.Id)!;
        Assert.Equal((0L, 2L, 0L, 2L), (shown.Created, shown.Changed, shown.Undone, shown.Rows));
        Assert.Equal([1, 2], new ChangedCustomers(customers, Karim).Of(bulk.Id, 0, 10).Select(c => c.CustomerId));
        Assert.Equal([2], new ChangedCustomers(customers, Karim).Of(bulk.Id, shown.FirstSeq, 10).Select(c => c.CustomerId));
        var (first, last) = new ChangedCustomers(customers, Karim).Ends([shown])[bulk.Id];
        Assert.Equal((1, 2), (first.CustomerId, last.CustomerId));
        Assert.Equal((2L, 0L), Counts(new History(customers, Karim).Of(1)[0].Set));
        Assert.Empty(new ChangedCustomers(customers, Karim).Of(5, 0, 10));
        Assert.Equal([4], new TrashMoves(customers, Karim).Of([4, 9]).Keys);
        Assert.True(seen.MovesToTrash(seen.Find(12)!));

        // Nothing is hidden from an unlimited viewer.
        var whole = new SeenChangeSets(customers, Viewer.CommandLine).Find(bulk.Id)!;
        Assert.Equal((5L, 1L, 5L), (whole.Changed, whole.Undone, new ChangedCustomers(customers, Viewer.CommandLine).Of(bulk.Id, 0, 10).Count));
    }

    [Theory, EachEngine]
    public async Task Many_visible_customers_give_the_same_answer_as_few(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        foreach (var (limit, sees) in HiddenCustomers.Limits())
        {
            using var context = customers.NewContext();
            var (few, many) = (new SeenItems(context, engine, Viewer.System.Limited(limit)),
                new SeenItems(context, engine, Viewer.System.Limited(limit), few: 0));
            Assert.Equal(sees, few.All.Select(i => i.RecordId).Distinct().Order());
            Assert.Equal(sees, many.All.Select(i => i.RecordId).Distinct().Order());
            Assert.Equal(few.Touching(context.ChangeSets).Select(s => s.Id).ToHashSet(), many.Touching(context.ChangeSets).Select(s => s.Id).ToHashSet());
        }
    }

    [Theory, EachEngine]
    public async Task A_hidden_customer_cannot_be_changed_by_guessing_its_number(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        var actor = new Actor(null, Door.Form) { Viewer = Karim };
        var clock = TimeProvider.System;
        var items = ListMemory.LastItem(customers);
        foreach (var attempt in new Action[]
        {
            () => new TrashCustomers(customers, clock).Do([5], actor),
            () => new TrashCustomers(customers, clock).Do([1, 5], actor),
            () => new BringBackCustomers(customers, clock).Do([9], actor),
            () => new EachCustomer(customers, clock).Do(new DeactivateCustomers(), [5], actor),
            () => new ConvertCustomer(customers, clock).Do(5, new Dictionary<int, string?>(), actor),
            () => new ChangeSets(customers, clock).Edit(5, 1, HiddenCustomers.All()[0], actor),
        })
            Assert.Equal(("customer.unknown", true), (Assert.Throws<RefusedException>(attempt).Refusal is var refusal ? refusal.Code : "",
                refusal.Arguments[0] is 5L or 9L));
        var proposed = new ProposeVerb(customers, clock).Do(new DeactivateCustomers(), [5, 6], Actor.CommandLine with { Viewer = Karim });
        Assert.Equal((0, 2), (proposed.Changed, proposed.Errors));
        new DropProposal(customers).Do(proposed.Id);
        Assert.Equal(items, ListMemory.LastItem(customers));
        Assert.NotNull(new TrashCustomers(customers, clock).Do([1], actor));
    }

    [Theory, EachEngine]
    public async Task An_undo_by_a_limited_viewer_reverses_only_the_visible_customers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var bulk = customers.Change([1, 5, 2, 7], v => v[CustomerFields.City] = "Gent").Set.Id;
        var actor = new Actor(null, Door.Undo) { Viewer = Karim };
        foreach (var attempt in new Action[] { () => changes.Undo(5, actor), () => changes.Undo(bulk, actor, onlyCustomer: 5), () => changes.Undo(999, actor) })
            Assert.Equal("change_set.unknown", Assert.Throws<RefusedException>(attempt).Refusal.Code);
        var outcome = changes.Undo(bulk, actor);
        Assert.Equal((2L, 0), (outcome.Customers, outcome.Kept.Count));
        Assert.Equal(["Antwerpen", "Antwerpen", "Gent", "Gent"], new CustomerLookup(customers, Viewer.System).All([1, 2, 5, 7])
            .Select(c => c.Values[CustomerFields.City]));
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task A_preview_reveals_nothing_about_a_hidden_customer_but_its_existence(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        var set = Sheet.Read(place, customers, "id;number;first_name;last_name;email;city\n"
            + "1;K-1;Jozefien;Aerts;;Gent\n5;N-5;Zwijgzaam;Zwijgzaams;;Gent\n6;N-6;Jozefien;Aertsz;;Zwijgzaam\n;;Ander;Mens;n-7@zwijgzaam.example;Ieper\n;N-8;"
            + "Heel;Anders;;Ieper\n;;Nieuw;Iemand;;Ieper\n");
        var all = new ProposalPreview(customers, Viewer.CommandLine).Page(set.Id, PreviewFilter.All, 0, 100);
        var own = new ProposalPreview(customers, Karim).Page(set.Id, PreviewFilter.All, 0, 100);
        Assert.Equal(all.Select(r => r.Seq), own.Select(r => r.Seq));
        Assert.Equal(1, own[0].CustomerId);
        Assert.Equal("Gent", own[0].Changes.Single().After);
        Assert.Contains(all, r => r.Problems.Any(p => p.Detail?.Contains(HiddenCustomers.Secret, StringComparison.Ordinal) == true));
        foreach (var row in own.Skip(1))
        {
            Assert.Null(row.CustomerId);
            Assert.Null(row.Alike);
            Assert.Empty(row.Changes);
            Assert.All(row.Problems, p => Assert.DoesNotContain(HiddenCustomers.Secret, $"{p.Detail}{p.Text}", StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal([false, true, true, true, false, false], own.Select(r => r.IsOfHidden));
        Assert.All(own.Skip(1).Take(2), r => Assert.Equal((null, "import.hidden"), (r.Values, r.Problems.Single().Code)));
        Assert.Equal("import.hidden", own[4].Problems.Single().Code);
        // Values that only the customer has must not match.
        Assert.Contains(new ProposalPreview(customers, Viewer.CommandLine).Page(set.Id, new PreviewQuery(PreviewFilter.All, Text: "Zwijgzaam"), 0, 100),
            r => r.CustomerId == 6);
        Assert.DoesNotContain(new ProposalPreview(customers, Karim).Page(set.Id, new PreviewQuery(PreviewFilter.All, Text: "Zwijgzaam"), 0, 1),
            r => r.IsOfHidden);
        Assert.Equal(1, Assert.Single(new ProposalPreview(customers, Karim).Page(set.Id,
            new PreviewQuery(PreviewFilter.All, Field: CustomerFields.All[CustomerFields.City]), 0, 100)).CustomerId);
    }

    [Theory, EachEngine]
    public async Task A_proposal_is_visible_to_its_maker_and_to_unlimited_viewers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        var (mine, other) = (Limited(7), Limited(8));
        var set = new Imports(customers, TimeProvider.System).Begin("sheet.csv", new Actor(7, Door.Import) { Viewer = mine }).Id;
        var ofNobody = Sheet.Read(place, customers, "id;city\n1;Gent\n5;Gent\n").Id;
        Assert.Equal([true, false, false, true], new[] { mine, other, Viewer.Nobody,
            Viewer.CommandLine }.Select(v => new SeenChangeSets(customers, v).Find(set) is not null));
        Assert.Equal([false, false, false, true], new[] { mine, other, Viewer.Nobody,
            Viewer.CommandLine }.Select(v => new SeenChangeSets(customers, v).Find(ofNobody) is not null));
        // Once it is applied, viewers who see one of its customers learn about that one, and about nothing else in the file.
        new ConfirmProposal(customers, TimeProvider.System).Do(ofNobody, null, Actor.CommandLine);
        var told = new SeenChangeSets(customers, other).Find(ofNobody)!;
        Assert.Equal((1L, 1L, 0L, null), (told.Changed, told.Rows, told.Errors, told.Reading));
        Assert.Null(new SeenChangeSets(customers, Viewer.Nobody).Find(ofNobody));

        static Viewer Limited(long user) => Viewer.Of(new User { Id = user, Email = "a@b.example", EmailFolded = "a@b.example", Name = "A" })
            .Limited(Visibility.Only(["Karim"]));
    }

    private static (long, long) Counts(ChangeSet set) => (set.Changed, set.Undone);
}
