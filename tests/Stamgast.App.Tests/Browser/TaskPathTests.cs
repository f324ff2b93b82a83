using Microsoft.Playwright;
using Stamgast.Tasks;

namespace Stamgast.App.Browser;

public sealed class TaskPathTests
{
    [Theory]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, true)]
    [InlineData(1440, 900, false)]
    public async Task A_task_is_added_ticked_and_reopened_by_undo(int width, int height, bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script });
        var page = visit.Page;
        await visit.OpenAsync("/tasks");
        await page.FillAsync("#new-task", "Ask for the VAT certificate");
        await page.FillAsync("[name=due_date]", "2020-01-15");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tasks tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".tasks .late").Locator("visible=true").First).ToContainTextAsync("late");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as done: Ask for the VAT certificate" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note.done p")).ToHaveTextAsync("Done: Ask for the VAT certificate.");
        await Assertions.Expect(page.Locator(".tasks tbody tr")).ToHaveCountAsync(0);
        await page.Locator(".note.done button").ClickAsync();
        await Assertions.Expect(page.Locator(".tasks tbody tr")).ToHaveCountAsync(1);
        Assert.Equal("0", AskedTasks.Find(visit.App.Base, 1)!.Values[TaskFields.Done]);
        Assert.Empty(visit.Complaints);
        // Nothing is wider than the window.
        if (script) Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }
}
