using System.Net;
using Stamgast.App.Importing;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;

namespace Stamgast.App.Serving;

/// <summary>The pages when the disk is full: the reason, and the input; nothing is half done.</summary>
public sealed class FullDiskPagesTests
{
    private const string Said = "The disk is full.";

    [Fact]
    public async Task A_customer_that_cannot_be_saved_stays_in_the_form()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        LimitPages(app.Base, 1);
        using var answer = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", ("type", "person"), ("first_name", "Jozefien"),
            ("last_name", "Aerts"), ("notes", new string('x', 9_000)), ("was", "{}"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(Said, page, StringComparison.Ordinal);
        Assert.Contains("value=\"Jozefien\"", page, StringComparison.Ordinal);
        using var context = app.Base.NewContext();
        Assert.Empty(context.Customers);
        Assert.Empty(context.ChangeSets);
    }

    [Fact]
    public async Task An_import_that_met_a_full_disk_keeps_its_preview_and_can_be_confirmed_later()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var path = Path.Combine(app.Base.Location.DataFolder, "lijst.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(1, 2_000).Select(i => $"C-{i};Willem;de Bakker {i};w.debakker{i}@kabel.example")
            .Prepend("number;first_name;last_name;email"));
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Stage(imports.Begin(path, Actor.CommandLine).Id, path, new ImportOptions());
        var address = $"/import/{set.Id}";
        LimitPages(app.Base, 1);
        var page = await ConfirmedAsync(app, address, set);
        Assert.Contains(Said, page, StringComparison.Ordinal);
        Assert.Contains(app.Log.Take(), line => line.Contains("The disk is full.", StringComparison.Ordinal));
        using (var context = app.Base.NewContext())
        {
            Assert.Empty(context.Customers);
            Assert.Equal((ChangeState.Proposed, set.Revision), (context.ChangeSets.Single().State, context.ChangeSets.Single().Revision));
        }
        Assert.Contains("de Bakker 7", await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)), StringComparison.Ordinal);
        LimitPages(app.Base, 1_073_741_823);
        await ConfirmedAsync(app, address, set);
        using var after = app.Base.NewContext();
        Assert.Equal(2_000, after.Customers.Count());
    }

    [Fact]
    public async Task A_file_that_met_a_full_disk_is_read_once_there_is_room_without_a_new_upload()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = new Imports(app.Base, TimeProvider.System).Begin("lijst.csv", Actor.CommandLine);
        var uploads = app.Part<Uploads>();
        uploads.Keep(set.Id, "lijst.csv", await uploads.TakeInAsync(new MemoryStream("Voornaam;Naam\nWillem;de Bakker\n"u8.ToArray()), null,
            TestContext.Current.CancellationToken));
        app.Base.Write(transaction => transaction.Execute("update change_set set state = @failed, failure = @why where id = @id",
            ("failed", (int)ChangeState.Failed), ("why", """{"Code":"disk.full","Arguments":["/srv/stamgast"]}"""), ("id", set.Id)));
        var address = $"/import/{set.Id}";
        Assert.Contains(address + "/again", await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)), StringComparison.Ordinal);
        using (await RunningApp.PostAsync(app.Client, address, address + "/again")) { }
        Assert.Contains("de Bakker", await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)), StringComparison.Ordinal);
        using var reading = app.Base.NewContext();
        Assert.Equal((ChangeState.Proposed, 1L), (reading.ChangeSets.Single().State, reading.ChangeSets.Single().Created));
    }

    // Follows to the end of the work, also by way of its progress.
    private static async Task<string> ConfirmedAsync(RunningApp app, string address, ChangeSet set)
    {
        var answer = await RunningApp.PostAsync(app.Client, address, address + "/confirm", ("revision", $"{set.Revision}"));
        while (answer.StatusCode == HttpStatusCode.SeeOther || answer.Headers.Location is not null)
        {
            var next = answer.Headers.Location!;
            answer.Dispose();
            answer = await app.Client.GetAsync(next);
            if (answer.IsSuccessStatusCode && next.OriginalString.StartsWith("/progress", StringComparison.Ordinal))
            {
                await Task.Delay(100);
                answer.Headers.Location = next;
            }
        }
        using (answer) return await answer.Content.ReadAsStringAsync();
    }

    // A file that may not grow is the same to the engine as a disk that is full.
    private static void LimitPages(Base customers, int pages) => customers.Alone(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma max_page_count = {pages}";
        return command.ExecuteScalar();
    }, TimeSpan.FromSeconds(5));
}
