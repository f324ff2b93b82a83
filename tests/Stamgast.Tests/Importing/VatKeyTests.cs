using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>Customers that are found by their VAT number, where neither ID nor number finds them.</summary>
public sealed class VatKeyTests
{
    private const string Head = "number;company_name;vat_number;city\n";
    private const string Lefevre = "BE0403019261";
    private const string Claes = "BE0413370052";

    private static readonly ImportOptions ByVat = new() { Key = ImportKey.Vat };

    private static CustomerValues Company(string? number, string name, string? vat, string city = "Gent")
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Type], values[CustomerFields.Number], values[CustomerFields.CompanyName]) = ("company", number, name);
        (values[CustomerFields.VatNumber], values[CustomerFields.City]) = (vat, city);
        return values;
    }

    private static (Base Customers, ChangeSets Changes) World(TestPlace place, params CustomerValues[] values)
    {
        var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        if (values.Length > 0) changes.Create(values, Actor.CommandLine);
        return (customers, changes);
    }

    private static ChangeSet Preview(TestPlace place, Base customers, string rows, ImportOptions? options = null, int mostRemembered = 1_000_000)
    {
        var path = Path.Combine(place.Folder, "sheet.csv");
        File.WriteAllText(path, Head + rows);
        var imports = new Imports(customers, TimeProvider.System) { MostRemembered = mostRemembered };
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, options ?? ByVat);
    }

    private static IReadOnlyList<PreviewRow> Rows(Base customers, ChangeSet set) =>
        new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20);

    [Theory, EachEngine]
    public async Task A_row_finds_its_customer_by_VAT_number_however_it_is_written_and_only_when_that_was_chosen(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var (customers, changes) = World(place, Company(null, "Boulangerie Lefèvre SRL", Lefevre), Company(null, "Claes & Zonen NV", null));
        using var _ = customers;
        foreach (var written in new[] { Lefevre, "BE 0403.019.261", "be0403019261", "BTW BE 403.019.261", "0403.019.261" })
        {
            var found = Preview(place, customers, $";Lefèvre;{written};Brugge\n");
            Assert.Equal((0, 1), (found.Created, found.Changed));
            Assert.Equal(1, Rows(customers, found)[0].CustomerId);
        }
        Assert.Equal(1, Preview(place, customers, $";Lefèvre;{Lefevre};Brugge\n", new ImportOptions()).Created);
        // A row and a customer without one do not match anybody.
        var set = Preview(place, customers, $";Lefèvre;{Lefevre};Brugge\n;Bakkerij De Bakker;;Lier\n;Claes & Zonen NV;{Claes};Gent\n");
        Assert.Equal((2, 1), (set.Created, set.Changed));
        Assert.Equal(3, changes.Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.Equal(("Brugge", 4), (context.Customers.Single(c => c.Id == 1).City, context.Customers.Count()));
    }

    [Theory, EachEngine]
    public async Task A_VAT_number_shared_by_customers_or_rows_is_refused(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var (customers, changes) = World(place, Company("C-1", "Lefèvre Gent", Lefevre), Company(null, "Lefèvre Brugge", Lefevre),
            Company(null, "Lefèvre Lier", Lefevre));
        using var _ = customers;
        var rows = $";Lefèvre;{Lefevre};Namur\nC-1;Lefèvre;{Lefevre};Gand\nC-7;Lefèvre;{Lefevre};Mons\n;Claes;{Claes};Gent\n;Claes & Zonen;BE "
            + $"0413.370.052;Lier\n";
        foreach (var remembered in new[] { 1_000_000, 1 })
        {
            var set = Preview(place, customers, rows, mostRemembered: remembered);
            // A row with a number of its own is one of those without a number, but it is unknown which.
            Assert.Equal(["import.ambiguous_vat", null, "import.ambiguous_vat", null, "import.second_vat"],
                Rows(customers, set).Select(r => r.Problems.Count > 0 ? r.Problems[0].Code : null));
        }
        changes.Trash([3], into: true, Actor.CommandLine);
        var again = Preview(place, customers, rows);
        Assert.Equal([RowClass.Error, RowClass.Changed, RowClass.Changed], Rows(customers, again).Take(3).Select(r => r.Class));
        Assert.Equal(2, Rows(customers, again)[2].CustomerId);
    }

    [Theory, EachEngine]
    public async Task Correcting_and_leaving_out_rows_goes_by_VAT_number_as_reading_the_file_does(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var (customers, _) = World(place, Company(null, "Boulangerie Lefèvre SRL", Lefevre));
        using var _1 = customers;
        var set = Preview(place, customers, $";Claes;{Claes};Gent\n;Claes & Zonen;{Claes};Lier\n;Lefèvre;BE0403019262;Namur\n");
        Assert.Equal((1, 0, 2), (set.Created, set.Changed, set.Errors));
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(3, ["", "Lefèvre", Lefevre, "Namur"])]);
        Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 1, true));
        Assert.Equal([RowClass.New, RowClass.New, RowClass.Changed], Rows(customers, set).Select(r => r.Class));
        Assert.False(new RowCorrections(customers).LeaveOut(set.Id, 1, false, Path.Combine(place.Folder, "sheet.csv")));
        Assert.Equal("import.second_vat", Rows(customers, set)[0].Problems[0].Code);
    }

    [Theory, EachEngine]
    public async Task A_customer_created_in_the_meantime_with_the_same_number_is_offered_as_an_update(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var (customers, changes) = World(place);
        using var _ = customers;
        var set = Preview(place, customers, $";Lefèvre;{Lefevre};Namur\n;Claes;{Claes};Gent\n");
        changes.Create([Company("C-1", "Boulangerie Lefèvre SRL", Lefevre, "Mons")], Actor.CommandLine);
        var outcome = changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal((1L, 1L), (outcome.Customers, outcome.Conflicts));
        var row = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(outcome.LeftTo!.Value, PreviewFilter.All, 0, 10));
        Assert.Equal((RowClass.Changed, 1L), (row.Class, row.CustomerId));
        using var context = customers.NewContext();
        Assert.Equal(2, context.Customers.Count());
    }

    [Fact]
    public async Task The_look_up_goes_by_an_index()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var reader = customers.OpenReader();
        using var command = reader.Query(
            $"explain query plan select c.id from customer c where c.vat_number in (select value from json_each(@list)) and "
            + $"{CustomerColumns.Alive(Engine.Sqlite, "c")}", ("list", "[]"));
        using var plan = command.ExecuteReader();
        var said = "";
        while (plan.Read()) said += plan.GetString(3);
        Assert.Contains("ix_customer_vat", said, StringComparison.Ordinal);
    }
}
