using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Takes records of a declared kind from one state to another.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class StepRecords(Base customers, RecordKind kind, Viewer viewer, TimeProvider clock)
{
    /// <summary>So many at most.</summary>
    public const int Most = 1000;

    /// <summary>Why a step cannot be taken now; null when it can.</summary>
    public Refusal? Refuses(StateStep step, RecordState record)
    {
        using var context = new KindContext(customers, viewer, clock);
        return RefusalOf(step, record, context);
    }

    /// <summary>
    /// Takes the step for all of them or for none, as one change set; those that are there already are skipped. The step gives numbers and dates, keeps
    /// the customer as they are, and writes its answers.
    /// </summary>
    /// <param name="texts">The answers to what the step asks, as typed, by ordinal.</param>
    /// <returns>Null when all of them are there already.</returns>
    /// <exception cref="RecordRefusedException">An answer is refused, or one that is needed is missing.</exception>
    /// <exception cref="RefusedException">record.unknown; record.trashed; record.step: not from its state; record.inactive; what the kind says;
    /// busy</exception>
    public ChangeOutcome? Do(IReadOnlyList<long> ids, StateStep step, IReadOnlyDictionary<int, string?> texts, Actor actor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, Most);
        return new ChangeSets(customers, clock).ApplyEach(kind.Shape, ChangeKind.Edit, actor, transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            context.Know(kind.Shape, ids);
            var rows = new List<(RecordState State, IReadOnlyList<FieldChange> Changes)>();
            foreach (var id in ids.Distinct().Order())
            {
                var state = context.Find(kind.Shape, id) ?? throw new RefusedException(Refusals.Unknown(kind.Shape), id);
                if (state.Trashed) throw new RefusedException(Refusals.Trashed(kind.Shape), id);
                if (state.Values[kind.State!] == step.To && !step.From.Contains(step.To)) continue;
                if (RefusalOf(step, state, context) is { } refusal) throw new RefusedException(refusal);
                var after = After(transaction, step, state, texts, context);
                if (Difference.Between(state.Values, after) is { Count: > 0 } changes) rows.Add((state, changes));
            }
            return rows;
        });
    }

    private RecordValues After(WriteTransaction transaction, StateStep step, RecordState state, IReadOnlyDictionary<int, string?> texts, KindContext context)
    {
        var asked = texts.Where(t => step.Asks.Any(f => f.Ordinal == t.Key)).ToDictionary(t => t.Key, t => t.Value);
        var judged = RecordRules.Judge(kind, new GivenRecord(state.Values, asked), context, GivenBy.Steps);
        var problems = judged.Problems.ToList();
        problems.AddRange(step.Needs.Where(f => judged.Values[f] is null && problems.TrueForAll(p => p.Field != f)).Select(f => new FieldProblem(f,
            "record.missing", "")));
        if (problems.Count > 0) throw new RecordRefusedException(problems);
        var after = judged.Values;
        after[kind.State!] = step.To;
        if (step.Dates is { } date && !asked.ContainsKey(date.Ordinal)) after[date] = date.Kind == FieldKind.Date ? context.Today : context.Moment;
        if (step.Issues && kind.IssuedTo is { } issued && after[issued] is null && CustomerOf(after, context) is { } customer)
            after[issued] = IssuedCustomer.Of(customer.Values);
        if (step.GivesNumber && kind.Number is { } number) after[number] ??= NumberSeries.Take(transaction, kind, after, context);
        kind.Stepped(step, after, context);
        return after;
    }

    private Refusal? RefusalOf(StateStep step, RecordState record, KindContext context)
    {
        if (!step.From.Contains(record.Values[kind.State!])) return new Refusal("record.step", record.Id, kind.NameOf(record.Values) ?? "");
        if (step.NeedsActive && CustomerOf(record.Values, context) is { } customer && customer.Values[CustomerFields.Active] == "0")
            return new Refusal("record.inactive", customer.Values.DisplayName, customer.Id);
        return kind.Refuses(step, record, context);
    }

    private CustomerState? CustomerOf(RecordValues values, KindContext context) => kind.Customer is { } field && values[field] is { } id
        ? context.CustomerOf(long.Parse(id, CultureInfo.InvariantCulture)) : null;
}
