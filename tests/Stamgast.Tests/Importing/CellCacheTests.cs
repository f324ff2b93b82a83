using Stamgast.Customers;
using Stamgast.Importing;

namespace Stamgast.Tests.Importing;

public class CellCacheTests
{
    [Fact]
    public void A_remembered_postal_code_counts_only_for_its_own_country()
    {
        var cache = new CellCache();
        var context = new RuleContext("BE", new DateOnly(2026, 11, 22), Country: "BE");
        var billing = CustomerFields.All[CustomerFields.PostalCode];
        var delivery = CustomerFields.All[CustomerFields.DeliveryPostalCode];
        Assert.Equal("1067", cache.Get(billing, "1067", context).Value);
        Assert.Equal("01067", cache.Get(billing, "1067", context with { Country = "DE" }).Value);
        Assert.Equal("1067", cache.Get(delivery, "1067", context with { DeliveryCountry = "BE" }).Value);
        Assert.Equal("01067", cache.Get(delivery, "1067", context with { DeliveryCountry = "DE" }).Value);
    }

    [Fact]
    public void A_city_that_comes_back_is_one_string()
    {
        var cache = new CellCache();
        var context = new RuleContext("BE", new DateOnly(2026, 11, 22));
        var city = CustomerFields.All[CustomerFields.City];
        Assert.Same(cache.Get(city, "Antwerpen", context).Value, cache.Get(city, "Antwerpen", context).Value);
    }
}
