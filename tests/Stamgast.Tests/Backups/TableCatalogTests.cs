using Stamgast.Backups;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Testing;

namespace Stamgast.Tests.Backups;

/// <summary>A backup keeps what the catalogue knows: a table that it does not know would be lost silently.</summary>
public sealed class TableCatalogTests
{
    // Tests make shapes of their own.
    private static IEnumerable<RecordShape> OfProgram => RecordShapes.All.Where(s => (RecordKinds.Find(s.Key)?.GetType() ?? s.GetType()).Assembly
        == typeof(Base).Assembly);

    [Theory, EachEngine]
    public async Task Every_table_of_a_base_is_known(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using (var reader = customers.OpenReader())
        {
            Assert.Empty(new TableCatalog(reader, engine).Unknown);
            Assert.Empty(new TableCatalog(reader, engine).Missing.Except(RecordShapes.All.Except(OfProgram).Select(s => s.Table)));
        }
        // The twin: it finds one.
        customers.Write(t => { t.Execute("create table stray(id bigint)"); });
        using var again = customers.OpenReader();
        Assert.Equal(["stray"], new TableCatalog(again, engine).Unknown);
    }

    [Theory, EachEngine]
    public async Task The_table_of_each_kind_has_the_columns_of_its_declaration_and_no_others(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var reader = customers.OpenReader();
        var catalog = new TableCatalog(reader, engine);
        foreach (var shape in OfProgram)
        {
            string[] declared = ["id", "version", "trashed", "created_at", "changed_at", .. shape.Fields.Select(f => f.Name), .. shape.Derived,
                .. RecordKinds.Find(shape.Key)?.SummedUp ?? [], .. shape.CanMerge ? ["merged_into"] : (string[])[]];
            Assert.Equal(declared.Order(StringComparer.Ordinal), catalog.Columns(shape.Table).Select(c => c.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Both_engines_have_the_same_tables_with_the_same_columns()
    {
        var columns = new List<IReadOnlyList<string>>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            await using var place = await TestPlace.CreateAsync(engine);
            using var customers = Base.Open(place.Location);
            using var reader = customers.OpenReader();
            var catalog = new TableCatalog(reader, engine);
            columns.Add([.. catalog.Kept.SelectMany(table => catalog.Columns(table).Select(c => $"{table}.{c.Name}")).Order(StringComparer.Ordinal)]);
        }
        Assert.NotEmpty(columns[0]);
        Assert.Equal(columns[0], columns[1]);
    }
}
