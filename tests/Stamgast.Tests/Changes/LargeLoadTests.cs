using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

/// <summary>The first load of a base, for which its indexes are dropped and rebuilt.</summary>
public sealed class LargeLoadTests
{
    [Theory, EachEngine]
    public async Task A_large_first_load_and_its_undo_keep_the_indexes(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var before = Indexes(customers);
        Assert.Contains(before, i => i.Contains("number", StringComparison.OrdinalIgnoreCase));
        var changes = new ChangeSets(customers, TimeProvider.System);

        var outcome = changes.CreateMany(Enumerable.Range(1, 20_001).Select(i =>
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName]) = ($"C-{i}", "Jozefien", $"Aerts {i}");
            return values;
        }), ChangeKind.Create, Actor.CommandLine);

        Assert.Equal(20_001, outcome.Customers);
        Assert.Equal(before, Indexes(customers));
        // The number is still unique: the index is not only there, it holds.
        var again = CustomerValues.Blank();
        (again[CustomerFields.Number], again[CustomerFields.LastName]) = ("C-20001", "Claes");
        Assert.Throws<RefusedException>(() => changes.Create([again], Actor.CommandLine));
        Assert.Single(new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = "aerts 19999" }, null, 10).Rows);
        var edited = again.Copy();
        (edited[CustomerFields.Number], edited[CustomerFields.FirstName], edited[CustomerFields.LastName]) = ("C-777", "Josefien", "Wouters");
        changes.Edit(777, 1, edited, Actor.CommandLine);
        Assert.Equal([777], new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = "josef wouters" }, null, 10).Rows.Select(r => r.Id));
        Assert.DoesNotContain(new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = "aerts 777" }, null, 10).Rows, r => r.Id == 777);
        Assert.Single(new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = "aerts 19998" }, null, 10).Rows);
        MustBeInOrder(customers);
        changes.Undo(outcome.Set.Id, Actor.CommandLine);
        Assert.Equal(before, Indexes(customers));
        Assert.Equal(1, new CustomerList(customers, Viewer.System).Count(new CustomerQuery()));
        MustBeInOrder(customers);
        Assert.Empty(Directory.EnumerateFiles(customers.Location.DataFolder, "*.words", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_search_words_of_a_first_load_are_built_separately_and_match_the_rows()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var import = ProposedImport.Make(customers, [.. Enumerable.Range(1, 20_000).Select(i =>
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.FirstName], values[CustomerFields.LastName]) = ("Willem", $"de Bakker {i}");
            return values;
        })], []);
        var stage = Stage.OfProposal(customers, import.SetId);
        customers.WriteCustomers(transaction =>
        {
            Assert.Null(FirstIndex.Begin(transaction, stage, import.SetId, 0, 19_999));
            using var apart = FirstIndex.Begin(transaction, stage, import.SetId, 100, 20_000);
            Assert.NotNull(apart);
            Assert.False(apart.TakeInto(transaction, 19_998));
            Assert.Equal(0, transaction.Number("select count(*) from customer_search_docsize"));
            Assert.True(apart.TakeInto(transaction, 20_000));
            Assert.Equal(1, transaction.Number("select count(*) from customer_search where customer_search match '4711'"));
            return true;
        }, Base.Patience, stage.File);
        Assert.Equal((20_000, 1), Found());
        // The connection that added them continues to write, and its entries are found beside them.
        var changes = new ChangeSets(customers, TimeProvider.System);
        var other = CustomerValues.Blank();
        (other[CustomerFields.FirstName], other[CustomerFields.LastName]) = ("Willem", "4711");
        changes.Create([other], Actor.CommandLine);
        Assert.Equal((20_001, 2), Found());
        using (var again = Base.Open(place.Location)) MustBeInOrder(again);
        Assert.Equal((20_001, 2), Found());

        (long, long) Found() => customers.WriteCustomers(t => (Matching(t, "willem"), Matching(t, "4711")), Base.Patience);
        static long Matching(WriteTransaction t, string word) =>
            t.Number("select count(*) from customer_search where customer_search match @word", ("word", word));
        MustBeInOrder(customers);
    }

    // The engine's own check of its full-text index.
    private static void MustBeInOrder(Base customers)
    {
        if (customers.Engine == Engine.Sqlite)
            customers.WriteCustomers(transaction => transaction.Execute("insert into customer_search(customer_search) values('integrity-check')"),
                Base.Patience);
    }

    private static List<string> Indexes(Base customers)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query(customers.Engine == Engine.Sqlite
            ? "select sql from sqlite_master where type = 'index' and sql is not null order by name"
            : "select indexdef from pg_indexes where schemaname = current_schema() order by indexname");
        using var rows = command.ExecuteReader();
        var indexes = new List<string>();
        while (rows.Read()) indexes.Add(rows.GetString(0));
        return indexes;
    }
}
