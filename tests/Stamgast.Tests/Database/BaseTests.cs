using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.Tests.Database;

public sealed class BaseTests
{
    [Theory, EachEngine]
    public async Task An_empty_place_becomes_a_base_and_opens_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var first = Base.Open(place.Location))
        {
            using var reading = first.NewContext();
            Assert.Empty(reading.Customers);
        }
        using var again = Base.Open(place.Location);
        using var context = again.NewContext();
        Assert.Empty(context.ChangeSets);
    }
}
