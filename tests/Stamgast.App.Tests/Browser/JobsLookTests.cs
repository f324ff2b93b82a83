using Microsoft.Playwright;
using Stamgast.App.Jobs;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Browser;

/// <summary>The list of background work with something of each state in it: sound for a screen reader, and no wider than a phone.</summary>
public sealed class JobsLookTests
{
    [Fact]
    public async Task The_list_of_background_work_is_accessible_and_fits_a_phone()
    {
        const int width = 390;
        using var go = new ManualResetEventSlim();
        var size = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = 844 } };
        await using var visit = await BrowserVisit.StartAsync(Engine.Sqlite, size, new TestJob(run =>
        {
            if (run.Job.Key == "done") return "/activity";
            if (run.Job.Key == "failed") throw new RefusedException("number.taken", "C-1", 7L);
            run.Report(12_345, 0.42);
            go.Wait(TimeSpan.FromMinutes(1));
            return "/activity";
        }));
        var jobs = visit.App.Part<JobQueue>();
        foreach (var key in (string[])["done", "failed"]) await jobs.WaitAsync(jobs.Start(TestJob.Request(key)), TimeSpan.FromMinutes(1));
        var running = jobs.Start(TestJob.Request("running"));
        foreach (var address in (string[])[JobsView.Path, JobProgress.AddressOf("running")])
        {
            await visit.OpenAsync(address);
            await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("12.345");
            Assert.Empty(await AccessibilityTests.FindingsAsync(visit.Page, address));
            var wide = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{address}: {wide} px");
        }
        // A job that ends while it is shown moves down automatically.
        await visit.OpenAsync(JobsView.Path);
        go.Set();
        await Assertions.Expect(visit.Page.Locator($"#job-{running.Id} .tag.ok")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }
}
