using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Testing;

namespace Stamgast.Tests.Duplicates.Scanning;

public sealed class FollowChangesTests
{
    [Theory, EachEngine]
    public async Task Following_random_edits_gives_what_a_fresh_scan_gives(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 3200);
        world.Scan();
        var random = new Random(11);
        var merges = new List<ChangeOutcome>();
        for (var deed = 0; deed < 30; deed++) Deed(world, random, merges);
        Assert.Equal(Following.UpToDate, world.Follow());
        var followed = world.Pairs();
        // With the same weights, all compared anew give the same pairs, to the last reason; of equally strong links, another may join a group.
        var anew = world.Anew().ToDictionary(p => (p.A, p.B));
        Assert.Equal(anew.Keys.Order(), followed.Keys.Order());
        Assert.All(followed, p => Assert.Equal((Own(anew[p.Key].Why), anew[p.Key].IsCertain), (Own(p.Value.Why), p.Value.IsCertain)));
        // A scan learns the weights anew as well: what is near the threshold may fall on its other side, and some relatives are judged otherwise.
        world.Scan(withMemory: false);
        var fresh = world.Pairs();
        var others = fresh.Keys.Except(followed.Keys).Count(k => fresh[k].Bits > 3) + followed.Keys.Except(fresh.Keys).Count(k => followed[k].Bits > 3);
        Assert.True(others <= fresh.Count / 50, $"{others} of {fresh.Count} pairs are others");
    }

    [Theory, EachEngine]
    public async Task The_memory_is_built_anew_without_the_words_of_an_erased_customer(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 300);
        world.Scan();
        var before = world.Memory.Now();
        Assert.NotNull(before);
        world.Edit(5, (CustomerFields.City, "Brugge"));
        Assert.Same(before, world.Memory.Now());
        // Also when it was in the trash.
        world.Trash(7);
        Assert.Same(before, world.Memory.Now());
        Stamgast.CustomerVerbs.EraseCustomer.Do(new Stamgast.Privacy.Erasing(world.Base, 7, null, TimeProvider.System, CancellationToken.None));
        for (var tries = 0; tries < 300 && world.Memory.Now() == before; tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        var after = world.Memory.Now();
        Assert.NotNull(after);
        Assert.NotSame(before, after);
        // Once: what is there now has never known it.
        world.Edit(5, (CustomerFields.City, "Gent"));
        Assert.Same(after, world.Memory.Now());
    }

    [Theory, EachEngine]
    public async Task A_customer_that_is_edited_trashed_or_kept_out_loses_its_pairs_and_gets_them_back(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 1000);
        world.Scan();
        var (a, b) = world.Pairs().Where(p => p.Value.Bits > 15).Select(p => p.Key).First(p => world.Pairs().Keys.Count(k => k.A == p.A || k.B == p.A) == 1);
        var before = world.Pairs()[(a, b)].Bits;
        world.Edit(a, (CustomerFields.AllowMerge, "0"));
        world.Follow();
        Assert.DoesNotContain((a, b), world.Pairs().Keys);
        world.Edit(a, (CustomerFields.AllowMerge, "1"));
        world.Follow();
        Assert.Equal(before, world.Pairs()[(a, b)].Bits, 1e-6);
        var merge = world.Merge(a, b);
        world.Follow();
        Assert.DoesNotContain((a, b), world.Pairs().Keys);
        world.Trash(a);
        world.Follow();
        Assert.DoesNotContain(world.Pairs().Keys, p => p.A == a || p.B == a);
        Assert.NotNull(merge);
    }

    [Theory, EachEngine]
    public async Task Two_programs_that_follow_at_once_store_each_change_once(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 1000);
        world.Scan();
        using var other = new MatchMemory(world.Base);
        other.Load();
        foreach (var id in Enumerable.Range(1, 40)) world.Edit(id, (CustomerFields.City, "Brugge"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            var following = new FollowChanges(world.Base, i % 2 == 0 ? world.Memory : other);
            while (following.Step(default) == Following.Followed) { }
        })));
        Assert.Equal(Following.UpToDate, world.Follow());
        using var reader = world.Base.OpenReader();
        Assert.Equal(40, ScanState.Read(reader)!.Followed);
    }

    [Theory, EachEngine]
    public async Task A_stop_in_the_middle_loses_nothing(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 1500);
        world.Scan();
        foreach (var (a, b) in world.Truth.Take(20)) world.Edit(b, (CustomerFields.LastName, "Geheelanders"), (CustomerFields.FirstName, "Q"));
        // Whoever stops before the transaction has ended has stored neither the pairs nor how far it was.
        var before = world.Pairs().Keys.Order().ToList();
        Assert.Throws<InvalidOperationException>(() => world.Base.Write(transaction =>
        {
            using var reader = world.Base.OpenReader();
            var state = ScanState.Read(reader)!;
            Assert.True(state.Advance(transaction, state.LastItem + 5, 5));
            PairStore.ReplaceOf(transaction, [.. before.Select(p => p.A)], []);
            throw new InvalidOperationException("crash");
        }));
        Assert.Equal(before, world.Pairs().Keys.Order());
        Assert.Equal(Following.UpToDate, world.Follow());
        Assert.Equal(world.Anew().Select(p => (p.A, p.B)).Order(), world.Pairs().Keys.Order());
    }

    [Theory, EachEngine]
    public async Task It_says_when_a_whole_scan_is_better_and_what_was_decided_stays(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 500);
        Assert.Equal(Following.NeverScanned, world.Follow());
        world.Scan();
        var (a, b) = world.Pairs().Keys.First();
        new DecidePair(world.Base, TimeProvider.System).Do(a, b, PairVerdict.Different, Actor.CommandLine);
        world.Edit(a, (CustomerFields.Notes, "Belt op vrijdag."));
        Assert.Equal(Following.UpToDate, world.Follow());
        Assert.DoesNotContain((a, b), world.Pairs().Keys);
        foreach (var id in Enumerable.Range(1, 201)) world.Edit(id, (CustomerFields.Notes, "x"));
        Assert.Equal(Following.NeedsScan, world.Follow());
        world.Scan();
        Assert.Equal(Following.UpToDate, world.Follow());
        Assert.DoesNotContain((a, b), world.Pairs().Keys);
    }

    private static string Own(string why) => why.Split(";group:")[0];

    private static void Deed(ScanWorld world, Random random, List<ChangeOutcome> merges)
    {
        long Any() => Enumerable.Range(0, 100).Select(_ => (long)random.Next(1, 3201)).First(id => world.Find(id).IsLive);
        var (some, other) = (Any(), Any());
        var like = world.Find(other).Values;
        switch (random.Next(7))
        {
            case 0: world.Edit(some, (CustomerFields.LastName, like[CustomerFields.LastName]), (CustomerFields.Email, like[CustomerFields.Email])); break;
            case 1: world.Edit(some, (CustomerFields.City, "Brugge"), (CustomerFields.PostalCode, "8000"), (CustomerFields.BirthDate, null)); break;
            // Copies of somebody, whole or with an error.
            case 2: world.Add([.. MatchColumns.Fields.Select(f => (f.Ordinal, like[f]))]); break;
            case 3: world.Add([.. MatchColumns.Fields.Where(f => f.Ordinal != CustomerFields.FirstName).Select(f => (f.Ordinal, like[f]))]); break;
            case 4: world.Trash(some); break;
            case 5 when some != other: merges.Add(world.Merge(some, other)); break;
            case 6 when merges.Count > 0:
                world.Undo(merges[^1]);
                merges.RemoveAt(merges.Count - 1);
                break;
        }
    }
}
