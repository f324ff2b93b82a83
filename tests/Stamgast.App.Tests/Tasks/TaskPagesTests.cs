using System.Net;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Exchange;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Tasks;

public sealed class TaskPagesTests
{
    private static void AddCustomer(Base customers, string name)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = name;
        new ChangeSets(customers, TimeProvider.System).Create([values], Actor.CommandLine);
    }

    private static async Task<string> AddAsync(RunningApp app, string back, params (string, string)[] fields)
    {
        using var answer = await RunningApp.PostAsync(app.Client, "/tasks", "/tasks/new", [("back", back), .. fields]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await app.Client.GetStringAsync(answer.Headers.Location);
    }

    [Theory, EachEngine]
    public async Task A_task_is_added_on_one_line_is_mine_and_counts_in_the_menu(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var page = await AddAsync(app, "/tasks", ("title", "Ask for the VAT certificate"), ("due_date", "2020-01-15"));
        Assert.Contains("Ask for the VAT certificate has been added.", page, StringComparison.Ordinal);
        Assert.Contains("15 January 2020", page, StringComparison.Ordinal);
        Assert.Contains("days late", page, StringComparison.Ordinal);
        Assert.Contains("<small class=\"late\">1", page, StringComparison.Ordinal);
        Assert.Equal(["Ask for the VAT certificate"], Titles(app, new TaskQuery(TaskPresence.Overdue) { Assignee = 1 }));
        using var refused = await RunningApp.PostAsync(app.Client, "/tasks", "/tasks/new", ("back", "/tasks"), ("title", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("A task needs a title.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // The same line that is sent twice adds one.
        foreach (var _ in new[] { 1, 2 }) await AddAsync(app, "/tasks", ("title", "Call"), ("once", "abc"));
        Assert.Equal(2, Titles(app, new TaskQuery()).Count);
    }

    [Theory, EachEngine]
    public async Task Ticking_a_task_is_confirmed_and_its_undo_reopens_it(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        await AddAsync(app, "/tasks", ("title", "Call"));
        using var ticked = await RunningApp.PostAsync(app.Client, "/tasks", "/tasks/tick", ("back", "/tasks"), ("tick", "1"));
        var page = await app.Client.GetStringAsync(ticked.Headers.Location);
        Assert.Contains("Done: Call.", page, StringComparison.Ordinal);
        Assert.Empty(Titles(app, new TaskQuery()));
        Assert.Contains("/activity/2/undo", page, StringComparison.Ordinal);
        using var undone = await RunningApp.PostAsync(app.Client, "/tasks", "/activity/2/undo", ("back", "/tasks"));
        Assert.Contains("Undone: 1 task is as before.", await app.Client.GetStringAsync(undone.Headers.Location), StringComparison.Ordinal);
        Assert.Equal(["Call"], Titles(app, new TaskQuery()));
        // Activity names the task and leads to it, not to a customer.
        var activity = await app.Client.GetStringAsync("/activity");
        Assert.Contains("Call added", activity, StringComparison.Ordinal);
        Assert.Contains("Done: Call", activity, StringComparison.Ordinal);
        var set = await app.Client.GetStringAsync("/activity/2");
        Assert.Contains("href=\"/tasks/1\"", set, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/customers/1\"", set, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_page_of_a_task_saves_edited_fields_and_shows_the_history(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        AddCustomer(app.Base, "Aerts");
        AddCustomer(app.Base, "Claes");
        AddCustomer(app.Base, "Claessens");
        await AddAsync(app, "/tasks", ("title", "Call"));
        (string, string)[] form = [("version", "1"), ("title", "Call back"), ("text", ""), ("due_date", ""), ("due_time", ""), ("priority", "high"),
            ("assignee", "1")];
        using (var several = await RunningApp.PostAsync(app.Client, "/tasks/1", "/tasks/1", [.. form, ("customer", "claes")]))
        {
            var said = await several.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.UnprocessableEntity, several.StatusCode);
            Assert.Contains("Several customers match “claes”.", said, StringComparison.Ordinal);
            Assert.Contains("Claessens (#3)", said, StringComparison.Ordinal);
        }
        using (var saved = await RunningApp.PostAsync(app.Client, "/tasks/1", "/tasks/1", [.. form, ("customer", "aerts")]))
        {
            var page = await app.Client.GetStringAsync(saved.Headers.Location);
            Assert.Contains("value=\"Aerts (#1)\"", page, StringComparison.Ordinal);
            Assert.Contains("Changed: title, customer, priority", page, StringComparison.Ordinal);
        }
        // Somebody who still has the first version changes the same field.
        using var late = await RunningApp.PostAsync(app.Client, "/tasks/1", "/tasks/1",
            [("version", "1"), ("title", "Ring"), ("priority", "normal"), ("assignee", "1")]);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Somebody else has changed the same fields.", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Call back", AskedTasks.Find(app.Base, 1)!.Values[TaskFields.Title]);
        using var none = await app.Client.GetAsync(new Uri("/tasks/99", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory, EachEngine]
    public async Task The_page_of_a_customer_shows_counts_and_adds_its_tasks_and_no_others(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        AddCustomer(app.Base, "Aerts");
        AddCustomer(app.Base, "Claes");
        await AddAsync(app, "/tasks", ("title", "About nobody"));
        await AddAsync(app, "/customers/2/tasks", ("title", "About Claes"), ("customer", "2"));
        var page = await AddAsync(app, "/customers/1/tasks", ("title", "About Aerts"), ("customer", "1"));
        Assert.Contains("About Aerts", page, StringComparison.Ordinal);
        Assert.DoesNotContain("About Claes", page, StringComparison.Ordinal);
        Assert.DoesNotContain("About nobody", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"n \">1</span>", page, StringComparison.Ordinal);
        using var unknown = await app.Client.GetAsync(new Uri("/customers/99/tasks", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var refused = await RunningApp.PostAsync(app.Client, "/customers/1/tasks", "/tasks/new", ("back", "/customers/1/tasks"), ("customer", "1"),
            ("title", ""));
        Assert.Contains("aria-current=\"page\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task An_import_of_tasks_is_listed_among_those_that_wait_and_looked_at_and_confirmed_on_a_page_of_its_own(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        await AddAsync(app, "/tasks", ("title", "Call"));
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.csv");
        await File.WriteAllTextAsync(file, "id;version;title;due_date\n1;1;Call back;\n;;Write;\n;;;2026-12-01\n");
        var set = new TaskImport(app.Base, TimeProvider.System).Stage(file, Actor.CommandLine).Set;
        File.Delete(file);
        var waiting = await app.Client.GetStringAsync("/import");
        Assert.Contains($"<a href=\"/tasks/import/{set.Id}\">{set.FileName}</a>", waiting, StringComparison.Ordinal);
        Assert.Contains($"action=\"/tasks/import/{set.Id}/cancel\"", waiting, StringComparison.Ordinal);
        using (var led = await app.Client.GetAsync(new Uri($"/activity/{set.Id}", UriKind.Relative)))
            Assert.Equal($"/tasks/import/{set.Id}", led.Headers.Location!.ToString());
        var page = await app.Client.GetStringAsync($"/tasks/import/{set.Id}");
        Assert.Contains("<s>Call</s>Call back", page, StringComparison.Ordinal);
        Assert.Contains("A task needs a title.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Write", await app.Client.GetStringAsync($"/tasks/import/{set.Id}?show=Errors"), StringComparison.Ordinal);
        using var applied = await RunningApp.PostAsync(app.Client, $"/tasks/import/{set.Id}", $"/tasks/import/{set.Id}/apply", ("revision", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, applied.StatusCode);
        Assert.Equal(["Call back", "Write"], Titles(app, new TaskQuery()));
        using var gone = await app.Client.GetAsync(new Uri($"/tasks/import/{set.Id}", UriKind.Relative));
        Assert.Equal($"/activity/{set.Id}", gone.Headers.Location!.ToString());
        Assert.DoesNotContain(set.FileName!, await app.Client.GetStringAsync("/import"), StringComparison.Ordinal);
    }

    private static List<string?> Titles(RunningApp app, TaskQuery query) =>
        [.. new TaskList(app.Base, Viewer.CommandLine, TimeProvider.System).Page(query, null, 20).Rows.Select(r => r[TaskFields.Title])];
}
