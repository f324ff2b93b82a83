using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class ReadingAgainTests
{
    private const string Text = """
        number;first_name;last_name;phone;birth_date
        C-1;ZoÃ«;Aerts;0486 12 33 09;03/04/1985
        C-2;Willem;de Bakker;02 511 40 22 x12;05/06/1970
        C-3;Jozefien;Aerts;+32 486 12 33 10;
        """;

    private static ChangeSet Read(TestPlace place, Base customers, ImportOptions options, long? again = null, string text = Text, Action? meanwhile = null,
        CancellationToken cancel = default)
    {
        var path = Sheet.Write(place, text);
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(again ?? imports.Begin("sheet.csv", Actor.CommandLine).Id, path, options, _ => meanwhile?.Invoke(), cancel);
    }

    // A preview with a row that was left out and a cell that was corrected.
    private static (ChangeSet Set, IReadOnlyList<string> Rows) Touched(TestPlace place, Base customers)
    {
        var set = Read(place, customers, new ImportOptions());
        new RowCorrections(customers).LeaveOut(set.Id, 2, true);
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(3, ["C-3", "Josefien", "Aerts", "+32 486 12 33 10", ""])]);
        return (Sheet.Set(customers, set.Id), Shown(customers, set.Id));
    }

    private static IReadOnlyList<string> Shown(Base customers, long id) =>
        [.. new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 100)
            .Select(r => $"{r.Seq} {r.Class} {r.LeftOut} {r.Values?[CustomerFields.FirstName]} {r.Values?[CustomerFields.Phone]}")];

    private static void AssertAsItWas(Base customers, ChangeSet before, IReadOnlyList<string> rows)
    {
        var after = Sheet.Set(customers, before.Id);
        Assert.Equal((ChangeState.Proposed, before.Revision, before.Staged, before.Reading, before.Rows, before.Created),
            (after.State, after.Revision, after.Staged, after.Reading, after.Rows, after.Created));
        Assert.Equal(rows, Shown(customers, before.Id));
        Assert.Empty(Stage.Orphans(customers));
        Assert.Equal(2, new ChangeSets(customers, TimeProvider.System).Apply(before.Id, before.Revision, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.Equal(["Josefien", "Zoë"], context.Customers.AsEnumerable().Select(c => c.FirstName).Order());
    }

    private static string? First(Base customers, ChangeSet set, int field) =>
        new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 1)[0].Values?[field];

    [Theory, EachEngine]
    public async Task A_repair_that_is_switched_off_is_not_made_any_more_and_can_be_switched_on_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions());
        Assert.Equal("Zoë", First(customers, set, CustomerFields.FirstName));

        var mojibake = new RepairKey(RepairKind.Mojibake, 1);
        set = Read(place, customers, Imports.ReportOf(set)!.Again with { RepairsOff = [mojibake] }, set.Id);
        Assert.Equal("ZoÃ«", First(customers, set, CustomerFields.FirstName));
        var repair = Assert.Single(Imports.ReportOf(set)!.Repairs, r => r.Key == mojibake);
        Assert.Equal((false, 1), (repair.IsOn, repair.Count));
        Assert.Contains(Imports.ReportOf(set)!.Repairs, r => r is { Kind: RepairKind.PhonePrefix, IsOn: true });
        Assert.Equal([mojibake], Imports.ReportOf(set)!.Options.RepairsOff);

        set = Read(place, customers, Imports.ReportOf(set)!.Again with { RepairsOff = [] }, set.Id);
        Assert.Equal("Zoë", First(customers, set, CustomerFields.FirstName));
        Assert.Equal(3, set.Revision - 1);
    }

    [Theory, EachEngine]
    public async Task Ambiguous_dates_are_read_in_the_chosen_order(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions());
        Assert.Equal(DateOrderFinding.Undecided, Imports.ReportOf(set)!.DateOrders[4].Finding);
        Assert.Equal("1985-04-03", First(customers, set, CustomerFields.BirthDate));
        set = Read(place, customers, Imports.ReportOf(set)!.Again with { DateOrders = new Dictionary<int, DateOrder> { [4] = DateOrder.MonthDayYear } },
            set.Id);
        Assert.Equal("1985-03-04", First(customers, set, CustomerFields.BirthDate));
        Assert.True(Imports.ReportOf(set)!.Options.DateOrders.ContainsKey(4));
    }

    [Theory, EachEngine]
    public async Task The_chosen_date_order_is_reused_for_the_same_file_only(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions());
        set = Read(place, customers, Imports.ReportOf(set)!.Again with { DateOrders = new Dictionary<int, DateOrder> { [4] = DateOrder.MonthDayYear } },
            set.Id);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        new ChangeSets(customers, TimeProvider.System).Undo(set.Id, Actor.CommandLine);

        var again = Read(place, customers, new ImportOptions { Kept = KeptMapping.All });
        Assert.Equal("1985-03-04", First(customers, again, CustomerFields.BirthDate));
        Assert.True(Imports.ReportOf(again)!.Options.DateOrders.ContainsKey(4));
        var other = Read(place, customers, new ImportOptions { Kept = KeptMapping.All }, text: Text.Replace("Jozefien", "Josefien", StringComparison.Ordinal));
        Assert.Equal("1985-04-03", First(customers, other, CustomerFields.BirthDate));
        Assert.Empty(Imports.ReportOf(other)!.Options.DateOrders);

        // Clearing a choice is not overruled by an older one.
        Read(place, customers, Imports.ReportOf(again)!.Again with { DateOrders = new Dictionary<int, DateOrder>() }, again.Id);
        Assert.Equal("1985-04-03", First(customers, Read(place, customers, new ImportOptions()), CustomerFields.BirthDate));
    }

    [Theory, EachEngine]
    public async Task Parts_left_out_of_a_valid_cell_are_counted_and_shown_with_the_row(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions());
        var warning = Assert.Single(Imports.ReportOf(set)!.Warnings);
        Assert.Equal((3, "phone.extension", 1L), (warning.Column, warning.Code, warning.Count));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10);
        Assert.Equal([0, 1, 0], rows.Select(r => r.Warnings.Count));
        Assert.All(rows, r => Assert.Empty(r.Problems));
        Assert.Equal(3, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
    }

    [Theory, EachEngine]
    public async Task A_row_that_was_left_out_stays_out_when_the_file_is_read_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions());
        new RowCorrections(customers).LeaveOut(set.Id, 2, true);
        set = Read(place, customers, Imports.ReportOf(set)!.Again with { Empty = EmptyCells.Clear }, set.Id);
        Assert.Equal((2, 2), (set.Rows, set.Created));
        Assert.Equal([false, true, false], new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10).Select(r => r.LeftOut));
        new RowCorrections(customers).LeaveOut(set.Id, 2, false);
        set = Read(place, customers, Imports.ReportOf(set)!.Again, set.Id);
        Assert.Equal(3, set.Created);
    }

    [Theory, EachEngine]
    public async Task Reading_options_that_fail_leave_the_current_preview(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions());
        var refused = Assert.Throws<RefusedException>(() => Read(place, customers,
            Imports.ReportOf(set)!.Again with { Table = new Stamgast.Tables.TableOptions { HeaderLine = 9000 } }, set.Id));
        Assert.Equal("table.no_such_line", refused.Refusal.Code);
        Assert.Equal(3, new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.New, 0, 10).Count);
        Assert.Equal(3, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
    }

    [Theory, EachEngine]
    public async Task A_reading_that_fails_half_way_leaves_the_preview_and_what_was_corrected_in_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (set, rows) = Touched(place, customers);
        var refused = Assert.Throws<RefusedException>(() => Read(place, customers,
            Imports.ReportOf(set)!.Again with { RepairsOff = [new RepairKey(RepairKind.Mojibake, 1)] }, set.Id,
            meanwhile: () => throw new IOException("No space left on device", 28)));
        Assert.Equal("disk.full", refused.Refusal.Code);
        Assert.Contains("disk.full", Sheet.Set(customers, set.Id).Failure, StringComparison.Ordinal);
        AssertAsItWas(customers, set, rows);
    }

    [Theory, EachEngine]
    public async Task A_reading_that_is_cancelled_leaves_the_preview_and_what_was_corrected_in_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (set, rows) = Touched(place, customers);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Read(place, customers, Imports.ReportOf(set)!.Again with { Empty = EmptyCells.Clear }, set.Id,
            meanwhile: stop.Cancel, cancel: stop.Token));
        Assert.Null(Sheet.Set(customers, set.Id).Failure);
        AssertAsItWas(customers, set, rows);
    }

    [Theory, EachEngine]
    public async Task While_a_file_is_read_again_it_cannot_be_confirmed_corrected_or_read_a_second_time(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (set, _) = Touched(place, customers);
        var refused = new List<string>();
        var again = Read(place, customers, Imports.ReportOf(set)!.Again with { RepairsOff = [new RepairKey(RepairKind.Mojibake, 1)] }, set.Id, meanwhile: () =>
        {
            foreach (var action in new Action[]
            {
                () => new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine),
                () => new RowCorrections(customers).LeaveOut(set.Id, 1, true),
                () => new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(1, ["C-1", "A", "B", "", ""])]),
                () => new Imports(customers, TimeProvider.System).Stage(set.Id, Sheet.PathIn(place), new ImportOptions()),
            }) refused.Add(Assert.Throws<RefusedException>(action).Refusal.Code);
        });
        Assert.Equal(Enumerable.Repeat("proposal.staging", 4), refused);
        Assert.Equal((ChangeState.Proposed, set.Revision + 1, set.Staged + 1), (again.State, again.Revision, again.Staged));
        Assert.Equal(["1 New False ZoÃ« +32486123309", "2 New True Willem +3225114022", "3 New False Josefien +32486123310"], Shown(customers, set.Id));
        Assert.Empty(Stage.Orphans(customers));
    }

    [Fact]
    public async Task Oddities_of_the_file_are_described()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, new ImportOptions(), text: """
            number;last_name;city
            C-1;Aerts;Gent

            number;last_name;city
            C-2;de "oude" Bakker;Gent;extra
            C-3;Claes
            """);
        var report = Imports.ReportOf(set)!;
        Assert.Equal((1, 1, 2, 1, 1), (report.BlankLines, report.RepeatedHeaders, report.StrayQuotes, report.LongRows, report.ShortRows));
        var words = ImportNotices.Of(report, Language.Cultures.Find("nl-BE")!);
        Assert.Contains("1 regel herhaalt de kolomtitels en is overgeslagen.", words);
        Assert.Contains(words, w => w.Contains("(regel 5)", StringComparison.Ordinal));
        Assert.Equal(5, words.Count);
    }
}
