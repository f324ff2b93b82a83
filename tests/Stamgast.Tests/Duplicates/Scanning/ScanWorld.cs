using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Merging;
using Stamgast.SampleData;
using Stamgast.Testing;

namespace Stamgast.Tests.Duplicates.Scanning;

/// <summary>A base with sample customers, of whom some are in it twice, and the truth about them.</summary>
internal sealed class ScanWorld : IAsyncDisposable
{
    private readonly TestPlace place;
    private readonly ChangeSets changes;

    private ScanWorld(TestPlace place, Base customers, IReadOnlyList<(long A, long B)> truth)
    {
        this.place = place;
        (Base, Truth) = (customers, truth);
        changes = new ChangeSets(customers, TimeProvider.System);
        Memory = new MatchMemory(customers);
    }

    public Base Base { get; }

    public MatchMemory Memory { get; }

    /// <summary>The pairs that are one customer, A before B.</summary>
    public IReadOnlyList<(long A, long B)> Truth { get; }

    public static async Task<ScanWorld> CreateAsync(Engine engine, int count, double duplicates = 10)
    {
        var place = await TestPlace.CreateAsync(engine);
        var customers = Base.Open(place.Location);
        using var truth = new StringWriter();
        if (count > 0) new Samples(customers, TimeProvider.System).Add(count, seed: 3, duplicates, Actor.CommandLine, truth);
        var clusters = truth.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
            .Select(line => line.Split(',')).GroupBy(cells => cells[1], cells => long.Parse(cells[0], CultureInfo.InvariantCulture));
        return new ScanWorld(place, customers, [.. clusters.SelectMany(c => c.SelectMany(a => c.Where(b => b > a).Select(b => (a, b))))]);
    }

    public ScanFound Scan(bool withMemory = true) => new ScanBase(Base, TimeProvider.System, withMemory ? Memory : null).Run(false, null, null, default);

    /// <summary>Follows until nothing is left to do; gives what the last step said.</summary>
    public Following Follow()
    {
        var following = new FollowChanges(Base, Memory);
        for (var steps = 0; steps < 1000; steps++)
            if (following.Step(default) is var said and not Following.Followed) return said;
        throw new InvalidOperationException("It never ends.");
    }

    /// <summary>The stored pairs that nobody decided on, A before B.</summary>
    public Dictionary<(long A, long B), DuplicatePair> Pairs()
    {
        using var reader = Base.OpenReader();
        return PairRows.Read(reader, "p.lane < 2").ToDictionary(p => (p.A, p.B));
    }

    /// <summary>The pairs of all customers, compared anew with the weights that the memory has.</summary>
    public IReadOnlyList<ScoredPair> Anew()
    {
        using var reader = Base.OpenReader();
        var ids = Enumerable.Range(1, (int)BaseTable.Number(reader, Counter.Customers)).Select(id => (long)id).ToList();
        var index = Memory.Upto(BaseTable.Number(reader, Counter.Items))!;
        return ChangedPairs.Of(reader, Base, index, ids, default).Pairs;
    }

    public long Add(params (int Field, string? Value)[] values)
    {
        var customer = CustomerValues.Blank();
        foreach (var (field, value) in values) customer[field] = value;
        return new ChangedCustomers(Base, Viewer.System).Of(changes.Create([customer], Actor.CommandLine).Set.Id, 0, 1)[0].CustomerId;
    }

    public void Edit(long id, params (int Field, string? Value)[] values)
    {
        var state = Find(id);
        var edited = state.Values.Copy();
        foreach (var (field, value) in values) edited[field] = value;
        changes.Edit(id, state.Version, edited, Actor.CommandLine);
    }

    public void Trash(long id) => changes.Trash([id], into: true, Actor.CommandLine);

    public ChangeOutcome Merge(long keep, long absorb) => new MergeCustomers(Base, TimeProvider.System).Do(keep, [absorb], Actor.CommandLine);

    public void Undo(ChangeOutcome outcome) => changes.Undo(outcome.Set.Id, Actor.CommandLine);

    public CustomerState Find(long id) => new CustomerLookup(Base, Viewer.System).Find(id)!;

    public async ValueTask DisposeAsync()
    {
        Memory.Dispose();
        Base.Dispose();
        await place.DisposeAsync();
    }
}
