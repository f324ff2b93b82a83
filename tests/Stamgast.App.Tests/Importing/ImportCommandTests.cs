using System.Globalization;
using System.Text.Json;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Importing.Mapping;
using Stamgast.Testing;

namespace Stamgast.App.Importing;

public sealed class ImportCommandTests
{
    private const string Customers = """
        number;first_name;last_name;email;city
        C-1;Jozefien;Aerts;jozefien.aerts@post.example;Antwerpen
        C-2;Willem;de Bakker;w.debakker@kabel.example;Utrecht
        C-3;Nobody;Broken;fout adres;Gent
        """;

    [Theory, EachEngine]
    public async Task A_preview_changes_nothing_and_its_number_can_be_applied(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        var proposed = await RunAsync(place, "import", "klanten.csv");
        Assert.Equal((3, 2, 0, 0, 1, 0), Counts(proposed));
        Assert.Empty((await RunAsync(place, "changes")).GetProperty("changes").EnumerateArray());

        var applied = await RunAsync(place, "apply", proposed.GetProperty("changeSet").GetRawText());
        Assert.Equal(2, applied.GetProperty("customers").GetInt32());
        Assert.Equal("Aerts", (await RunAsync(place, "customer", "show", "1")).GetProperty("values").GetProperty("last_name").GetString());
    }

    [Theory, EachEngine]
    public async Task A_row_that_can_no_longer_be_applied_is_listed_with_the_reason(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        var proposed = await RunAsync(place, "import", "klanten.csv", "--key", "id");
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "other.csv"), "number;first_name;last_name\nC-2;Nadia;Claes\n");
        await RunAsync(place, "import", "other.csv", "--yes");
        var applied = await RunAsync(place, "apply", proposed.GetProperty("changeSet").GetRawText());
        Assert.Equal((1, 1), (applied.GetProperty("customers").GetInt32(), applied.GetProperty("conflicts").GetInt32()));
        var left = Assert.Single(applied.GetProperty("left").EnumerateArray());
        Assert.Equal((3, "Willem de Bakker", "number", "conflict.number", false), (left.GetProperty("line").GetInt32(), left.GetProperty("name").GetString(),
            left.GetProperty("field").GetString(), left.GetProperty("code").GetString(), left.GetProperty("offered").GetBoolean()));
        Assert.NotEmpty(left.GetProperty("remedy").GetString()!);
    }

    [Theory, EachEngine]
    public async Task A_customer_is_shown_with_every_field_and_null_for_empty_ones(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        await RunAsync(place, "import", "klanten.csv", "--yes");
        var values = (await RunAsync(place, "customer", "show", "1")).GetProperty("values");
        Assert.Equal(CustomerFields.All.Select(f => f.Name), values.EnumerateObject().Select(v => v.Name));
        Assert.Equal(("Antwerpen", JsonValueKind.Null), (values.GetProperty("city").GetString(), values.GetProperty("iban").ValueKind));
    }

    [Theory, EachEngine]
    public async Task Yes_applies_every_possible_row_and_undo_reverses_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        var applied = await RunAsync(place, "import", "klanten.csv", "--yes");
        Assert.Equal((3, 2, 0, 0, 1, 0), Counts(applied));
        Assert.Equal(JsonValueKind.Null, applied.GetProperty("leftTo").ValueKind);
        Assert.Empty(applied.GetProperty("left").EnumerateArray());
        var again = await RunAsync(place, "import", "klanten.csv", "--yes");
        Assert.Equal((3, 0, 0, 2, 1, 0), Counts(again));
        // An import without changes is still in the history, as a file that was read: its number is an integer like any other.
        Assert.Equal((JsonValueKind.Number, true), (again.GetProperty("changeSet").ValueKind, again.GetProperty("applied").GetBoolean()));

        var undone = await RunAsync(place, "undo", applied.GetProperty("changeSet").GetRawText());
        Assert.Equal(2, undone.GetProperty("customers").GetInt32());
        Assert.Equal(applied.GetProperty("changeSet").GetInt64(), undone.GetProperty("of").GetInt64());
        Assert.True((await RunAsync(place, "customer", "show", "1")).GetProperty("trashed").GetBoolean());
        // Nothing to do is done too, and leaves nothing in the history.
        var nothing = await RunAsync(place, "undo", applied.GetProperty("changeSet").GetRawText());
        Assert.Equal((0, 0), (nothing.GetProperty("customers").GetInt32(), nothing.GetProperty("kept").GetArrayLength()));
        Assert.Equal(2, (await RunAsync(place, "history", "1")).GetProperty("history").GetArrayLength());
    }

    [Theory, EachEngine]
    public async Task Possible_duplicates_are_those_that_the_page_would_find(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        const string header = "first_name;last_name;birth_date;email;street;house_number;postal_code;city;mobile\n";
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "first.csv"), header
            + "Jozefien;Aerts;1984-05-12;;Kerkstraat;12;9000;Gent;\nKarim;Claes;1979-02-03;karim@claes.example;Molenweg;8;2000;Antwerpen;\n");
        Assert.True((await RunAsync(place, "import", "first.csv", "--yes")).GetProperty("searched").GetBoolean());
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), header
            + "Josefien;Aerts;1984-05-12;;Kerkstraat;12;9000;Gent;\nWillem;de Bakker;1970-03-04;;Dorpsstraat;3;2400;Mol;0470 12 34 56\n"
            + "Wilem;de Bakker;1970-03-04;;Dorpsstraat;3;2400;Mol;0470 12 34 56\nNadia;Vermeulen;1991-11-30;karim@claes.example;;;;;\n");
        var proposed = await RunAsync(place, "import", "klanten.csv");
        Assert.Equal((3, true), (proposed.GetProperty("possibleDuplicates").GetInt32(), proposed.GetProperty("searched").GetBoolean()));
        using var customers = Base.Open(place.Location);
        var set = proposed.GetProperty("changeSet").GetInt64();
        var shown = new ProposalPreview(customers, Viewer.System).Page(set, PreviewFilter.PossibleDuplicates, 0, 10);
        Assert.Equal([(2L, 1L, null), (4L, null, 3L), (5L, 2L, null)], shown.Select(r => (r.Line!.Value, r.Alike!.CustomerId, r.Alike.Line)));
    }

    [Theory, EachEngine]
    public async Task Applying_a_proposal_without_changes_reports_that_there_was_nothing_to_change(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        await RunAsync(place, "import", "klanten.csv", "--yes");
        var again = (await RunAsync(place, "import", "klanten.csv")).GetProperty("changeSet").GetRawText();
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["apply", again, .. place.Arguments]);
        Assert.Equal(0, exit);
        Assert.Contains($"Change set {again} applied: there was nothing to change.", said.Err.ToString() + said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("0 customers", said.Err.ToString() + said.Out, StringComparison.Ordinal);
        using var customers = Base.Open(place.Location);
        Assert.Equal(ChangeState.Applied, Imports.Find(customers, long.Parse(again, CultureInfo.InvariantCulture)).State);
        using var context = customers.NewContext();
        Assert.Equal(2, context.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task Corrected_errors_join_a_waiting_import_without_confirming_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        var waiting = (await RunAsync(place, "import", "klanten.csv")).GetProperty("changeSet").GetInt64();
        var errors = Path.Combine(place.Folder, "errors.csv");
        using (var customers = Base.Open(place.Location)) ErrorsFile.Write(customers, waiting, errors, CultureInfo.GetCultureInfo("en-GB"));
        await File.WriteAllTextAsync(errors, (await File.ReadAllTextAsync(errors)).Replace("fout adres", "nobody@post.example", StringComparison.Ordinal));

        var joined = await RunAsync(place, "import", "errors.csv", "--yes");
        Assert.Equal((waiting, false), (joined.GetProperty("changeSet").GetInt64(), joined.GetProperty("applied").GetBoolean()));
        Assert.Equal((3, 3, 0, 0, 0, 0), Counts(joined));
        var rows = joined.GetProperty("joined");
        Assert.Equal((1, 1, 0, 0), (rows.GetProperty("rows").GetInt32(), rows.GetProperty("right").GetInt32(), rows.GetProperty("wrong").GetInt32(),
            rows.GetProperty("unknown").GetInt32()));
        Assert.Equal(3, (await RunAsync(place, "apply", joined.GetProperty("changeSet").GetRawText())).GetProperty("customers").GetInt32());
    }

    [Theory, EachEngine]
    public async Task Strict_refuses_the_whole_file_for_one_row_and_leaves_nothing_behind(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["import", "klanten.csv", "--strict", "--json", .. place.Arguments]);
        Assert.Equal(1, exit);
        Assert.Equal("import.strict", said.Json.GetProperty("error").GetProperty("code").GetString());
        using var customers = Base.Open(place.Location);
        using var context = customers.NewContext();
        Assert.Equal((0, 0), (context.Customers.Count(), context.ChangeSets.Count()));
    }

    [Theory, EachEngine]
    public async Task A_default_and_a_saved_mapping_can_be_given_on_the_command_line(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        using (var customers = Base.Open(place.Location))
            new SavedMappings(customers, TimeProvider.System)
                .Keep("Leden", ColumnMapping.Guess(["number", "first_name", "last_name", "email", "city"], []).With(4, "groups"));
        var applied = await RunAsync(place, "import", "klanten.csv", "--yes", "--default", "language=fr", "--default", "country=België");
        Assert.Equal("Leden", applied.GetProperty("mapping").GetString());
        var values = (await RunAsync(place, "customer", "show", "1")).GetProperty("values");
        Assert.Equal(("fr", "BE", "Antwerpen"), (values.GetProperty("language").GetString(), values.GetProperty("country").GetString(),
            values.GetProperty("groups").GetString()));
        Assert.Equal(JsonValueKind.Null, (await RunAsync(place, "import", "klanten.csv", "--profile", "none")).GetProperty("mapping").ValueKind);

        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en",
            ["import", "klanten.csv", "--default", "language=klingon", "--json", .. place.Arguments]);
        Assert.Equal((1, "mapping.default"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(2, (await TestConsole.RunAsync(place.Folder, "en", ["import", "klanten.csv", "--default", "language", .. place.Arguments])).Exit);
    }

    [Fact]
    public async Task A_file_that_changes_nothing_is_neither_celebrated_nor_offered_for_confirmation()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), "number;last_name\nC-1;Aerts\n");
        Assert.Contains("stamgast apply 1", (await TestConsole.RunAsync(place.Folder, "en", ["import", "klanten.csv", .. place.Arguments])).Said.Err.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("stamgast undo 2", (await TestConsole.RunAsync(place.Folder, "en", ["import", "klanten.csv", "--yes", .. place.Arguments]))
            .Said.Err.ToString(), StringComparison.Ordinal);
        foreach (var end in new[] { "--key=number", "--yes" })
        {
            var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["import", "klanten.csv", end, .. place.Arguments]);
            Assert.Equal(0, exit);
            Assert.StartsWith("Nothing in this file changes a customer", said.Err.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("stamgast ", said.Err.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preview_and_yes_together_are_wrong_usage()
    {
        var (exit, said) = await TestConsole.RunAsync("import", "klanten.csv", "--yes", "--strict", "--json");
        Assert.Equal(2, exit);
        Assert.Equal("usage", said.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task While_the_server_runs_a_relative_file_is_resolved_in_the_callers_directory()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "klanten.csv"), Customers);
        using var folder = DataFolder.TryLock(place.Location);
        using var customers = Base.Open(place.Location);
        await using var server = new HandOverServer(customers);
        Assert.Equal((3, 2, 0, 0, 1, 0), Counts(await RunAsync(place, "import", "klanten.csv", "--yes")));
        using var context = customers.NewContext();
        Assert.Equal(2, context.Customers.Count());
    }

    [Fact]
    public async Task Cancelling_a_command_that_runs_in_the_server_changes_nothing()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        // Enough rows that it is still at work when the cancel comes, on any machine.
        await File.WriteAllLinesAsync(Path.Combine(place.Folder, "klanten.csv"),
            Enumerable.Range(1, 200_000).Select(i => $"C-{i};Willem;de Bakker {i};w.debakker{i}@kabel.example").Prepend("number;first_name;last_name;email"));
        using var folder = DataFolder.TryLock(place.Location);
        using var customers = Base.Open(place.Location);
        await using var server = new HandOverServer(customers);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["import", "klanten.csv", "--yes", "--json", .. place.Arguments], cancel.Token);
        Assert.Equal(130, exit);
        Assert.Equal("cancelled", said.Json.GetProperty("error").GetProperty("code").GetString());
        using var context = customers.NewContext();
        Assert.Equal((0, 0), (context.Customers.Count(), context.ChangeSets.Count()));
    }

    private static async Task<JsonElement> RunAsync(TestPlace place, params string[] arguments)
    {
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", [.. arguments, "--json", .. place.Arguments]);
        Assert.True(exit == 0, said.Err.ToString());
        return said.Json;
    }

    private static (int Rows, int New, int Changed, int Unchanged, int Errors, int Conflicts) Counts(JsonElement result) =>
        (result.GetProperty("rows").GetInt32(), result.GetProperty("new").GetInt32(), result.GetProperty("changed").GetInt32(),
            result.GetProperty("unchanged").GetInt32(), result.GetProperty("errors").GetInt32(), result.GetProperty("conflicts").GetInt32());
}
