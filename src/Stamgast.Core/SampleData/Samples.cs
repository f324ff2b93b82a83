using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.SampleData;

/// <summary>Puts invented customers into a base, as one change set that can be taken back whole.</summary>
public sealed class Samples(Base customers, TimeProvider clock)
{
    /// <summary>How many the first start offers.</summary>
    public const int Usual = 500;

    private const double UsualDuplicatesPercent = 6;

    /// <summary>Adds customers 1 to <paramref name="count"/> of a seed. In an empty base these are their IDs too.</summary>
    /// <param name="truth">When given, takes the header and a line for each customer: who it is, and whom it repeats.</param>
    /// <exception cref="RefusedException">number.taken: they are there already.</exception>
    public ChangeOutcome Add(int count, long seed, double duplicatesPercent, Actor actor, TextWriter? truth = null, Action<long>? progress = null, CancellationToken cancel = default)
    {
        var outcome = new ChangeSets(customers, clock).CreateMany(
            SampleCustomers.Generate(count, seed, duplicatesPercent).Select(s => s.Values), ChangeKind.Sample, actor, progress, cancel);
        if (truth is not null) WriteTruth(truth, count, seed, duplicatesPercent, FirstId(outcome.Set) - 1);
        return outcome;
    }

    /// <summary>Adds what the first start offers.</summary>
    public ChangeOutcome AddUsual(Actor actor) => Add(Usual, seed: 1, UsualDuplicatesPercent, actor);

    /// <summary>The change sets that added samples and were not taken back whole, the newest first.</summary>
    public IReadOnlyList<ChangeSet> Living()
    {
        using var context = customers.NewContext();
        return [.. context.ChangeSets.Where(s => s.Kind == ChangeKind.Sample && s.State == ChangeState.Applied && s.Undone < s.Created).OrderByDescending(s => s.Id)];
    }

    /// <summary>Takes all samples out again; those that people worked on stay, and are named in the outcome.</summary>
    public IReadOnlyList<ChangeOutcome> Remove(Actor actor) =>
        [.. Living().Select(set => new ChangeSets(customers, clock).Undo(set.Id, actor))];

    private long FirstId(ChangeSet set)
    {
        using var context = customers.NewContext();
        return context.ChangeItems.Where(i => i.Seq == set.FirstSeq && i.SetId == set.Id).Select(i => i.RecordId).Single();
    }

    // Made a second time rather than kept: a million lines would be held for the sake of a file that few ask for.
    private static void WriteTruth(TextWriter truth, int count, long seed, double duplicatesPercent, long before)
    {
        truth.WriteLine(SampleCustomer.TruthHeader);
        var id = before;
        foreach (var sample in SampleCustomers.Generate(count, seed, duplicatesPercent))
            truth.WriteLine((sample with { Entity = sample.Entity + before, DuplicateOf = sample.DuplicateOf + before }).TruthLine(++id));
    }
}
