using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.Testing;

namespace Stamgast.Tests.Customers;

/// <summary>A limited viewer finds nothing about hidden customers, whichever way they look.</summary>
public sealed class ViewerTests
{
    // The whole list, values that only hidden customers have, shared values, and a word that only matches with a typing error.
    private static readonly string[] Addresses =
    [
        "active=all", "", "active=trash", "label=Nadia&active=all", "label=", "group=Zwijgzaam", "lang=de", "lang=nl&active=all", "city=Zwijgzaam",
            "city.contains=zwijg&active=all",
        "number.starts=N&active=all", "q=Zwijgzaam&active=all", "q=Zwijgzaams&active=all", "q=Jozefien&active=all", "q=Aerts&active=all", "q=5&active=all",
        "q=9&active=trash",
        "q=zwijg&active=trash", "set=5&active=all", "set=1&active=all", "id=5&active=all", "id=5,6,7,1&active=all", "sort=-city&active=all",
        "sort=label&active=all", "q=Piet&sort=name&active=all",
        "shops=Gent&active=all", "q=Jozefien&label=Karim&city=Antwerpen",
    ];

    [Theory, EachEngine]
    public async Task A_limited_viewer_finds_and_counts_only_visible_customers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        using var memory = new ListMemory(customers);
        memory.Load();
        foreach (var (limit, sees) in HiddenCustomers.Limits())
            foreach (var list in Lists(customers, Viewer.System.Limited(limit), memory))
                foreach (var address in Addresses)
                {
                    var query = CustomerQueryText.FromAddress(address);
                    long[] expected = [.. new CustomerList(customers, Viewer.System).Ids(query).Where(sees.Contains)];
                    // Another customer's words stop the forgiving of a typing error; those of a hidden one must not.
                    if (expected.Length == 0 && query.Words.Length > 0) expected = [.. list.Ids(query).Where(sees.Contains)];
                    Assert.Equal(expected, list.Ids(query));
                    Assert.Equal(expected.Length, list.Count(query));
                    Assert.Equal(expected.Order(), Paged(list, query).Order());
                }
    }

    [Theory, EachEngine]
    public async Task Search_results_of_a_limited_viewer_do_not_depend_on_hidden_customers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        using var memory = new ListMemory(customers);
        memory.Load();
        var typed = CustomerQueryText.FromAddress("q=Aertsz&active=all");
        // A customer has this name: nothing is forgiven.
        Assert.Equal([6], new CustomerList(customers, Viewer.System, memory).Ids(typed));
        foreach (var list in Lists(customers, Viewer.System.Limited(Visibility.Only(["Karim"])), memory))
        {
            Assert.Equal([1], list.Ids(typed));
            Assert.Equal([1], Paged(list, typed));
            Assert.Equal([1], list.Page(typed with { Sort = CustomerSort.Name }).Rows.Select(r => r.Id));
        }
    }

    [Theory, EachEngine]
    public async Task The_memory_follows_a_customer_who_changes_hands(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        using var memory = new ListMemory(customers);
        memory.Load();
        var (byLabel, byShop) = (Viewer.System.Limited(Visibility.Only(["Karim"])), Viewer.System.Limited(Visibility.Only(null, ["Leuven"])));
        var all = new CustomerQuery();
        Assert.Equal((3, 1), (new CustomerList(customers, byLabel, memory).Count(all), new CustomerList(customers, byShop, memory).Count(all)));
        customers.Change([1, 5], v => (v[CustomerFields.Label], v[CustomerFields.Shops]) = (v[CustomerFields.Label] == "Karim" ? "Nadia" : "Karim", "Leuven"));
        Assert.Equal([2, 3, 5], new CustomerList(customers, byLabel, memory).Ids(all));
        Assert.Equal([1, 5, 11], new CustomerList(customers, byShop, memory).Ids(all));
    }

    [Theory, EachEngine]
    public async Task A_guessed_number_is_answered_as_if_there_were_no_such_customer(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        foreach (var (limit, sees) in HiddenCustomers.Limits())
        {
            var viewer = Viewer.System.Limited(limit);
            var lookup = new CustomerLookup(customers, viewer);
            var history = new History(customers, viewer);
            foreach (var id in Enumerable.Range(1, HiddenCustomers.All().Length))
            {
                var isSeen = sees.Contains(id);
                var number = HiddenCustomers.All()[id - 1][CustomerFields.Number]!;
                Assert.Equal(isSeen, lookup.Find(id) is not null);
                Assert.Equal(isSeen, history.Of(id).Count > 0);
                Assert.Equal(isSeen, history.AsOf(id, DateTime.UtcNow.AddDays(1)) is not null);
                Assert.Equal(isSeen, history.CreatedAt(id) is not null);
                Assert.Equal(isSeen && id is not (4 or 9), lookup.WithEmail([HiddenCustomers.All()[id - 1][CustomerFields.Email]!], except: null).Count > 0);
                Assert.Equal(isSeen && id is not (4 or 9), lookup.WithNumberLike(number.ToLowerInvariant(), except: null) is not null);
            }
            Assert.Equal(sees, lookup.Seen([.. Enumerable.Range(0, 40).Select(id => (long)id)]));
        }
    }

    [Theory, EachEngine]
    public async Task An_export_has_only_visible_customers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        foreach (var format in Enum.GetValues<ExportFormat>().Where(f => f != ExportFormat.Xlsx))
            foreach (var query in new[] { new CustomerQuery(), new CustomerQuery { Ids = [1, 5, 6] }, CustomerQueryText.FromAddress("q=Zwijgzaam&active=all") })
            {
                using var file = new MemoryStream();
                var rows = new CustomerExport(customers, Viewer.System.Limited(Visibility.Only(["Karim"])))
                    .Write(new ExportRequest(query, format) { AllFields = true }, file);
                Assert.Equal(query.Words.Length > 0 ? 0 : query.Ids is null ? 3 : 1, rows);
                var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
                Assert.DoesNotContain(HiddenCustomers.Secret, text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Nadia", text, StringComparison.Ordinal);
            }
        using var whole = new MemoryStream();
        Assert.Equal(9, new CustomerExport(customers, Viewer.CommandLine)
            .Write(new ExportRequest(new CustomerQuery(), ExportFormat.Csv) { AllFields = true }, whole));
        Assert.Contains(HiddenCustomers.Secret, System.Text.Encoding.UTF8.GetString(whole.ToArray()), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Languages_groups_and_responsibles_are_counted_over_visible_customers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        HiddenCustomers.AddTo(customers);
        using var memory = new ListMemory(customers);
        memory.Load();
        foreach (var (limit, sees) in HiddenCustomers.Limits())
        {
            var viewer = Viewer.System.Limited(limit);
            var living = sees.Where(id => id is not (4 or 9)).Select(id => HiddenCustomers.All()[id - 1]).ToList();
            var byLanguage = living.GroupBy(v => v[CustomerFields.Language]!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new CustomerFacet(g.Key, g.Count()));
            Assert.Equal(byLanguage, new CustomerList(customers, viewer).Languages());
            Assert.Equal(byLanguage, new CustomerList(customers, viewer, memory).Languages());
            Assert.Equal(living.Count(v => v[CustomerFields.Groups] == HiddenCustomers.Secret),
                NameBook.Read(customers, viewer, NameKind.Group, memory)[HiddenCustomers.Secret]?.Customers ?? 0);
            Assert.Equal(living.Count(v => v[CustomerFields.Label] == "Nadia"),
                NameBook.Read(customers, viewer, NameKind.Responsible, memory)["Nadia"]?.Customers ?? 0);
        }
    }

    [Theory, EachEngine]
    public async Task Visibility_gives_the_same_answer_for_values_and_in_the_database(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(SomeCustomers.Random(80, seed: 4), Actor.CommandLine);
        string[] labels = ["Karim", "Nadia", "", "*", "karim"], shops = ["Gent", "gent", "Ge", "", "Écaussinnes"];
        var random = new Random(6);
        string? Some(string[] from) => random.Next(3) == 0 ? null : string.Join(" | ",
            from.Where(_ => random.Next(2) == 0).Where(t => t.Length > 1).DefaultIfEmpty("Ieper"));
        customers.Change([.. Enumerable.Range(1, 80).Select(i => (long)i)], v => v[CustomerFields.Shops] = Some(shops));
        var states = Enumerable.Range(1, 80).Select(id => new CustomerLookup(customers, Viewer.System).Find(id)!).ToList();
        for (var round = 0; round < 60; round++)
        {
            var limit = Visibility.Only(random.Next(3) == 0 ? null : [.. labels.Where(_ => random.Next(2) == 0)],
                random.Next(3) == 0 ? null : [.. shops.Where(_ => random.Next(2) == 0)]);
            long[] seen = [.. states.Where(s => limit.Sees(s.Values)).Select(s => s.Id)];
            Assert.Equal(seen, new CustomerList(customers, Viewer.System.Limited(limit)).Ids(new CustomerQuery()));
            Assert.Equal(seen.Length, new CustomerLookup(customers, Viewer.System.Limited(limit)).Seen([.. states.Select(s => s.Id)]).Count);
        }
    }

    [Fact]
    public void An_unlimited_viewer_uses_an_unchanged_query()
    {
        var query = CustomerQueryText.FromAddress("q=aerts&label=Karim");
        Assert.Same(query, Viewer.System.Narrowed(query));
        Assert.NotSame(query, Viewer.Nobody.Narrowed(query));
        Assert.Equal("", Visibility.All.AndSeen(Engine.Sqlite).And);
        Assert.Empty(Visibility.All.Conditions(Engine.Postgres, _ => throw new InvalidOperationException()));
        Assert.True(CustomerQuery.Plain.IsUnnarrowed);
        Assert.False(Viewer.Nobody.Narrowed(CustomerQuery.Plain).IsUnnarrowed);
    }

    [Fact]
    public void Caches_of_one_visibility_are_not_used_for_another()
    {
        string[] keys = [.. HiddenCustomers.Limits().Select(l => l.Limit.Key), Visibility.All.Key, Visibility.Only(["a,b"]).Key,
            Visibility.Only(["a", "b"]).Key, Visibility.Only(["a';shops='b"]).Key, Visibility.Only(["a"], ["b"]).Key];
        // A star is not a name: two of the limits show nobody.
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(Visibility.Only(["b", "a"]), Visibility.Only(["a", "b", "a"]));
        Assert.NotEqual(Visibility.All, Visibility.Only([]));
    }

    // As answered by the database, by the memory, and by each of the plans prescribed to SQLite.
    private static IEnumerable<CustomerList> Lists(Base customers, Viewer viewer, ListMemory memory) =>
    [
        new(customers, viewer), new(customers, viewer, memory), new(customers, viewer) { Limits = new PlanLimits(Few: 1) }, new(customers,
            viewer) { Limits = new PlanLimits(Few: 1, Many: 2) },
        new(customers, viewer, memory) { Limits = new PlanLimits(Few: 1, Many: 2, Near: 2), RankedAtOnce = 2 },
    ];

    private static List<long> Paged(CustomerList list, CustomerQuery query)
    {
        var ids = new List<long>();
        string? next = null;
        do
        {
            var page = list.Page(query, next, limit: 2);
            ids.AddRange(page.Rows.Select(r => r.Id));
            next = page.Next;
            Assert.True(ids.Count < 100, string.Create(CultureInfo.InvariantCulture, $"{query} goes on for ever"));
        }
        while (next is not null);
        return ids;
    }
}
