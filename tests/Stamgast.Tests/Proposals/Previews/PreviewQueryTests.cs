using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Proposals.Previews;

public sealed class PreviewQueryTests
{
    private static CustomerValues Person(string number, string last, string email, string city)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.City]) = (number, last,
            email, city);
        return values;
    }

    // Every third customer stays as it is, every third gets another city, every third another e-mail and city; then new rows and refused ones.
    private static ChangeSet Staged(TestPlace place, Base customers)
    {
        new ChangeSets(customers, TimeProvider.System).CreateMany(
            Enumerable.Range(1, 90).Select(i => Person($"C-{i}", $"Aerts{i}", $"a{i}@post.example", "Gent")), ChangeKind.Sample, Actor.CommandLine);
        var rows = Enumerable.Range(1, 90).Select(i => $"C-{i};Aerts{i};{(i % 3 == 2 ? "nieuw" : "a")}{i}@post.example;{(i % 3 == 0 ? "Gent" : "Liège")};")
            .Concat(Enumerable.Range(91, 20).Select(i => $"C-{i};Lefèvre{i};l{i}@lefevre.example;Bruxelles;02 511 40 22 x{i}"))
            .Concat(["C-200;Claes;not an address;Hasselt;", "C-1;Aerts;a1@post.example;Gent;"]);
        var path = Path.Combine(place.Folder, "sheet.csv");
        File.WriteAllText(path, "number;last_name;email;city;phone\n" + string.Join('\n', rows));
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, new ImportOptions());
    }

    private static List<PreviewRow> All(ProposalPreview preview, long id, PreviewQuery query, int size = 7)
    {
        var all = new List<PreviewRow>();
        for (long after = 0; ;)
        {
            var page = preview.Page(id, query, after, size);
            all.AddRange(page);
            if (page.Count < size) return all;
            after = page[^1].Seq;
        }
    }

    [Theory, EachEngine]
    public async Task Each_filter_pages_through_exactly_its_rows_in_file_order(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Staged(place, customers);
        var preview = new ProposalPreview(customers, Viewer.System);
        var rows = All(preview, set.Id, new PreviewQuery(PreviewFilter.All), 1000);
        Assert.Equal(112, rows.Count);
        foreach (var (filter, belongs) in new (PreviewFilter, Func<PreviewRow, bool>)[]
        {
            (PreviewFilter.All, _ => true),
            (PreviewFilter.Everything, r => r.Class != RowClass.Unchanged),
            (PreviewFilter.New, r => r.Class == RowClass.New),
            (PreviewFilter.Changed, r => r.Class == RowClass.Changed),
            (PreviewFilter.Unchanged, r => r.Class == RowClass.Unchanged),
            (PreviewFilter.Errors, r => r.Class is RowClass.Error or RowClass.Conflict),
            (PreviewFilter.Conflicts, r => r.Class == RowClass.Conflict),
            (PreviewFilter.PossibleDuplicates, r => r.Alike is not null),
            (PreviewFilter.Warned, r => r.Warnings.Count > 0),
        })
            Assert.Equal(rows.Where(belongs).Select(r => r.Seq), All(preview, set.Id, new PreviewQuery(filter)).Select(r => r.Seq));
        Assert.Equal(20, All(preview, set.Id, new PreviewQuery(PreviewFilter.Warned)).Count);
    }

    [Theory, EachEngine]
    public async Task Rows_that_change_a_field_are_counted_and_found(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Staged(place, customers);
        var preview = new ProposalPreview(customers, Viewer.System);
        Assert.Equal([("city", 60L), ("email", 30L)], Imports.ReportOf(set)!.FieldCounts.Select(c => (c.Key, c.Value)).Order());
        foreach (var field in new[] { CustomerFields.City, CustomerFields.Email })
        {
            var found = All(preview, set.Id, new PreviewQuery(PreviewFilter.Everything, CustomerFields.All[field]));
            Assert.Equal(Imports.ReportOf(set)!.FieldCounts[CustomerFields.All[field].Name], found.Count);
            Assert.All(found, r => Assert.Contains(r.Changes, c => c.Field == field));
        }
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.Everything, CustomerFields.All[CustomerFields.Phone])));
    }

    [Theory, EachEngine]
    public async Task A_search_finds_new_changed_unchanged_and_refused_rows_by_words(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Staged(place, customers);
        var preview = new ProposalPreview(customers, Viewer.System);
        Assert.Equal(20, All(preview, set.Id, new PreviewQuery(PreviewFilter.Everything, Text: "lefevre")).Count);
        Assert.Equal(60, All(preview, set.Id, new PreviewQuery(PreviewFilter.Everything, Text: "LIEGE")).Count);
        Assert.Equal([2L], All(preview, set.Id, new PreviewQuery(PreviewFilter.Everything, CustomerFields.All[CustomerFields.Email],
            "liège nieuw2@post.example")).Select(r => r.Seq));
        Assert.Equal([3L], All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: "a3@post.example")).Select(r => r.Seq));
        Assert.Equal([111L], All(preview, set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "claes not")).Select(r => r.Seq));
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: "claes %")));
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: "jozefien")));
    }

    [Theory, EachEngine]
    public async Task Left_out_rows_are_counted_found_and_can_be_included_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Staged(place, customers);
        var preview = new ProposalPreview(customers, Viewer.System);
        Assert.Equal((0, 0), (All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut)).Count, LeftOut()));
        long[] those = [2, 3, 5, 8, 91, 95, 96, 97, 111];
        foreach (var seq in those) new RowCorrections(customers).LeaveOut(set.Id, seq, true);
        new RowCorrections(customers).LeaveOut(set.Id, 2, true);
        Assert.Equal(those.Length, LeftOut());
        Assert.Equal(those, All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut), 2).Select(r => r.Seq));
        // New ones by their words, refused ones by their cells, unchanged ones by their customers.
        Assert.Equal([91L, 95, 96, 97], All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut, Text: "lefevre")).Select(r => r.Seq));
        Assert.Equal([111L], All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut, Text: "claes not")).Select(r => r.Seq));
        Assert.Equal([3L], All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut, Text: "a3@post.example")).Select(r => r.Seq));

        // A corrected row stays left out, and reading the file again keeps left-out rows.
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(111, ["C-200", "Claes", "claes@zonen.example", "Hasselt", ""])]);
        Assert.Equal(those.Length, LeftOut());
        new Imports(customers, TimeProvider.System).Stage(set.Id, Path.Combine(place.Folder, "sheet.csv"), new ImportOptions());
        Assert.Equal(those.Length, LeftOut());
        Assert.Equal(those, All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut)).Select(r => r.Seq));

        foreach (var seq in those) new RowCorrections(customers).LeaveOut(set.Id, seq, false, Path.Combine(place.Folder, "sheet.csv"));
        Assert.Equal(0, LeftOut());
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut)));
        Assert.Equal(112, Imports.Find(customers, set.Id).Rows);

        long LeftOut() => Imports.ReportOf(Imports.Find(customers, set.Id))!.LeftOut;
    }

    [Theory, EachEngine]
    public async Task The_counts_follow_rows_left_out_and_included_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Staged(place, customers);
        var preview = new ProposalPreview(customers, Viewer.System);
        new RowCorrections(customers).LeaveOut(set.Id, 2, true);
        new RowCorrections(customers).LeaveOut(set.Id, 2, true);
        new RowCorrections(customers).LeaveOut(set.Id, 91, true);
        using (var context = customers.NewContext())
        {
            var left = context.ChangeSets.Single(s => s.Id == set.Id);
            Assert.Equal((set.Rows - 2, set.Created - 1, set.Changed - 1, set.Revision + 2), (left.Rows, left.Created, left.Changed, left.Revision));
            Assert.Equal((59L, 29L), (Imports.ReportOf(left)!.FieldCounts["city"], Imports.ReportOf(left)!.FieldCounts["email"]));
        }
        new RowCorrections(customers).LeaveOut(set.Id, 2, false);
        new RowCorrections(customers).LeaveOut(set.Id, 91, false);
        using (var context = customers.NewContext())
        {
            var again = context.ChangeSets.Single(s => s.Id == set.Id);
            Assert.Equal((set.Rows, set.Created, set.Changed), (again.Rows, again.Created, again.Changed));
            Assert.Equal(60, Imports.ReportOf(again)!.FieldCounts["city"]);
        }
    }
}
