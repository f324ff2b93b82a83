using Microsoft.Playwright;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;

namespace Stamgast.App.Browser;

public sealed class TaskPathTests
{
    [Theory]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, true)]
    [InlineData(1440, 900, false)]
    public async Task A_task_is_added_ticked_and_reopened_by_undo(int width, int height, bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script });
        var page = visit.Page;
        await visit.OpenAsync("/tasks");
        await page.FillAsync("#new-task", "Ask for the VAT certificate");
        await page.FillAsync("[name=due_date]", "2020-01-15");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tasks tbody tr:not(.group)")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".tasks tr.group")).ToHaveTextAsync("Overdue 1");
        await Assertions.Expect(page.Locator(".tasks td .late, .tasks td.late").Locator("visible=true").First).ToContainTextAsync("late");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as done: Ask for the VAT certificate" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note.done p")).ToHaveTextAsync("Done: Ask for the VAT certificate.");
        await Assertions.Expect(page.Locator(".tasks tbody tr:not(.group)")).ToHaveCountAsync(0);
        await page.Locator(".note.done button").ClickAsync();
        await Assertions.Expect(page.Locator(".tasks tbody tr:not(.group)")).ToHaveCountAsync(1);
        Assert.Equal("0", AskedTasks.Find(visit.App.Base, 1)!.Values[TaskFields.Done]);
        Assert.Empty(visit.Complaints);
        // Nothing is wider than the window.
        if (script) Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Theory]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, true)]
    [InlineData(1440, 900, false)]
    public async Task A_file_of_tasks_is_brought_a_row_is_left_out_and_the_rest_confirmed(int width, int height, bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script });
        var page = visit.Page;
        await visit.OpenAsync("/tasks");
        await page.ClickAsync("a[href='/tasks/import']");
        await page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "taken.csv", MimeType = "text/csv", Buffer = "title;due_date\nCall;\nWrite;2026-12-04\nPay;31/02/2026\n"u8.ToArray(),
        });
        // With a script, it is sent as soon as it is chosen.
        if (!script) await page.ClickAsync(".dropzone button.pri");
        await page.WaitForURLAsync("**/tasks/import/*");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("taken.csv");
        await Assertions.Expect(page.Locator("#row-3 td.err").First).ToContainTextAsync("31/02/2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave Call out" }).ClickAsync();
        await Assertions.Expect(page.Locator("#row-1")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("\\bout\\b"));
        // The fields above follow automatically.
        await Assertions.Expect(page.Locator(".head-bar button.pri")).ToHaveTextAsync("Import 1 task");
        if (script) Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.ClickAsync(".head-bar button.pri");
        await page.WaitForURLAsync("**/tasks");
        Assert.Equal("Write", AskedTasks.Find(visit.App.Base, 1)!.Values[TaskFields.Title]);
        Assert.Null(AskedTasks.Find(visit.App.Base, 2));
        Assert.Empty(visit.Complaints);
    }
}
