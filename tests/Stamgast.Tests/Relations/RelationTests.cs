using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Merging;
using Stamgast.Proposals;
using Stamgast.Relations;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Relations;

public sealed class RelationTests
{
    [Theory, EachEngine]
    public async Task A_link_shows_on_both_sides_with_the_right_words_once_for_each_pair_type_and_time(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        var works = Link(place, 1, "works_for", 2, "2020-01-01", "2022-12-31");
        var link = Of(place, 1).Links.Single();
        Assert.Equal((works, 2L, false), (link.Link.Id, link.Other.Id, link.IsBack));
        Assert.Equal((1L, true), (Of(place, 2).Links.Single().Other.Id, Of(place, 2).Links[0].IsBack));
        Assert.Equal("link.twice", Problem(() => Link(place, 1, "works_for", 2, "2022-06-01")).Code);
        Assert.Equal("link.itself", Problem(() => Link(place, 1, "works_for", 1)).Code);
        // At another time, the other way round, or of another type it is another link.
        Link(place, 1, "works_for", 2, "2023-01-01");
        Link(place, 2, "works_for", 1);
        Link(place, 1, "partner_of", 2);
        Assert.Equal("link.twice", Problem(() => Link(place, 2, "partner_of", 1)).Code);
        place.Edit(LinkKind.Instance, works, (LinkKind.Notes, "kept"));
        Assert.Equal("link.twice", Assert.Throws<RecordRefusedException>(() =>
            place.Edit(LinkKind.Instance, works, (LinkKind.Until, "2023-02-01"))).Problems[0].Code);
        Assert.Equal(4, Of(place, 1).Links.Count);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_merge_leaves_no_link_to_itself_nor_two_equal_ones_and_a_split_brings_them_back(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        foreach (var name in new[] { "Aertz", "Claes" }) place.AddCustomer(name);
        Link(place, 1, "partner_of", 2);
        Link(place, 1, "works_for", 3);
        Link(place, 2, "works_for", 3);
        Link(place, 3, "pays_for", 2);
        var before = Told(place);
        var merged = new MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        Assert.Equal("3 works_for|3 pays_for back", string.Join('|', Of(place, 1).Links.Select(Words).OrderByDescending(w => w)));
        Assert.Equal("1 pays_for|1 works_for back", string.Join('|', Of(place, 3).Links.Select(Words).Order()));
        // What is meant for the absorbed one is that of the kept one.
        Assert.Equal("link.itself", Problem(() => Link(place, 1, "partner_of", 2)).Code);
        Assert.Equal("link.twice", Problem(() => Link(place, 2, "works_for", 3)).Code);
        new SplitCustomers(place.Base, place.Clock).Do(merged.Set.Id, place.Actor);
        Assert.Equal(before, Told(place));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_family_has_one_letter_and_its_members_move_together_in_one_previewed_change(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (jan, leen, kid) = (Person(place, "Jan", "Peeters", "Kerkstraat"), Person(place, "Leen", "Peeters", "Kerkstraat"),
            Person(place, "Mia", "Peeters", "Kerkstraat"));
        var family = place.Add(FamilyKind.Instance, (FamilyKind.Name, "Peeters"), (FamilyKind.OfCustomer, $"{jan}"));
        Member(place, family, kid, "child");
        Member(place, family, jan, "parent");
        Member(place, family, leen, "partner");
        Assert.Equal("family.member.twice", Problem(() => Member(place, family, jan, "other")).Code);
        var members = FamilyMembers.Of(place.Base, family, Viewer.CommandLine);
        Assert.Equal([jan, leen, kid], members.Select(m => m.Customer!.Id));
        var values = place.Now(FamilyKind.Instance, family).Values;
        Assert.Equal("Beste Jan en Leen Peeters", FamilyMembers.Salutation(values, members, CultureInfo.GetCultureInfo("nl-BE")));
        Assert.Equal(3, place.Row(FamilyKind.Instance, family).SummedUp["member_count"]);
        Assert.Empty(FamilyMembers.LeftBehind(place.Base, jan, Viewer.CommandLine));
        var now = CustomerState(place, jan);
        new EditCustomer(place.Base, place.Clock).Do(jan, now.Version, new GivenValues(now.Values,
            new Dictionary<int, string?> { [CustomerFields.Street] = "Meir" }), place.Actor);
        Assert.Equal([leen, kid], FamilyMembers.LeftBehind(place.Base, jan, Viewer.CommandLine).Select(c => c.Id));
        var proposal = FamilyMembers.ProposeMove(place.Base, place.Clock, CustomerState(place, jan), [leen, kid], place.Actor with { Door = Door.Bulk }, "/");
        Assert.Equal("Kerkstraat", CustomerState(place, leen).Values[CustomerFields.Street]);
        new ConfirmProposal(place.Base, place.Clock).Do(proposal.Id, null, place.Actor);
        Assert.Equal(("Meir", "Meir"), (CustomerState(place, leen).Values[CustomerFields.Street], CustomerState(place, kid).Values[CustomerFields.Street]));
        Assert.Empty(FamilyMembers.LeftBehind(place.Base, jan, Viewer.CommandLine));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_company_has_one_main_contact(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (one, two) = (Contact(place, "Els", "1"), Contact(place, "Karim", "0"));
        var verb = new MainContact(place.Base, place.Clock);
        Assert.NotNull(verb.Do(two, place.Actor));
        Assert.Null(verb.Do(two, place.Actor));
        Assert.Equal(("0", "1"), (place.Now(ContactKind.Instance, one).Values[ContactKind.Main],
            place.Now(ContactKind.Instance, two).Values[ContactKind.Main]));
        Assert.Equal([two, one], Of(place, 1).Contacts.Select(c => c.Id));
    }

    [Theory, EachEngine]
    public async Task A_task_about_a_record_is_one_of_its_customer_too(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Aertz");
        var order = place.AddOrder(2);
        var create = new CreateTask(place.Base, Viewer.CommandLine, place.Clock);
        create.Do(GivenTask.New((TaskFields.Title, "Ask"), (TaskFields.AboutKind, "Bestelling"), (TaskFields.AboutId, $"{order}")), place.Actor);
        create.Do(GivenTask.New((TaskFields.Title, "Call"), (TaskFields.Customer, "2")), place.Actor);
        var list = new TaskList(place.Base, Viewer.CommandLine, place.Clock);
        Assert.Equal(2, list.Count(new TaskQuery { Customer = 2 }));
        var about = list.Page(new TaskQuery { About = ("orders", order) }, null, 10).Rows.Single();
        Assert.Equal(("Ask", "2", "orders"), (about[TaskFields.Title], about[TaskFields.Customer], about[TaskFields.AboutKind]));
        foreach (var (kind, id, code) in new[] { ("orders", "99", "unknown"), ("shops", "1", "kind"), ("orders", "", "alone"), ("", "1", "alone"),
            ("orders", "x", "id"), ("'; drop table task --", "1", "kind") })
            Assert.Equal("task.about." + code, Assert.Throws<TaskRefusedException>(() => create.Do(GivenTask.New((TaskFields.Title, "T"),
                (TaskFields.AboutKind, kind), (TaskFields.AboutId, id)), place.Actor)).Problems[0].Code);
        new MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        Assert.Equal(2, list.Count(new TaskQuery { Customer = 1 }));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Two_customers_with_everything_are_as_before_when_their_merge_is_split(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        foreach (var name in new[] { "Aertz", "Claes" }) place.AddCustomer(name);
        foreach (var customer in new[] { "1", "2" })
        {
            var ticket = place.Add(TicketKind.Instance, (TicketKind.Subject, "S" + customer), (TicketKind.OfCustomer, customer));
            place.Add(ConversationKind.Instance, (ConversationKind.OfCustomer, customer), (ConversationKind.Body, "Said"),
                (ConversationKind.Ticket, $"{ticket}"), (ConversationKind.MessageId, $"{customer}@x"));
            Contact(place, "C" + customer, "1", customer);
            var family = place.Add(FamilyKind.Instance, (FamilyKind.Name, "F" + customer), (FamilyKind.OfCustomer, customer));
            Member(place, family, 1, "parent");
            Member(place, family, 2, "child");
            Link(place, long.Parse(customer, CultureInfo.InvariantCulture), "works_for", 3);
            new CreateTask(place.Base, Viewer.CommandLine, place.Clock).Do(GivenTask.New((TaskFields.Title, "T"), (TaskFields.AboutKind, "tickets"),
                (TaskFields.AboutId, $"{ticket}")), place.Actor);
        }
        Link(place, 1, "partner_of", 2);
        var before = Everything(place);
        var merged = new MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        Assert.Equal((2, 2, 1), (Of(place, 1).Contacts.Count, Of(place, 1).Families.Count, Of(place, 1).Links.Count));
        Assert.Single(FamilyMembers.Of(place.Base, 1, Viewer.CommandLine));
        Assert.Equal(2, TopicCounts.Of(place.Base, RecordKinds.All, 1, "2026-11-30")["conversations"].All);
        new SplitCustomers(place.Base, place.Clock).Do(merged.Set.Id, place.Actor);
        Assert.Equal(before, Everything(place));
        place.AssertSound();
    }

    // All values of all records and customers, without their versions.
    private static string Everything(KindPlace place)
    {
        var lines = new List<string>();
        foreach (var kind in RecordKinds.All)
            foreach (var row in new RecordList(place.Base, kind, Viewer.CommandLine, "2026-11-30").Each(new RecordQuery()))
                lines.Add(Line(kind.Key, row.State, row.SummedUp));
        for (var id = 1L; id <= 3; id++) lines.Add(Line("customers", CustomerState(place, id), new Dictionary<string, long>())
            + CustomerState(place, id).MergedInto);
        lines.Add(Told(place));
        return string.Join('\n', lines);

        static string Line(string key, RecordState state, IReadOnlyDictionary<string, long> summed) => $"{key} {state.Id} {state.Trashed} "
            + string.Join(";", state.Values.Shape.Fields.Select(f => $"{f.Name}={state.Values[f.Ordinal]}")) + string.Join(";", summed);
    }

    private static string Told(KindPlace place) => string.Join('\n', Enumerable.Range(1, 3).Select(id => $"{id}: "
        + string.Join('|', Of(place, id).Links.Select(Words).Order())));

    private static string Words(SeenLink link) => $"{link.Other.Id} {link.Link.Values[LinkKind.Sort]}{(link.IsBack ? " back" : "")}";

    private static CustomerRelations Of(KindPlace place, long id) => CustomerRelations.Of(place.Base, id, Viewer.CommandLine);

    private static CustomerState CustomerState(KindPlace place, long id)
    {
        using var reader = place.Base.OpenReader();
        return CustomerStates.Find(reader, place.Base.Engine, id)!;
    }

    private static FieldProblem Problem(Action act) => Assert.Throws<RecordRefusedException>(act).Problems[0];

    [Theory, EachEngine]
    public async Task A_link_between_two_that_are_merged_is_one_record_and_one_that_names_an_absorbed_customer_stays_with_the_kept_one(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        foreach (var name in new[] { "Aertz", "Claes" }) place.AddCustomer(name);
        Link(place, 1, "partner_of", 2);
        var before = Link(place, 2, "works_for", 3);
        Assert.Equal(2, LinkedRecords.Of(place.Base, [1, 2])["links"]);
        Assert.Equal([(1L, 1L), (2, 2)], MergeCandidates.Of(place.Base, [1, 2], Viewer.System).Select(c => (c.State.Id, c.LinkedCount)));
        Assert.Equal(1, LinkedRecords.Of(place.Base, new Dictionary<long, IReadOnlyList<long>> { [3] = [2, 1], [1] = [2] })[1] - 1);
        new MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        Assert.Equal((1L, 2L), (MergeCandidates.Of(place.Base, [1, 3], Viewer.System)[1].LinkedCount,
            LinkedRecords.Of(place.Base, AbsorbedCustomers.With(place.Base, 1))["links"]));
        // Named by the ID of the absorbed one, or again by that of the kept one.
        var since = Link(place, 2, "pays_for", 3);
        place.Edit(LinkKind.Instance, before, (LinkKind.OfCustomer, "1"), (LinkKind.Notes, "since 2020"));
        Assert.Equal(["1", "2"], new[] { since, before }.Select(id => place.Now(LinkKind.Instance, id).Values[LinkKind.OfCustomer]));
        place.AssertSound();
    }

    private static long Link(KindPlace place, long from, string type, long to, string? since = null, string? until = null) => place.Add(LinkKind.Instance,
        (LinkKind.OfCustomer, $"{from}"), (LinkKind.Sort, type), (LinkKind.Other, $"{to}"), (LinkKind.Since, since), (LinkKind.Until, until));

    private static long Member(KindPlace place, long family, long customer, string role) => place.Add(FamilyMemberKind.Instance,
        (FamilyMemberKind.Family, $"{family}"), (FamilyMemberKind.OfCustomer, $"{customer}"), (FamilyMemberKind.Role, role));

    private static long Contact(KindPlace place, string name, string main, string company = "1") => place.Add(ContactKind.Instance,
        (ContactKind.OfCustomer, company), (ContactKind.FirstName, name), (ContactKind.Main, main));

    private static long Person(KindPlace place, string first, string last, string street)
    {
        var created = new CreateCustomer(place.Base, place.Clock).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.FirstName] = first, [CustomerFields.LastName] = last, [CustomerFields.Street] = street, [CustomerFields.HouseNumber] = "1",
        }), place.Actor);
        return Stamgast.Kinds.Verbs.CreateRecord.IdOf(place.Base, created);
    }
}
