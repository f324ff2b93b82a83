using Stamgast.Customers.Rules;
using Stamgast.Importing.Rows;

namespace Stamgast.Tests.Importing.Rows;

public class CellCacheTests
{
    private static readonly RuleContext Belgium = new("BE", new DateOnly(2026, 11, 22), Country: "BE");

    [Fact]
    public void A_remembered_postal_code_counts_only_for_its_own_country()
    {
        var cache = new CellCache(isOfCountry: true);
        cache.Keep("1067", "1067", Belgium);
        Assert.Equal("1067", cache.Find("1067", Belgium));
        Assert.Null(cache.Find("1067", Belgium with { Country = "DE" }));
        Assert.Null(cache.Find("1067", Belgium with { DeliveryCountry = "DE" }));
        cache.Keep("1067", "01067", Belgium with { Country = "DE" });
        Assert.Equal("01067", cache.Find("1067", Belgium with { Country = "DE" }));
    }

    [Fact]
    public void A_repeated_city_is_one_string()
    {
        var cache = new CellCache(isOfCountry: false);
        var city = new string("Antwerpen");
        cache.Keep(city, city, Belgium);
        Assert.Same(city, cache.Find("Antwerpen", Belgium));
        Assert.Null(cache.Find("Antwerp", Belgium));
        Assert.Same(city, cache.Find("Antwerpen", Belgium with { Country = "NL" }));
    }

    [Fact]
    public void The_cache_skips_columns_without_repetition_and_uses_repetitive_ones()
    {
        var (unlike, alike) = (new CellCache(isOfCountry: true), new CellCache(isOfCountry: false));
        for (var i = 0; i < 20_000; i++)
        {
            foreach (var (cache, text) in new[] { (unlike, $"C-{i}"), (alike, $"City {i % 50}") })
                if (cache.Find(text, Belgium) is null) cache.Keep(text, text, Belgium);
        }
        Assert.False(unlike.Takes("C-1"));
        Assert.True(alike.Takes("City 1"));
        Assert.Equal("City 1", alike.Find("City 1", Belgium));
        Assert.False(alike.Takes(new string('a', 41)));
    }
}
