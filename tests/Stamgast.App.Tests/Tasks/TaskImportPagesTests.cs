using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Tasks;

public sealed class TaskImportPagesTests
{
    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static async Task<HttpResponseMessage> UploadAsync(RunningApp app, string text, string name = "taken.csv")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/tasks/import", UriKind.Relative)))),
                "__RequestVerificationToken" },
            { new StringContent(text), "file", name },
        };
        return await app.Client.PostAsync(new Uri("/tasks/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Led(RunningApp app, HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            var address = answer.Headers.Location!.ToString();
            for (var tries = 0; tries < 200 && address.StartsWith("/progress/", StringComparison.Ordinal); tries++)
            {
                await Task.Delay(50);
                using var progress = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
                if (progress.StatusCode == HttpStatusCode.SeeOther) address = progress.Headers.Location!.ToString();
            }
            return address;
        }
    }

    private static void Add(RunningApp app, params string[] titles)
    {
        foreach (var title in titles)
            new CreateTask(app.Base, Viewer.System, TimeProvider.System).Do(GivenTask.New((TaskFields.Title, title), (TaskFields.Assignee, "1")),
                Actor.CommandLine);
    }

    private static string? Title(RunningApp app, long id) => AskedTasks.Find(app.Base, id)?.Values[TaskFields.Title];

    private static string RevisionIn(string page) => Regex.Match(page, "name=\"revision\" value=\"([0-9]+)\"").Groups[1].Value;

    private static string[] Kept(RunningApp app) => Directory.Exists(app.Base.Location.UploadFolder) ? Directory.GetFiles(app.Base.Location.UploadFolder) : [];

    [Theory, EachEngine]
    public async Task What_the_list_exports_is_brought_back_and_only_what_was_edited_changes(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Add(app, "Call", "Write", "Éloïse bellen");
        Assert.Contains("href=\"/tasks/export.csv?q=eloise\"", await Get(app, "/tasks?q=eloise"), StringComparison.Ordinal);
        Assert.Equal(2, (await Get(app, "/tasks/export.csv?q=eloise")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var file = (await Get(app, "/tasks/export.csv")).Replace("Write", "Write a letter", StringComparison.Ordinal) + ";;Send;;;;;;;\r\n";
        var preview = await Led(app, await UploadAsync(app, file));
        Assert.Matches("^/tasks/import/[0-9]+$", preview);
        var page = await Get(app, preview);
        Assert.Contains("taken.csv", page, StringComparison.Ordinal);
        Assert.Contains("<s>Write</s>Write a letter", page, StringComparison.Ordinal);
        Assert.Contains("Import 2 tasks", page, StringComparison.Ordinal);
        // Unchanged ones are shown on request.
        Assert.DoesNotContain("Éloïse", page, StringComparison.Ordinal);
        Assert.Contains("Éloïse bellen", await Get(app, preview + "?show=Unchanged"), StringComparison.Ordinal);
        Assert.Contains("Write a letter", await Get(app, preview + "?field=title"), StringComparison.Ordinal);
        Assert.Empty(Kept(app));
        Assert.Equal("Write", Title(app, 2));
        Assert.Equal("/tasks", await Led(app, await RunningApp.PostAsync(app.Client, preview, preview + "/apply", ("revision", RevisionIn(page)))));
        Assert.Equal(("Write a letter", "Send"), (Title(app, 2), Title(app, 4)));
    }

    [Theory, EachEngine]
    public async Task A_row_is_left_out_on_the_page_and_an_older_page_confirms_nothing(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Add(app, "Call");
        var preview = await Led(app, await UploadAsync(app, "id;version;title;due_date\n1;1;Call back;\n;;Write;\n;;Pay;31/02/2026\n"));
        var old = await Get(app, preview);
        Assert.Contains("class=\"err\"", old, StringComparison.Ordinal);
        using (var left = await RunningApp.PostAsync(app.Client, preview, preview + "/rows/1", ("out", "1"), ("back", preview)))
            Assert.Equal(preview + "#leave-1", left.Headers.Location!.ToString());
        Assert.Contains("Import 1 task", await Get(app, preview + "/head"), StringComparison.Ordinal);
        using (var refused = await RunningApp.PostAsync(app.Client, preview, preview + "/apply", ("revision", RevisionIn(old))))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("/tasks", await Led(app, await RunningApp.PostAsync(app.Client, preview, preview + "/apply",
            ("revision", RevisionIn(await Get(app, preview))))));
        Assert.Equal(("Call", "Write"), (Title(app, 1), Title(app, 2)));
        using var twice = await RunningApp.PostAsync(app.Client, "/tasks", preview + "/apply", ("revision", "2"));
        Assert.Equal(preview.Replace("/tasks/import/", "/activity/", StringComparison.Ordinal), twice.Headers.Location!.ToString());
    }

    [Theory, EachEngine]
    public async Task What_somebody_changed_meanwhile_is_offered_on_the_page_to_which_the_confirmation_leads(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Add(app, "Call", "Write");
        var preview = await Led(app, await UploadAsync(app, "id;version;title\n1;1;Call back\n2;1;Write back\n"));
        var page = await Get(app, preview);
        var now = AskedTasks.Find(app.Base, 1)!;
        new EditTask(app.Base, Viewer.System, TimeProvider.System)
            .Do(1, now.Version, new GivenTask(now.Values, new Dictionary<int, string?> { [TaskFields.Title] = "Ring" }), Actor.CommandLine);
        var offered = await Led(app, await RunningApp.PostAsync(app.Client, preview, preview + "/apply", ("revision", RevisionIn(page))));
        Assert.Matches("^/tasks/import/[0-9]+$", offered);
        Assert.NotEqual(preview, offered);
        page = await Get(app, offered);
        Assert.Contains("Somebody else changed these tasks", page, StringComparison.Ordinal);
        Assert.Contains("<s>Ring</s>Call back", page, StringComparison.Ordinal);
        Assert.Equal(("Ring", "Write back"), (Title(app, 1), Title(app, 2)));
        // It waits in the list of proposals until it is cancelled there.
        Assert.Contains(offered, await Get(app, "/import"), StringComparison.Ordinal);
        Assert.Equal("/import", await Led(app, await RunningApp.PostAsync(app.Client, "/import", offered + "/cancel", ("back", "/import"))));
        Assert.DoesNotContain(offered, await Get(app, "/import"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_holds_no_tasks_is_refused_on_the_page_and_leaves_nothing()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        foreach (var text in new[] { "name;city\nAerts;Gent\n", "" })
        {
            using var refused = await UploadAsync(app, text);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Contains(text.Length > 0 ? "No column of taken.csv" : "empty", page, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Empty(Kept(app));
        using var reading = app.Base.NewContext();
        Assert.Empty(reading.ChangeSets);
        Assert.Equal("id;version;title;text;customer;due_date;due_time;assignee;priority;done;about_kind;about_id",
            (await Get(app, "/tasks/import/template.csv")).Trim().TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task All_that_wait_are_let_go_of_together_those_of_tasks_too()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var first = await Led(app, await UploadAsync(app, "title\nCall\n"));
        var second = await Led(app, await UploadAsync(app, "title\nWrite\n", "more.csv"));
        var ids = new[] { first, second }.Select(a => ("id", a[(a.LastIndexOf('/') + 1)..])).ToArray();
        Assert.Equal("/import", await Led(app, await RunningApp.PostAsync(app.Client, "/import", "/import/cancel-all", ids)));
        using var reading = app.Base.NewContext();
        Assert.Empty(reading.ChangeSets);
    }
}
