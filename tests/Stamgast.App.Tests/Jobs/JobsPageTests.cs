using System.Net;
using Stamgast.App.Importing;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Jobs;
using Stamgast.Testing;

namespace Stamgast.App.Jobs;

/// <summary>The list of background work, and the progress of work that another program does.</summary>
public sealed class JobsPageTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory, EachEngine]
    public async Task The_list_shows_jobs_with_user_and_progress_and_a_running_job_can_be_cancelled(Engine engine)
    {
        using var reached = new ManualResetEventSlim();
        await using var app = await RunningApp.StartSignedInAsync(engine, new TestJob(run =>
        {
            run.Report(1234, 0.25);
            reached.Set();
            run.Cancel.WaitHandle.WaitOne(Long);
            run.Cancel.ThrowIfCancellationRequested();
            return "/activity";
        }));
        Assert.Contains("No background work yet", await GetAsync(app, JobsView.Path), StringComparison.Ordinal);
        var job = app.Part<JobQueue>().Start(TestJob.Request("test-1") with { UserId = 1 });
        Assert.True(reached.Wait(Long, TestContext.Current.CancellationToken));
        var page = await GetAsync(app, JobsView.Path);
        foreach (var words in (string[])["In progress", "25%", "1,234 rows", "Els Peeters", "Running"]) Assert.Contains(words, page, StringComparison.Ordinal);
        using var answer = await RunningApp.PostAsync(app.Client, JobsView.Path, $"{JobsView.Path}/{job.Id}/cancel");
        Assert.Equal(JobsView.Path, answer.Headers.Location?.OriginalString);
        page = await GetAsync(app, JobsView.Path);
        Assert.Contains("Cancelled. Nothing was changed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("In progress", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_job_that_failed_says_why_and_can_be_started_again(Engine engine)
    {
        var fails = true;
        var kind = new TestJob(_ => fails ? throw new RefusedException("number.taken", "C-1", 7L) : "/activity");
        await using var app = await RunningApp.StartSignedInAsync(engine, kind);
        var jobs = app.Part<JobQueue>();
        var failed = await jobs.WaitAsync(jobs.Start(TestJob.Request("test-1")), Long);
        Assert.Equal((JobState.Failed, "number.taken"), (failed.State, failed.Refusal?.Code));
        Assert.Contains(failed.Refusal!.What(Language.Cultures.English), await GetAsync(app, JobsView.Path), StringComparison.Ordinal);
        fails = false;
        using var answer = await RunningApp.PostAsync(app.Client, JobsView.Path, $"{JobsView.Path}/{failed.Id}/again");
        Assert.Equal(JobsView.Path, answer.Headers.Location?.OriginalString);
        var again = await jobs.WaitAsync(jobs.Find("test-1")!, Long);
        Assert.NotEqual(failed.Id, again.Id);
        Assert.Equal((JobState.Done, 1L), (again.State, again.UserId));
        using var twice = await RunningApp.PostAsync(app.Client, JobsView.Path, $"{JobsView.Path}/{again.Id}/again");
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [Fact]
    public async Task An_unexpected_failure_is_logged_and_shown_with_the_number_of_its_job()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite, new TestJob(_ => throw new InvalidOperationException("Provoked.")));
        var jobs = app.Part<JobQueue>();
        var failed = await jobs.WaitAsync(jobs.Start(TestJob.Request("test-1")), Long);
        Assert.Equal((JobState.Failed, "job.broken"), (failed.State, failed.Refusal?.Code));
        Assert.Contains(app.Log.Take(), line => line.Contains($"Job {failed.Id} (test.work) failed", StringComparison.Ordinal));
        Assert.DoesNotContain("Provoked.", await GetAsync(app, JobsView.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_another_program_shows_its_progress_and_can_be_cancelled()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Postgres);
        using var other = Base.Open(app.Base.Location);
        using var stopped = new ManualResetEventSlim();
        // The same kind as here, so that this page knows it, with its own work.
        using var jobs = new JobQueue(other, TimeProvider.System, [new Busy("activity.undo", stopped)]) { Beat = TimeSpan.FromMilliseconds(50) };
        jobs.Begin();
        jobs.Start(new JobRequest("activity.undo", "undo-7-", 1).With(1));
        var page = "";
        for (var i = 0; i < 200 && !page.Contains("777", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            page = await GetAsync(app, "/progress/undo-7-");
        }
        Assert.Contains("777 rows", page, StringComparison.Ordinal);
        using var answer = await RunningApp.PostAsync(app.Client, "/progress/undo-7-", "/progress/undo-7-/cancel");
        Assert.True(stopped.Wait(Long, TestContext.Current.CancellationToken));
        Assert.Equal(JobState.Cancelled, (await app.Part<JobQueue>().WaitAsync(app.Part<JobQueue>().Find("undo-7-")!, Long)).State);
    }

    [Theory, EachEngine]
    public async Task An_import_interrupted_while_reading_is_resumed_by_the_next_process(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = new Imports(app.Base, TimeProvider.System).Begin("klanten.csv", Actor.CommandLine);
        app.Base.InHand.LetGo(set.Id);
        var folder = Directory.CreateDirectory(app.Base.Location.UploadFolder).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"import-{set.Id}.csv"), "number;last_name\nC-1;Aerts\n", TestContext.Current.CancellationToken);
        // As left by a killed program.
        app.Base.Write(t =>
        {
            t.Execute("""
                insert into job(key, kind, payload, state, done, created_at, attempts, next_at, owner, beat_at, cancel_asked, told)
                values(@key, 'import.read', @payload, 1, 0, 1, 1, 1, 'gone', 1, @no, @no)
                """, ("key", ImportWork.KeyOf(set.Id)), ("payload", """{"options":{},"back":"","asks":false}"""), ("no", false));
        });
        using var next = new JobQueue(app.Base, TimeProvider.System, app.Part<JobQueue>().Kinds.Values);
        next.Begin();
        var job = await next.WaitAsync(next.Find(ImportWork.KeyOf(set.Id))!, Long);
        Assert.Equal(JobState.Done, job.State);
        using var context = app.Base.NewContext();
        Assert.Equal((ChangeState.Proposed, 1), (context.ChangeSets.Single().State, context.ChangeSets.Single().Created));
    }

    [Theory, EachEngine]
    public async Task Applying_an_import_is_marked_as_done_with_the_change_itself_and_never_applied_again(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var path = Path.Combine(app.Base.Location.DataFolder, "klanten.csv");
        await File.WriteAllTextAsync(path, "number;last_name\nC-1;Aerts\n", TestContext.Current.CancellationToken);
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions());
        var revision = ("revision", set.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}", $"/import/{set.Id}/confirm", revision);
        Assert.Equal($"/import/{set.Id}/done", answer.Headers.Location?.OriginalString);
        var job = app.Part<JobQueue>().Find(ImportWork.KeyOf(set.Id))!;
        Assert.Equal((JobState.Done, set.Id, null), (job.State, job.SetId, job.Payload));
        using var again = await RunningApp.PostAsync(app.Client, $"/activity", $"/import/{set.Id}/confirm", revision);
        Assert.Equal($"/import/{set.Id}/done", again.Headers.Location?.OriginalString);
        using var context = app.Base.NewContext();
        Assert.Equal(1, context.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task A_file_whose_job_could_not_be_written_does_not_stay_being_read(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/import", UriKind.Relative)))), "__RequestVerificationToken" },
            { new StringContent("number;last_name\nC-1;Aerts\n"), "file", "klanten.csv" },
        };
        app.Base.Write(t => { t.Execute("alter table job rename to job_away"); });
        using var refused = await app.Client.PostAsync(new Uri("/import", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        app.Base.Write(t => { t.Execute("alter table job_away rename to job"); });
        Assert.NotEmpty(app.Log.Take());
        Assert.Contains("/import/1/again", await GetAsync(app, "/import/1"), StringComparison.Ordinal);
        using var again = await RunningApp.PostAsync(app.Client, "/import/1", "/import/1/again");
        var job = await app.Part<JobQueue>().WaitAsync(app.Part<JobQueue>().Find(ImportWork.KeyOf(1))!, Long);
        Assert.Equal(JobState.Done, job.State);
    }

    private static async Task<string> GetAsync(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private sealed class Busy(string name, ManualResetEventSlim stopped) : JobKind
    {
        public override string Name => name;

        public override string? Run(JobRun run)
        {
            run.Report(777, 0.5);
            run.Cancel.WaitHandle.WaitOne(Long);
            stopped.Set();
            run.Cancel.ThrowIfCancellationRequested();
            return null;
        }
    }
}
