using System.Net;
using Stamgast.App.Jobs;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Jobs;
using Stamgast.Testing;

namespace Stamgast.App.Importing;

/// <summary>The pages at the end of an import: undone, partly or completely, or refused.</summary>
public sealed class ImportEndsTests
{
    private static ChangeSet Import(RunningApp app, string text, bool apply = true, ImportOptions? options = null)
    {
        var path = Path.Combine(app.Base.Location.DataFolder, "klanten.csv");
        File.WriteAllText(path, text);
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, options ?? new ImportOptions());
        return apply ? new ChangeSets(app.Base, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine).Set : set;
    }

    private static async Task<string> PageAsync(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static async Task<string> UndoneAsync(RunningApp app, long id, params (string, string)[] more)
    {
        var done = $"/import/{id}/done";
        using var answer = await RunningApp.PostAsync(app.Client, done, $"/activity/{id}/undo", [("back", done), .. more]);
        return await PageAsync(app, answer.Headers.Location!.OriginalString);
    }

    [Theory, EachEngine]
    public async Task Undoing_an_import_of_new_customers_links_to_them_in_the_trash(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = Import(app, "number;last_name\nC-1;Aerts\nC-2;de Bakker\n");
        var page = await UndoneAsync(app, set.Id);
        Assert.Contains("Undone: the 2 customers it created are in the trash.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("as before", page, StringComparison.Ordinal);
        Assert.Contains($"/customers?active=trash&set={set.Id}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/customers?active=all&set={set.Id}", page, StringComparison.Ordinal);
        Assert.Contains("de Bakker", await PageAsync(app, $"/customers?active=trash&set={set.Id}"), StringComparison.Ordinal);

        // After a redo, the set that did it can be undone.
        using var again = await RunningApp.PostAsync(app.Client, "/activity", $"/activity/{set.Id + 1}/undo", ("back", "/activity"));
        var activity = await PageAsync(app, "/activity");
        Assert.DoesNotContain("Bring in again", activity, StringComparison.Ordinal);
        Assert.Contains($"/activity/{set.Id + 2}/undo", activity, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C-1;Aerts\n", "Add 1 customer", 1)]
    [InlineData("C-1;Aerts\nC-2;de Bakker\n", "Add 2 customers", 2)]
    [InlineData("N-1;Claessens\n", "Confirm 1 change", 1)]
    [InlineData("C-1;Aerts\nN-1;Claessens\nC-2;Lefèvre\n", "Add 2 customers and change 1", 3)]
    public async Task The_main_button_of_a_preview_adds_and_changes_the_numbers_it_shows(string rows, string button, int customers)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        Import(app, "number;last_name;city\nN-1;Claes;Gent\n");
        var set = Import(app, "number;last_name;city\n" + rows.Replace("\n", ";Gent\n", StringComparison.Ordinal), apply: false);
        Assert.Contains($"<button class=\"btn pri\">{button}</button>", await PageAsync(app, $"/import/{set.Id}"), StringComparison.Ordinal);
        var revision = set.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}", $"/import/{set.Id}/confirm", ("revision", revision));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        for (var i = 0; i < 300 && Now().State != ChangeState.Applied; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal((ChangeState.Applied, customers), (Now().State, (int)(Now().Created + Now().Changed)));

        ChangeSet Now()
        {
            using var context = app.Base.NewContext();
            return context.ChangeSets.Single(s => s.Id == set.Id);
        }
    }

    [Fact]
    public async Task If_nothing_changes_the_main_button_is_disabled()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        Import(app, "number;last_name\nN-1;Claes\n");
        var set = Import(app, "number;last_name\nN-1;Claes\n", apply: false);
        Assert.Contains("<button class=\"btn pri\" disabled>Nothing to confirm</button>", await PageAsync(app, $"/import/{set.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_note_of_a_row_in_error_leads_to_its_cell_wherever_it_is()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = Import(app, "number;last_name;email\nC-1;Aerts;jozefien@nergens\n", apply: false);
        var page = await PageAsync(app, $"/import/{set.Id}?show=Errors");
        Assert.Matches(
            "<a class=\"to-cell\" href=\"/import/\\d+/rows/1\\?column=2&[^\"]*\"[^>]*hx-target=\"#row-1 td.err\\[data-column='2'\\]\"[^>]*>E-mail</a>: "
            + "“jozefien@nergens”", page);
    }

    [Fact]
    public async Task A_preview_list_continues_while_rows_are_still_being_prepared()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var path = Path.Combine(app.Base.Location.DataFolder, "klanten.csv");
        await File.WriteAllTextAsync(path, "number;last_name\n" + string.Concat(Enumerable.Range(1, 20_001).Select(i => $"C-{i};Aerts\n")));
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/import/{set.Id}?q=arts&after=100&waits=1", UriKind.Relative));
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Target", "rows");
        using var answer = await app.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        // Asked again later; when the program was quicker than the question, the rows are there.
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable || text.Contains("Aerts", StringComparison.Ordinal), $"{answer.StatusCode} {text}");
    }

    [Theory, EachEngine]
    public async Task An_unfinished_search_shows_its_progress_and_continues(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = Import(app, "number;last_name\n" + string.Concat(Enumerable.Range(1, 10_600)
            .Select(i => $"C-{i};{(i == 10_550 ? "Ζορμπάς" : "Παπαδόπουλος")}\n")), apply: false);
        var address = $"/import/{set.Id}?q={Uri.EscapeDataString("ζορμπάς")}";
        var page = await PageAsync(app, address);
        Assert.Contains("Searched up to row 10,000: keep searching", page, StringComparison.Ordinal);
        Assert.Contains("&after=10000\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No rows here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("C-10550", page, StringComparison.Ordinal);
        var next = await PageAsync(app, address + "&after=10000");
        Assert.Contains("C-10550", next, StringComparison.Ordinal);
        Assert.DoesNotContain("keep searching", next, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_errors_file_is_offered_with_its_number_of_rows(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Import(app, "number;last_name\nC-1;Aerts\nC-2;de Bakker\n");
        var set = Import(app, "number;last_name;email\nC-1;Claes;claes@kabel.example\nC-2;Bakkers;bakkers@kabel.example\nC-3;Peeters;fout\nC-4;Lefèvre;fout\n",
            apply: false);
        // Somebody else makes a change that a row of the preview would make.
        Import(app, "number;last_name\nC-1;Wouters\n");
        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}", $"/import/{set.Id}/confirm", ("revision", $"{set.Revision}"));
        for (var i = 0; i < 400 && Imports.Find(app.Base, set.Id).State != ChangeState.Applied; i++) await Task.Delay(50);
        var page = await PageAsync(app, $"/import/{set.Id}/done");
        Assert.Contains("Download the 2 errors", page, StringComparison.Ordinal);
        var file = await app.Client.GetStringAsync(new Uri($"/import/{set.Id}/errors.csv", UriKind.Relative));
        Assert.Equal(3, file.TrimEnd().Split('\n').Length);
        Assert.DoesNotContain("C-1", file, StringComparison.Ordinal);
        Assert.Contains($"/import/{set.Id + 2}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_left_out_at_the_end_show_the_current_names_of_their_customers()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        Import(app, "number;last_name\nC-1;Aerts\n");
        var set = Import(app, "number;last_name;email\nC-1;Claes;\n;Peeters;els@post.example\n", apply: false, new ImportOptions { Key = ImportKey.Email });
        var changes = new ChangeSets(app.Base, TimeProvider.System);
        changes.Trash([1], into: true, Actor.CommandLine);
        Import(app, "number;last_name;email\nC-2;Bakkers;els@post.example\nC-3;Wouters;els@post.example\n");
        changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        var page = await PageAsync(app, $"/import/{set.Id}/done");
        Assert.Contains("Line 2, Aerts: The customer is in the trash. Bring the customer back", page, StringComparison.Ordinal);
        // It is about nobody: without the cell, only the error can be shown.
        Assert.Contains("Line 3: E-mail: several customers have this e-mail address. Give the row", page, StringComparison.Ordinal);
        Assert.DoesNotContain("els@post.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_undo_changed_customers_are_as_before_and_created_ones_in_the_trash()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        Import(app, "number;last_name\nC-1;Aerts\nC-2;de Bakker\n");
        var set = Import(app, "number;last_name\nC-1;Claes\nC-2;Bakkers\nC-3;Lefèvre\nC-4;Peeters\n");
        Assert.Contains("Undone: 1 customer is as before.", await UndoneAsync(app, set.Id, ("customer", "1")), StringComparison.Ordinal);
        Assert.Contains("Undone: the customer it created is in the trash.", await UndoneAsync(app, set.Id, ("customer", "3")), StringComparison.Ordinal);
        var page = await PageAsync(app, $"/import/{set.Id}/done");
        Assert.Contains("partly undone", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You can undo all", page, StringComparison.Ordinal);
        Assert.Contains("Undone for 2 customers: those it changed are as before, those it created are in the trash.", await UndoneAsync(app, set.Id),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partly_received_file_leaves_nothing_behind()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var uploads = new Uploads(app.Base);
        await using var half = new HalfStream();
        await Assert.ThrowsAsync<IOException>(() => uploads.TakeInAsync(half, null, CancellationToken.None));
        Assert.Empty(Directory.GetFiles(app.Base.Location.UploadFolder));
        using var context = app.Base.NewContext();
        Assert.Empty(context.ChangeSets);
    }

    [Fact]
    public async Task An_import_interrupted_by_a_stop_shows_the_reason()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = new Imports(app.Base, TimeProvider.System).Begin("klanten.csv", Actor.CommandLine);
        // As another program that comes across it finds it.
        app.Base.InHand.LetGo(set.Id);
        using var progress = await app.Client.GetAsync(new Uri($"/progress/import-{set.Id}", UriKind.Relative));
        Assert.Equal($"/import/{set.Id}", progress.Headers.Location?.OriginalString);
        var page = await PageAsync(app, $"/import/{set.Id}");
        Assert.Contains("The program stopped while this file was being read.", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/import/{set.Id}/again", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task An_upload_cut_off_by_a_kill_is_removed_at_the_next_start(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (Base.Open(place.Location)) { }
        Directory.CreateDirectory(place.Location.UploadFolder);
        var (arriving, kept) = (Path.Combine(place.Location.UploadFolder, BaseLocation.ArrivingPrefix + "1"),
            Path.Combine(place.Location.UploadFolder, "import-1.csv"));
        foreach (var file in (string[])[arriving, kept]) await File.WriteAllTextAsync(file, "Naam\n", TestContext.Current.CancellationToken);
        using (Base.Open(place.Location)) { }
        Assert.False(File.Exists(arriving));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public async Task After_a_restart_the_progress_of_an_undo_leads_to_the_change_and_other_work_is_unknown()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = Import(app, "number;last_name\nC-1;Aerts\n");
        using var progress = await app.Client.GetAsync(new Uri($"/progress/undo-{set.Id}-", UriKind.Relative));
        Assert.Equal($"/activity/{set.Id}", progress.Headers.Location?.OriginalString);
        Assert.Contains("Undo", await PageAsync(app, $"/activity/{set.Id}"), StringComparison.Ordinal);
        foreach (var key in (string[])["undo-x-", "undo-1", "import-", "import-1-2", "other-1"])
        {
            using var unknown = await app.Client.GetAsync(new Uri("/progress/" + key, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }
    }

    [Fact]
    public async Task A_cancel_is_acknowledged_at_once_and_confirmed_when_the_work_has_stopped()
    {
        using var end = new ManualResetEventSlim();
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite, new TestJob(run =>
        {
            if (run.Job.Key == "undo-7-") end.Wait(TimeSpan.FromMinutes(1));
            else run.Cancel.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            run.Cancel.ThrowIfCancellationRequested();
            return "/activity";
        }));
        var jobs = app.Part<JobQueue>();
        var job = jobs.Start(TestJob.Request("undo-7-"));
        Assert.DoesNotContain("Stopping …", await PageAsync(app, "/progress/undo-7-"), StringComparison.Ordinal);
        using var asked = await RunningApp.PostAsync(app.Client, "/progress/undo-7-", "/progress/undo-7-/cancel");
        Assert.Equal("/progress/undo-7-", asked.Headers.Location?.OriginalString);
        var stopping = await PageAsync(app, "/progress/undo-7-");
        Assert.Contains("Stopping …", stopping, StringComparison.Ordinal);
        Assert.DoesNotContain("/progress/undo-7-/cancel", stopping, StringComparison.Ordinal);
        end.Set();
        Assert.Equal(JobState.Cancelled, (await jobs.WaitAsync(job, TimeSpan.FromMinutes(1))).State);
        using var said = await app.Client.GetAsync(new Uri("/progress/undo-7-", UriKind.Relative));
        Assert.Contains("This was cancelled.", await said.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        jobs.Start(TestJob.Request("undo-8-"));
        using var soon = await RunningApp.PostAsync(app.Client, "/progress/undo-8-", "/progress/undo-8-/cancel");
        Assert.Equal("/progress/undo-8-", soon.Headers.Location?.OriginalString);
    }

    [Theory, EachEngine]
    public async Task A_file_confirmed_by_two_people_is_imported_once_and_the_second_is_told(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        const string File = "number;last_name\nC-1;Aerts\n";
        var (first, second) = (Import(app, File, apply: false), Import(app, File, apply: false));
        var sets = new ChangeSets(app.Base, TimeProvider.System);
        sets.Apply(first.Id, null, Actor.CommandLine);
        sets.Apply(second.Id, null, Actor.CommandLine);
        Assert.Contains("Customers imported!", await PageAsync(app, $"/import/{first.Id}/done"), StringComparison.Ordinal);
        var page = await PageAsync(app, $"/import/{second.Id}/done");
        Assert.Contains("Nothing was imported", page, StringComparison.Ordinal);
        Assert.Contains("There is nothing left to do", page, StringComparison.Ordinal);
        Assert.DoesNotContain("imported!", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/activity/{second.Id}/undo", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_discarded_by_somebody_else_is_reported_as_gone()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = Import(app, "number;last_name\nC-1;Aerts\n", apply: false);
        new Imports(app.Base, TimeProvider.System).Cancel(set.Id);
        foreach (var address in (string[])[$"/import/{set.Id}", $"/import/{set.Id}/columns", $"/import/{set.Id}/format", $"/import/{set.Id}/done"])
        {
            using var answer = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("This import no longer exists.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private sealed class HalfStream() : MemoryStream("number;last_name\nC-1;Ae"u8.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The line was cut.");
    }

    [Fact]
    public async Task An_empty_file_can_only_be_replaced_by_another()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var path = Path.Combine(app.Base.Location.DataFolder, "leeg.csv");
        await File.WriteAllTextAsync(path, "");
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Begin("leeg.csv", Actor.CommandLine);
        Assert.Throws<RefusedException>(() => imports.Stage(set.Id, path, new ImportOptions()));
        var page = await PageAsync(app, $"/import/{set.Id}");
        Assert.Contains("The file is empty.", page, StringComparison.Ordinal);
        Assert.Contains($"/import/{set.Id}/cancel", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/import/{set.Id}/format", page, StringComparison.Ordinal);
    }
}
