using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Testing;
using Stamgast.Tests.Customers.Lists;

namespace Stamgast.Tests.Customers.Searching;

public sealed class CustomerSearchTests
{
    [Theory, EachEngine]
    public async Task A_customer_is_found_by_the_beginnings_of_any_of_its_words_in_any_order(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var created = SomeCustomers.Named().Concat(SomeCustomers.Random(30, seed: 3)).ToArray();
        new ChangeSets(customers, TimeProvider.System).Create(created, Actor.CommandLine);
        var list = new CustomerList(customers, Viewer.System);
        var random = new Random(11);
        for (var i = 0; i < created.Length; i++)
        {
            var words = SearchWords.Of(created[i]).Split(' ');
            for (var round = 0; round < 4; round++)
            {
                var typed = Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)]).Select(w => w[..random.Next(1, w.Length + 1)]);
                // Groups of digits side by side are read as one number, so only one of them is typed.
                var numbers = 0;
                var query = new CustomerQuery { Words = string.Join(' ', typed.Where(w => !w.All(char.IsAsciiDigit) || numbers++ == 0)) };
                Assert.Contains(i + 1, list.Ids(query));
            }
        }
    }

    [Theory, EachEngine]
    public async Task People_find_customers_as_they_speak_of_them(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Named(), Actor.CommandLine);
        var list = new CustomerList(customers, Viewer.System);
        long[] Found(string words) => [.. list.Ids(CustomerQuery.Plain with { Words = words })];

        Assert.Equal([1, 2], Found("AERTS"));
        Assert.Equal([1], Found("antw joz"));
        Assert.Equal([4], Found("lefevre"));
        Assert.Equal([4], Found("Lefèvre boul"));
        Assert.Equal([1], Found("0486 12 33 09"));
        Assert.Equal([1], Found("+32 486/12.33.09"));
        Assert.Equal([4], Found("BE 0403.019.261"));
        Assert.Equal([1], Found("c-10023"));
        Assert.Equal([3], Found("debakker"));
        Assert.Contains(3, Found("3"));
        Assert.Equal([1], Found("jozefien.aerts@post.example"));
        Assert.Empty(Found("aerts boulangerie"));
        Assert.Empty(Found("lambert"));
        Assert.Empty(Found("?!"));
    }

    [Fact]
    public async Task Every_query_plan_finds_the_same_customers_in_the_same_order()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var created = SomeCustomers.Random(700, seed: 31);
        new ChangeSets(customers, TimeProvider.System).Create(created, Actor.CommandLine);
        CustomerList[] lists = [new(customers, Viewer.System), new(customers, Viewer.System) { Limits = new PlanLimits(Few: 1) },
            new(customers, Viewer.System) { Limits = new PlanLimits(Few: 1, Many: 2) }];
        var found = 0;
        foreach (var address in new[] { "q=a", "q=aerts", "q=aerts gent", "q=12", "q=324861&sort=-city", "q=post&sort=email&label=Karim", "q=van&lang=nl",
            "group=VIP&q=zonen", "group=VIP,&group=Retail", "lang=de&group=", "q=zzz", "set=1&q=e" })
        {
            var query = CustomerQueryText.FromAddress(address) with { Presence = CustomerPresence.Living };
            var all = lists.Select(list => CustomerListTests.All(list, query, 100).ConvertAll(r => r.Id)).ToList();
            Assert.Equal(all[0], all[1]);
            Assert.Equal(all[0], all[2]);
            found += all[0].Count;
        }
        Assert.True(found > 1000);
    }

    [Theory, EachEngine]
    public async Task One_typing_error_a_word_is_forgiven_when_nobody_has_the_words_as_typed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Named(), Actor.CommandLine);
        var list = new CustomerList(customers, Viewer.System);
        long[] Found(string words) => [.. CustomerListTests.All(list, CustomerQuery.Plain with { Words = words }, 10).Select(r => r.Id).Order()];

        Assert.Equal([1], Found("jozzefien"));
        Assert.Equal([1], Found("jozeifen"));
        Assert.Equal([1, 2], Found("jofefien aertd"));
        Assert.Equal([4], Found("boulagnerie lefvre"));
        Assert.Equal([4], Found("bolanger"));
        Assert.Equal([1], Found("jozefien"));
        Assert.Empty(Found("jozxyfien"));
        Assert.Empty(Found("jzo"));
        Assert.Empty(Found("c-10024"));
    }

    [Theory, EachEngine]
    public async Task Nothing_that_can_be_typed_is_an_error(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Named(), Actor.CommandLine);
        var list = new CustomerList(customers, Viewer.System);
        string[] pieces = ["\"", "'", "*", "(", ")", ":", "^", "-", "\\", "AND", "NOT", "NEAR(", "words:", "|", "&", "!", "<->", "%", "_", "\0", "😀", "\uD83D",
            "مرحبا", "שלום", "ａｂ", "é", "\u0301", " ", "aerts", "99999999999999999999"];
        var random = new Random(5);
        foreach (var words in pieces.Concat(Enumerable.Range(0, 60)
            .Select(_ => string.Concat(Enumerable.Range(0, 5).Select(_ => pieces[random.Next(pieces.Length)]))))
                     .Append(new string('a', 10_000)).Append(string.Concat(Enumerable.Repeat("aerts ", 2_000))))
        {
            var query = CustomerQuery.Plain with { Words = words };
            Assert.Equal(list.Count(query), list.Page(query).Rows.Count);
        }
    }
}
