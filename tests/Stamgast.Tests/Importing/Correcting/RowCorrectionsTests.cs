using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Correcting;

public sealed class RowCorrectionsTests
{
    private static readonly string[] Header = ["id", "number", "first_name", "last_name", "email", "city"];

    private static string[][] Rows() =>
    [
        ["1", "C-1", "Jozefien", "Aerts", "jozefien@post", "Antwerpen"],
        ["", "C-9", "Youssef", "El Amrani", "youssef@mail", "Molenbeek"],
        ["", "C-10", "Marie-Claire", "D'Hondt", "mc@lucht.example", "Gent"],
        ["2", "C-2", "Willem", "de Bakker", "w.debakker@kabel.example", "Utrecht"],
        ["2", "C-2", "Willem", "de Bakker", "willem@kabel.example", "Utrecht"],
        ["", "C-10", "Els", "Peeters", "els@post.example", "Gent"],
        ["77", "", "Karim", "Haddad", "karim@post.example", "Hasselt"],
    ];

    private static void World(Base customers)
    {
        CustomerValues Person(string number, string first, string last, string email, string city)
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName]) = (number, first, last);
            (values[CustomerFields.Email], values[CustomerFields.City]) = (email, city);
            return values;
        }
        new ChangeSets(customers, TimeProvider.System).Create([
            Person("C-1", "Jozefien", "Aerts", "j.aerts@oud.example", "Antwerpen"), Person("C-2", "Willem", "de Bakker", "w.debakker@kabel.example",
                "Amsterdam"),
            Person("C-3", "Nadia", "Claes", "nadia@post.example", "Gent")], Actor.CommandLine);
    }

    private static ChangeSet Read(TestPlace place, Base customers, string[][] sheet, long? again = null, ImportOptions? options = null) =>
        Sheet.Read(place, customers, string.Concat(sheet.Prepend(Header).Select(cells => string.Join(';', cells) + "\n")), options, again);

    private static void Correct(TestPlace place, Base customers, long id, long seq, int column, string text)
    {
        var corrections = new RowCorrections(customers);
        var cells = corrections.CellsOf(Sheet.Set(customers, id), seq, Sheet.PathIn(place))!.ToArray();
        cells[column] = text;
        corrections.Correct(id, [new CorrectedRow(seq, cells)]);
    }

    private static IEnumerable<string> Shown(Base customers, long id) => new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 100)
        .Select(r =>
        $"{r.Seq} {r.Line} {r.Class} {r.CustomerId} {string.Join(',', r.Problems.Select(p => p.Code))} {string.Join(',', r.Changes.Select(c => c.Field))} "
        + $"{string.Join('|', CustomerFields.All.Select(f => r.Values?[f]))}");

    private static object Counts(ChangeSet set) => (set.Rows, set.Created, set.Changed, set.Unchanged, set.Errors, set.Conflicts, set.PossibleDuplicates,
        string.Join(',', Imports.ReportOf(set)!.FieldCounts.Where(c => c.Value > 0).OrderBy(c => c.Key).Select(c => $"{c.Key}={c.Value}")));

    [Theory, EachEngine]
    public async Task Correcting_rows_in_place_gives_the_same_preview_as_correcting_the_file(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Rows());
        Assert.Equal((5, 1, 1), (set.Errors, set.Created, set.Changed));
        var corrected = Rows();
        foreach (var (seq, column, text) in new (int, int, string)[]
        {
            (1, 4, "jozefien@post.example"), (2, 4, "youssef@mail.example"), (5, 0, "3"), (5, 1, "C-3"), (7, 0, "0"), (6, 1, "C-11"), (2, 1, "C-12"), (3,
                2, "Marie"),
        })
        {
            corrected[seq - 1][column] = text;
            Correct(place, customers, set.Id, seq, column, text);
            var whole = Read(place, customers, corrected);
            Assert.Equal(Shown(customers, whole.Id), Shown(customers, set.Id));
            Assert.Equal(Counts(whole), Counts(Sheet.Set(customers, set.Id)));
        }
        Assert.Equal(set.Revision + 8, Sheet.Set(customers, set.Id).Revision);
    }

    [Theory, EachEngine]
    public async Task Corrections_are_applied_and_new_customers_are_numbered_in_file_order(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Rows());
        Correct(place, customers, set.Id, 7, 0, "");
        Correct(place, customers, set.Id, 2, 4, "youssef@mail.example");
        Correct(place, customers, set.Id, 1, 4, "jozefien@post.example");
        set = Sheet.Set(customers, set.Id);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        using var context = customers.NewContext();
        Assert.Equal(["Jozefien", "Willem", "Nadia", "Youssef", "Marie-Claire", "Karim"], context.Customers.OrderBy(c => c.Id).Select(c => c.FirstName));
        Assert.Equal([1L, 2, 3, 4, 5, 6], context.Customers.OrderBy(c => c.Id).Select(c => c.Id));
        Assert.Equal("jozefien@post.example", context.Customers.Single(c => c.Id == 1).Email);
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task A_row_that_was_refused_because_of_another_is_free_when_that_one_is_corrected(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Rows());
        Correct(place, customers, set.Id, 3, 1, "C-20");
        Assert.Equal(RowClass.New, new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 5, 1)[0].Class);
        Correct(place, customers, set.Id, 3, 1, "C-10");
        var second = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 2, 1)[0];
        Assert.Equal((RowClass.Error, "import.second_number", "7"), (second.Class, second.Problems[0].Code, second.Problems[0].Detail));
    }

    [Theory, EachEngine]
    public async Task Leaving_the_first_of_two_rows_out_frees_the_second_and_taking_it_in_again_refuses_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Rows());
        var path = Sheet.PathIn(place);
        var preview = new ProposalPreview(customers, Viewer.System);
        RowClass[] Classes() => [.. preview.Page(set.Id, PreviewFilter.All, 0, 100).Select(r => r.Class)];
        var before = Classes();
        Assert.Equal([RowClass.New, RowClass.Changed, RowClass.Error, RowClass.Error], before[2..6]);

        Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 4, true, path));
        Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 3, true, path));
        Assert.Equal([RowClass.Changed, RowClass.New], Classes()[4..6]);
        var freed = Sheet.Set(customers, set.Id);
        Assert.Equal((5, 1, 1, 3), (freed.Rows, freed.Created, freed.Changed, freed.Errors));
        // Read again it is the same, and when the first comes back it is the second now.
        var again = Read(place, customers, Rows(), set.Id, Imports.ReportOf(freed)!.Again);
        Assert.Equal(Counts(freed), Counts(again));
        Assert.False(new RowCorrections(customers).LeaveOut(set.Id, 4, false, path));
        var refused = preview.Page(set.Id, PreviewFilter.All, 3, 1)[0];
        Assert.Equal((RowClass.Error, "import.second_row", "6", false), (refused.Class, refused.Problems[0].Code, refused.Problems[0].Text, refused.LeftOut));
        Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 5, true, path));
        Assert.Equal(RowClass.Changed, Classes()[3]);
        Assert.Equal((5, 1, 1, 3), (Sheet.Set(customers, set.Id).Rows, Sheet.Set(customers, set.Id).Created, Sheet.Set(customers, set.Id).Changed,
            Sheet.Set(customers, set.Id).Errors));

        Assert.Equal(2, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.Equal("w.debakker@kabel.example", context.Customers.Single(c => c.Id == 2).Email);
        Assert.Equal("Els", context.Customers.Single(c => c.Number == "C-10").FirstName);
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task Including_a_row_whose_address_another_row_has_is_refused(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        string[][] sheet = [["", "", "Els", "Peeters", "els@post.example", "Gent"], ["", "", "Els", "Wouters", "ELS@post.example", "Gent"],
            ["", "", "Rik", "Maes", "rik@post.example", "Gent"]];
        var set = Read(place, customers, sheet, options: new ImportOptions { Key = ImportKey.Email });
        var preview = new ProposalPreview(customers, Viewer.System);
        Assert.Equal((2, 1), (set.Created, set.Errors));
        Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 1, true));
        Assert.False(new RowCorrections(customers).LeaveOut(set.Id, 3, true));
        Assert.False(new RowCorrections(customers).LeaveOut(set.Id, 3, false));
        Assert.Equal("import.place_taken", Assert.Throws<RefusedException>(() => new RowCorrections(customers).LeaveOut(set.Id, 1, false)).Refusal.Code);
        Assert.False(new RowCorrections(customers).LeaveOut(set.Id, 1, false, Sheet.PathIn(place)));
        Assert.Equal(["import.second_email", null, null], preview.Page(set.Id, PreviewFilter.All, 0, 10)
            .Select(r => r.Problems.Count > 0 ? r.Problems[0].Code : null));
        Assert.Equal((2, 1, set.Revision + 4), (Sheet.Set(customers, set.Id).Created, Sheet.Set(customers, set.Id).Errors,
            Sheet.Set(customers, set.Id).Revision));
    }

    [Theory, EachEngine]
    public async Task A_correction_outlives_reading_the_file_again_with_another_setting(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Rows());
        Correct(place, customers, set.Id, 2, 4, "youssef@mail.example");
        var again = Read(place, customers, Rows(), set.Id, Imports.ReportOf(set)!.Again with { Empty = EmptyCells.Clear });
        Assert.Equal(set.Errors - 1, again.Errors);
        var row = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 1, 1)[0];
        Assert.Equal((RowClass.New, "youssef@mail.example"), (row.Class, row.Values![CustomerFields.Email]));
        Correct(place, customers, set.Id, 2, 4, "youssef@mail");
        Assert.Equal(set.Errors, Sheet.Set(customers, set.Id).Errors);
    }

    [Theory, EachEngine]
    public async Task A_taken_number_is_a_conflict_after_a_correction_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Rows());
        Correct(place, customers, set.Id, 1, 4, "j.aerts@oud.example");
        Correct(place, customers, set.Id, 1, 1, "C-3");
        var row = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Conflicts, 0, 10));
        Assert.Equal((1L, "conflict.number"), (row.Seq, row.Problems[0].Code));
        Correct(place, customers, set.Id, 1, 1, "C-1");
        Assert.Equal(0, Sheet.Set(customers, set.Id).Conflicts);
    }

    [Fact]
    public async Task Corrections_cut_off_by_a_crash_are_rolled_back_at_the_next_start()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, Rows());
        var before = Shown(customers, set.Id).ToList();
        var stage = Stage.OfProposal(customers, set.Id);
        TestPlace? copy = null;
        stage.Alter(connection =>
        {
            using var work = connection.CreateCommand();
            // Without room in the cache, changes are written at once, and so is the earlier state.
            work.CommandText = $"pragma {Stage.Schema}.cache_size = 1; begin; update {stage.Rows} set class = 1, cells = zeroblob(100000)";
            work.ExecuteNonQuery();
            copy = place.CopyAsync().GetAwaiter().GetResult();
        });
        await using (copy)
        {
            var journal = Assert.Single(Directory.GetFiles(Path.Combine(copy!.Location.ProposalFolder), "*-journal"));
            Assert.NotEqual(0, new FileInfo(journal).Length);
            using var again = Base.Open(copy.Location);
            Assert.Equal(before, Shown(again, set.Id));
            Assert.False(File.Exists(journal));
        }
    }

    [Fact]
    public async Task Nothing_is_corrected_in_an_import_that_was_applied()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, Rows());
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        var refused = Assert.Throws<RefusedException>(() => new RowCorrections(customers)
            .Correct(set.Id, [new CorrectedRow(1, ["", "C-1", "A", "B", "", ""])]));
        Assert.Equal("proposal.applied", refused.Refusal.Code);
    }

    // On PostgreSQL the rows of a proposal are in tables of the base itself.
    [Fact]
    public async Task A_proposal_that_a_crash_left_unreadable_is_lost_and_the_base_opens()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        long id;
        using (var customers = Base.Open(place.Location)) id = Read(place, customers, Rows()).Id;
        var file = Path.Combine(place.Location.ProposalFolder, $"{id}.db");
        await File.WriteAllBytesAsync(file, new byte[20_000]);
        await File.WriteAllBytesAsync(file + "-journal", new byte[600]);
        using var opened = Base.Open(place.Location);
        var lost = Record.Exception(() => new ProposalPreview(opened, Viewer.System).Page(id, PreviewFilter.All, 0, 1));
        Assert.Equal("proposal.lost", Assert.IsType<RefusedException>(lost).Refusal.Code);
    }
}
