using System.Globalization;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

/// <summary>
/// Invariants for any actions in any order. A failure names its seed; <c>STAMGAST_SEEDS=17</c> replays it, <c>STAMGAST_SEEDS=1-500</c> tries more
/// than the usual few.
/// </summary>
public sealed class ChangeSetsProperties
{
    private const int Deeds = 40;

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
    public Task Each_value_is_always_the_after_of_its_latest_live_assignment(Engine engine) => ForEachSeed(engine, (customers, seed) =>
    {
        var expected = new ExpectedHistory();
        var work = new RandomWork(customers, seed, expected);
        Doing(work, () =>
        {
            for (var deed = 0; deed < Deeds; deed++)
            {
                work.Do();
                AssertAsExpected(customers, expected);
            }
            AssertSound(customers);
        });
    });

    [Theory, EachEngine]
    public Task Undoing_everything_newest_first_passes_through_every_earlier_state(Engine engine) => ForEachSeed(engine, (customers, seed) =>
    {
        var expected = new ExpectedHistory();
        var work = new RandomWork(customers, seed + 1000, expected);
        Doing(work, () =>
        {
            var states = new Stack<(long Set, Dictionary<long, string>? Before)>();
            while (states.Count < Deeds)
            {
                var (before, known) = (Picture(customers), expected.Sets.ToHashSet());
                work.Do();
                // One action may consist of several sets (a restore); nobody saw the states in between.
                foreach (var set in expected.Sets.Except(known).Order())
                    states.Push((set, states.TryPeek(out var last) && !known.Contains(last.Set) ? null : before));
            }
            // A customer that stays is no longer on the way back.
            work.Stayed.Clear();
            foreach (var (set, before) in states)
            {
                work.Undo(set);
                if (before is null) continue;
                foreach (var (id, now) in Picture(customers).Where(one => !work.Stayed.Contains(one.Key)))
                    if (before.TryGetValue(id, out var then)) Assert.Equal((set, id, then), (set, id, now));
                    else Assert.StartsWith("trashed", now, StringComparison.Ordinal);
            }
            AssertSound(customers);
        });
    });

    [Theory, EachEngine]
    public Task Undoing_an_undo_restores_the_state_before_it(Engine engine) => ForEachSeed(engine, (customers, seed) =>
    {
        var expected = new ExpectedHistory();
        var work = new RandomWork(customers, seed + 2000, expected);
        Doing(work, () =>
        {
            for (var deed = 0; deed < Deeds; deed++) work.Do();
            var random = new Random(seed);
            var sets = expected.Sets.ToList();
            for (var i = 0; i < 15; i++)
            {
                var before = Picture(customers);
                if (work.Undo(sets[random.Next(sets.Count)])) work.Undo(expected.Sets.Max());
                Assert.Equal(before, Picture(customers));
            }
            AssertSound(customers);
        });
    });

    [Theory, EachEngine]
    public Task The_undo_of_a_whole_set_counts_what_the_set_counts(Engine engine) => ForEachSeed(engine, (customers, seed) =>
    {
        var expected = new ExpectedHistory();
        var work = new RandomWork(customers, seed + 3000, expected);
        Doing(work, () =>
        {
            for (var deed = 0; deed < Deeds; deed++)
            {
                // Half of the work is kept, so that there is something to work on.
                if (deed % 2 == 0) { work.Do(); continue; }
                var before = Picture(customers);
                foreach (var (set, undone) in work.DoAndUndo())
                {
                    var whole = set.Created + set.Changed;
                    Assert.Equal((set.Id, set.Undone), (set.Id, undone.Customers));
                    Assert.Equal((set.Id, whole), (set.Id, undone.Customers + undone.Conflicts + undone.Kept.Count(k => k.Reason == "edited")));
                }
                // A change undone at once leaves no effect; customers it added are in the trash.
                foreach (var (id, now) in Picture(customers))
                    if (before.TryGetValue(id, out var then)) Assert.Equal((id, then), (id, now));
                    else Assert.StartsWith("trashed", now, StringComparison.Ordinal);
            }
            AssertSound(customers);
        });
    });

    [Fact]
    public async Task An_undo_that_copies_old_values_back_would_be_caught()
    {
        var expected = new ExpectedHistory { CopiesBefore = true };
        var caught = false;
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        for (var seed = 1; seed < 20 && !caught; seed++)
        {
            var work = new RandomWork(customers, seed, expected);
            for (var deed = 0; deed < Deeds && !caught; deed++)
                caught = Record.Exception(() =>
                {
                    work.Do();
                    AssertAsExpected(customers, expected);
                }) is not null;
        }
        Assert.True(caught);
    }

    private static async Task ForEachSeed(Engine engine, Action<Base, int> property)
    {
        foreach (var seed in Seeds)
        {
            await using var place = await TestPlace.CreateAsync(engine);
            using var customers = Base.Open(place.Location);
            try { property(customers, seed); }
            catch (Exception e) { throw new InvalidOperationException($"Seed {seed} on {engine}: {e.Message}", e); }
        }
    }

    private static void Doing(RandomWork work, Action deeds)
    {
        try { deeds(); }
        catch (Exception e) { throw new InvalidOperationException(e.Message + "\n" + string.Join('\n', work.Log), e); }
    }

    private static CustomerState State(Base customers, long id)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Find(reader, customers.Engine, id)!;
    }

    private static Dictionary<long, CustomerState> All(Base customers)
    {
        using var reader = customers.OpenReader();
        using var context = customers.NewContext();
        return CustomerStates.Read(reader, customers.Engine, [.. context.Customers.Select(c => c.Id)]);
    }

    private static Dictionary<long, string> Picture(Base customers) => All(customers).ToDictionary(s => s.Key, s => (s.Value.Trashed ? "trashed " : "")
        + string.Join(';', CustomerFields.All.Select(f => f.IsList ? ExpectedHistory.Sorted(s.Value.Values[f]) : s.Value.Values[f])));

    private static void AssertAsExpected(Base customers, ExpectedHistory expected)
    {
        var all = All(customers);
        Assert.Equal(expected.Customers.Order(), all.Keys.Order());
        foreach (var (id, state) in all)
        {
            Assert.Equal((id, expected.IsTrashed(id)), (id, state.Trashed));
            foreach (var field in CustomerFields.All)
                Assert.Equal((id, field.Name, expected.Value(id, field)),
                    (id, field.Name, field.IsList ? ExpectedHistory.Sorted(state.Values[field]) : state.Values[field]));
        }
    }

    private static void AssertSound(Base customers) =>
        Assert.Empty(new BaseCheck(customers).Run().Where(r => !r.Ok).Select(r => r.Name + ": " + r.Detail(Cultures.English)));
}
