using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Merging.Splitting;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>Splits with questions, with linked records, and of merges of more than two.</summary>
public sealed class SplitTests
{
    private const int Email = CustomerFields.Email;
    private const int Phone = CustomerFields.Phone;

    [Theory, EachEngine]
    public Task A_value_that_came_and_was_edited_since_is_asked_about_and_goes_where_it_is_said_to(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Maes", "phone", "+3293334455"));
        var merge = world.Merge(1, 2).Set.Id;
        Assert.Empty(world.Splits.LookOne(2, Viewer.System).Questions);
        world.Edit(1, Phone, "+32478111222");
        var merged = world.Picture();
        var question = Assert.Single(world.Splits.LookOne(2, Viewer.System).Questions);
        Assert.Equal(("2.phone", SplitDoubt.CameAndEdited, SplitAnswer.Stay, "+32478111222"),
            (question.Key, question.Doubt, question.Safest, question.Value));
        foreach (var (answer, kept, back) in new (SplitAnswer, string?, string?)[]
        {
            (SplitAnswer.Stay, "+32478111222", "+3293334455"), (SplitAnswer.Back, null, "+32478111222"), (SplitAnswer.Both, "+32478111222", "+32478111222"),
        })
        {
            var split = world.Splits.Do(merge, Actor.CommandLine, new SplitAsked { Answers = new Dictionary<string, SplitAnswer> { ["2.phone"] = answer } });
            Assert.Equal((kept, back), (world.Find(1).Values[Phone], world.Find(2).Values[Phone]));
            // One change set; its undo merges again, with the answer gone.
            world.Undo(split.Set.Id);
            Assert.Equal(merged, world.Picture());
        }
    });

    [Theory, EachEngine]
    public Task An_own_main_value_that_another_replaced_is_not_lost_when_that_one_was_edited(Engine engine) => MergeWorld.On(engine, world =>
    {
        const int mobile = CustomerFields.Mobile, others = CustomerFields.OtherEmails, otherPhones = CustomerFields.OtherPhones;
        world.Create(
            ("last_name", "Aerts", "email", "own@post.example", "phone", "+3293334455", "mobile", "+32478000001"),
            ("last_name", "Aerts", "email", "other@post.example", "phone", "+3293334466", "mobile", "+32478000002"));
        var before = world.Picture();
        var taken = new Dictionary<int, long> { [Email] = 2, [Phone] = 2, [mobile] = 2 };
        var merge = world.Merge(1, [2], MergeChoices.Of(taken)).Set.Id;
        Assert.Null(CameFrom.Of(world.Base, 1, Viewer.System).Element(others, "own@post.example"));
        Assert.Equal(2, CameFrom.Of(world.Base, 1, Viewer.System).Value(Email)!.Id);
        var merged = world.Picture();
        foreach (var way in new Func<long>[] { () => world.Splits.Do(merge, Actor.CommandLine).Set.Id, () => world.Undo(merge).Set.Id })
        {
            var split = way();
            Assert.Equal(before, world.Picture());
            world.Undo(split);
            Assert.Equal(merged, world.Picture());
        }
        world.Edit(1, Email, "new@post.example");
        world.Edit(1, mobile, "+32478000003");
        merged = world.Picture();
        foreach (var way in new Func<long>[] { () => world.Splits.Do(merge, Actor.CommandLine).Set.Id, () => world.Undo(merge).Set.Id })
        {
            var split = way();
            var (kept, back) = (world.Find(1).Values, world.Find(2).Values);
            Assert.Equal(("new@post.example", "own@post.example", "+3293334455", "+32478000003", "+32478000001"),
                (kept[Email], kept[others], kept[Phone], kept[mobile], kept[otherPhones]));
            Assert.Equal(("other@post.example", "+3293334466", "+32478000002"), (back[Email], back[Phone], back[mobile]));
            world.Undo(split);
            Assert.Equal(merged, world.Picture());
        }
        // What a person took out stays out.
        world.Edit(1, others, null);
        world.Splits.Do(merge, Actor.CommandLine);
        Assert.Null(world.Find(1).Values[others]);
    });

    [Theory, EachEngine]
    public Task An_own_main_value_that_another_replaced_moves_on_as_ones_own(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts", "email", "own@post.example"), ("last_name", "Aerts", "email", "other@post.example"), ("last_name", "Aerts"));
        var first = world.Merge(1, [2], MergeChoices.Of(new Dictionary<int, long> { [Email] = 2 })).Set.Id;
        world.Merge(3, 1);
        world.Splits.Do(first, Actor.CommandLine);
        Assert.Equal("own@post.example", world.Find(1).Values[Email]);
        Assert.Contains("own@post.example", MergeUnits.Lists[0].ValuesOf(world.Find(3).Values));
        Assert.DoesNotContain("other@post.example", MergeUnits.Lists[0].ValuesOf(world.Find(3).Values));
    });

    [Theory, EachEngine]
    public Task What_both_had_or_what_was_taken_out_since_is_asked_about_and_nothing_else(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(
            ("last_name", "Aerts", "email", "a@post.example", "city", "Gent", "groups", "VIP"),
            ("last_name", "Aerts", "email", "a@post.example", "other_emails", "b@post.example", "city", "Gent", "groups", "Retail", "iban",
            "BE68539007547034"));
        var merge = world.Merge(1, 2).Set.Id;
        world.Edit(1, CustomerFields.City, "Brugge");
        world.Edit(1, CustomerFields.Groups, "VIP | Barista");
        world.Edit(1, CustomerFields.OtherEmails, null);
        // Its own, which the other never had.
        world.Edit(1, CustomerFields.Website, "https://aerts.example");
        var preview = world.Splits.LookOne(2, Viewer.System);
        Assert.Equal(
            [("2.groups.0", SplitDoubt.Removed), ("2.other_emails.1", SplitDoubt.Removed), ("2.street", SplitDoubt.BothAndEdited)],
            preview.Questions.Select(q => (q.Key, q.Doubt)).OrderBy(q => q.Key, StringComparer.Ordinal));
        Assert.True(preview.IsAddedSince(MergeUnits.Lists[2], "Barista"));
        var answers = new Dictionary<string, SplitAnswer> { ["2.groups.0"] = SplitAnswer.Stay, ["2.street"] = SplitAnswer.Both };
        world.Splits.Do(merge, Actor.CommandLine, new SplitAsked { Answers = answers });
        var (kept, back) = (world.Find(1).Values, world.Find(2).Values);
        Assert.Equal(("Brugge", "VIP | Barista", null), (kept[CustomerFields.City], kept[CustomerFields.Groups], kept[CustomerFields.Iban]));
        Assert.Equal(("Brugge", null, "b@post.example"), (back[CustomerFields.City], back[CustomerFields.Groups], back[CustomerFields.OtherEmails]));
    });

    [Theory, EachEngine]
    public Task A_split_that_reaches_into_a_later_merge_is_one_set_and_its_undo_restores_both(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Dekker"), ("last_name", "Aerts"), ("last_name", "Baert", "phone", "+3293334455", "groups", "VIP"));
        world.Merge(2, 3);
        world.Merge(1, 2);
        var merged = world.Picture();
        var before = Sets(world);
        var split = world.SplitOne(3);
        Assert.Equal(before + 1, Sets(world));
        Assert.Equal((null, null, null), (world.Find(1).Values[Phone], world.Find(2).Values[Phone], world.Find(1).Values[CustomerFields.Groups]));
        world.Undo(split.Set.Id);
        Assert.Equal(merged, world.Picture());
        world.SplitOne(3);
        world.SplitOne(2);
        Assert.Equal([null, null, null], new[] { 1L, 2, 3 }.Select(id => world.Find(id).MergedInto));
    });

    [Theory, EachEngine]
    public Task The_notes_and_choices_of_one_of_three_leave_with_it(Engine engine) => MergeWorld.On(engine, world =>
    {
        var verbs = new ExtraFieldVerbs(world.Base, TimeProvider.System);
        verbs.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday"), new("Sunday")] });
        world.Create(
            ("last_name", "Aerts", "notes", "Deliver before 6 h."), ("last_name", "Aerts", "notes", "Ask for Odile.", "extra", "{\"1\":\"Monday | Friday\"}"),
            ("last_name", "Aerts", "notes", "Pays late", "extra", "{\"1\":\"Friday | Sunday\"}"));
        world.Merge(1, 2, 3);
        Assert.Equal("Deliver before 6 h.\n\nAsk for Odile.\n\nPays late", world.Find(1).Values[CustomerFields.Notes]);
        Assert.Equal("{\"1\":\"Monday | Friday | Sunday\"}", world.Find(1).Values[CustomerFields.Extra]);
        world.SplitOne(2);
        Assert.Equal("Deliver before 6 h.\n\nPays late", world.Find(1).Values[CustomerFields.Notes]);
        Assert.Equal("{\"1\":\"Friday | Sunday\"}", world.Find(1).Values[CustomerFields.Extra]);
        // Merged on, they still belong to the third.
        world.Create(ValueTuple.Create("last_name", "Dekker"));
        world.Merge(4, 1);
        world.SplitOne(3);
        Assert.Equal(("Deliver before 6 h.", null), (world.Find(4).Values[CustomerFields.Notes], world.Find(4).Values[CustomerFields.Extra]));
    });

    [Theory, EachEngine]
    public Task Chosen_elements_and_a_chosen_main_value_make_the_result_and_leave_with_the_split(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(
            ("last_name", "Aerts", "email", "a@post.example", "other_emails", "old@post.example", "groups", "VIP", "street", "Markt", "city", "Gent"),
            ("last_name", "Aerts", "email", "b@post.example", "groups", "Retail", "street", "Kerkstraat", "city", "Brugge"), ("last_name", "Aerts", "email",
            "c@post.example"));
        var before = world.Picture();
        var (emails, groups) = (MergeUnits.Lists[0], MergeUnits.Lists[2]);
        var choices = new MergeChoices
        {
            Main = new Dictionary<int, MergeElement> { [Email] = emails.Of("c@post.example") }, DeliveryFrom = 2,
            Elements = new Dictionary<MergeElement, bool> { [emails.Of("old@post.example")] = false, [groups.Of("vip")] = false },
        };
        var shown = world.Merges.Look(1, [2, 3], Viewer.System, choices).Result;
        var merge = world.Merge(1, [2, 3], choices);
        var kept = world.Find(1).Values;
        Assert.Empty(Difference.Between(shown, kept));
        Assert.Equal(("c@post.example", "b@post.example | a@post.example", "Retail"),
            (kept[Email], kept[CustomerFields.OtherEmails], kept[CustomerFields.Groups]));
        Assert.Equal(("Markt", "Kerkstraat", "Brugge"),
            (kept[CustomerFields.Street], kept[CustomerFields.DeliveryStreet], kept[CustomerFields.DeliveryCity]));
        // What was left out stays out while any of them is merged.
        world.SplitOne(2);
        Assert.Equal(("c@post.example", "a@post.example", null),
            (world.Find(1).Values[Email], world.Find(1).Values[CustomerFields.OtherEmails], world.Find(1).Values[CustomerFields.DeliveryStreet]));
        world.Split(merge.Set.Id);
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task Records_made_before_belong_to_the_original_and_those_made_since_stay_unless_chosen(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Maes"));
        AddTask(world, "Before", 2);
        var merge = world.Merge(1, 2).Set;
        Thread.Sleep(5);
        AddTask(world, "For Maes", 1);
        AddTask(world, "For Aerts", 1);
        var preview = world.Splits.LookOne(2, Viewer.System);
        var links = world.Splits.Links(preview, merge.AppliedAt!.Value, Viewer.System);
        Assert.Equal((3L, 1L), (links.Now["tasks"], links.Back[2]["tasks"]));
        Assert.Equal(["For Aerts", "For Maes"], links.Since.Select(r => r.Name));
        var asked = new SplitAsked { Records = new Dictionary<(string, long), long> { [("tasks", links.Since[1].Id)] = 2 } };
        world.Splits.Do(merge.Id, Actor.CommandLine, asked);
        Assert.Equal([2L, 2, 1], TaskCustomers(world));
        // Merged again, all of them are the kept one's; a record that is nobody's here is refused.
        world.Merge(1, 2);
        Assert.Equal(3L, LinkedRecords.Of(world.Base, [1, 2])["tasks"]);
        Assert.Equal("split.record", Assert.Throws<RefusedException>(() => world.Splits.Do(world.Splits.MergeOf(2, Viewer.System), Actor.CommandLine,
            new SplitAsked { Records = new Dictionary<(string, long), long> { [("tasks", 99)] = 2 } })).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task Records_given_to_a_customer_at_a_split_go_back_with_its_undo_and_again_with_the_redo(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Maes"));
        var merge = world.Merge(1, 2).Set;
        foreach (var title in new[] { "For Maes", "For Maes too", "For Aerts" }) AddTask(world, title, 1);
        var split = world.Splits.Do(merge.Id, Actor.CommandLine,
            new SplitAsked { Records = new Dictionary<(string, long), long> { [("tasks", 1)] = 2, [("tasks", 2)] = 2 } });
        Assert.Equal([2L, 2, 1], TaskCustomers(world));
        var undone = world.Undo(split.Set.Id);
        Assert.Equal([1L, 1, 1], TaskCustomers(world));
        var redone = world.Undo(undone.Set.Id);
        Assert.Equal([2L, 2, 1], TaskCustomers(world));
        // One that somebody gave to the other since stays there.
        MoveTask(world, 2, 1);
        MoveTask(world, 2, 2);
        var again = world.Undo(redone.Set.Id);
        Assert.Equal([1L, 2, 1], TaskCustomers(world));
        Assert.Equal(3L, LinkedRecords.Of(world.Base, AbsorbedCustomers.With(world.Base, 1))["tasks"]);
        world.Undo(again.Set.Id);
        Assert.Equal([2L, 2, 1], TaskCustomers(world));
    });

    [Theory, EachEngine]
    public Task A_split_shown_before_somebody_changed_one_of_them_is_refused(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Maes"), ("last_name", "Claes"));
        world.Merge(1, 2);
        var preview = world.Splits.LookOne(2, Viewer.System);
        world.Edit(1, CustomerFields.City, "Gent");
        Assert.Equal("split.changed", Assert.Throws<RefusedException>(() =>
            world.Splits.Do(preview.Set, Actor.CommandLine, new SplitAsked { Versions = preview.Versions })).Refusal.Code);
        Assert.Equal(1L, world.Find(2).MergedInto);
        Assert.Equal("customer.not_merged", Assert.Throws<RefusedException>(() => world.Splits.LookOne(3, Viewer.System)).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task The_history_of_a_family_tells_a_merge_once_with_all_that_came(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Aerts", "phone", "+3293334455"), ("last_name", "Aerts", "mobile", "+32478111222"));
        world.Edit(2, CustomerFields.City, "Gent");
        world.Merge(1, 2, 3);
        var history = new History(world.Base, Viewer.System).OfFamily(1);
        Assert.Equal([(ChangeKind.Merge, 1L), (ChangeKind.Edit, 2), (ChangeKind.Create, 3), (ChangeKind.Create, 2), (ChangeKind.Create, 1)],
            history.Select(h => (h.Set.Kind, h.RecordId)));
        Assert.Equal(["city", "mobile", "phone"], history[0].Changes.Select(c => c.Name).Order(StringComparer.Ordinal));
        // The same in Activity: one step for the kept one, one for each that was absorbed.
        var touched = new ChangedCustomers(world.Base, Viewer.System).Of(history[0].Set.Id, 0, 50);
        Assert.Equal([1L, 2, 3], touched.Select(t => t.CustomerId));
        Assert.Equal(["city", "mobile", "phone"], touched[0].Changes.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal([2L, 3], new ChangedCustomers(world.Base, Viewer.System).Of(history[0].Set.Id, touched[0].Seq, 50).Select(t => t.CustomerId));
        Assert.Single(new ChangedCustomers(world.Base, Viewer.System).Of(history[0].Set.Id, 0, 1));
        var came = CameFrom.Of(world.Base, 1, Viewer.System);
        Assert.Equal((2L, 3L, null), (came.Value(Phone)?.Id, came.Value(CustomerFields.Mobile)?.Id, came.Value(CustomerFields.LastName)?.Id));
        Assert.Equal([2L, 3], AbsorbedCustomers.Into(world.Base, 1, Viewer.System).Select(a => a.State.Id));
        // Those of one that is merged further are still part of it, each by its own merge.
        world.Create(ValueTuple.Create("last_name", "Dekker"));
        var later = world.Merge(4, 1).Set.Id;
        Assert.Equal([(1L, later), (2, history[0].Set.Id), (3, history[0].Set.Id)],
            AbsorbedCustomers.Into(world.Base, 4, Viewer.System).Select(a => (a.State.Id, a.Merge)));
    });

    private static int Sets(MergeWorld world)
    {
        using var context = world.Base.NewContext();
        return context.ChangeSets.Count();
    }

    private static void AddTask(MergeWorld world, string title, long customer)
    {
        var task = TaskShape.Instance.Blank();
        (task[TaskFields.Title], task[TaskFields.Customer]) = (title, customer.ToString(System.Globalization.CultureInfo.InvariantCulture));
        new ChangeSets(world.Base, TimeProvider.System).Create([task], Actor.CommandLine);
    }

    private static void MoveTask(MergeWorld world, long task, long customer)
    {
        using var reader = world.Base.OpenReader();
        var state = RecordStates.Read(reader, world.Base.Engine, TaskShape.Instance, [task])[task];
        var values = state.Values.Copy();
        values[TaskFields.Customer] = customer.ToString(System.Globalization.CultureInfo.InvariantCulture);
        new ChangeSets(world.Base, TimeProvider.System).Edit(task, state.Version, values, Actor.CommandLine);
    }

    private static IReadOnlyList<long> TaskCustomers(MergeWorld world)
    {
        using var context = world.Base.NewContext();
        return [.. context.Set<TaskItem>().OrderBy(t => t.Id).Select(t => t.Customer!.Value)];
    }
}
