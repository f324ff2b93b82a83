using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

public sealed class MergeTests
{
    [Theory, EachEngine]
    public Task The_kept_customer_gets_what_it_lacks_and_the_lists_of_both(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(
            ("first_name", "Jozefien", "last_name", "Aerts", "email", "jozefien@post.example", "groups", "VIP", "city", "Gent"),
            ("first_name", "Josefien", "last_name", "Aerts", "email", "josefien@work.example", "groups", "vip | Retail", "number", "C-2", "phone",
            "+3293334455", "street", "Kerkstraat"));
        var outcome = world.Merge(1, 2);
        Assert.Equal((ChangeKind.Merge, 2L), (outcome.Set.Kind, outcome.Customers));
        var kept = world.Find(1).Values;
        Assert.Equal(("Jozefien", "jozefien@post.example", "josefien@work.example"),
            (kept[CustomerFields.FirstName], kept[CustomerFields.Email], kept[CustomerFields.OtherEmails]));
        Assert.Equal(("VIP | Retail", "C-2", "+3293334455"), (kept[CustomerFields.Groups], kept[CustomerFields.Number], kept[CustomerFields.Phone]));
        // Half an address is no address: the kept one's city stays without the other's street.
        Assert.Equal(("Gent", null), (kept[CustomerFields.City], kept[CustomerFields.Street]));
        Assert.Equal((1L, "C-2"), (world.Find(2).MergedInto, world.Find(2).Values[CustomerFields.Number]));
    });

    [Theory, EachEngine]
    public Task A_split_gives_both_customers_back_and_its_undo_merges_them_again(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts", "email", "a@post.example"),
            ("last_name", "Aerts", "email", "b@post.example", "number", "C-2", "notes", "Rings twice"));
        var before = world.Picture();
        var merge = world.Merge(1, 2);
        var merged = world.Picture();
        var split = world.Split(merge.Set.Id);
        Assert.Equal(before, world.Picture());
        world.Undo(split.Set.Id);
        Assert.Equal(merged, world.Picture());
        world.Undo(merge.Set.Id);
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task One_of_three_is_split_off_and_what_two_of_them_brought_stays_by_the_other(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(
            ("last_name", "Aerts"), ("last_name", "Aerts", "other_emails", "shared@post.example | b@post.example", "phone", "+3293334455"),
            ("last_name", "Aerts", "other_emails", "shared@post.example | c@post.example", "mobile", "+32478111222"));
        var merge = world.Merge(1, 2, 3);
        Assert.Equal("shared@post.example | b@post.example | c@post.example", world.Find(1).Values[CustomerFields.OtherEmails]);
        world.SplitOne(2);
        var kept = world.Find(1).Values;
        Assert.Equal(("c@post.example | shared@post.example", null, "+32478111222"),
            (Sorted(kept[CustomerFields.OtherEmails]), kept[CustomerFields.Phone], kept[CustomerFields.Mobile]));
        Assert.Equal((null, 1L), (world.Find(2).MergedInto, world.Find(3).MergedInto));
        world.SplitOne(3);
        Assert.Null(world.Find(1).Values[CustomerFields.OtherEmails]);
        Assert.Equal("customer.not_merged", Assert.Throws<RefusedException>(() => world.SplitOne(3)).Refusal.Code);
        Assert.Equal("change_set.no_merge", Assert.Throws<RefusedException>(() => world.Split(merge.Set.Id)).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task What_came_from_one_leaves_also_where_it_was_merged_on_but_not_what_a_person_set_since(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Dekker"), ("last_name", "Aerts"),
            ("last_name", "Baert", "phone", "+3293334455", "email", "b@post.example", "iban", "BE68539007547034"));
        var before = world.Picture();
        world.Merge(2, 3);
        world.Merge(1, 2);
        Assert.Equal("+3293334455", world.Find(1).Values[CustomerFields.Phone]);
        world.Edit(1, CustomerFields.Iban, "BE71096123456769");
        world.SplitOne(3);
        var (top, middle, off) = (world.Find(1).Values, world.Find(2), world.Find(3));
        Assert.Equal((null, null, "BE71096123456769"), (top[CustomerFields.Phone], top[CustomerFields.Email], top[CustomerFields.Iban]));
        Assert.Equal((1L, null, null), (middle.MergedInto, middle.Values[CustomerFields.Phone], off.MergedInto));
        world.SplitOne(2);
        world.Edit(1, CustomerFields.Iban, null);
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task Splitting_the_middle_one_takes_along_what_was_merged_into_it(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Dekker"), ("last_name", "Aerts", "mobile", "+32478111222"), ("last_name", "Baert", "phone", "+3293334455"));
        world.Merge(2, 3);
        var before = world.Picture();
        world.Merge(1, 2);
        Assert.Equal(("+3293334455", "+32478111222"), (world.Find(1).Values[CustomerFields.Phone], world.Find(1).Values[CustomerFields.Mobile]));
        world.SplitOne(2);
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task Merges_that_cannot_be_are_refused_and_change_nothing(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Baert"), ("last_name", "Claes", "allow_merge", "0"), ("last_name", "Dekker"));
        world.Merge(1, 2);
        world.Trash(4);
        var before = world.Picture();
        Assert.Equal("merge.few", Refusal(1, 1));
        Assert.Equal("customer.unknown", Refusal(1, 99));
        Assert.Equal("customer.merged", Refusal(1, 2));
        Assert.Equal("customer.merged", Refusal(2, 1));
        Assert.Equal("customer.not_mergeable", Refusal(1, 3));
        Assert.Equal("customer.trashed", Refusal(1, 4));
        Assert.Equal("customer.merged", Assert.Throws<RefusedException>(() => world.Edit(2, CustomerFields.City, "Gent")).Refusal.Code);
        Assert.Equal("customer.merged", Assert.Throws<RefusedException>(() => new Stamgast.CustomerVerbs.TrashCustomers(world.Base, TimeProvider.System)
            .Do([2], Actor.CommandLine)).Refusal.Code);
        Assert.Equal("merge.changed", Assert.Throws<RefusedException>(() => world.Merges.Do(1, [4], Actor.CommandLine, null,
            new Dictionary<long, int> { [1] = 1 })).Refusal.Code);
        Assert.Equal(before, world.Picture());

        string Refusal(long keep, long absorb) => Assert.Throws<RefusedException>(() => world.Merge(keep, absorb)).Refusal.Code;
    });

    [Theory, EachEngine]
    public Task Values_of_the_other_are_taken_where_they_are_asked_for(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(
            ("last_name", "Aerts", "email", "a@post.example", "street", "Kerkstraat", "city", "Gent"),
            ("last_name", "Aertz", "email", "b@post.example", "street", "Markt", "city", "Brugge"));
        var before = world.Picture();
        var merge = world.Merges.Do(1, [2], Actor.CommandLine, new Dictionary<int, long> { [CustomerFields.Email] = 2, [CustomerFields.City] = 2 });
        var kept = world.Find(1).Values;
        Assert.Equal(("Aerts", "b@post.example", "a@post.example"),
            (kept[CustomerFields.LastName], kept[CustomerFields.Email], kept[CustomerFields.OtherEmails]));
        Assert.Equal(("Markt", "Brugge"), (kept[CustomerFields.Street], kept[CustomerFields.City]));
        world.Split(merge.Set.Id);
        Assert.Equal(before, world.Picture());
        Assert.Equal("merge.taken", Assert.Throws<RefusedException>(() => world.Merges.Look(1, [2], Viewer.CommandLine,
            new Dictionary<int, long> { [CustomerFields.Email] = 7 })).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task Undoing_the_import_of_a_merged_customer_keeps_it_and_says_why(Engine engine) => MergeWorld.On(engine, world =>
    {
        var created = world.Create(("last_name", "Aerts"), ("last_name", "Baert", "phone", "+3293334455"), ("last_name", "Claes"));
        world.Merge(1, 2);
        var undo = world.Undo(created.Set.Id);
        Assert.Equal([(1L, "merged"), (2L, "merged")], undo.Kept.Select(k => (k.CustomerId, k.Reason)).Order());
        Assert.Equal([false, false, true], new[] { 1L, 2, 3 }.Select(id => world.Find(id).Trashed));
        world.SplitOne(2);
        Assert.Equal((false, false), (world.Find(1).Trashed, world.Find(2).Trashed));
    });

    [Theory, EachEngine]
    public Task What_was_split_and_merged_elsewhere_is_not_merged_back_by_an_undo(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Baert", "phone", "+3293334455"), ("last_name", "Claes"));
        var merge = world.Merge(1, 2);
        var split = world.Split(merge.Set.Id);
        world.Merge(3, 2);
        var before = world.Picture();
        Assert.Equal("customer.merged", Assert.Throws<RefusedException>(() => world.Undo(split.Set.Id)).Refusal.Code);
        Assert.Equal(before, world.Picture());
    });

    private static string Sorted(string? list) => string.Join(" | ", RecordValues.Elements(list).Order(StringComparer.Ordinal));
}
