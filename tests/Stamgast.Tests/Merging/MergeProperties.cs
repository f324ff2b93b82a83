using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Merging.Splitting;
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
    private static readonly string?[] Notes = ["Rings twice", "Rings twice\n\nPays late", "Note 2", null];
    private static readonly string[] Days = ["Monday", "Friday"];
    private static readonly string?[] Extras =
        ["{\"1\":\"Gaggia\"}", "{\"1\":\"Rocket\",\"2\":\"Monday | Friday\"}", "{\"2\":\"Friday\"}", null];

    internal static IEnumerable<int> Seeds
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
        var (before, exported) = (world.Picture(), Export(world));
        for (var deed = 0; deed < Deeds; deed++)
            if (random.Next(3) > 0) Merge(world, random);
            else SplitAny(world, random);
        while (SplitAny(world, random)) { }
        Assert.Equal(before, world.Picture());
        Assert.Equal(exported, Export(world));
    });

    [Theory, EachEngine]
    public Task Whatever_happens_between_merges_the_live_items_make_the_rows(Engine engine) => ForEachSeed(engine, (world, random) =>
    {
        var sets = new List<long>();
        for (var deed = 0; deed < Deeds; deed++)
        {
            try
            {
                switch (random.Next(9))
                {
                    case 8: if (SplitWithAnswers(world, random) is { } split) sets.Add(split.Set.Id); break;
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
        var others = roots[1..Math.Min(roots.Length, 2 + random.Next(3))];
        return random.Next(2) == 0 ? world.Merge(roots[0], others) : world.Merge(roots[0], others, Choices(world, roots[..(others.Length + 1)], random));
    }

    // Whatever a person could tick on the page.
    private static MergeChoices Choices(MergeWorld world, long[] ids, Random random)
    {
        var elements = new Dictionary<MergeElement, bool>();
        var main = new Dictionary<int, MergeElement>();
        foreach (var id in ids)
        {
            var values = world.Find(id).Values;
            foreach (var list in MergeUnits.Lists)
                foreach (var value in list.ValuesOf(values))
                {
                    if (random.Next(3) == 0) elements[list.Of(value)] = random.Next(2) == 0;
                    if (list.Mains.Count > 0 && random.Next(5) == 0) main[list.Mains[random.Next(list.Mains.Count)]] = list.Of(value);
                }
            if (random.Next(3) == 0) elements[MergeElement.OfNotes(id)] = random.Next(2) == 0;
            foreach (var choice in Days) if (random.Next(4) == 0) elements[MergeElement.OfChoice("2", choice)] = random.Next(2) == 0;
        }
        var taken = new Dictionary<int, long>();
        if (random.Next(2) == 0) taken[CustomerFields.City] = ids[random.Next(ids.Length)];
        return new MergeChoices
        {
            Fill = (MergeFill)random.Next(3), Elements = elements, Main = main, Taken = taken,
            TakenExtra = random.Next(3) == 0 ? new Dictionary<string, long> { ["1"] = ids[random.Next(ids.Length)] } : new Dictionary<string, long>(),
            DeliveryFrom = random.Next(3) == 0 ? ids[random.Next(ids.Length)] : null,
        };
    }

    private static ChangeOutcome? SplitWithAnswers(MergeWorld world, Random random)
    {
        var absorbed = Enumerable.Range(1, People).Select(id => world.Find(id)).Where(c => c.MergedInto is not null).Select(c => c.Id).ToList();
        if (absorbed.Count == 0) return null;
        var one = absorbed[random.Next(absorbed.Count)];
        var preview = world.Splits.LookOne(one, Viewer.System);
        var asked = new SplitAsked
        {
            Absorbed = [one], Versions = preview.Versions,
            Answers = preview.Questions.ToDictionary(q => q.Key, q => q.Options[random.Next(q.Options.Count)]),
        };
        preview = world.Splits.Look(preview.Set, Viewer.System, asked);
        var (kept, back) = (preview.After(preview.Kept.Id), preview.After(one));
        world.Log.Add($"split {one}: {string.Join(' ', asked.Answers)}");
        var outcome = world.Splits.Do(preview.Set, Actor.CommandLine, asked);
        // What was shown is what was done.
        Assert.Empty(Difference.Between(kept, world.Find(preview.Kept.Id).Values));
        Assert.Empty(Difference.Between(back, world.Find(one).Values));
        return outcome;
    }

    private static byte[] Export(MergeWorld world)
    {
        using var file = new MemoryStream();
        new CustomerExport(world.Base, Viewer.System).Write(new ExportRequest(new CustomerQuery { Presence = CustomerPresence.Living }, ExportFormat.Csv)
        {
            Columns = ["id", .. CustomerFields.All.Select(f => f.Name), "x:machine", "x:days"],
        }, file);
        return file.ToArray();
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
        var (field, values) = random.Next(7) switch
        {
            0 => (CustomerFields.Email, Mails),
            1 => (CustomerFields.Phone, Phones),
            2 => (CustomerFields.Groups, Groups),
            3 => (CustomerFields.OtherEmails, Mails),
            4 => (CustomerFields.Notes, Notes),
            5 => (CustomerFields.Extra, Extras),
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
                var verbs = new ExtraFieldVerbs(world.Base, TimeProvider.System);
                verbs.Add("machine", ExtraKind.Text, new ExtraWish());
                verbs.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [.. Days.Select(d => new ExtraChoice(d))] });
                for (var i = 1; i <= People; i++)
                    world.Create(
                        ("last_name", $"Aerts {i}", "email", Pick(Mails), "other_emails", Pick(Mails), "phone", Pick(Phones), "mobile", Pick(Phones),
                        "groups", Pick(Groups), "city", Pick(Cities), "number", random.Next(2) == 0 ? $"C-{i}" : null, "notes", random.Next(3) == 0
                        ? $"Note {i}" : null, "extra", Pick(Extras)));
                try { work(world, random); }
                catch (Exception failure) { throw new InvalidOperationException($"Seed {seed}: {string.Join("; ", world.Log)}", failure); }

                string? Pick(string?[] of) => of[random.Next(of.Length)];
            });
    }
}
