using System.Text;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.ExtraFields;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.ExtraFields;

public sealed class ExtraFieldFilesTests
{
    private static readonly ExtraWish Choices = new() { Choices = [new("Maandag"), new("Vrijdag")],
        Captions = new Dictionary<string, string> { ["en"] = "Days", ["nl"] = "Leverdagen" } };

    private static void Define(Base customers)
    {
        var verbs = new ExtraFieldVerbs(customers, TimeProvider.System);
        verbs.Add("kilos", ExtraKind.Number, new ExtraWish());
        verbs.Add("days", ExtraKind.Choices, Choices);
        verbs.Add("signed", ExtraKind.Date, new ExtraWish());
    }

    private static string? Value(Base customers, long id, string key) =>
        ExtraValues.Of(new CustomerLookup(customers, Viewer.System).Find(id)!.Values, ExtraDefinitions.Of(customers).Require(key));

    private static string Export(Base customers, ExportFormat format)
    {
        using var into = new MemoryStream();
        new CustomerExport(customers, Viewer.System).Write(new ExportRequest(new CustomerQuery(), format) { AllFields = true }, into);
        return Encoding.UTF8.GetString(into.ToArray());
    }

    private static ChangeSet Propose(Base customers, TestPlace place, string content, ImportOptions? options = null)
    {
        var path = Path.Combine(place.Folder, Guid.NewGuid().ToString("N") + ".csv");
        File.WriteAllText(path, content);
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin("extra.csv", Actor.CommandLine).Id, path, options ?? new ImportOptions());
    }

    private static ChangeSet Apply(Base customers, ChangeSet set)
    {
        new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
        return set;
    }

    [Theory, EachEngine]
    public async Task Extra_fields_are_imported_by_key_or_caption_and_an_export_comes_back_without_a_change(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Define(customers);
        var first = Apply(customers, Propose(customers, place,
            "Last name;x:kilos;Leverdagen;x:signed\nAerts;12,5;vrijdag | maandag;30/11/2026\nClaes;;Maandag;\nde Bakker;;;\n"));
        Assert.Equal((3, 0), (first.Created, first.Errors));
        Assert.Equal(("12.5", "Maandag | Vrijdag", "2026-11-30"), (Value(customers, 1, "kilos"), Value(customers, 1, "days"), Value(customers, 1, "signed")));
        Assert.Equal((null, "Maandag", null), (Value(customers, 2, "kilos"), Value(customers, 2, "days"), Value(customers, 3, "days")));

        var csv = Export(customers, ExportFormat.Csv);
        Assert.EndsWith(";notes;x:kilos;x:days;x:signed", csv.Split('\n')[0].TrimEnd('\r'), StringComparison.Ordinal);
        var same = Propose(customers, place, csv);
        Assert.Equal((3, 0, 0, 0), (same.Unchanged, same.Changed, same.Created, same.Errors));
        var json = JsonDocument.Parse(Export(customers, ExportFormat.Json)).RootElement[0];
        Assert.Equal((12.5m, 2), (json.GetProperty("x:kilos").GetDecimal(), json.GetProperty("x:days").GetArrayLength()));

        // One of them changes; the others stay, though the file does not speak of them.
        var other = Apply(customers, Propose(customers, place, "id;last_name;x:kilos\n1;Aerts;13\n2;Claes;\n"));
        Assert.Equal((1, 1), (other.Changed, other.Unchanged));
        Assert.Equal(("13", "Maandag | Vrijdag"), (Value(customers, 1, "kilos"), Value(customers, 1, "days")));
        new ChangeSets(customers, TimeProvider.System).Undo(other.Id, Actor.CommandLine);
        Assert.Equal(("12.5", "Maandag | Vrijdag"), (Value(customers, 1, "kilos"), Value(customers, 1, "days")));

        // Empty cells empty only when that was asked for.
        var emptied = Apply(customers, Propose(customers, place, "id;last_name;x:kilos;x:days\n1;Aerts;;Maandag\n2;Claes;;Maandag\n",
            new ImportOptions { Empty = EmptyCells.Clear }));
        Assert.Equal((1, 1), (emptied.Changed, emptied.Unchanged));
        Assert.Equal((null, "Maandag", "2026-11-30"), (Value(customers, 1, "kilos"), Value(customers, 1, "days"), Value(customers, 1, "signed")));
    }

    [Theory, EachEngine]
    public async Task A_cell_that_its_extra_field_refuses_is_an_error_that_names_the_field_and_its_cause(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Define(customers);
        var set = Propose(customers, place, "Last name;x:kilos;x:days\nAerts;many;Maandag\nClaes;3;Zondag\nPeeters;4;Vrijdag\n");
        Assert.Equal((2, 1), (set.Errors, set.Created));
        var causes = Imports.ReportOf(set)!.Causes;
        Assert.Equal(["x:days:choice.unknown", "x:kilos:number.unreadable"], causes.Select(c => c.Cause.ToString()).Order(StringComparer.Ordinal));
        Assert.All(causes, c => Assert.Equal(c.Cause, ErrorCause.Parse(c.Cause.ToString())));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, new PreviewQuery(PreviewFilter.Errors) { Cause = causes[0].Cause }, 0, 10);
        Assert.Equal(causes[0].Cause.Field, Assert.Single(rows).Problems[0].Extra);
    }

    [Theory, EachEngine]
    public async Task An_older_sheet_overwrites_no_extra_field_that_it_did_not_touch(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Define(customers);
        Apply(customers, Propose(customers, place, "Last name;x:kilos;x:days\nAerts;1;Maandag\n"));
        var sheet = Export(customers, ExportFormat.Csv);
        Apply(customers, Propose(customers, place, "id;last_name;x:kilos\n1;Aerts;2\n"));
        var days = Apply(customers, Propose(customers, place, sheet.Replace("Maandag", "Vrijdag", StringComparison.Ordinal)));
        Assert.Equal((1, 0), (days.Changed, days.Conflicts));
        Assert.Equal(("2", "Vrijdag"), (Value(customers, 1, "kilos"), Value(customers, 1, "days")));
        Assert.Equal(1, Propose(customers, place, sheet.Replace(";1;Maandag", ";5;Maandag", StringComparison.Ordinal)).Conflicts);
    }
}
