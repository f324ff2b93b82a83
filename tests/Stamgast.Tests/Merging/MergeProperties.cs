using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>Invariants of merging and splitting. <c>STAMGAST_SEEDS=17</c> replays one seed, <c>STAMGAST_SEEDS=1-500</c> runs more.</summary>
public sealed class MergeProperties
{
    private const int People = 9;
    private const int Deeds = 30;

    private static readonly string?[] Mails = ["a@post.example", "b@post.example", "B@post.example", "c@post.example", null];
    private static readonly string?[] Phones = ["+3293334455", "+32478111222", null];
    private static readonly string?[] Groups = ["VIP", "vip | Retail", "Retail", null];
    private static readonly string?[] Cities = ["Gent", "Brugge", null];

    private static IEnumerable<int> Seeds
    {
        get
        {
            var asked = (Environment.GetEnvironmentVariable("STAMGAST_SEEDS") ?? "1-3").Split('-')
                .Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToList();
            return Enumerable.Range(asked[0], asked[^1] - asked[0] + 1);
        }
    }

    [Theory, EachEngine]
    public Task Splitting_all_that_was_merged_gives_the_state_before_in_whatever_order(Engine engine) => ForEachSeed(engine, (world, random) =>
    {
        var before = world.Picture();
        for (var deed = 0; deed < Deeds; deed++)
            if (random.Next(3) > 0) Merge(world, random);
            else SplitAny(world, random);
        while (SplitAny(world, random)) { }
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task Whatever_happens_between_merges_the_live_items_make_the_rows(Engine engine) => ForEachSeed(engine, (world, random) =>
    {
        var sets = new List<long>();
        for (var deed = 0; deed < Deeds; deed++)
        {
            try
            {
                switch (random.Next(8))
                {
                    case 0 or 1 or 2: if (Merge(world, random) is { } merge) sets.Add(merge.Set.Id); break;
                    case 3: SplitAny(world, random); break;
                    case 4 or 5: Edit(world, random); break;
                    case 6: world.Trash(1 + random.Next(People)); break;
                    default:
                        if (sets.Count > 0) sets.Add(world.Undo(sets[random.Next(sets.Count)]).Set.Id);
                        break;
                }
            }
            catch (RefusedException)
            {
                // Nothing may have changed; the check below would find it.
            }
            Assert.Empty(new FoldCheck(world.Base).Differences().Select(d => $"{deed}: {d.Id} {string.Join(',', d.Fields)}"));
            // Nobody is lost: each points at one that is not merged, and no two at each other.
            foreach (var id in Enumerable.Range(1, People)) Assert.Null(world.Find(Root(world, id)).MergedInto);
        }
    });

    private static ChangeOutcome? Merge(MergeWorld world, Random random)
    {
        var roots = Enumerable.Range(1, People).Select(id => world.Find(id)).Where(c => c is { MergedInto: null, Trashed: false }).Select(c => c.Id).ToArray();
        if (roots.Length < 2) return null;
        random.Shuffle(roots);
        return world.Merge(roots[0], roots[1..Math.Min(roots.Length, 2 + random.Next(3))]);
    }

    private static bool SplitAny(MergeWorld world, Random random)
    {
        var absorbed = Enumerable.Range(1, People).Select(id => world.Find(id)).Where(c => c.MergedInto is not null).Select(c => c.Id).ToList();
        if (absorbed.Count == 0) return false;
        world.SplitOne(absorbed[random.Next(absorbed.Count)]);
        return true;
    }

    private static void Edit(MergeWorld world, Random random)
    {
        var id = Root(world, 1 + random.Next(People));
        var (field, values) = random.Next(4) switch
        {
            0 => (CustomerFields.Email, Mails),
            1 => (CustomerFields.Phone, Phones),
            2 => (CustomerFields.Groups, Groups),
            _ => (CustomerFields.City, Cities),
        };
        world.Edit(id, field, values[random.Next(values.Length)]);
    }

    private static long Root(MergeWorld world, long id)
    {
        for (var steps = 0; world.Find(id).MergedInto is { } into; id = into) Assert.True(++steps <= People, "a circle");
        return id;
    }

    private static async Task ForEachSeed(Engine engine, Action<MergeWorld, Random> work)
    {
        foreach (var seed in Seeds)
            await MergeWorld.On(engine, world =>
            {
                var random = new Random(seed);
                for (var i = 1; i <= People; i++)
                    world.Create(
                        ("last_name", $"Aerts {i}", "email", Pick(Mails), "other_emails", Pick(Mails), "phone", Pick(Phones), "mobile", Pick(Phones),
                        "groups", Pick(Groups), "city", Pick(Cities), "number", random.Next(2) == 0 ? $"C-{i}" : null, "notes", random.Next(3) == 0
                        ? $"Note {i}" : null));
                try { work(world, random); }
                catch (Exception failure) { throw new InvalidOperationException($"Seed {seed}: {string.Join("; ", world.Log)}", failure); }

                string? Pick(string?[] of) => of[random.Next(of.Length)];
            });
    }
}
