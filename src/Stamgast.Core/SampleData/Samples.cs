using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.SampleData.World;

namespace Stamgast.SampleData;

/// <summary>Adds invented customers to a base, as one change set that can be undone as a whole.</summary>
public sealed class Samples(Base customers, TimeProvider clock)
{
    /// <summary>The number offered at the first start.</summary>
    public const int Usual = 500;

    private const double UsualDuplicatesPercent = 6;

    /// <summary>Adds customers 1 to <paramref name="count"/> of a seed. In an empty base these are their IDs too.</summary>
    /// <param name="truth">If given, receives a header and a line for each customer: who it is, and whom it duplicates.</param>
    /// <exception cref="RefusedException">number.taken: they are there already.</exception>
    public ChangeOutcome Add(int count, long seed, double duplicatesPercent, Actor actor, TextWriter? truth = null, Action<long>? progress = null,
        CancellationToken cancel = default)
    {
        var outcome = new CreateCustomer(customers, clock).DoMany(
            SampleCustomers.Generate(count, seed, duplicatesPercent).Select(s => s.Values), ChangeKind.Sample, actor, progress, cancel);
        if (truth is not null) WriteTruth(truth, count, seed, duplicatesPercent, FirstId(outcome.Set) - 1);
        return outcome;
    }

    /// <summary>Adds what hangs on the customers of <see cref="Add"/>: shops, orders, invoices, tickets and the rest; gives the number of records.</summary>
    /// <param name="added">The outcome of adding the customers, with the same count, seed and percentage.</param>
    public long AddRecords(ChangeOutcome added, int count, long seed, double duplicatesPercent, Actor actor, Action<long>? progress = null,
        CancellationToken cancel = default)
    {
        var before = FirstId(added.Set) - 1;
        return new SampleWorld(customers, clock, actor, progress, cancel).Add(
            () => SampleCustomers.Generate(count, seed, duplicatesPercent).Select((s, i) => (before + i + 1, s.Values)),
            () => SampleCustomers.Generate(count, seed, duplicatesPercent).Select((s, i) => (Id: before + i + 1, Sample: s))
                .Where(s => s.Sample.DuplicateOf is null).Select(s => (s.Id, s.Sample.Values)), seed);
    }

    /// <summary>Adds the customers offered at the first start, and all that hangs on them.</summary>
    public ChangeOutcome AddUsual(Actor actor)
    {
        var added = Add(Usual, seed: 1, UsualDuplicatesPercent, actor);
        AddRecords(added, Usual, seed: 1, UsualDuplicatesPercent, actor);
        return added;
    }

    /// <summary>The change sets that added samples, the newest first.</summary>
    public IReadOnlyList<ChangeSet> All()
    {
        using var context = customers.NewContext();
        return [.. context.ChangeSets.Where(s => s.Kind == ChangeKind.Sample && s.State == ChangeState.Applied).OrderByDescending(s => s.Id)];
    }

    /// <summary>Those of them that were not undone as a whole.</summary>
    public IReadOnlyList<ChangeSet> Living() => [.. All().Where(s => s.Undone < s.Created)];

    /// <summary>Removes all samples that nobody has changed; the others stay, and are listed in the outcome.</summary>
    public IReadOnlyList<ChangeOutcome> Remove(Actor actor)
    {
        var outcomes = new List<ChangeOutcome>();
        foreach (var set in Living())
        {
            try { outcomes.Add(new ChangeSets(customers, clock).Undo(set.Id, actor)); }
            // All remaining ones have been changed.
            catch (NothingUndoneException) { }
        }
        return outcomes;
    }

    /// <summary>Puts all samples that are left in the trash, those on which people worked too.</summary>
    /// <returns>Null when none are left.</returns>
    public ChangeOutcome? RemoveRest(Actor actor, ListMemory? memory = null)
    {
        var list = new CustomerList(customers, Viewer.System, memory);
        return new TrashCustomers(customers, clock).Do([.. All().Where(set => set.RecordKind == CustomerShape.KindNumber).SelectMany(set =>
            list.Ids(LeftOf(set))).Distinct().Order()], actor);
    }

    /// <summary>The list of the samples of a set outside the trash.</summary>
    public static CustomerQuery LeftOf(ChangeSet set) => new() { ChangeSet = set.Id, Sort = CustomerSort.Name };

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
