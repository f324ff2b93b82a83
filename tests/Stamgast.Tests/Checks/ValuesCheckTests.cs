using System.Globalization;
using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Checks;

public sealed class ValuesCheckTests
{
    private static CustomerValues Aerts(params (int Field, string Value)[] more)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        foreach (var (field, value) in more) values[field] = value;
        return values;
    }

    private static IReadOnlyList<CheckResult> Checked(Base customers, params CustomerValues[] values)
    {
        new ChangeSets(customers, TimeProvider.System).Create(values, Actor.CommandLine);
        return new BaseCheck(customers).Run();
    }

    [Theory, EachEngine]
    public async Task Invalid_values_are_reported(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var results = Checked(customers, Aerts(), Aerts((CustomerFields.Website, "javascript:alert(1)"), (CustomerFields.Gender, "99")),
            Aerts((CustomerFields.Notes, new string('x', 30_000))));
        var values = results.Single(r => r.Name == "values");
        Assert.False(values.Ok);
        Assert.Equal("2 customers have values that no form or import accepts: 2 (gender, website), 3 (notes)",
            values.Detail(CultureInfo.GetCultureInfo("en-GB")));
        Assert.All(results.Where(r => r.Name is not "values"), r => Assert.True(r.Ok, r.Name));
    }

    [Theory, EachEngine]
    public async Task Values_refused_only_by_a_later_rule_are_listed_but_not_an_error(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var results = Checked(customers, Aerts((CustomerFields.VatNumber, "PARTICULIER")),
            Aerts((CustomerFields.PostalCode, "9000"), (CustomerFields.Country, "DE")), Aerts((CustomerFields.Phone, "+32486123309")));
        Assert.All(results, r => Assert.True(r.Ok, r.Name));
        Assert.Contains("1 (vat_number), 2 (postal_code)", results.Single(r => r.Name == "earlier").Detail(CultureInfo.GetCultureInfo("en-GB")),
            StringComparison.Ordinal);
    }
}
