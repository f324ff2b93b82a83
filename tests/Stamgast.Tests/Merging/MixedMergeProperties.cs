using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.Merging;
using Stamgast.Settings;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>
/// Invariants of merging and splitting among everything else that happens. <c>STAMGAST_SEEDS=17</c> replays one seed, <c>STAMGAST_SEEDS=1-500</c>
/// runs more.
/// </summary>
public sealed class MixedMergeProperties
{
    private const int People = 6;
    private const int Deeds = 24;

    [Theory, EachEngine]
    public Task Whatever_happens_the_base_is_what_brute_force_makes_of_all_that_happened(Engine engine) => ForEachSeed(engine, (world, work, _) =>
    {
        var model = new MergeModel(world.Base);
        model.See();
        for (var deed = 0; deed < Deeds; deed++)
        {
            work.Do();
            model.See();
            Assert.Empty(model.Differences());
            Assert.Empty(new FoldCheck(world.Base).Differences().Select(d => $"{d.Shape.Key} {d.Id} {string.Join(',', d.Fields)}"));
            AssertNothingIsLost(world, work, model);
        }
    });

    [Theory, EachEngine]
    public Task A_merge_that_is_split_again_with_nothing_in_between_leaves_no_trace_in_the_export(Engine engine) => ForEachSeed(engine, (world, work, random) =>
    {
        for (var deed = 0; deed < Deeds; deed++)
        {
            work.Do();
            if (deed % 3 > 0) continue;
            var (before, tasks) = (Export(world), Tasks(work));
            if (work.Merge() is not { } merge) continue;
            var merged = world.Picture();
            long[] absorbed = [.. work.All().Select(c => c.Id).Where(id => IsAbsorbedBy(world, id, merge.Set.Id))];
            random.Shuffle(absorbed);
            switch (random.Next(4))
            {
                case 0: world.Split(merge.Set.Id); break;
                case 1: world.Undo(merge.Set.Id); break;
                case 2:
                    // Back and forth, and back.
                    var split = world.Undo(merge.Set.Id);
                    world.Undo(split.Set.Id);
                    Assert.Equal(merged, world.Picture());
                    world.Split(merge.Set.Id);
                    break;
                default:
                    foreach (var one in absorbed) world.SplitOne(one);
                    break;
            }
            Assert.Equal(before, Export(world));
            Assert.Equal(tasks, Tasks(work));
        }
    });

    [Theory, EachEngine]
    public Task Redoing_what_was_undone_restores_the_state_before(Engine engine) => ForEachSeed(engine, (world, work, random) =>
    {
        for (var deed = 0; deed < Deeds; deed++)
        {
            work.Do();
            if (deed % 2 > 0) continue;
            var sets = work.Sets();
            var set = sets[random.Next(sets.Count)];
            // An import that is brought back does not merge again whom it merged by the policy.
            if (set.Reading?.Contains("mergedAlong", StringComparison.Ordinal) == true) continue;
            var (before, tasks) = (world.Picture(), Tasks(work));
            ChangeOutcome undone;
            try { undone = world.Undo(set.Id); }
            catch (RefusedException) { continue; }
            try { world.Undo(undone.Set.Id); }
            // Split while it was in the trash, it can be merged again once it is out of there.
            catch (RefusedException refused) when (refused.Refusal.Code == "customer.trashed") { continue; }
            Assert.Equal(before, world.Picture());
            Assert.Equal(tasks, Tasks(work));
        }
    });

    // Each customer stands for itself or is one of one family, each task is of one family, and a number leads to one customer.
    private static void AssertNothingIsLost(MergeWorld world, MergeWork work, MergeModel model)
    {
        var all = work.All();
        var roots = all.Where(c => c.MergedInto is null).Select(c => c.Id).ToList();
        Assert.Equal(all.ConvertAll(c => c.Id), roots.SelectMany(r => AbsorbedCustomers.With(world.Base, r)).Order());
        Assert.All(all, c => Assert.Equal(model.Root(c.Id), AbsorbedCustomers.RootOf(world.Base, c.Id)));
        var living = work.Tasks().Where(t => !t.Trashed && t.Values[TaskFields.Customer] is not null)
            .GroupBy(t => model.Root(long.Parse(t.Values[TaskFields.Customer]!, CultureInfo.InvariantCulture))).ToDictionary(g => g.Key, g => g.LongCount());
        foreach (var root in roots)
            Assert.Equal(living.GetValueOrDefault(root), LinkedRecords.Of(world.Base, AbsorbedCustomers.With(world.Base, root)).GetValueOrDefault("tasks"));
        var ever = model.EverAbsorbed.ToHashSet();
        foreach (var customer in all.Where(c => c.IsLive && c.Values[CustomerFields.Number] is not null && !ever.Contains(c.Id)))
            Assert.DoesNotContain(all, a => a.MergedInto is not null && a.Values[CustomerFields.Number] == customer.Values[CustomerFields.Number]
                && model.Root(a.Id) != customer.Id);
    }

    private static bool IsAbsorbedBy(MergeWorld world, long id, long merge) =>
        world.Find(id).MergedInto is not null && new SplitCustomers(world.Base, TimeProvider.System).MergeOf(id, Viewer.System) == merge;

    private static IReadOnlyList<string> Tasks(MergeWork work) => work.Tasks().ConvertAll(t =>
        $"{t.Id} {t.Trashed} {string.Join(' ', TaskFields.All.Select(f => t.Values[f.Ordinal]))}");

    private static string Export(MergeWorld world)
    {
        using var file = new MemoryStream();
        new CustomerExport(world.Base, Viewer.System).Write(new ExportRequest(new CustomerQuery { Presence = CustomerPresence.Living }, ExportFormat.Csv)
        {
            Columns = ["id", .. CustomerFields.All.Select(f => f.Name)],
        }, file);
        return System.Text.Encoding.UTF8.GetString(file.ToArray());
    }

    private static async Task ForEachSeed(Engine engine, Action<MergeWorld, MergeWork, Random> work)
    {
        foreach (var seed in MergeProperties.Seeds)
            await MergeWorld.On(engine, world =>
            {
                var random = new Random(seed);
                // Now and then, imports merge by themselves.
                var policy = new Dictionary<string, string> { [OrganisationSettings.SameEmailSetting.Key] = "merge" };
                if (seed % 3 == 0) world.Base.Write(t => OrganisationSettings.Save(t, policy));
                for (var i = 1; i <= People; i++)
                    world.Create(("last_name", $"Aerts {i}", "number", random.Next(2) == 0 ? $"C-{i}" : null, "email", random.Next(2) == 0 ? "a@post.example"
                        : null, "groups", random.Next(2) == 0 ? "VIP | Retail" : null, "newsletter", random.Next(2) == 0 ? "1" : "0"));
                var done = new MergeWork(world, random);
                try { work(world, done, random); }
                catch (Exception failure)
                {
                    var sets = done.Sets().Select(s => $"{s.Id} {s.Kind}{(s.UndoOf is { } of ? $" of {of} root {s.RootSet}" : "")}");
                    throw new InvalidOperationException($"Seed {seed}: {string.Join("; ", world.Log)}. Sets: {string.Join("; ", sets)}", failure);
                }
            });
    }
}
