using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.Tests.Tasks;

public sealed class TaskVerbsTests
{
    [Theory, EachEngine]
    public async Task A_new_task_is_stored_by_the_rules_of_its_fields(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        var id = place.Add(" Ask for the VAT\u0007 certificate ", (TaskFields.Customer, "1"), (TaskFields.DueDate, "4/12/26"), (TaskFields.DueTime, "9u30"),
            (TaskFields.Assignee, "ELS@branderij.example"), (TaskFields.Priority, "hoog"), (TaskFields.Text, "First line\r\nsecond"));
        var values = place.Now(id).Values;
        Assert.Equal(
            ["Ask for the VAT certificate", "First line\nsecond", "1", "2026-12-04", "09:30", $"{place.Els.Id}", "high", "0", null, null, null],
            TaskFields.All.Select(f => values[f]));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Refused_values_are_not_stored_and_each_problem_names_its_field(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        new TrashCustomers(place.Base, place.Clock).Do([1], place.Actor);
        new UserAccounts(place.Base, place.Clock).SetActive(place.Karim.Id, false);
        var refused = Assert.Throws<TaskRefusedException>(() => place.Add("  ", (TaskFields.Customer, "1"), (TaskFields.DueDate, "31/02/2027"),
            (TaskFields.DueTime, "25:00"),
            (TaskFields.Assignee, "karim@branderij.example"), (TaskFields.Priority, "soon"), (TaskFields.Done, "perhaps")));
        Assert.Equal(
            ["title task.title", "customer task.customer.unknown", "due_date date.impossible", "due_time task.time", "assignee task.assignee.inactive",
                "priority task.priority", "done flag.unknown"],
            refused.Problems.Select(p => $"{p.Field.Name} {p.Code}"));
        Assert.Equal("value.refused", refused.Refusal.Code);
        foreach (var culture in Stamgast.Language.Cultures.All.Select(c => System.Globalization.CultureInfo.GetCultureInfo(c.Tag)))
            Assert.All(refused.Problems, p => Assert.DoesNotContain("problem.", p.What(culture) + p.Remedy(culture), StringComparison.Ordinal));
        Assert.Equal("task.time.alone", Assert.Single(Assert.Throws<TaskRefusedException>(() => place.Add("Call", (TaskFields.DueTime, "17:00")))
            .Problems).Code);
        Assert.Equal(0, new TaskList(place.Base, Viewer.CommandLine, place.Clock).Count(new TaskQuery()));
    }

    [Theory, EachEngine]
    public async Task A_value_that_became_invalid_may_stay_but_cannot_be_chosen_again(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        var id = place.Add("Call", (TaskFields.Customer, "1"), (TaskFields.Assignee, "karim@branderij.example"));
        new TrashCustomers(place.Base, place.Clock).Do([1], place.Actor);
        new UserAccounts(place.Base, place.Clock).SetActive(place.Karim.Id, false);
        Assert.NotNull(place.Edit(id, (TaskFields.Title, "Call back"), (TaskFields.Customer, "1"), (TaskFields.Assignee, $"{place.Karim.Id}")).Set);
        Assert.NotNull(place.Edit(id, (TaskFields.Customer, ""), (TaskFields.Assignee, null)).Set);
        Assert.Equal(2, Assert.Throws<TaskRefusedException>(() => place.Edit(id, (TaskFields.Customer, "1"), (TaskFields.Assignee, $"{place.Karim.Id}")))
            .Problems.Count);
    }

    [Theory, EachEngine]
    public async Task Ticking_stores_the_time_and_undoing_it_reopens_the_task(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        var (id, other) = (place.Add("Call"), place.Add("Write"));
        var tick = new TickTask(place.Base, place.Clock);
        var outcome = tick.Do([id], done: true, place.Actor);
        Assert.Equal(("1", "2026-11-30T12:02:00Z"), (place.Now(id).Values[TaskFields.Done], place.Now(id).Values[TaskFields.DoneAt]));
        Assert.Null(tick.Do([id], done: true, place.Actor));
        Assert.Equal("0", place.Now(other).Values[TaskFields.Done]);
        new ChangeSets(place.Base, place.Clock).Undo(outcome!.Set.Id, place.Actor);
        Assert.Equal(("0", null), (place.Now(id).Values[TaskFields.Done], place.Now(id).Values[TaskFields.DoneAt]));
        Assert.Equal("task.unknown", Assert.Throws<RefusedException>(() => tick.Do([id, 99], done: true, place.Actor)).Refusal.Code);
        Assert.Equal("0", place.Now(id).Values[TaskFields.Done]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_task_in_the_trash_cannot_be_edited_or_ticked_and_can_be_brought_back(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        var (thrown, undone) = (place.Add("Call"), place.Add("Write"));
        Assert.NotNull(new TrashTasks(place.Base, place.Clock).Do([thrown], place.Actor));
        Assert.Null(new TrashTasks(place.Base, place.Clock).Do([thrown], place.Actor));
        var creation = Assert.Single(new History(place.Base, Viewer.CommandLine, TaskShape.Instance).Of(undone)).Set.Id;
        new ChangeSets(place.Base, place.Clock).Undo(creation, place.Actor);
        Assert.Equal("task.trashed", Assert.Throws<RefusedException>(() => place.Edit(thrown, (TaskFields.Title, "Other"))).Refusal.Code);
        Assert.Equal("task.trashed", Assert.Throws<RefusedException>(() => new TickTask(place.Base, place.Clock).Do([undone], done: true, place.Actor))
            .Refusal.Code);
        Assert.Equal("task.unknown", Assert.Throws<RefusedException>(() => new BringBackTasks(place.Base, place.Clock).Do([99], place.Actor)).Refusal.Code);
        Assert.Equal(2, new TaskList(place.Base, Viewer.CommandLine, place.Clock).Count(new TaskQuery(TaskPresence.Trashed)));
        new BringBackTasks(place.Base, place.Clock).Do([thrown, undone], place.Actor);
        Assert.Equal((false, false), (place.Now(thrown).Trashed, place.Now(undone).Trashed));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Changes_of_different_fields_are_both_kept_and_for_the_same_field_the_second_person_is_asked(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        var id = place.Add("Call");
        var seen = place.Now(id);
        place.Edit(id, (TaskFields.DueDate, "2026-12-04"));
        var edit = new EditTask(place.Base, Viewer.CommandLine, place.Clock);
        var second = edit.Do(id, seen.Version, new GivenTask(seen.Values, new Dictionary<int, string?> { [TaskFields.Title] = "Call back" }), place.Actor);
        Assert.Equal(("Call back", "2026-12-04"), (second.Current.Values[TaskFields.Title], second.Current.Values[TaskFields.DueDate]));
        var third = edit.Do(id, seen.Version, new GivenTask(seen.Values, new Dictionary<int, string?> { [TaskFields.DueDate] = "2026-12-05" }), place.Actor);
        Assert.Equal(("due_date", "2026-12-04"), (Assert.Single(third.Conflicts).Field.Name, third.Conflicts[0].Theirs));
        Assert.Equal("2026-12-04", place.Now(id).Values[TaskFields.DueDate]);
    }

    [Fact]
    public void The_shape_declares_that_a_task_refers_to_a_customer() =>
        Assert.Equal([("customer", Stamgast.Customers.CustomerShape.KindNumber)], TaskShape.Instance.References.Select(r => (r.Field.Name, r.Kind)));

    [Theory]
    [InlineData("17:00", "17:00")]
    [InlineData("9.30", "09:30")]
    [InlineData("9h", "09:00")]
    [InlineData("17u05", "17:05")]
    [InlineData("0930", "09:30")]
    [InlineData("23:59:59", "23:59")]
    [InlineData("24:00", null)]
    [InlineData("12:60", null)]
    [InlineData("noon", null)]
    [InlineData("9", null)]
    public void A_time_of_day_is_read_as_people_write_it(string text, string? time) => Assert.Equal(time, TaskTime.Read(text));
}
