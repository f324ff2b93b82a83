using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;

namespace Stamgast.Tests.Tasks.Lists;

public sealed class TaskListTests
{
    [Theory, EachEngine]
    public async Task Open_tasks_are_sorted_by_due_time_then_priority_and_pages_neither_skip_nor_repeat(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("no day");
        place.Add("friday", (TaskFields.DueDate, "2026-12-04"));
        place.Add("friday, pressing", (TaskFields.DueDate, "2026-12-04"), (TaskFields.Priority, "high"));
        place.Add("friday at nine", (TaskFields.DueDate, "2026-12-04"), (TaskFields.DueTime, "09:00"), (TaskFields.Priority, "low"));
        place.Add("today at noon", (TaskFields.DueDate, "2026-11-30"), (TaskFields.DueTime, "12:00"));
        place.Add("today", (TaskFields.DueDate, "2026-11-30"));
        place.Add("no day either");
        place.Add("friday too", (TaskFields.DueDate, "2026-12-04"));
        var list = new TaskList(place.Base, Viewer.CommandLine, place.Clock);
        var seen = new List<TaskRow>();
        string? after = null;
        do
        {
            var page = list.Page(new TaskQuery(), after, 3);
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(
            ["today at noon", "today", "friday at nine", "friday, pressing", "friday", "friday too", "no day", "no day either"],
                seen.Select(r => r[TaskFields.Title]));
        Assert.Equal(["today at noon"], seen.Where(r => r.IsOverdue).Select(r => r[TaskFields.Title]));
        Assert.Equal(["today at noon"], list.Page(new TaskQuery(TaskPresence.Overdue), null, 10).Rows.Select(r => r[TaskFields.Title]));
        Assert.Equal(new TaskCounts(8, 1), list.Counts());
        Assert.Equal("today at noon", list.Page(new TaskQuery(), "no cursor", 1).Rows[0][TaskFields.Title]);
    }

    [Theory, EachEngine]
    public async Task Each_filter_excludes_what_it_should_and_the_counts_agree(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        place.Add("Call about 100%", (TaskFields.Customer, "1"), (TaskFields.Assignee, "els@branderij.example"), (TaskFields.DueDate, "2026-11-25"));
        place.Add("Write", (TaskFields.Customer, "2"), (TaskFields.Assignee, "karim@branderij.example"), (TaskFields.Text, "about the 100 euros"));
        var done = place.Add("Send", (TaskFields.Customer, "1"));
        var binned = place.Add("Bin");
        new TickTask(place.Base, place.Clock).Do([done], done: true, place.Actor);
        new TrashTasks(place.Base, place.Clock).Do([binned], place.Actor);
        var list = new TaskList(place.Base, Viewer.CommandLine, place.Clock);
        Assert.Equal(["Call about 100%"], Titles(new TaskQuery { Assignee = place.Els.Id }));
        Assert.Equal(["Write"], Titles(new TaskQuery { Customer = 2 }));
        Assert.Equal(["Send"], Titles(new TaskQuery(TaskPresence.Done)));
        Assert.Equal(["Bin"], Titles(new TaskQuery(TaskPresence.Trashed)));
        Assert.Equal(["Call about 100%"], Titles(new TaskQuery { Words = "CALL" }));
        foreach (var words in new[] { "100%", "100" }) Assert.Equal(["Call about 100%", "Write"], Titles(new TaskQuery { Words = words }));
        Assert.Equal(["Write"], Titles(new TaskQuery { Words = "euros wri" }));
        Assert.Empty(Titles(new TaskQuery { Words = "_" }));
        Assert.Equal("Aerts", list.Page(new TaskQuery { Customer = 1 }, null, 5).Rows[0].CustomerName);
        Assert.Equal(new TaskCounts(1, 1), list.Counts(assignee: place.Els.Id));
        Assert.Equal(new TaskCounts(1, 0), list.Counts(customer: 2));
        Assert.Equal(new TaskCounts(0, 0), list.Counts(assignee: 99));

        List<string?> Titles(TaskQuery query)
        {
            var rows = list.Page(query, null, 10).Rows;
            Assert.Equal(rows.Count, list.Count(query));
            return [.. rows.Select(r => r[TaskFields.Title])];
        }
    }

    [Theory, EachEngine]
    public async Task Words_are_found_whatever_their_capitals_and_accents(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("Éloïse D’Hondt-Müller bellen", (TaskFields.Text, "over de crème brûlée"));
        place.Add("Große Straße: ŁÓDŹ", (TaskFields.Text, "smørrebrød, sœur"));
        place.Add("Позвонить Ивану");
        var list = new TaskList(place.Base, Viewer.CommandLine, place.Clock);
        foreach (var words in new[] { "eloise", "ELOÏSE dhondt", "d'hondt muller", "Creme BRULEE", "brûlée bell" }) Assert.Equal(1, Found(words));
        foreach (var words in new[] { "grosse strasse", "lodz", "Łódź", "smorrebrod", "soeur" }) Assert.Equal(2, Found(words));
        Assert.Equal(3, Found("ивану"));
        foreach (var words in new[] { "eloisa", "eloise lodz", "%", "…" }) Assert.Null(Found(words));
        Assert.Equal([(TaskGroup.NoDay, 1L)], list.Groups(new TaskQuery { Words = "Lodz" }).Select(g => (g.Key, g.Value)));

        long? Found(string words) => list.Page(new TaskQuery { Words = words }, null, 10).Rows.SingleOrDefault()?.State.Id;
    }

    [Theory, EachEngine]
    public async Task Tasks_are_grouped_by_day_and_the_groups_are_counted(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        // Monday 30 November, 13:02.
        foreach (var (day, time) in new[]
        {
            ("2026-11-29", null), ("2026-11-30", "13:00"), ("2026-11-30", "13:30"), ("2026-11-30", null), ("2026-12-01", null), ("2026-12-02", "08:00"),
                ("2026-12-06", null),
            ("2026-12-07", null), ("2027-01-01", null), (null, (string?)null),
        })
            place.Add($"due {day} {time}", (TaskFields.DueDate, day), (TaskFields.DueTime, time));
        var list = new TaskList(place.Base, Viewer.CommandLine, place.Clock);
        var rows = list.Page(new TaskQuery(), null, 20).Rows;
        TaskGroup[] expected = [TaskGroup.Overdue, TaskGroup.Overdue, TaskGroup.Today, TaskGroup.Today, TaskGroup.Tomorrow, TaskGroup.ThisWeek,
            TaskGroup.ThisWeek,
            TaskGroup.Later, TaskGroup.Later, TaskGroup.NoDay];
        Assert.Equal(expected, rows.Select(r => r.Group));
        Assert.Equal(expected.CountBy(g => g).Select(g => (g.Key, (long)g.Value)), list.Groups(new TaskQuery()).Select(g => (g.Key, g.Value)));
        Assert.Equal(list.Counts(), new TaskCounts(10, 2));
        // On a Sunday, tomorrow is not part of this week.
        place.Clock.GoOn(TimeSpan.FromDays(6));
        list = new TaskList(place.Base, Viewer.CommandLine, place.Clock);
        Assert.Equal([(TaskGroup.Overdue, 6L), (TaskGroup.Today, 1), (TaskGroup.Tomorrow, 1), (TaskGroup.Later, 1), (TaskGroup.NoDay, 1)],
            list.Groups(new TaskQuery()).Select(g => (g.Key, g.Value)));
        Assert.Equal(list.Groups(new TaskQuery()), list.Page(new TaskQuery(), null, 20).Rows.CountBy(r => r.Group)
            .ToDictionary(g => g.Key, g => (long)g.Value));
    }
}
