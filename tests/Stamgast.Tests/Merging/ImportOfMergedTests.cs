using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Tests.Importing;

namespace Stamgast.Tests.Merging;

public sealed class ImportOfMergedTests
{
    [Theory, EachEngine]
    public async Task A_row_for_a_merged_customer_is_a_conflict_and_changes_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        world.Create(("last_name", "Aerts", "city", "Gent"), ("last_name", "Aerts", "city", "Gent"));
        world.Merge(1, 2);
        var set = Sheet.Read(place, customers, "id;last_name;city\n1;Aerts;Brugge\n2;Aerts;Mol\n");
        Assert.Equal((1L, 1L, 0L), (set.Changed, set.Conflicts, set.Errors));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal(("Brugge", "Gent"), (world.Find(1).Values[CustomerFields.City], world.Find(2).Values[CustomerFields.City]));
    }
}
