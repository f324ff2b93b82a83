using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Tests.Changes;

/// <summary>
/// The rule of D1, in memory and computed differently from the program: each value is looked up backwards, from the newest step to the oldest,
/// instead of folded forwards.
/// </summary>
internal sealed class ExpectedHistory
{
    public sealed record Step(long Set, bool IsCreation, List<FieldChange> Changes);

    private sealed record ExpectedSet(long Id, long? UndoOf, Dictionary<long, bool> Dead);

    private readonly Dictionary<long, ExpectedSet> sets = [];
    private readonly Dictionary<long, List<Step>> steps = [];

    /// <summary>The defect of the twin: an undo puts the value of before back, as many programs do.</summary>
    public bool CopiesBefore { get; init; }

    public IEnumerable<long> Customers => steps.Keys;

    public IEnumerable<long> Sets => sets.Keys;

    public IReadOnlyCollection<long> CustomersOf(long set) => sets[set].Dead.Keys;

    public bool IsUndo(long set) => sets[set].UndoOf is not null;

    public void Begin(long set) => sets.Add(set, new ExpectedSet(set, null, []));

    public void Add(long set, long customer, bool isCreation, List<FieldChange> changes)
    {
        sets[set].Dead.Add(customer, false);
        if (isCreation) steps.Add(customer, []);
        steps[customer].Add(new Step(set, isCreation, changes));
    }

    /// <summary>Customers that an undo of this set would change.</summary>
    public List<long> Undoable(long target)
    {
        var origin = Origin(target);
        return [.. sets[target].Dead.Where(d => !d.Value && sets[origin].Dead[d.Key] == Revives(target)).Select(d => d.Key).Order()];
    }

    /// <summary>True when the undo of a creation must leave this customer, since somebody has worked on it.</summary>
    public bool WasWorkedOn(long target, long customer)
    {
        var origin = Origin(target);
        if (Revives(target) || !steps[customer].Exists(s => s.Set == origin && s.IsCreation)) return false;
        return steps[customer].Exists(s => s.Set != origin && !IsDead(s, customer) && s.Changes.Exists(c => c.Field != FieldChange.Trashed));
    }

    public void Undo(long set, long target, IEnumerable<long> customers)
    {
        var own = new ExpectedSet(set, target, customers.ToDictionary(c => c, _ => false));
        sets.Add(set, own);
        foreach (var customer in own.Dead.Keys)
        {
            var dies = true;
            for (long? link = target; link is { } id; link = sets[id].UndoOf, dies = !dies) sets[id].Dead[customer] = dies;
            if (!CopiesBefore) continue;
            var undone = steps[customer].Find(s => s.Set == Origin(target))!;
            if (!undone.IsCreation) steps[customer].Add(new Step(set, false, undone.Changes.ConvertAll(c => c with { Before = c.After, After = c.Before })));
        }
    }

    public bool IsTrashed(long customer) =>
        IsDead(steps[customer][0], customer)
        || Enumerable.Reverse(steps[customer]).Where(s => !IsDead(s, customer)).SelectMany(s => s.Changes)
        .FirstOrDefault(c => c.Field == FieldChange.Trashed, new(CustomerFields.All[0], null, "0")).After == "1";

    /// <summary>The value of a field; the elements of a list in order of the alphabet and in small letters.</summary>
    public string? Value(long customer, CustomerField field)
    {
        var live = Enumerable.Reverse(steps[customer]).Where(s => s.IsCreation || !IsDead(s, customer))
            .SelectMany(s => s.Changes.Where(c => c.Field == field.Ordinal).Select(c => (s.IsCreation, Change: c))).ToList();
        if (!field.IsList) return live.Count == 0 ? field.Default : live[0].Change.After ?? field.Default;
        var decided = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var (isCreation, change) in live)
        {
            foreach (var element in CustomerValues.Elements(change.After)) decided.TryAdd(element, true);
            if (!isCreation)
                foreach (var element in CustomerValues.Elements(change.Before)) decided.TryAdd(element, false);
        }
        return Sorted(CustomerValues.Join([.. decided.Where(d => d.Value).Select(d => d.Key)]));
    }

    /// <summary>A list without its order and capitals, which are not part of its value.</summary>
    public static string? Sorted(string? list) =>
        CustomerValues.Join([.. CustomerValues.Elements(list).Select(e => e.ToLowerInvariant()).Order(StringComparer.Ordinal)]);

    private bool IsDead(Step step, long customer) => sets[step.Set].Dead[customer];

    private bool Revives(long target) => sets[target].UndoOf is { } below && !Revives(below);

    private long Origin(long target)
    {
        while (sets[target].UndoOf is { } below) target = below;
        return target;
    }
}
