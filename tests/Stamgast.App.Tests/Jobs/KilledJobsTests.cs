using System.Globalization;
using Stamgast.App.Changes;
using Stamgast.App.Importing;
using Stamgast.App.Serving;
using Stamgast.App.Start;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Jobs;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Jobs;

/// <summary>
/// The plug is pulled while the server does a job; the next server takes it up or says that it was interrupted, and nothing is done twice or by half.
/// </summary>
public sealed class KilledJobsTests
{
    private const string Sheet = "number;first_name;last_name\nC-1;Jozefien;Aerts\nC-2;Willem;de Bakker\n";

    [Theory, EachEngine]
    public async Task A_confirmed_import_is_applied_exactly_once_despite_a_kill(Engine engine)
    {
        await using var prepared = await PreparedAsync(engine, applied: false);
        foreach (var point in (string[])["apply.inserted", "apply.committed"])
        {
            await using var place = await prepared.CopyAsync();
            await KilledServer.PostAsync(place, point, "/import/1", "/import/1/confirm", ("revision", await RevisionAsync(place)));
            using (var killed = Base.Open(place.Location))
            {
                var (customers, job) = (CountOf(killed), JobOf(killed, ImportWork.KeyOf(1)));
                // Both were committed or neither.
                Assert.Equal(point == "apply.committed" ? (2, JobState.Done) : (0, JobState.Running), (customers, job.State));
                Expire(killed);
            }
            await NextServerAsync(place, ImportWork.KeyOf(1), (customers, job) =>
            {
                Assert.Equal((JobState.Done, 2), (job.State, CountOf(customers)));
                using var context = customers.NewContext();
                Assert.Equal((ChangeState.Applied, 1), (context.ChangeSets.Single().State, context.ChangeItems.Select(i => i.SetId).Distinct().Count()));
            });
        }
    }

    [Theory, EachEngine]
    public async Task An_undo_cut_off_by_a_kill_changes_nothing_and_is_marked_as_interrupted(Engine engine)
    {
        await using var place = await PreparedAsync(engine, applied: true);
        await KilledServer.PostAsync(place, "undo.flipped", "/activity/1", "/activity/1/undo", ("back", "/activity"));
        using (var killed = Base.Open(place.Location)) Expire(killed);
        await NextServerAsync(place, "undo-1-", (customers, job) =>
        {
            Assert.Equal(JobState.Interrupted, job.State);
            using var context = customers.NewContext();
            Assert.Equal((1, 0L, 0), (context.ChangeSets.Count(), context.ChangeSets.Single().Undone, context.Customers.Count(c => c.Trashed)));
        });
    }

    // An import that waits for confirmation, or was applied, and a user who can sign in.
    private static async Task<TestPlace> PreparedAsync(Engine engine, bool applied)
    {
        var place = await TestPlace.CreateAsync(engine);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(place.Folder, "uploads")).FullName, "import-1.csv");
        await File.WriteAllTextAsync(path, Sheet);
        using var customers = Base.Open(place.Location);
        customers.Write(t => { new UserAccounts(customers, TimeProvider.System).AddFirst(t, RunningApp.Email, "Els Peeters", RunningApp.Password); });
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions());
        if (applied) new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        return place;
    }

    private static Task<string> RevisionAsync(TestPlace place)
    {
        using var customers = Base.Open(place.Location);
        using var context = customers.NewContext();
        return Task.FromResult(context.ChangeSets.Single().Revision.ToString(CultureInfo.InvariantCulture));
    }

    // As if the half minute had passed after which a silent program is presumed dead; SQLite has no such delay.
    private static void Expire(Base customers) => customers.Write(t => t.Execute("update job set beat_at = 1 where state = 1"));

    private static async Task NextServerAsync(TestPlace place, string key, Action<Base, Job> assert)
    {
        using var customers = Base.Open(place.Location);
        using var log = new CapturedLog();
        await using var app = WebHost.Build(customers, new ServeOptions { Urls = "http://127.0.0.1:0" }, log);
        await app.StartAsync();
        for (var i = 0; i < 3000 && !JobOf(customers, key).HasEnded; i++) await Task.Delay(20);
        assert(customers, JobOf(customers, key));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
        await app.StopAsync();
    }

    private static Job JobOf(Base customers, string key)
    {
        using var jobs = new JobQueue(customers, TimeProvider.System, []);
        return jobs.Find(key)!;
    }

    private static int CountOf(Base customers)
    {
        using var context = customers.NewContext();
        return context.Customers.Count();
    }
}
