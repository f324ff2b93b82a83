using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Testing;

namespace Stamgast.App.Importing.Previews;

/// <summary>Remedies, questions and confirmations of an import by plain forms, as a browser without script sends them.</summary>
public sealed class ErrorRemediesTests
{
    private const string Text =
        "number;first_name;last_name;email;customer_since\nC-1;Jozefien;Aerts;jozefien@post.example;zomer\nC-2;Willem;de Bakker;willem@kabel;2001-02-03\nC-3;"
        + "Els;Peeters;els@post.example;winter\n";

    private static async Task<ChangeSet> PreviewAsync(RunningApp app, string text)
    {
        var uploads = Directory.CreateDirectory(Path.Combine(app.Base.Location.DataFolder, "uploads")).FullName;
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Begin("leden.csv", Actor.CommandLine);
        var path = Path.Combine(uploads, $"import-{set.Id}.csv");
        await File.WriteAllTextAsync(path, text);
        return imports.Stage(set.Id, path, new ImportOptions());
    }

    private static ChangeSet Set(RunningApp app, long id)
    {
        using var context = app.Base.NewContext();
        return context.ChangeSets.Single(s => s.Id == id);
    }

    // Like a browser without script: submits the form and follows the redirects.
    private static async Task<string> SendAsync(RunningApp app, string page, string action, params (string, string)[] fields)
    {
        using var answer = await RunningApp.PostAsync(app.Client, page, action, fields);
        return await EndOfAsync(app, answer);
    }

    // Longer work shows its progress first.
    private static async Task<string> EndOfAsync(RunningApp app, HttpResponseMessage answer)
    {
        var to = answer.Headers.Location?.OriginalString ?? "";
        for (var i = 0; i < 100 && to.StartsWith("/progress/", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100);
            using var progress = await app.Client.GetAsync(new Uri(to, UriKind.Relative));
            to = progress.Headers.Location?.OriginalString ?? to;
        }
        return to;
    }

    private static Task<string> PageAsync(RunningApp app, string address) => app.Client.GetStringAsync(new Uri(address, UriKind.Relative));

    [Fact]
    public async Task Each_remedy_has_a_button_to_apply_and_to_undo_it()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = await PreviewAsync(app, Text);
        var (page, causes) = ($"/import/{set.Id}?show=Errors", $"/import/{set.Id}/causes");
        var shown = await PageAsync(app, page);
        Assert.Contains("Customer since: not a date", shown, StringComparison.Ordinal);
        Assert.Contains("zomer · winter", shown, StringComparison.Ordinal);
        const string since = "customer_since:date.unreadable", email = "email:email.domain";

        Assert.Equal($"/import/{set.Id}?show=Errors&chosen=1#causes", await SendAsync(app, page, causes, ("cause", since), ("do", "empty")));
        Assert.Equal((2, 1), (Set(app, set.Id).Created, Set(app, set.Id).Errors));
        Assert.Contains("2 cells are read as empty. Customer since: not a date", await PageAsync(app, page), StringComparison.Ordinal);
        await SendAsync(app, page, causes, ("cause", since), ("do", "fill"));
        Assert.Equal((0, 3), (Set(app, set.Id).Created, Set(app, set.Id).Errors));

        await SendAsync(app, page, causes, ("cause", since), ("do", "leave"));
        Assert.Equal((2, 1), (Set(app, set.Id).Created, Set(app, set.Id).Errors));
        Assert.Null(Imports.ReportOf(Set(app, set.Id))!.Mapping.Columns[4].Target);
        await SendAsync(app, page, causes, ("column", "4"), ("do", "take"));
        Assert.Equal("customer_since", Imports.ReportOf(Set(app, set.Id))!.Mapping.Columns[4].Target);
        Assert.Equal(3, Set(app, set.Id).Errors);

        await SendAsync(app, page, causes, ("cause", email), ("do", "out"));
        Assert.Equal((2, 1L), (Set(app, set.Id).Errors, Imports.ReportOf(Set(app, set.Id))!.LeftOut));
        await SendAsync(app, page, causes, ("cause", email), ("do", "in"));
        Assert.Equal((3, 0L), (Set(app, set.Id).Errors, Imports.ReportOf(Set(app, set.Id))!.LeftOut));
    }

    [Fact]
    public async Task A_remedy_for_the_last_errors_leads_to_the_rows_to_import_and_an_empty_choice_does_nothing()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = await PreviewAsync(app, Text);
        await SendAsync(app, $"/import/{set.Id}", $"/import/{set.Id}/causes", ("cause", "email:email.domain"), ("do", "out"));
        await SendAsync(app, $"/import/{set.Id}", $"/import/{set.Id}/causes", ("cause", "customer_since:date.unreadable"), ("do", "empty"));
        using var end = await app.Client.GetAsync(new Uri($"/import/{set.Id}?show=Errors&chosen=1", UriKind.Relative));
        Assert.Equal($"/import/{set.Id}#causes", end.Headers.Location?.OriginalString);
        var revision = Set(app, set.Id).Revision;
        foreach (var (cause, remedy) in new[] { ("email:email.domain') or 1=1 --", "out"), ("number:conflict.number", "empty"),
            ("email:email.domain", "burn") })
            Assert.Equal($"/import/{set.Id}", await SendAsync(app, $"/import/{set.Id}", $"/import/{set.Id}/causes", ("cause", cause), ("do", remedy)));
        Assert.Equal(revision, Set(app, set.Id).Revision);
    }

    [Fact]
    public async Task A_file_without_a_known_name_opens_its_columns_with_the_question_and_the_answer_leads_to_the_preview()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await PageAsync(app, "/import"))), "__RequestVerificationToken" },
            { new StringContent("kleur;wie dan;bericht\nrood;Jozefien Aerts;jozefien@post.example\nblauw;Willem de Bakker;willem@post.example\n"), "file",
            "leden.csv" },
        };
        using var answer = await app.Client.PostAsync(new Uri("/import", UriKind.Relative), form);
        var columns = await EndOfAsync(app, answer);
        Assert.EndsWith("/columns", columns, StringComparison.Ordinal);
        var page = await PageAsync(app, columns);
        Assert.Contains("Which column holds the name?", page, StringComparison.Ordinal);
        Assert.Contains("<optgroup label=\"Company\">", page, StringComparison.Ordinal);
        var preview = columns[..^"/columns".Length];
        Assert.Equal(preview, await SendAsync(app, columns, preview + "/name", ("name", "1"), ("first", "")));
        using var context = app.Base.NewContext();
        Assert.Equal((2, 0), (context.ChangeSets.Single().Created, context.ChangeSets.Single().Errors));
        Assert.DoesNotContain("Which column holds the name?", await PageAsync(app, columns), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_asks_first_only_if_something_was_corrected_by_hand()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = await PreviewAsync(app, Text);
        var address = $"/import/{set.Id}";
        new RowCorrections(app.Base).Correct(set.Id, [new CorrectedRow(2, ["C-2", "Willem", "de Bakker", "willem@kabel.example", "2001-02-03"])]);
        Assert.Equal(address + "/cancel", await SendAsync(app, address, address + "/cancel"));
        Assert.Contains("leden.csv: 1 correction or choice that you made will be lost.", await PageAsync(app, address + "/cancel"), StringComparison.Ordinal);
        Assert.Equal(ChangeState.Proposed, Set(app, set.Id).State);
        Assert.Equal("/import", await SendAsync(app, address + "/cancel", address + "/cancel", ("sure", "1")));
        using var context = app.Base.NewContext();
        Assert.Empty(context.ChangeSets);
    }

    [Fact]
    public async Task Discarding_all_waiting_imports_spares_those_that_were_not_listed()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var (first, second) = (await PreviewAsync(app, Text), await PreviewAsync(app, Text.Replace("C-1", "C-9", StringComparison.Ordinal)));
        var page = await PageAsync(app, "/import");
        Assert.Contains("Discard all", page, StringComparison.Ordinal);
        var third = await PreviewAsync(app, "number;last_name\nC-7;Claes\n");
        Assert.Equal("/import", await SendAsync(app, "/import", "/import/cancel-all", ("id", $"{first.Id}"), ("id", $"{second.Id}")));
        using (var context = app.Base.NewContext()) Assert.Equal([third.Id], context.ChangeSets.Select(s => s.Id));
        new RowCorrections(app.Base).LeaveOut(third.Id, 1, true, null);
        Assert.Equal($"/import/cancel-all?id={third.Id}", await SendAsync(app, "/import", "/import/cancel-all", ("id", $"{third.Id}")));
        Assert.Contains("Discard these imports?", await PageAsync(app, $"/import/cancel-all?id={third.Id}"), StringComparison.Ordinal);
        Assert.Equal("/import", await SendAsync(app, $"/import/cancel-all?id={third.Id}", "/import/cancel-all", ("sure", "1"), ("id", $"{third.Id}")));
        using (var context = app.Base.NewContext()) Assert.Empty(context.ChangeSets);
    }

    [Fact]
    public async Task A_row_that_resembles_a_customer_names_them_by_a_link_and_updates_them_by_its_button()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var first = await PreviewAsync(app, "number;first_name;last_name;email\nC-1;Jozefien;Aerts;jozefien@post.example\n");
        new ChangeSets(app.Base, TimeProvider.System).Apply(first.Id, first.Revision, Actor.CommandLine);
        var set = await PreviewAsync(app,
            "first_name;last_name;email;city\nJosefien;Aerts;jozefien@post.example;Gent\nNadia;Claes;nadia@post.example;Gent\nNadine;Claes;nadia@post.example;"
            + "Gent\n");
        var address = $"/import/{set.Id}";
        var page = await PageAsync(app, address);
        Assert.Contains("href=\"/customers/1\" target=\"_blank\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}/lines/3\"", page, StringComparison.Ordinal);
        using (var line = await app.Client.GetAsync(new Uri($"{address}/lines/3", UriKind.Relative)))
            Assert.Equal($"{address}?show=All&after=1#row-2", line.Headers.Location?.OriginalString);
        await SendAsync(app, address, $"{address}/rows/1/match", ("customer", "1"), ("back", address));
        Assert.Equal((2, 1), (Set(app, set.Id).Created, Set(app, set.Id).Changed));
        Assert.Contains("Not this one", await PageAsync(app, address), StringComparison.Ordinal);
        new ChangeSets(app.Base, TimeProvider.System).Apply(set.Id, Set(app, set.Id).Revision, Actor.CommandLine);
        Assert.Contains($"/duplicates?import={set.Id}", await PageAsync(app, address + "/done"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_preview_is_searched_for_duplicates_beside_it_and_a_row_can_be_called_new(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = await PreviewAsync(app, "first_name;last_name;birth_date;city\nJozefien;Aerts;1984-05-12;Gent\nJosefien;Aerts;1984-05-12;Gent\n"
            + "Willem;de Bakker;1970-03-04;Mol\n");
        var address = $"/import/{set.Id}";
        Assert.Contains("The search for duplicates goes on", await PageAsync(app, address), StringComparison.Ordinal);
        string page;
        for (var waited = 0; ; waited++)
        {
            page = await PageAsync(app, address + "?show=PossibleDuplicates");
            if (!page.Contains("The search for duplicates goes on", StringComparison.Ordinal)) break;
            Assert.True(waited < 300, "The search does not end.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Equal((1L, set.Revision), (Set(app, set.Id).PossibleDuplicates, Set(app, set.Id).Revision));
        Assert.Matches("like line 2: \\d", page);
        await SendAsync(app, address, $"{address}/rows/2/match", ("customer", "0"), ("back", address));
        Assert.Equal((3L, 0L), (Set(app, set.Id).Created, Set(app, set.Id).PossibleDuplicates));
        Assert.Contains("new, by your choice", await PageAsync(app, address), StringComparison.Ordinal);
        await SendAsync(app, address, $"{address}/rows/2/match", ("customer", ""), ("back", address));
        Assert.DoesNotContain("new, by your choice", await PageAsync(app, address), StringComparison.Ordinal);
    }
}
