using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Tests.Customers.Lists;

namespace Stamgast.Tests.Customers.Searching;

public sealed class RankedSearchTests
{
    [Theory, EachEngine]
    public async Task Whole_words_come_before_beginnings_and_names_before_addresses(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var created = new[] { Living("An", "Wouters", "Gentbrugge"), Living("Piet", "Gentils", "Aalst"), Living("An", "Claes", "Gent"),
            Living("Jan", "Gent", "Aalst"), Living("Bo", "Aerts", "Gent") };
        new ChangeSets(customers, TimeProvider.System).Create(created, Actor.CommandLine);
        Assert.Equal(["Gent, Jan", "Aerts, Bo", "Claes, An", "Gentils, Piet", "Wouters, An"], Names(customers, "gent"));
        Assert.Equal(["Claes, An", "Wouters, An"], Names(customers, "an gent"));
    }

    [Theory, EachEngine]
    public async Task With_a_typing_error_names_come_before_addresses_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var created = new[] { Living("An", "Wouters", "Lokeren"), Living("Piet", "Lokeren", "Aalst") };
        new ChangeSets(customers, TimeProvider.System).Create(created, Actor.CommandLine);
        Assert.Equal(["Lokeren, Piet", "Wouters, An"], Names(customers, "lockeren"));
        Assert.Equal(["Lokeren, Piet", "Wouters, An"], Names(customers, "xokeren"));
        Assert.Equal(["Lokeren, Piet"], Names(customers, "lokeern pite"));
    }

    [Theory, EachEngine]
    public async Task Typing_errors_are_not_forgiven_if_some_customer_has_the_words_as_typed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var inactive = Living("Jan", "Peeters", "Gent");
        inactive[CustomerFields.Active] = "0";
        new ChangeSets(customers, TimeProvider.System).Create([Living("An", "Peters", "Gent"), inactive], Actor.CommandLine);
        Assert.Empty(Names(customers, "peeters"));
        Assert.Equal(["Peters, An"], Names(customers, "petters"));
    }

    [Theory, EachEngine]
    public async Task A_typed_ID_comes_first_and_once(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var first = Living("An", "Wouters", "Gent");
        first[CustomerFields.Number] = "2";
        var second = Living("Bo", "Aerts", "Gent");
        second[CustomerFields.PostalCode] = "2000";
        new ChangeSets(customers, TimeProvider.System).Create([first, second], Actor.CommandLine);
        Assert.Equal(["Aerts, Bo", "Wouters, An"], Names(customers, "2"));
        Assert.Equal(["Aerts, Bo"], Names(customers, "2 aerts"));
    }

    [Theory, EachEngine]
    public async Task Pages_of_any_size_list_every_match_once_in_the_same_order_with_and_without_memory(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Random(300, seed: 17), Actor.CommandLine);
        using var memory = new ListMemory(customers);
        var found = 0;
        foreach (var address in new[] { "q=a", "q=an aerts", "q=pee", "q=12", "q=3 4", "q=post&lang=nl", "q=van&group=VIP", "q=aertz", "q=e&city=gent",
            "q=antwrpen&type=person", "q=a&set=1", "q=2&active=all" })
        {
            var query = CustomerQueryText.FromAddress(address);
            Assert.Equal(CustomerSort.Match, query.Sort);
            var lists = new[] { 7, 50, 1000 }.SelectMany(size => new CustomerList[] { new(customers, Viewer.System) { RankedAtOnce = size },
                new(customers, Viewer.System, memory) { RankedAtOnce = size } }).ToList();
            var all = lists.ConvertAll(list => CustomerListTests.All(list, query, 9).ConvertAll(r => r.Id));
            for (var i = 0; i < all.Count; i++)
            {
                Assert.Equal(all[i].Count, all[i].Distinct().Count());
                Assert.Equal(all[0].Order(), all[i].Order());
                Assert.Equal(all[i / 2 * 2], all[i]);
            }
            Assert.Equal(all[^1], CustomerListTests.All(lists[^1], query, 1000).ConvertAll(r => r.Id));
            found += all[0].Count;
        }
        Assert.True(found > 300);
    }

    [Theory, EachEngine]
    public async Task A_page_of_a_search_continues_correctly_while_customers_come_and_go(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([.. "hgfedcba".Select(c => Living("An", c + "akker", "Gent"))], Actor.CommandLine);
        var list = new CustomerList(customers, Viewer.System) { RankedAtOnce = 4 };
        var query = CustomerQueryText.FromAddress("q=gent");
        var first = list.Page(query, limit: 2);
        changes.Trash([2], into: true, Actor.CommandLine);
        changes.Create([Living("An", "Zakker", "Gent")], Actor.CommandLine);
        var rest = list.Page(query, first.Next);
        Assert.Equal(["eakker, An", "fakker, An"], first.Rows.Select(r => r.ListName));
        Assert.Equal(["hakker, An", "aakker, An", "bakker, An", "cakker, An", "dakker, An", "Zakker, An"], rest.Rows.Select(r => r.ListName));
    }

    [Theory, EachEngine]
    public async Task An_invalid_cursor_starts_at_the_beginning(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Named(), Actor.CommandLine);
        var list = new CustomerList(customers, Viewer.System);
        var query = CustomerQueryText.FromAddress("q=aerts");
        foreach (var cursor in new[] { list.Page(CustomerQuery.Plain, limit: 2).Next, "x", "WyJtYXRjaCIsOSwwLDAsMCwwLCIiXQ", "WyJtYXRjaCJd", "' or 1=1 --" })
            Assert.Equal(2, list.Page(query, cursor).Rows.Count);
        using var memory = new ListMemory(customers);
        memory.Load();
        foreach (var (after, last) in new[] { (-5L, 9L), (long.MaxValue, long.MaxValue), (9L, 3L) })
        {
            var cursor = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($"[\"match\",1,{after},{last},0,0,\"\"]"));
            Assert.Equal(2, list.Page(query, cursor).Rows.Count);
            Assert.Equal(2, new CustomerList(customers, Viewer.System, memory).Page(query, cursor).Rows.Count);
        }
    }

    [Theory, EachEngine]
    public async Task A_cursor_with_one_huge_block_ranks_a_few_at_a_time_and_skips_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([.. Enumerable.Range(0, 60).Select(i => Living("An", $"{(char)('z' - i % 26)}akker", "Gent"))],
            Actor.CommandLine);
        using var memory = new ListMemory(customers);
        memory.Load();
        var query = CustomerQueryText.FromAddress("q=gent");
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes("[\"match\",1,0,1000000,0,0,\"\"]"));
        foreach (var list in new CustomerList[] { new(customers, Viewer.System) { RankedAtOnce = 5 },
            new(customers, Viewer.System, memory) { RankedAtOnce = 5 } })
        {
            var rows = list.Page(query, cursor, limit: 20).Rows;
            // Four blocks of the cursor's, the best of them first, and not the best of all.
            Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), rows.Select(r => r.Id).Order());
            Assert.Equal(rows.OrderBy(r => r.ListName, StringComparer.Ordinal).Select(r => r.Id), rows.Select(r => r.Id));
            Assert.Equal(60, list.Page(query, cursor).Rows.Select(r => r.Id).Distinct().Count());
        }
    }

    private static CustomerValues Living(string first, string last, string city)
    {
        var values = SomeCustomers.Person(first, last);
        values[CustomerFields.City] = city;
        return values;
    }

    [Theory, EachEngine]
    public async Task Streets_house_numbers_and_account_numbers_are_found_after_names(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create(
        [
            SomeCustomers.Person("An", "Wouters", (CustomerFields.Street, "Karel Oomsstraat"), (CustomerFields.HouseNumber, "12A"),
                (CustomerFields.City, "Antwerpen")),
            SomeCustomers.Person("Zoë", "Kerkhofs", (CustomerFields.Iban, "BE68539007547034")),
            SomeCustomers.Person("Bo", "Lambert", (CustomerFields.Street, "Kerkhofstraat"), (CustomerFields.DeliveryStreet, "Rue de l’Église"),
            (CustomerFields.DeliveryHouseNumber, "7")),
        ], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        string Found(string words)
        {
            var asked = string.Join(' ', new CustomerList(customers, Viewer.System).Page(CustomerQueryText.FromFilter(words)).Rows.Select(r => r.Id));
            var remembered = new CustomerList(customers, Viewer.System, memory);
            Assert.Equal(asked, string.Join(' ', remembered.Page(CustomerQueryText.FromFilter(words)).Rows.Select(r => r.Id)));
            foreach (var list in new[] { remembered, new CustomerList(customers, Viewer.System) })
            {
                var query = CustomerQueryText.FromFilter(words) with { Sort = CustomerSort.Name };
                Assert.Equal(asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
                    CustomerListTests.All(list, query, 1).Select(r => r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order());
            }
            return asked;
        }

        Assert.Equal("1", Found("karel oomsstr"));
        Assert.Equal("1", Found("oomsstraat 12a antwerpen"));
        Assert.Equal("", Found("oomsstraat 13"));
        Assert.Equal("2 3", Found("kerkhof"));
        Assert.Equal("2", Found("BE68 5390 0754 7034"));
        Assert.Equal("2", Found("BE68 5390 0754"));
        Assert.Equal("2", Found("539-0075470-34"));
        Assert.Equal("2", Found("zoe be68539007547034"));
        Assert.Equal("3", Found("eglise 7"));
        // An error is forgiven only if nobody has the words, not even in a street.
        Assert.Equal("3", Found("kerkhofst"));
        customers.Change([3], v => (v[CustomerFields.Street], v[CustomerFields.DeliveryStreet]) = ("Molenweg", null));
        Assert.Equal("2", Found("kerkhof"));
        Assert.Equal("3", Found("molenweg lambert"));
    }

    [Theory, EachEngine]
    public async Task Matches_on_hidden_names_come_after_visible_names(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var company = SomeCustomers.Person("Marie", "Janssens", (CustomerFields.Type, "company"), (CustomerFields.CompanyName, "Biomedi BVBA"));
        var self = SomeCustomers.Person("Zoë", "Peeters", (CustomerFields.CompanyName, "Janssens & Co"));
        new ChangeSets(customers, TimeProvider.System)
            .Create([company, self, SomeCustomers.Person("Wim", "Janssens"), SomeCustomers.Person("An", "Wouters", (CustomerFields.City, "Janssens"))],
            Actor.CommandLine);
        Assert.Equal(["Janssens, Wim", "Wouters, An", "Biomedi BVBA", "Peeters, Zoë"], Names(customers, "janssens"));
        Assert.Equal("Marie Janssens", KeptNames.Of(company));
        Assert.Equal("Janssens & Co", KeptNames.Of(self));
        Assert.True(KeptNames.AreMeant(company, ["janssens"]));
        Assert.False(KeptNames.AreMeant(company, ["biomedi"]));
    }

    private static string[] Names(Base customers, string words) =>
        [.. new CustomerList(customers, Viewer.System).Page(CustomerQueryText.FromFilter(words)).Rows.Select(r => r.ListName!)];
}
