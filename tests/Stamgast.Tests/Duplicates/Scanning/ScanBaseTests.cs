using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Testing;
using Stamgast.Settings;

namespace Stamgast.Tests.Duplicates.Scanning;

public sealed class ScanBaseTests
{
    private const int FirstName = CustomerFields.FirstName, LastName = CustomerFields.LastName, Email = CustomerFields.Email;

    private static readonly (int, string?)[] Godelieve =
    [
        (FirstName, "Godelieve"), (LastName, "Vanderstappen"), (Email, "g.vds@post.example"), (CustomerFields.Mobile, "+32471009988"),
        (CustomerFields.BirthDate, "1961-02-03"), (CustomerFields.Street, "Zandloperstraat"), (CustomerFields.HouseNumber, "83"),
        (CustomerFields.PostalCode, "9030"), (CustomerFields.City, "Mariakerke"),
    ];

    [Theory, EachEngine]
    public async Task A_scan_finds_those_who_were_entered_twice_and_stores_the_pairs(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 3000);
        var found = world.Scan();
        var pairs = world.Pairs();
        Assert.Equal(pairs.Count, found.Pairs);
        Assert.True(found.Groups > 0 && found.Groups <= found.Pairs);
        var right = (double)world.Truth.Count(pairs.ContainsKey);
        Assert.True(right / world.Truth.Count > 0.97, $"recall {right / world.Truth.Count}");
        Assert.True(right / pairs.Count > 0.97, $"precision {right / pairs.Count}");
        Assert.All(pairs.Values, p => Assert.True(p.Bits >= 0 && p.Why.Contains(':', StringComparison.Ordinal)));
        var state = State(world)!;
        Assert.Equal((3000, found.Pairs, found.Groups), (state.Customers, state.Pairs, state.Groups));
        Assert.Equal(Following.UpToDate, world.Follow());
    }

    [Theory, EachEngine]
    public async Task The_same_base_gives_the_same_pairs_again(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 400);
        world.Scan();
        var first = world.Pairs();
        world.Scan(withMemory: false);
        Assert.Equal(first.ToDictionary(p => p.Key, p => (p.Value.Bits, p.Value.Why, p.Value.IsCertain)),
            world.Pairs().ToDictionary(p => p.Key, p => (p.Value.Bits, p.Value.Why, p.Value.IsCertain)));
    }

    [Theory, EachEngine]
    public async Task Who_may_not_be_merged_is_trashed_or_was_merged_takes_no_part(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 300, duplicates: 0);
        var ids = Enumerable.Range(0, 5).Select(_ => world.Add(Godelieve)).ToList();
        world.Edit(ids[1], (CustomerFields.AllowMerge, "0"));
        world.Trash(ids[2]);
        world.Merge(ids[0], ids[3]);
        world.Scan();
        Assert.Equal([(ids[0], ids[4])], world.Pairs().Keys);
    }

    [Theory, EachEngine]
    public async Task A_pair_is_certain_only_if_nothing_contradicts(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 500, duplicates: 0);
        var whole = world.Add(Godelieve);
        var gaps = world.Add([.. Godelieve.Where(f => f.Item1 is not (Email or CustomerFields.Street or CustomerFields.HouseNumber)),
            (CustomerFields.Phone, "+3232334455"), (FirstName, "GODELIEVE")]);
        var otherEmail = world.Add([.. Godelieve, (Email, "godelieve@elders.example")]);
        var numbered = world.Add([.. Godelieve, (CustomerFields.Number, "C-77")]);
        var alsoNumbered = world.Add([.. Godelieve, (CustomerFields.Number, "C-78")]);
        world.Scan();
        var pairs = world.Pairs();
        Assert.True(pairs[(whole, gaps)].IsCertain);
        Assert.False(pairs[(whole, otherEmail)].IsCertain, pairs[(whole, otherEmail)].Why);
        Assert.True(pairs[(whole, numbered)].IsCertain);
        Assert.False(pairs[(numbered, alsoNumbered)].IsCertain, pairs[(numbered, alsoNumbered)].Why);
        Assert.True(pairs[(numbered, alsoNumbered)].Bits > ScanBase.CertainBits(OrganisationSettings.Default));
    }

    [Theory, EachEngine]
    public async Task Second_addresses_and_numbers_count_too(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 500, duplicates: 0);
        var one = world.Add((FirstName, "Lowie"), (LastName, "Vanderstappen"), (Email, "a@post.example"),
            (CustomerFields.OtherEmails, "b@post.example | c@post.example"), (CustomerFields.OtherPhones, "+32486123309 | +3232334455"));
        var other = world.Add((FirstName, "Lowie"), (LastName, "Vanderstappen"), (Email, "c@post.example"), (CustomerFields.Mobile, "+3232334455"));
        world.Scan();
        Assert.Contains("email:exact", world.Pairs()[(one, other)].Why, StringComparison.Ordinal);
        Assert.Contains("phone:exact", world.Pairs()[(one, other)].Why, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task An_empty_base_has_no_pairs(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 0);
        Assert.Equal((0, 0), (world.Scan().Pairs, world.Pairs().Count));
        var id = world.Add(Godelieve);
        var twin = world.Add(Godelieve);
        Assert.Equal(Following.UpToDate, world.Follow());
        Assert.Equal([(id, twin)], world.Pairs().Keys);
    }

    [Theory, EachEngine]
    public async Task A_scan_that_is_cancelled_or_fails_at_the_end_leaves_the_pairs_as_they_were(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 400);
        world.Scan();
        var (before, state) = (world.Pairs().Keys.Order().ToList(), State(world));
        world.Trash(before[0].A);
        Assert.Throws<InvalidOperationException>(() =>
            new ScanBase(world.Base, TimeProvider.System).Run(false, _ => throw new InvalidOperationException("crash"), null, default));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new ScanBase(world.Base, TimeProvider.System).Run(false, null, null, new CancellationToken(canceled: true)));
        Assert.Equal(before, world.Pairs().Keys.Order());
        Assert.Equal(state, State(world));
        // The next one is not kept out by them.
        world.Scan();
        Assert.DoesNotContain(before[0], world.Pairs().Keys);
    }

    [Fact]
    public async Task A_second_scan_at_the_same_time_is_refused_or_waits()
    {
        await using var world = await ScanWorld.CreateAsync(Engine.Sqlite, 300);
        using var inTheMiddle = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var first = Task.Run(() => new ScanBase(world.Base, TimeProvider.System).Run(false, _ =>
        {
            inTheMiddle.Set();
            goOn.Wait(TimeSpan.FromMinutes(1));
        }, null, default));
        Assert.True(inTheMiddle.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal("duplicates.scanning", Assert.Throws<RefusedException>(() => world.Scan()).Refusal.Code);
        var second = Task.Run(() => new ScanBase(world.Base, TimeProvider.System).Run(true, null, null, default));
        goOn.Set();
        Assert.Equal((await first).Pairs, (await second).Pairs);
    }

    private static ScanState? State(ScanWorld world)
    {
        using var reader = world.Base.OpenReader();
        return ScanState.Read(reader);
    }
}
