using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Importing;

namespace Stamgast.Tests.Merging;

/// <summary>What merged customers were known by leads to the one that was kept, for ever and everywhere.</summary>
public sealed class MergedKeysTests
{
    private const string Jozefien = "C-10023";
    private const string Josefien = "C-18790";

    [Theory, EachEngine]
    public async Task A_search_for_the_number_the_address_or_the_ID_of_a_merged_customer_finds_the_kept_one_and_says_why(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = Merged(customers);
        // Somebody took the address away: it leads there all the same.
        world.Edit(1, CustomerFields.OtherEmails, null);
        using var memory = new ListMemory(customers);
        memory.Load();
        foreach (var list in new[] { new CustomerList(customers, Viewer.System), new CustomerList(customers, Viewer.System, memory) })
            foreach (var sort in new[] { CustomerSort.Match, CustomerSort.Name })
                foreach (var words in new[] { Josefien, "c-18790", "JOSEFIEN@aerts.example", "2" })
                {
                    var query = new CustomerQuery { Words = words, Sort = sort };
                    var found = Assert.Single(list.Page(query).Rows);
                    Assert.Equal(1, found.Id);
                    Assert.Equal(words is "2" ? "2" : words.Contains('@', StringComparison.Ordinal) ? "josefien@aerts.example" : Josefien, found.LedBy);
                    Assert.Equal(1, list.Count(query));
                    Assert.Equal([1L], list.Ids(query));
                }
        Assert.Null(Assert.Single(new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = Jozefien }).Rows).LedBy);
        Assert.Empty(new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = Josefien, Type = "company" }).Rows);
        // Merged further: the same keys lead to the last one.
        world.Merge(3, 1);
        Assert.Equal([3L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery { Words = Josefien }));
    }

    [Theory, EachEngine]
    public async Task Split_again_a_customer_is_found_by_its_own_number(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = Merged(customers);
        world.SplitOne(2);
        var row = Assert.Single(new CustomerList(customers, Viewer.System).Page(new CustomerQuery { Words = Josefien }).Rows);
        Assert.Equal((2L, null), (row.Id, row.LedBy));
    }

    [Theory, EachEngine]
    public async Task A_row_with_the_number_of_a_merged_customer_updates_the_kept_one_and_says_so(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = Merged(customers);
        var set = Sheet.Read(place, customers, $"number;first_name;last_name;city\n{Josefien};Josefien;Aerts;Mol\n");
        Assert.Equal((0L, 1L, 0L, 0L), (set.Created, set.Changed, set.Errors, set.Conflicts));
        var row = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10));
        Assert.Equal((1L, "merged", Josefien, Jozefien), (row.RecordId, row.Warnings[0].Code, row.Warnings[0].Text, row.Warnings[0].Detail));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        var kept = world.Find(1).Values;
        Assert.Equal((Jozefien, "Mol"), (kept[CustomerFields.Number], kept[CustomerFields.City]));
        Assert.Equal("Gent", world.Find(2).Values[CustomerFields.City]);
        // Nothing to change any more: the row still says where it went.
        var again = Sheet.Read(place, customers, $"number;city\n{Josefien};Mol\n");
        Assert.Equal(1, again.Unchanged);
        Assert.Equal(Jozefien, Assert.Single(new ProposalPreview(customers, Viewer.System).Page(again.Id, PreviewFilter.All, 0, 10)).Warnings[0].Detail);
    }

    [Theory, EachEngine]
    public async Task A_row_about_somebody_else_under_such_a_number_is_a_conflict(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Merged(customers);
        var set = Sheet.Read(place, customers, $"number;first_name;last_name;birth_date\n{Josefien};Willem;de Bakker;1970-03-04\n");
        Assert.Equal((0L, 0L, 1L), (set.Created, set.Changed, set.Conflicts));
    }

    [Theory, EachEngine]
    public async Task Two_rows_for_both_numbers_are_two_rows_for_one_customer(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Merged(customers);
        var set = Sheet.Read(place, customers, $"number;city\n{Jozefien};Brugge\n{Josefien};Mol\n");
        Assert.Equal((1L, 1L), (set.Changed, set.Errors));
    }

    [Theory, EachEngine]
    public async Task A_row_with_the_address_of_a_merged_customer_updates_the_kept_one_when_addresses_are_keys(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = Merged(customers);
        world.Edit(1, CustomerFields.OtherEmails, null);
        var text = "email;last_name;city\njosefien@aerts.example;Aerts;Mol\n";
        Assert.Equal(1, Sheet.Read(place, customers, text).Created);
        var set = Sheet.Read(place, customers, text, new ImportOptions { Key = ImportKey.Email });
        Assert.Equal((0L, 1L), (set.Created, set.Changed));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        var kept = world.Find(1).Values;
        Assert.Equal(("jozefien@aerts.example", "Mol"), (kept[CustomerFields.Email], kept[CustomerFields.City]));
    }

    [Theory, EachEngine]
    public async Task The_ID_of_a_merged_customer_is_a_conflict_that_names_the_kept_one(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Merged(customers);
        var set = Sheet.Read(place, customers, "id;last_name;city\n2;Aerts;Mol\n");
        Assert.Equal((0L, 1L), (set.Changed, set.Conflicts));
        var row = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 10));
        Assert.Equal(("conflict.merged_into", Jozefien), (row.Problems[0].Code, row.Problems[0].Text));
    }

    [Theory, EachEngine]
    public async Task Nobody_else_gets_the_number_of_a_merged_customer(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = Merged(customers);
        var claes = new GivenValues(CustomerValues.Blank(),
            new Dictionary<int, string?> { [CustomerFields.LastName] = "Claes", [CustomerFields.Number] = Josefien });
        var create = new CreateCustomer(customers, TimeProvider.System);
        var refused = Assert.Throws<RefusedException>(() => create.Do(claes, Actor.CommandLine));
        Assert.Equal("number.leads", refused.Refusal.Code);
        Assert.Equal([Josefien, Jozefien, 1L], refused.Refusal.Arguments);
        Assert.Equal("number.leads", Assert.Throws<RefusedException>(() => world.Edit(3, CustomerFields.Number, Josefien)).Refusal.Code);
        // Not by an import either, by whatever key.
        foreach (var options in new[] { new ImportOptions { Key = ImportKey.Id }, new ImportOptions() })
        {
            var set = Sheet.Read(place, customers, $"id;number;last_name\n3;{Josefien};Lefèvre\n", options);
            Assert.Equal((0L, 1L), (set.Changed, set.Conflicts));
        }
        Assert.Equal(1, Sheet.Read(place, customers, $"number;last_name\n{Josefien};Claes\n", new ImportOptions { Key = ImportKey.Id }).Conflicts);
        // The kept one may have it.
        world.Edit(1, CustomerFields.Number, Josefien);
        Assert.Equal(Josefien, world.Find(1).Values[CustomerFields.Number]);
    }

    [Theory, EachEngine]
    public async Task A_customer_merged_while_its_row_waits_is_a_conflict_and_the_row_is_offered_again_for_the_kept_one(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        Create(world);
        var set = Sheet.Read(place, customers, $"number;last_name;city\n{Josefien};Aerts;Mol\nC-3;Lefèvre;Namur\n");
        Assert.Equal(2, set.Changed);
        world.Merge(1, 2);
        var outcome = new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal((1L, 1L), (outcome.Customers, outcome.Conflicts));
        Assert.Equal(("Gent", "Gent"), (world.Find(1).Values[CustomerFields.City], world.Find(2).Values[CustomerFields.City]));
        var left = Assert.Single(outcome.Left);
        Assert.Equal(("conflict.merged_into", Jozefien, true), (left.Why.Code, left.Why.Text, left.IsOffered));
        new ChangeSets(customers, TimeProvider.System).Apply(outcome.LeftTo!.Value, null, Actor.CommandLine);
        var kept = world.Find(1).Values;
        Assert.Equal((Jozefien, "Mol"), (kept[CustomerFields.Number], kept[CustomerFields.City]));
        Assert.Equal("Gent", world.Find(2).Values[CustomerFields.City]);
    }

    private static MergeWorld Merged(Base customers)
    {
        var world = new MergeWorld(customers);
        Create(world);
        world.Merge(1, 2);
        return world;
    }

    private static void Create(MergeWorld world) => world.Create(
        ("first_name", "Jozefien", "last_name", "Aerts", "number", Jozefien, "email", "jozefien@aerts.example", "city", "Gent"),
        ("first_name", "Josefien", "last_name", "Aerts", "number", Josefien, "email", "josefien@aerts.example", "city", "Gent"),
        ("last_name", "Lefèvre", "number", "C-3"));
}
