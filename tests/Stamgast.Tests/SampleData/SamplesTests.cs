using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.SampleData;

public sealed class SamplesTests
{
    [Theory, EachEngine]
    public async Task Samples_fill_an_empty_base_with_ids_from_1_and_are_removed_in_one_step(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var samples = new Samples(customers, TimeProvider.System);
        using var truth = new StringWriter();
        var outcome = samples.Add(200, seed: 7, duplicatesPercent: 10, Actor.CommandLine, truth);
        using (var context = customers.NewContext())
            Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), context.Customers.Select(c => c.Id).Order());
        var lines = truth.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(201, lines.Length);
        Assert.StartsWith("200,", lines[^1], StringComparison.Ordinal);
        Assert.Empty(new FoldCheck(customers).Differences());

        Assert.Equal([outcome.Set.Id], samples.Living().Select(s => s.Id));
        samples.Remove(Actor.CommandLine);
        Assert.Empty(samples.Living());
        using var after = customers.NewContext();
        Assert.Equal(0, after.Customers.Count(c => !c.Trashed));
    }

    [Theory, EachEngine]
    public async Task Samples_that_are_there_already_are_not_added_twice(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var samples = new Samples(customers, TimeProvider.System);
        samples.Add(20, seed: 1, duplicatesPercent: 0, Actor.CommandLine);
        Assert.Equal("number.taken", Assert.Throws<RefusedException>(() => samples.Add(20, seed: 1, duplicatesPercent: 0, Actor.CommandLine)).Refusal.Code);
        using var context = customers.NewContext();
        Assert.Equal((20, 1), (context.Customers.Count(), context.ChangeSets.Count()));
    }

    [Fact]
    public async Task A_sample_customer_somebody_changed_stays_when_the_samples_are_removed()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var samples = new Samples(customers, TimeProvider.System);
        samples.Add(20, seed: 1, duplicatesPercent: 0, Actor.CommandLine);
        var state = new CustomerLookup(customers, Viewer.System).Find(3)!;
        var mine = state.Values.Copy();
        mine[Stamgast.Customers.CustomerFields.Notes] = "Belt graag op vrijdag.";
        new ChangeSets(customers, TimeProvider.System).Edit(3, state.Version, mine, Actor.CommandLine);

        samples.Remove(Actor.CommandLine);
        using (var context = customers.NewContext()) Assert.Equal([3L], context.Customers.Where(c => !c.Trashed).Select(c => c.Id));
        // The second time there is nothing to remove separately: the rest has to be removed explicitly.
        Assert.Empty(samples.Remove(Actor.CommandLine));
        var rest = samples.RemoveRest(Actor.CommandLine)!;
        Assert.Equal((1, 0), (rest.Customers, rest.Conflicts));
        using (var context = customers.NewContext()) Assert.Empty(context.Customers.Where(c => !c.Trashed));
        new ChangeSets(customers, TimeProvider.System).Undo(rest.Set.Id, Actor.CommandLine);
        Assert.Equal("Belt graag op vrijdag.", new CustomerLookup(customers, Viewer.System).Find(3)!.Values[Stamgast.Customers.CustomerFields.Notes]);
    }
}
