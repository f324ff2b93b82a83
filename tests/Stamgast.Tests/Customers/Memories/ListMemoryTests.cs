using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Tests.Customers.Lists;

namespace Stamgast.Tests.Customers.Memories;

public sealed class ListMemoryTests
{
    private static readonly string[] Addresses =
        ["", "active=0", "active=all", "active=trash", "type=company", "type=person&lang=nl", "lang=", "lang=nl-BE", "lang=fr,de&label=Karim", "label=",
            "group=VIP", "group=", "group=VIP&group=Retail&type=company", "group=&group=VIP", "q=a", "q=aerts&active=all", "q=1", "q=aertz", "q=?!",
            "q=van&group=VIP",
        "city=Gent", "city=", "newsletter=1", "newsletter=*&type=person", "first_name=jozefien&first_name=Willem&active=all", "postal_code=*&q=a",
        "language=nl&country=BE&q=aertz", "email=*&active=trash", "set=2&active=all", "set=1&q=a"];

    [Theory, EachEngine]
    public async Task Memory_and_database_count_and_find_the_same_after_every_change(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([.. SomeCustomers.Named(), .. SomeCustomers.Random(60, seed: 5)], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        memory.Load();
        AssertSame(customers, memory);

        var random = new Random(3);
        var sets = new List<long>();
        for (var round = 0; round < 8; round++)
        {
            long[] ids = [.. Enumerable.Range(0, 8).Select(_ => (long)random.Next(1, 67)).Distinct()];
            sets.Add((round % 4) switch
            {
                0 => changes.Trash(ids, into: random.Next(3) > 0, Actor.CommandLine).Set.Id,
                1 => customers.Change(ids, v => (v[CustomerFields.Groups], v[CustomerFields.Label]) = ("VIP | Wholesale " + round, "Karim")).Set.Id,
                2 => changes.Create(SomeCustomers.Random(40, seed: round), Actor.CommandLine).Set.Id,
                _ => changes.Undo(sets[random.Next(sets.Count)], Actor.CommandLine).Set.Id,
            });
            AssertSame(customers, memory);
        }
    }

    [Theory, EachEngine]
    public async Task Changes_by_another_program_on_the_same_base_are_noticed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Named(), Actor.CommandLine);
        using var memory = new ListMemory(customers);
        var list = new CustomerList(customers, Viewer.System, memory);
        var before = list.Count(CustomerQuery.Plain);
        using (var other = Base.Open(place.Location))
            new ChangeSets(other, TimeProvider.System).Trash([1], into: true, Actor.CommandLine);
        Assert.Equal(before - 1, list.Count(CustomerQuery.Plain));
        Assert.Equal(1, list.Count(CustomerQueryText.FromAddress("active=trash")));
        AssertSame(customers, memory);
    }

    [Theory, EachEngine]
    public async Task The_languages_are_counted_the_same(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([.. SomeCustomers.Named(), .. SomeCustomers.Random(40, seed: 9)], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        Assert.Equal(new CustomerList(customers, Viewer.System).Languages(), new CustomerList(customers, Viewer.System, memory).Languages());
    }

    [Theory, EachEngine]
    public async Task A_typing_error_in_a_word_that_came_later_is_forgiven_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create(SomeCustomers.Named(), Actor.CommandLine);
        using var memory = new ListMemory(customers);
        memory.Load();
        var (asked, remembered) = (new CustomerList(customers, Viewer.System), new CustomerList(customers, Viewer.System, memory));
        long[] Found(CustomerList list, string words) => [.. list.Page(CustomerQueryText.FromFilter(words)).Rows.Select(r => r.Id)];
        Assert.Empty(Found(remembered, "wouterz"));
        changes.Create([SomeCustomers.Person("Anneleen", "Wouters")], Actor.CommandLine);
        Assert.Equal([8], Found(remembered, "wouterz"));
        string[] words = ["jozzefien", "ozefien", "ajozefien", "jozefein", "aertd", "boulangerielefevresrk", "lefevresrl", "bolanger", "wuoters aneleen",
            "zonnen claes", "xxxx", "willem bakkre", "jozefien.aertss"];
        foreach (var typed in words) Assert.Equal(Found(asked, typed), Found(remembered, typed));
    }

    [Theory, EachEngine]
    public async Task Memory_and_database_find_the_same_customers_in_the_same_order_for_any_input(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([.. SomeCustomers.Named(), .. SomeCustomers.Random(150, seed: 21)], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        memory.Load();
        changes.Create(SomeCustomers.Random(50, seed: 22), Actor.CommandLine);
        var (asked, remembered) = (new CustomerList(customers, Viewer.System) { RankedAtOnce = 20 },
            new CustomerList(customers, Viewer.System, memory) { RankedAtOnce = 20, Limits = new PlanLimits(Few: 5) });
        var words = new CustomerList(customers, Viewer.System).Page(new CustomerQuery(), limit: 500).Rows.SelectMany(r => SearchWords.Of(r.Values).Split(' '))
            .Distinct().ToLookup(w => w.All(char.IsLetter) && w.Length < 12);
        var random = new Random(23);
        var (found, withSeveral) = (0, 0);
        for (var i = 0; i < (engine == Engine.Postgres ? 100 : 200); i++)
        {
            var typed = string.Join(' ', Enumerable.Range(0, random.Next(1, 3)).Select(_ => Typed([.. words[random.Next(4) > 0]], random)));
            var chips = new[] { "", "", "&type=company", "&lang=nl&active=all" }[random.Next(4)];
            var query = CustomerQueryText.FromAddress($"q={Uri.EscapeDataString(typed)}{chips}&sort={new[] { "match", "name", "-city" }[random.Next(3)]}");
            var expected = CustomerListTests.All(asked, query, 9).ConvertAll(r => r.Id);
            Assert.Equal(expected, CustomerListTests.All(remembered, query, 9).ConvertAll(r => r.Id));
            Assert.Equal(expected.Count, remembered.Count(query));
            Assert.Equal(expected.Order(), remembered.Ids(query));
            if (expected.Count > 0) found++;
            if (expected.Count > 20) withSeveral++;
        }
        Assert.True(found > 30 && withSeveral > 8, $"{found} {withSeveral}");
    }

    // A word or its beginning, one in three with a typing error.
    private static string Typed(List<string> words, Random random)
    {
        var word = words[random.Next(words.Count)];
        if (random.Next(2) == 0) word = word[..random.Next(1, word.Length + 1)];
        if (random.Next(3) > 0) return word;
        var at = random.Next(word.Length);
        return word[..at] + new[] { "x", "e", "" }[random.Next(3)] + word[(at + random.Next(2))..] is { Length: > 0 } wrong ? wrong : word;
    }

    [Theory, EachEngine]
    public async Task Memory_and_database_page_the_same_in_any_order_while_customers_change(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([.. SomeCustomers.Named(), .. SomeCustomers.Random(80, seed: 31)], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        var (asked, remembered) = (new CustomerList(customers, Viewer.System),
            new CustomerList(customers, Viewer.System, memory) { Limits = new PlanLimits(Few: 0, Near: 20) });
        var random = new Random(32);
        for (var round = 0; round < 6; round++)
        {
            foreach (var sort in new[] { "name", "city", "email", "number", "language", "label", "id", "changed", "iban", "customer_since" })
                foreach (var address in new[] { "sort=", "sort=-", "type=person&sort=", "lang=nl&active=all&sort=-", "q=a&sort=-", "q=gent&sort=",
                    "active=trash&sort=", "city=Gent&city=Aalst&sort=", "email=*&active=all&sort=-", "postal_code=*&q=a&sort=" })
                {
                    var query = CustomerQueryText.FromAddress(address + sort);
                    Assert.Equal(CustomerListTests.All(asked, query, 7).ConvertAll(r => r.Id),
                        CustomerListTests.All(remembered, query, 7).ConvertAll(r => r.Id));
                }
            // The last of a page is changed before the next page is asked for.
            var people = CustomerQueryText.FromAddress("type=person&sort=city");
            var (first, same) = (asked.Page(people, limit: 5), remembered.Page(people, limit: 5));
            Assert.Equal(first.Next, same.Next);
            customers.Change([first.Rows[^1].Id], v => v[CustomerFields.City] = "Aalst " + round);
            Assert.Equal(asked.Page(people, first.Next, 9).Rows.Select(r => r.Id), remembered.Page(people, same.Next, 9).Rows.Select(r => r.Id));
            changes.Trash([random.Next(1, 80)], into: random.Next(4) > 0, Actor.CommandLine);
            changes.Create(SomeCustomers.Random(5, seed: round), Actor.CommandLine);
        }
    }

    [Theory, EachEngine]
    public async Task After_more_changes_than_an_order_keeps_its_pages_are_right_at_once(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create(SomeCustomers.Random(80, seed: 41), Actor.CommandLine);
        using var memory = new ListMemory(customers);
        var (asked, remembered) = (new CustomerList(customers, Viewer.System),
            new CustomerList(customers, Viewer.System, memory) { Limits = new PlanLimits(Few: 0) });
        var queries = new[] { "sort=city", "sort=-changed", "type=person&sort=-name" }.Select(CustomerQueryText.FromAddress).ToList();
        foreach (var query in queries) remembered.Page(query, limit: 5);
        changes.Create(SomeCustomers.Random(2_100, seed: 42), Actor.CommandLine);
        foreach (var query in queries)
            Assert.Equal(CustomerListTests.All(asked, query, 400).ConvertAll(r => r.Id), CustomerListTests.All(remembered, query, 400).ConvertAll(r => r.Id));
    }

    [Theory, EachEngine]
    public async Task If_the_last_customer_of_a_page_moved_the_next_page_continues_from_the_old_place(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create(SomeCustomers.Random(80, seed: 44), Actor.CommandLine);
        foreach (var address in new[] { "type=person&sort=city", "type=person&sort=-city", "type=person&sort=name", "type=person&sort=iban",
            "type=person&sort=changed" })
        {
            var query = CustomerQueryText.FromAddress(address);
            using var memory = new ListMemory(customers);
            var (asked, remembered) = (new CustomerList(customers, Viewer.System),
                new CustomerList(customers, Viewer.System, memory) { Limits = new PlanLimits(Few: 0) });
            var first = remembered.Page(query, limit: 12);
            static void Move(CustomerValues values) => (values[CustomerFields.City], values[CustomerFields.LastName], values[CustomerFields.Iban]) = ("Zzz",
                "Zzz", "BE68539007547034");
            var moved = customers.Change([first.Rows[^1].Id], Move);
            // All orders are read again.
            using var later = new ListMemory(customers);
            var anew = new CustomerList(customers, Viewer.System, later) { Limits = new PlanLimits(Few: 0) };
            Assert.Equal(asked.Page(query, first.Next).Rows.Select(r => r.Id), anew.Page(query, first.Next).Rows.Select(r => r.Id));
            changes.Undo(moved.Set.Id, Actor.CommandLine);
        }
    }

    [Theory, EachEngine]
    public async Task A_reader_of_an_older_state_does_not_make_an_order_forget_a_change(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Random(80, seed: 43), Actor.CommandLine);
        using var memory = new ListMemory(customers);
        var (asked, remembered) = (new CustomerList(customers, Viewer.System),
            new CustomerList(customers, Viewer.System, memory) { Limits = new PlanLimits(Few: 0) });
        var query = CustomerQueryText.FromAddress("type=person&sort=city");
        remembered.Page(query, limit: 5);
        var living = CustomerListTests.All(asked, query, 100).FindAll(r => r.Values[CustomerFields.City] is not null).ConvertAll(r => r.Id);
        using (var reader = customers.OpenReader())
        using (new Moment(reader, engine))
        {
            Assert.NotNull(memory.Read(reader));
            customers.Change(living[^2..], v => v[CustomerFields.City] = "Aalst");
            remembered.Count(query);
            Assert.NotNull(memory.Places(query, NameOrder.FullName, reader));
        }
        Assert.Equal(CustomerListTests.All(asked, query, 7).ConvertAll(r => r.Id), CustomerListTests.All(remembered, query, 7).ConvertAll(r => r.Id));
    }

    [Theory, EachEngine]
    public async Task A_group_is_found_in_whatever_letters_it_was_typed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var small = SomeCustomers.Person("An", "Wouters", (CustomerFields.Groups, "vip"));
        new ChangeSets(customers, TimeProvider.System).Create([.. SomeCustomers.Named(), small], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        foreach (var list in new CustomerList[] { new(customers, Viewer.System), new(customers, Viewer.System, memory) })
            foreach (var typed in new[] { "VIP", "vip", "Vip" })
            {
                var query = CustomerQueryText.FromAddress("group=" + typed);
                Assert.Equal(2, list.Count(query));
                Assert.Equal([1, 8], list.Page(query).Rows.Select(r => r.Id).Order());
                Assert.Equal([1, 8], list.Ids(query));
            }
    }

    private static void AssertSame(Base customers, ListMemory memory)
    {
        var (asked, remembered) = (new CustomerList(customers, Viewer.System), new CustomerList(customers, Viewer.System, memory));
        foreach (var query in Addresses.Select(CustomerQueryText.FromAddress))
        {
            Assert.Equal(asked.Count(query), remembered.Count(query));
            Assert.Equal(asked.Page(query, limit: 500).Rows.Select(r => r.Id), remembered.Page(query, limit: 500).Rows.Select(r => r.Id));
            var byCity = query with { Sort = CustomerSort.By(CustomerFields.All[CustomerFields.City]) };
            Assert.Equal(asked.Page(byCity, limit: 500).Rows.Select(r => r.Id), remembered.Page(byCity, limit: 500).Rows.Select(r => r.Id));
        }
    }
}
