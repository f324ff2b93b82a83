using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Changes.Histories;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Jobs;
using Stamgast.SampleData;
using Stamgast.Testing;

namespace Stamgast.App.Duplicates.Scanning;

public sealed class ScanJobTests
{
    [Theory, EachEngine]
    public async Task The_server_searches_by_itself_when_nobody_changes_anything_and_follows_what_is_changed(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new Samples(app.Base, TimeProvider.System).Add(400, seed: 3, duplicatesPercent: 10, Actor.CommandLine);
        var following = app.Part<ScanFollowing>();
        following.Look();
        Assert.Null(app.Part<JobQueue>().Find(ScanJob.Key));
        following.Look();
        var job = await app.Part<JobQueue>().WaitAsync(app.Part<JobQueue>().Find(ScanJob.Key)!, TimeSpan.FromMinutes(2));
        Assert.Equal(JobState.Done, job.State);
        var pairs = Pairs(app.Base);
        Assert.InRange(pairs.Count, 30, 80);
        var page = await app.Client.GetStringAsync(new Uri("/settings/jobs", UriKind.Relative));
        Assert.Contains("Search all customers for duplicates", page, StringComparison.Ordinal);

        var state = new CustomerLookup(app.Base, Viewer.System).Find(pairs[0].A)!;
        var kept = state.Values.Copy();
        kept[CustomerFields.AllowMerge] = "0";
        new ChangeSets(app.Base, TimeProvider.System).Edit(state.Id, state.Version, kept, Actor.CommandLine);
        following.Look();
        Assert.DoesNotContain(Pairs(app.Base), p => p.A == state.Id || p.B == state.Id);
        // It was one job: following leaves none.
        Assert.Equal(job.Id, app.Part<JobQueue>().Find(ScanJob.Key)!.Id);
    }

    [Theory, EachEngine]
    public async Task The_command_says_how_many_pairs_and_groups_there_are(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var (exit, _) = await RunAsync(place, "seed", "--customers", "400", "--duplicates", "10", "--truth", Path.Combine(place.Folder, "truth.csv"));
        Assert.Equal(0, exit);
        Assert.Equal(401, (await File.ReadAllLinesAsync(Path.Combine(place.Folder, "truth.csv"), TestContext.Current.CancellationToken)).Length);
        foreach (var more in new[] { Array.Empty<string>(), ["--wait"] })
        {
            (exit, var said) = await RunAsync(place, ["duplicates", "scan", .. more, "--json"]);
            Assert.Equal(0, exit);
            Assert.Equal(["pairs", "groups", "seconds"], said.Json.EnumerateObject().Select(p => p.Name));
            Assert.InRange(said.Json.GetProperty("pairs").GetInt32(), 30, 80);
            Assert.InRange(said.Json.GetProperty("groups").GetInt32(), 20, said.Json.GetProperty("pairs").GetInt32());
        }
    }

    private static List<DuplicatePair> Pairs(Base customers)
    {
        using var reader = customers.OpenReader();
        return PairRows.Read(reader, "p.lane < 2");
    }

    private static Task<(int Exit, TestConsole Said)> RunAsync(TestPlace place, params string[] arguments) =>
        TestConsole.RunAsync(place.Folder, "nl-BE", [.. arguments, .. place.Arguments], TestContext.Current.CancellationToken);
}
