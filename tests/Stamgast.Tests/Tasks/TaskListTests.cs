using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.Tests.Tasks;

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
            ["today at noon", "today", "friday at nine", "friday, pressing", "friday", "friday too", "no day", "no day either"], seen.Select(r => r[TaskFields.Title]));
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
        Assert.Equal(["Call about 100%"], Titles(new TaskQuery { Words = "100%" }));
        Assert.Equal(["Call about 100%", "Write"], Titles(new TaskQuery { Words = "100" }));
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
}
