using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mending;
using Stamgast.Jobs;
using Stamgast.Testing;

namespace Stamgast.App.Importing;

public sealed class ReadAgainTests
{
    private static async Task<ChangeSet> PreviewAsync(RunningApp app, string text)
    {
        var uploads = Directory.CreateDirectory(Path.Combine(app.Base.Location.DataFolder, "uploads")).FullName;
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Begin("klanten.csv", Actor.CommandLine);
        var path = Path.Combine(uploads, $"import-{set.Id}.csv");
        await File.WriteAllTextAsync(path, text);
        return imports.Stage(set.Id, path, new ImportOptions());
    }

    private static Task<Job> ReadAsync(RunningApp app, ChangeSet set) =>
        app.Part<JobQueue>().WaitAsync(app.Part<ImportWork>().Read(set.Id, new ImportOptions()), TimeSpan.FromMinutes(1));

    private static string FileOf(RunningApp app, ChangeSet set) => Path.Combine(app.Base.Location.DataFolder, "uploads", $"import-{set.Id}.csv");

    [Theory, EachEngine]
    public async Task If_a_file_cannot_be_read_again_the_preview_stays_and_the_page_says_why(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = await PreviewAsync(app, "number;first_name;last_name\nC-1;ZoÃ«;Aerts\nC-2;Willem;de Bakker\n");
        var address = $"/import/{set.Id}";
        await File.WriteAllTextAsync(FileOf(app, set), "");
        using var answer = await RunningApp.PostAsync(app.Client, address, address + "/repairs", ("kind", "Mojibake"), ("column", "1"), ("on", "0"));
        Assert.Equal(address, answer.Headers.Location?.OriginalString);
        var page = await app.Client.GetStringAsync(new Uri(address, UriKind.Relative));
        Assert.Contains("The file was not read again; this is the previous preview.", page, StringComparison.Ordinal);
        Assert.Contains("de Bakker", page, StringComparison.Ordinal);
        using var context = app.Base.NewContext();
        Assert.Equal((ChangeState.Proposed, set.Revision, 2),
            (context.ChangeSets.Single().State, context.ChangeSets.Single().Revision, context.ChangeSets.Single().Created));
    }

    [Theory, EachEngine]
    public async Task An_import_can_be_retried_if_the_database_failed_before_its_file_was_read(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = new Imports(app.Base, TimeProvider.System).Begin("klanten.csv", Actor.CommandLine);
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(app, set))!);
        await File.WriteAllTextAsync(FileOf(app, set), "number;last_name\nC-1;Aerts\n");

        app.Base.Write(t => { t.Execute("alter table change_set rename to change_set_away"); });
        var reading = await ReadAsync(app, set);
        Assert.Equal(JobState.Failed, reading.State);
        Assert.Contains(app.Log.Take(), line => line.Contains($"Job {reading.Id} (import.read) failed", StringComparison.Ordinal));
        app.Base.Write(t => { t.Execute("alter table change_set_away rename to change_set"); });

        var page = await app.Client.GetStringAsync(new Uri($"/import/{set.Id}", UriKind.Relative));
        Assert.Contains($"/import/{set.Id}/again", page, StringComparison.Ordinal);
        using (var context = app.Base.NewContext()) Assert.Equal(ChangeState.Failed, context.ChangeSets.Single().State);
        Assert.Equal(JobState.Done, (await ReadAsync(app, set)).State);
        using (var context = app.Base.NewContext())
            Assert.Equal((ChangeState.Proposed, 1), (context.ChangeSets.Single().State, context.ChangeSets.Single().Created));
    }

    [Fact]
    public async Task Discarding_an_import_deletes_its_preview_and_its_file()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = await PreviewAsync(app, "number;last_name\nC-1;Aerts\n");
        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}", $"/import/{set.Id}/cancel");
        Assert.Equal("/import", answer.Headers.Location?.OriginalString);
        using var context = app.Base.NewContext();
        Assert.Empty(context.ChangeSets);
        Assert.False(File.Exists(FileOf(app, set)));
        Assert.Empty(Directory.GetFiles(app.Base.Location.ProposalFolder));
    }
}
