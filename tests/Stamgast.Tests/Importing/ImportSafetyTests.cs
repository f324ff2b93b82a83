using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class ImportSafetyTests
{
    private const int Customers = 1200;

    private static CustomerValues Person(int i)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName]) = ($"C-{i}", $"Jozefien{i}", $"Aerts{i % 7}");
        (values[CustomerFields.Email], values[CustomerFields.City]) = ($"jozefien{i}@post.example", "Gent");
        return values;
    }

    private static void World(Base customers) =>
        new ChangeSets(customers, TimeProvider.System).CreateMany(Enumerable.Range(1, Customers).Select(Person), ChangeKind.Sample, Actor.CommandLine);

    private static string Row(int id, int i, string city = "Gent") => $"{id};C-{i};Jozefien{i};Aerts{i % 7};jozefien{i}@post.example;{city}";

    private static string File(TestPlace place, IEnumerable<string> rows)
    {
        var path = Path.Combine(place.Folder, "sheet.csv");
        System.IO.File.WriteAllLines(path, rows.Prepend("id;number;first_name;last_name;email;city"));
        return path;
    }

    private static ChangeSet Read(TestPlace place, Base customers, IEnumerable<string> rows, Action<ImportProgress>? progress = null,
        CancellationToken cancel = default)
    {
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, File(place, rows), new ImportOptions(), progress, cancel);
    }

    [Theory, EachEngine]
    public async Task A_column_of_IDs_that_was_sorted_apart_from_its_rows_changes_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Enumerable.Range(1, 300).Select(i => Row(i % 300 + 1, i, "Brugge")));
        Assert.Equal((0, 0, 300), (set.Changed, set.Created, set.Conflicts));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        using var context = customers.NewContext();
        Assert.DoesNotContain(context.Customers, c => c.City == "Brugge");
    }

    [Theory, EachEngine]
    public async Task The_same_file_again_changes_nothing_and_says_when_it_was_imported(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        string[] rows = [.. Enumerable.Range(1, 50).Select(i => $";;Willem{i};de Bakker;willem{i}@kabel.example;Utrecht"),
            ";C-9;Jozefien;Aerts;j@post.example;Gent"];
        var changes = new ChangeSets(customers, TimeProvider.System);
        var first = Read(place, customers, rows);
        changes.Apply(first.Id, first.Revision, Actor.CommandLine);
        var again = Read(place, customers, rows);
        Assert.Equal((0, 0, 51), (again.Created, again.Changed, again.Unchanged));
        Assert.Equal([first.Id], Imports.ReportOf(again)!.ImportedBefore);
        Assert.Equal(0, changes.Apply(again.Id, again.Revision, Actor.CommandLine).Customers);
        changes.Undo(first.Id, Actor.CommandLine);
        Assert.Empty(Imports.ReportOf(Read(place, customers, rows))!.ImportedBefore);
    }

    [Theory, EachEngine]
    public async Task Two_rows_never_write_one_customer_whichever_of_them_is_left_out_or_corrected(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, [Row(1, 1, "Brugge"), Row(2, 2, "Brugge"), Row(1, 1, "Leuven")]);
        Assert.Equal((2, 1), (set.Changed, set.Errors));
        var preview = new ProposalPreview(customers, Viewer.System);
        var corrections = new RowCorrections(customers);
        new RowCorrections(customers).LeaveOut(set.Id, 1, true);
        corrections.Correct(set.Id, [new CorrectedRow(3, Row(1, 1, "Aalst").Split(';'))]);
        new RowCorrections(customers).LeaveOut(set.Id, 1, false, Path.Combine(place.Folder, "sheet.csv"));
        corrections.Correct(set.Id, [new CorrectedRow(2, Row(1, 1, "Ieper").Split(';'))]);
        Assert.Equal(2, preview.Page(set.Id, PreviewFilter.Errors, 0, 10).Count);
        Assert.Equal(1, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.Equal(("Aalst", 2), (context.Customers.Single(c => c.Id == 1).City, context.Customers.Single(c => c.Id == 1).Version));
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task A_cancelled_reading_leaves_nothing_behind(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var imports = new Imports(customers, TimeProvider.System);
        foreach (var after in new[] { 1, 2 })
        {
            using var cancel = new CancellationTokenSource();
            var id = imports.Begin("sheet.csv", Actor.CommandLine).Id;
            var portions = 0;
            var path = File(place, Enumerable.Range(1, Customers).Select(i => Row(i, i, "Brugge")));
            Assert.ThrowsAny<OperationCanceledException>(() => imports.Stage(id, path, new ImportOptions(), _ =>
            {
                if (++portions == after) cancel.Cancel();
            }, cancel.Token));
            imports.Cancel(id);
            using var context = customers.NewContext();
            Assert.DoesNotContain(context.ChangeSets, s => s.Kind == ChangeKind.Import);
            Assert.Equal("proposal.lost", Assert.Throws<RefusedException>(() => new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 1))
                .Refusal.Code);
        }
    }

    [Theory, EachEngine]
    public async Task An_apply_cancelled_at_any_step_changes_nothing_and_keeps_the_preview(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Read(place, customers, Enumerable.Range(1, 400).Select(i => Row(i, i, "Brugge")).Append(";C-5000;Els;Peeters;els@post.example;Gent"));
        var changes = new ChangeSets(customers, TimeProvider.System);
        for (var at = 1; at <= 4; at++)
        {
            using var cancel = new CancellationTokenSource();
            var steps = 0;
            Assert.ThrowsAny<OperationCanceledException>(() => changes.Apply(set.Id, set.Revision, Actor.CommandLine, progress: (_, _) =>
            {
                if (++steps == at) cancel.Cancel();
            }, cancel: cancel.Token));
            using var context = customers.NewContext();
            Assert.Equal(Customers, context.Customers.Count());
            Assert.DoesNotContain(context.Customers, c => c.City == "Brugge");
        }
        Assert.Equal(401, changes.Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
        Assert.Empty(new FoldCheck(customers).Differences());
    }
}
