using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

/// <summary>Bases from before the phone library: some numbers had another prefix.</summary>
public sealed class PhoneWordsTests
{
    [Theory, EachEngine]
    public async Task The_search_words_of_an_older_base_with_a_Monaco_number_are_rebuilt(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        MakeOlder(place, "+37793123456");
        using var opened = Base.Open(place.Location);
        Assert.Equal([], Found(opened, "qwzalt"));
        Assert.Equal([1], Found(opened, "093123456"));
        Assert.DoesNotContain(new BaseCheck(opened).Run(), result => !result.Ok);
    }

    [Theory, EachEngine]
    public async Task An_older_base_without_such_numbers_keeps_its_words(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        MakeOlder(place, "+32486123309");
        using var opened = Base.Open(place.Location);
        Assert.Equal([1], Found(opened, "qwzalt"));
    }

    private static void MakeOlder(TestPlace place, string phone)
    {
        using var customers = Base.Open(place.Location);
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.OtherPhones]) = ("Aerts", "+3233123456 | " + phone);
        new ChangeSets(customers, TimeProvider.System).Create([values], Actor.CommandLine);
        customers.Write(transaction =>
        {
            transaction.Execute("delete from customer_search");
            transaction.Execute(place.Engine == Engine.Postgres
                ? "insert into customer_search(customer_id, words) values(1, array_to_tsvector(array['qwzalt']))"
                : "insert into customer_search(rowid, words) values(1, 'qwzalt')");
            transaction.Execute("delete from \"__EFMigrationsHistory\" where \"MigrationId\" like '%_PhonesOfAllCountries'");
        });
        Assert.Equal([1], Found(customers, "qwzalt"));
    }

    private static IReadOnlyList<long> Found(Base customers, string words) =>
        [.. new CustomerList(customers, Viewer.System).Ids(CustomerQuery.Plain with { Words = words })];
}
