using Stamgast.Changes.Undoing;
using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging.Splitting;

namespace Stamgast.Merging;

/// <summary>Splits a merge, at any age and in any order: the absorbed customer exists again with its own values and records.</summary>
public sealed class SplitCustomers(Base customers, TimeProvider clock)
{
    /// <summary>The result of a split, without writing anything.</summary>
    /// <param name="setId">The change set of the merge.</param>
    /// <exception cref="RefusedException">change_set.no_merge: it merged nobody, or all were split off since; customer.unknown; customer.not_merged;
    /// split.none: none of them was chosen; split.apart: customers that were merged into different ones</exception>
    public SplitPreview Look(long setId, Viewer viewer, SplitAsked? asked = null)
    {
        asked ??= SplitAsked.Nothing;
        using var reader = customers.OpenReader();
        return PreviewOf(reader, setId, Chosen(reader, setId, asked, viewer), asked);
    }

    /// <summary>The result of splitting one customer off.</summary>
    /// <exception cref="RefusedException">customer.unknown; customer.not_merged</exception>
    public SplitPreview LookOne(long customerId, Viewer viewer) =>
        Look(MergeOf(customerId, viewer), viewer, new SplitAsked { Absorbed = [customerId] });

    /// <summary>The linked records of a split.</summary>
    /// <param name="mergedAt">When the merge was made (UTC).</param>
    public SplitLinks Links(SplitPreview split, DateTime mergedAt, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        Seen(reader, [.. split.Back.Select(b => b.Id)], viewer);
        return new SplitLinks(reader, customers.Engine, split, mergedAt);
    }

    /// <summary>The visible customers that a merge absorbed and that are still absorbed by it, by the one that absorbed them.</summary>
    public IReadOnlyList<(long Kept, IReadOnlyList<CustomerState> Absorbed)> Absorbed(long setId, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        var states = CustomerStates.Read(reader, customers.Engine, MergedFamily.AbsorbedBy(reader, CustomerShape.Instance, setId));
        return [.. states.Values.Where(s => viewer.Sees(s.Values)).GroupBy(s => s.MergedInto!.Value)
            .Select(g => (g.Key, (IReadOnlyList<CustomerState>)[.. g.OrderBy(s => s.Id)])).OrderBy(g => g.Key)];
    }

    /// <summary>The merge that absorbed a customer.</summary>
    /// <exception cref="RefusedException">customer.unknown; customer.not_merged</exception>
    public long MergeOf(long customerId, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        Seen(reader, [customerId], viewer);
        return MergedFamily.SetThatAbsorbed(reader, CustomerShape.Instance, customerId)
            ?? throw new RefusedException(Refusals.NotMerged(CustomerShape.Instance), customerId);
    }

    /// <summary>Splits off customers that a merge absorbed: every one that is still absorbed, or those asked for.</summary>
    /// <param name="setId">The change set of the merge.</param>
    /// <exception cref="RefusedException">change_set.unknown; change_set.no_merge: it merged nobody, or all were split off since; split.changed: one of
    /// them was changed since the split was shown; split.record; number.taken; busy</exception>
    public ChangeOutcome Do(long setId, Actor actor, SplitAsked? asked = null)
    {
        asked ??= SplitAsked.Nothing;
        IReadOnlyList<long> absorbed;
        using (var reader = customers.OpenReader())
            absorbed = asked.Absorbed is null ? All(reader, setId, actor.Viewer) : Chosen(reader, setId, asked, actor.Viewer);
        return new ChangeSets(customers, clock).Split(CustomerShape.Instance, setId, absorbed, actor, Decides(asked) ? Answers : null,
            takesBack: asked.TakesBack);

        SplitAnswers Answers(WriteTransaction transaction)
        {
            var preview = PreviewOf(transaction.Connection, setId, absorbed, asked);
            foreach (var (id, version) in preview.Versions)
                if (asked.Versions?.TryGetValue(id, out var shown) == true && shown != version) throw new RefusedException("split.changed", id);
            return new SplitAnswers(preview.Answers, SplitLinks.Moves(transaction, preview));
        }
    }

    /// <summary>Splits one customer off, whichever merge absorbed it.</summary>
    /// <exception cref="RefusedException">customer.unknown; customer.not_merged; number.taken; busy</exception>
    public ChangeOutcome One(long customerId, Actor actor) =>
        Do(MergeOf(customerId, actor.Viewer), actor, new SplitAsked { Absorbed = [customerId] });

    /// <summary>What a split about which nobody was asked adds to what it gives back: what the safest answers say.</summary>
    internal static SplitAnswers Unasked(Base customers, WriteTransaction transaction, long setId, IReadOnlyList<long> absorbed)
    {
        var preview = new SplitPreview(setId, new SplitItems(transaction.Connection, customers.Engine, absorbed), SplitAsked.Nothing,
            ExtraDefinitions.Of(customers));
        return new SplitAnswers(preview.Answers, []);
    }

    // The safest answers are taken without it.
    private static bool Decides(SplitAsked asked) => asked.Answers.Count + asked.Records.Count > 0 || asked.Versions is not null;

    private SplitPreview PreviewOf(DbConnection connection, long setId, IReadOnlyList<long> absorbed, SplitAsked asked) =>
        new(setId, new SplitItems(connection, customers.Engine, absorbed), asked, ExtraDefinitions.Of(customers));

    private IReadOnlyList<long> All(DbConnection reader, long setId, Viewer viewer)
    {
        var absorbed = MergedFamily.AbsorbedBy(reader, CustomerShape.Instance, setId);
        if (absorbed.Count == 0) throw new RefusedException("change_set.no_merge", setId);
        Seen(reader, absorbed, viewer);
        return absorbed;
    }

    private IReadOnlyList<long> Chosen(DbConnection reader, long setId, SplitAsked asked, Viewer viewer)
    {
        var absorbed = asked.Absorbed ?? All(reader, setId, viewer);
        if (absorbed.Count == 0) throw new RefusedException("split.none", setId);
        var states = Seen(reader, absorbed, viewer);
        foreach (var id in absorbed)
            if (states[id].MergedInto is null) throw new RefusedException(Refusals.NotMerged(CustomerShape.Instance), id);
        if (absorbed.Select(id => states[id].MergedInto).Distinct().Count() > 1) throw new RefusedException("split.apart", setId);
        return absorbed;
    }

    private Dictionary<long, CustomerState> Seen(DbConnection reader, IReadOnlyList<long> ids, Viewer viewer)
    {
        var states = CustomerStates.Read(reader, customers.Engine, ids);
        foreach (var id in ids)
            if (!states.TryGetValue(id, out var state) || !viewer.Sees(state.Values)) throw new RefusedException(Refusals.Unknown(CustomerShape.Instance), id);
        return states;
    }
}
