using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Testing;

namespace Stamgast.Tests.Duplicates.Scanning;

public sealed class KnownAlreadyTests
{
    private static readonly (int, string?)[] Godelieve =
    [
        (CustomerFields.FirstName, "Godelieve"), (CustomerFields.LastName, "Vanderstappen"), (CustomerFields.Mobile, "+32471009988"),
        (CustomerFields.BirthDate, "1961-02-03"),
    ];

    [Theory, EachEngine]
    public async Task Who_is_typed_again_is_found_with_reasons_also_just_after_being_added(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 500, duplicates: 0);
        var known = new KnownAlready(world.Base, world.Memory, Viewer.System);
        var typed = Values([(CustomerFields.FirstName, "Godelive"), (CustomerFields.LastName, "Vanderstappen"), (CustomerFields.Phone, "+32471009988"),
            (CustomerFields.BirthDate, "1961-02-03")]);
        Assert.False(known.Of(typed, null).IsReady);
        world.Memory.Load();
        Assert.Equal((true, 0), (known.Of(typed, null).IsReady, known.Of(typed, null).Seen.Count));
        var id = world.Add(Godelieve);
        var hint = known.Of(typed, null);
        Assert.Equal([id], hint.Seen.Select(k => k.Customer.Id));
        Assert.Contains(hint.Seen[0].Explanation.Reasons, r => r is { Field: "phone", Level: "exact" });
        // While it is being edited it does not resemble itself; and a blank form resembles nobody.
        Assert.Empty(known.Of(typed, id).Seen);
        Assert.Empty(known.Of(CustomerValues.Blank(), null).Seen);
        world.Trash(id);
        Assert.Empty(known.Of(typed, null).Seen);
    }

    [Theory, EachEngine]
    public async Task Of_a_customer_that_the_viewer_does_not_see_only_the_responsible_is_told(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 300, duplicates: 0);
        world.Memory.Load();
        world.Add([.. Godelieve, (CustomerFields.Label, "Nadia Vermeulen")]);
        var karims = world.Add([.. Godelieve, (CustomerFields.Label, "Karim")]);
        var hint = new KnownAlready(world.Base, world.Memory, Viewer.System.Limited(Visibility.Only(["Karim"]))).Of(Values(Godelieve), null);
        Assert.Equal([karims], hint.Seen.Select(k => k.Customer.Id));
        Assert.Equal(["Nadia Vermeulen"], hint.Unseen);
    }

    [Theory, EachEngine]
    public async Task Who_may_not_be_merged_neither_asks_nor_is_found_nor_who_was_judged_another(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 300, duplicates: 0);
        world.Memory.Load();
        var known = new KnownAlready(world.Base, world.Memory, Viewer.System);
        var (kept, twin) = (world.Add(Godelieve), world.Add(Godelieve));
        Assert.Equal([twin], known.Of(Values(Godelieve), kept).Seen.Select(k => k.Customer.Id));
        Assert.Empty(known.Of(Values([.. Godelieve, (CustomerFields.AllowMerge, "0")]), kept).Seen);
        new DecidePair(world.Base, TimeProvider.System).Do(kept, twin, PairVerdict.Different, Actor.CommandLine);
        Assert.Empty(known.Of(Values(Godelieve), kept).Seen);
        Assert.Equal(2, known.Of(Values(Godelieve), null).Seen.Count);
        world.Edit(twin, (CustomerFields.AllowMerge, "0"));
        Assert.Equal([kept], known.Of(Values(Godelieve), null).Seen.Select(k => k.Customer.Id));
    }

    [Theory, EachEngine]
    public async Task Rows_of_an_import_are_compared_with_the_base_and_with_each_other(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 4000, duplicates: 0);
        var matches = new BaseMatches(world.Memory);
        Assert.Null(matches.Find([new(Values(Godelieve), null)], 1, 0.5, null, default));
        var id = world.Add(Godelieve);
        world.Memory.Load();
        var lowie = Values([(CustomerFields.FirstName, "Lowie"), (CustomerFields.LastName, "Zoetekouw"), (CustomerFields.Email, "lowie@post.example")]);
        long done = 0;
        var found = matches.Find(
            [
                new(Values(Godelieve), null), new(lowie, null), new(Values(Godelieve), id), new(lowie, null),
                new(Values([.. Godelieve, (CustomerFields.AllowMerge, "0")]), null),
            ], 3, 0.5, rows => done = rows, default)!;
        Assert.Equal([id], found[0].Select(m => m.CustomerId!.Value));
        Assert.Empty(found[1]);
        // The row that changes the customer is that customer; but another row is like it.
        Assert.Equal([0], found[2].Select(m => m.Row!.Value));
        Assert.Equal([1], found[3].Select(m => m.Row!.Value));
        Assert.Empty(found[4]);
        Assert.Equal(5, done);
        Assert.Empty(matches.Find([], 1, 0.5, null, default)!);
    }

    private static CustomerValues Values(IEnumerable<(int Field, string? Value)> fields)
    {
        var values = CustomerValues.Blank();
        foreach (var (field, value) in fields) values[field] = value;
        return values;
    }
}
