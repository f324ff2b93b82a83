using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mending;
using Stamgast.Testing;
using Stamgast.Tests.Importing;
using Stamgast.Tests.Privacy;

namespace Stamgast.Tests.Changes.Applying;

public sealed class KeptReadingTests
{
    // With cells that do not become values: repaired, refused, not understood, or left out.
    private const string Messy = """
        nummer;naam;e-mail;taal;geboortedatum;telefoon
        C-1;Qwzeen, Jozefien;jozefien@aerts.example;Qwztaal;30/07/1985;0486 12 33 09
        C-2;Lefèvre;lefevre@kabel.example;nl;Qwzdag;
        C-3;de Bakker;Qwzadres;nl;;
        Subtotaal;;;;;98765.43
        C-4;Claes;claes@kabel.example;nl;;0486 12 33 10 vraag naar Qwzvraag
        """;

    private static readonly string[] Cells = ["Qwzeen, Jozefien", "Qwztaal", "Qwzdag", "Qwzadres", "98765.43", "0486 12 33 09", "Qwzvraag", "geboortedatum"];

    [Theory, EachEngine]
    public async Task After_an_import_is_applied_no_cell_or_header_of_its_file_is_in_the_database(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, Messy);
        // The preview shows them.
        var told = string.Join('\n', TablesOf.Texts(customers));
        Assert.All(Cells, cell => Assert.Contains(cell, told, StringComparison.Ordinal));
        var before = Imports.ReportOf(set)!;

        Apply(customers, set);
        var kept = string.Join('\n', TablesOf.Texts(customers));
        Assert.All(Cells.Except(["Qwzvraag"]), cell => Assert.DoesNotContain(cell, kept, StringComparison.Ordinal));
        AssertSameCounts(before, Imports.ReportOf(Sheet.Set(customers, set.Id))!);
    }

    [Theory, EachEngine]
    public async Task After_a_proposal_is_discarded_nothing_of_its_file_is_in_the_database(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new Imports(customers, TimeProvider.System).Cancel(Sheet.Read(place, customers, Messy).Id);
        Assert.DoesNotContain(TablesOf.Texts(customers), text => text.Contains("Qwz", StringComparison.Ordinal));
    }

    [Theory, EachEngine]
    public async Task Rows_left_out_at_the_end_keep_line_customer_and_reason_but_no_name_or_address(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var set = Sheet.Read(place, customers, "first_name;last_name;email\nEls;Qwzpeeters;qwzels@post.example\n", new ImportOptions { Key = ImportKey.Email });
        changes.Create([With("C-1"), With("C-2")], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        // The user who applies it is told; later visitors are not.
        Assert.Equal(("Els Qwzpeeters", "qwzels@post.example"), (outcome.Left[0].Name, outcome.Left[0].Why.Text));
        var kept = Sheet.Set(customers, set.Id);
        Assert.DoesNotContain("qwz", kept.Reading, StringComparison.OrdinalIgnoreCase);
        var left = Assert.Single(Imports.ReportOf(kept)!.Left);
        Assert.Equal((2L, "import.ambiguous_email", ""), (left.Line, left.Why.Code, left.Why.Text));

        static CustomerValues With(string number)
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.Number], values[CustomerFields.LastName], values[CustomerFields.Email]) = (number, "Aerts", "qwzels@post.example");
            return values;
        }
    }

    [Theory, EachEngine]
    public async Task Imports_applied_by_an_older_version_lose_their_cells_when_the_base_is_opened(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        long applied, waiting;
        ImportReport before;
        using (var customers = Base.Open(place.Location))
        {
            var set = Sheet.Read(place, customers, Messy);
            before = Imports.ReportOf(set)!;
            applied = set.Id;
            Apply(customers, set);
            waiting = Sheet.Read(place, customers, "nummer;naam;taal\nC-9;Aerts;Qwzwacht\n").Id;
            // As left before this migration existed.
            customers.Write(transaction =>
            {
                transaction.Execute("update change_set set reading = @reading, failure = @failure where id = @id",
                    ("reading", set.Reading), ("failure", "{\"Code\":\"table.header\",\"Arguments\":[\"Qwzkop\"]}"), ("id", applied));
                transaction.Execute("delete from \"__EFMigrationsHistory\" where \"MigrationId\" like '%_KeptReadings'");
            });
            Assert.Contains(TablesOf.Texts(customers), text => text.Contains("Qwzdag", StringComparison.Ordinal));
        }

        using var opened = Base.Open(place.Location);
        var found = Sheet.Set(opened, applied);
        Assert.DoesNotContain("Qwz", found.Reading, StringComparison.Ordinal);
        Assert.Null(found.Failure);
        AssertSameCounts(before, Imports.ReportOf(found)!);
        // A proposal that waits is still to be looked at.
        Assert.Contains("Qwzwacht", Sheet.Set(opened, waiting).Reading, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_date_order_of_an_applied_file_is_not_asked_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        const string Text = "number;last_name;birth_date\nC-1;Aerts;03/04/1985\n";
        var chosen = new ImportOptions { DateOrders = new Dictionary<int, Stamgast.Formats.DateOrder> { [2] = Stamgast.Formats.DateOrder.MonthDayYear } };
        Apply(customers, Sheet.Read(place, customers, Text, chosen));
        Assert.Equal(Stamgast.Formats.DateOrder.MonthDayYear, Imports.ReportOf(Sheet.Read(place, customers, Text))!.Options.DateOrders[2]);
        Assert.Empty(Imports.ReportOf(Sheet.Read(place, customers, Text.Replace("C-1", "C-2", StringComparison.Ordinal)))!.Options.DateOrders);
    }

    private static void Apply(Base customers, ChangeSet set) => new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);

    private static void AssertSameCounts(ImportReport before, ImportReport after)
    {
        Assert.NotEmpty(before.Repairs);
        Assert.NotEmpty(before.Causes);
        Assert.Equal(before.Repairs.Select(r => (r.Key, r.Count, r.IsOn)), after.Repairs.Select(r => (r.Key, r.Count, r.IsOn)));
        Assert.Equal(before.Warnings.Select(w => (w.Column, w.Code, w.Count)), after.Warnings.Select(w => (w.Column, w.Code, w.Count)));
        Assert.Equal(before.Causes.Select(c => (c.Cause, c.Rows)), after.Causes.Select(c => (c.Cause, c.Rows)));
        Assert.Equal(before.FieldCounts.OrderBy(c => c.Key, StringComparer.Ordinal), after.FieldCounts.OrderBy(c => c.Key, StringComparer.Ordinal));
        Assert.Equal((before.SubtotalLines, before.Columns.Count, before.LastIdAtPreview, before.Format.Encoding),
            (after.SubtotalLines, after.Columns.Count, after.LastIdAtPreview, after.Format.Encoding));
        Assert.Equal(ImportNotices.Of(before, new CultureInfo("en-GB")), ImportNotices.Of(after, new CultureInfo("en-GB")));
        Assert.All(after.Repairs, r => Assert.Empty(r.Examples));
        Assert.All(after.Causes, c => Assert.Empty(c.Examples));
    }
}
