using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

public sealed class MergeTests
{
    [Theory, EachEngine]
    public Task A_newer_no_to_the_newsletter_wins_over_an_older_yes_and_leaves_with_its_customer(Engine engine) => MergeWorld.On(engine, world =>
    {
        const int newsletter = CustomerFields.Newsletter;
        world.Create(("last_name", "Aerts", "newsletter", "1"), ("last_name", "Aerts", "newsletter", "1"), ("last_name", "Aerts"), ("last_name", "Aerts"));
        // Nobody asked the third and the fourth: the usual "no" is no answer.
        Assert.Equal("1", world.Merges.Look(1, [3], Viewer.System).Result[newsletter]);
        Assert.Equal("0", world.Merges.Look(3, [1], Viewer.System).Result[newsletter]);
        Thread.Sleep(5);
        world.Edit(2, newsletter, "0");
        var preview = world.Merges.Look(1, [2, 3], Viewer.System);
        Assert.Equal(("0", 2L), (preview.Result[newsletter], preview.Source(newsletter)));
        Assert.Equal([1L, 2], preview.NewsletterSince.Keys.Order());
        Assert.True(preview.NewsletterSince[1] < preview.NewsletterSince[2]);
        // A person may choose otherwise.
        Assert.Equal("1", world.Merges.Look(1, [2], Viewer.System, MergeChoices.Of(new Dictionary<int, long> { [newsletter] = 1 })).Result[newsletter]);
        world.Merge(1, 2, 3);
        Assert.Equal("0", world.Find(1).Values[newsletter]);
        world.SplitOne(2);
        Assert.Equal("1", world.Find(1).Values[newsletter]);
        // A "yes" that was said after the "no" stays.
        Thread.Sleep(5);
        world.Edit(4, newsletter, "1");
        Assert.Equal("1", world.Merges.Look(4, [2], Viewer.System).Result[newsletter]);
        Assert.Equal("0", world.Merges.Look(1, [2], Viewer.System).Result[newsletter]);
    });

    [Theory, EachEngine]
    public Task The_undo_of_two_splits_closes_no_circle(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Maes"));
        var first = world.Undo(world.Merge(1, 2).Set.Id);
        var second = world.Undo(world.Merge(2, 1).Set.Id);
        // The older one: 2 is merged into 1 again.
        world.Undo(first.Set.Id);
        Assert.Equal("customer.merged", Assert.Throws<RefusedException>(() => world.Undo(second.Set.Id)).Refusal.Code);
        Assert.Equal((null, 1L), (world.Find(1).MergedInto, world.Find(2).MergedInto));
        // Nor where the customer at the top got nothing from the one that comes back.
        world.Create(("last_name", "Claes"), ("last_name", "Claes"), ("last_name", "Claes"));
        world.Merge(4, 3);
        world.Merge(5, 4);
        var third = world.SplitOne(3);
        world.Merge(3, 5);
        Assert.Equal("customer.merged", Assert.Throws<RefusedException>(() => world.Undo(third.Set.Id)).Refusal.Code);
        Assert.Equal((null, 5L, 3L), (world.Find(3).MergedInto, world.Find(4).MergedInto, world.Find(5).MergedInto));
    });

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
        // A job counts as done with the last of the sets that this takes.
        var told = 0;
        new SplitCustomers(world.Base, TimeProvider.System).One(3, Actor.CommandLine with { Committing = (_, _) => told++ });
        Assert.Equal(1, told);
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
        var merge = world.Merges.Do(1, [2], Actor.CommandLine,
            MergeChoices.Of(new Dictionary<int, long> { [CustomerFields.Email] = 2, [CustomerFields.City] = 2 }));
        var kept = world.Find(1).Values;
        Assert.Equal(("Aerts", "b@post.example", "a@post.example"),
            (kept[CustomerFields.LastName], kept[CustomerFields.Email], kept[CustomerFields.OtherEmails]));
        Assert.Equal(("Markt", "Brugge"), (kept[CustomerFields.Street], kept[CustomerFields.City]));
        world.Split(merge.Set.Id);
        Assert.Equal(before, world.Picture());
        Assert.Equal("merge.taken", Assert.Throws<RefusedException>(() => world.Merges.Look(1, [2], Viewer.CommandLine,
            MergeChoices.Of(new Dictionary<int, long> { [CustomerFields.Email] = 7 }))).Refusal.Code);
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

    [Theory, EachEngine]
    public Task Splitting_a_redone_merge_reaches_what_was_merged_further(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Dekker"), ("last_name", "Aerts"), ("last_name", "Baert", "phone", "+3293334455"));
        var before = world.Picture();
        var redone = world.Undo(world.Undo(world.Merge(2, 3).Set.Id).Set.Id);
        world.Merge(1, 2);
        Assert.Equal("+3293334455", world.Find(1).Values[CustomerFields.Phone]);
        world.Undo(redone.Set.Id);
        Assert.Equal((null, null), (world.Find(1).Values[CustomerFields.Phone], world.Find(3).MergedInto));
        world.SplitOne(2);
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task A_merge_is_redone_whole_or_not_at_all(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Baert", "number", "C-2", "phone", "+3293334455"), ("last_name", "Claes"));
        var merged = world.Merge(1, 2);
        var split = world.Split(merged.Set.Id);
        world.Edit(2, CustomerFields.Number, "C-9");
        world.Edit(3, CustomerFields.Number, "C-2");
        var before = world.Picture();
        Assert.Equal("number.taken", Assert.Throws<RefusedException>(() => world.Undo(split.Set.Id, 2)).Refusal.Code);
        Assert.Equal(before, world.Picture());
        world.Edit(3, CustomerFields.Number, null);
        world.Undo(split.Set.Id, 2);
        Assert.Equal((1L, "+3293334455"), (world.Find(2).MergedInto, world.Find(1).Values[CustomerFields.Phone]));
    });

    [Theory, EachEngine]
    public Task An_undo_for_one_customer_splits_no_other(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Baert"), ("last_name", "Claes"), ("last_name", "Dekker"));
        var merge = world.Merge(1, 2, 3, 4);
        world.Undo(merge.Set.Id, 2);
        Assert.Throws<NothingUndoneException>(() => world.Undo(merge.Set.Id, 2));
        Assert.Equal((null, 1L, 1L), (world.Find(2).MergedInto, world.Find(3).MergedInto, world.Find(4).MergedInto));
        // As Activity counts it: what is undone of the set is one of its four customers, and the kept one only at the end.
        using (var context = world.Base.NewContext()) Assert.Equal((4, 1), Counts(context));
        world.Undo(merge.Set.Id, 1);
        using (var context = world.Base.NewContext()) Assert.Equal((4, 4), Counts(context));

        (int, int) Counts(StamgastContext context) =>
            context.Set<ChangeSet>().Where(s => s.Id == merge.Set.Id).AsEnumerable().Select(s => ((int)(s.Created + s.Changed), (int)s.Undone)).Single();
    });

    [Theory, EachEngine]
    public Task A_country_alone_is_no_address_and_notes_of_three_are_all_there(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(
            ("last_name", "Kat", "country", "BE"), ("last_name", "Kat", "country", "NL", "city", "Breda", "street", "Markt"),
            ("last_name", "Kat", "notes", "Rings twice"), ("last_name", "Kat", "notes", "Pays late"));
        world.Merge(2, 3);
        world.Merge(1, 2, 4);
        var kept = world.Find(1).Values;
        Assert.Equal(("Markt", "Breda", "NL"), (kept[CustomerFields.Street], kept[CustomerFields.City], kept[CustomerFields.Country]));
        Assert.Equal("Rings twice\n\nPays late", kept[CustomerFields.Notes]);
    });

    private static string Sorted(string? list) => string.Join(" | ", RecordValues.Elements(list).Order(StringComparer.Ordinal));
}
