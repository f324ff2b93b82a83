using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging.Splitting;

namespace Stamgast.Merging;

/// <summary>
/// Undoes a change whose customers were merged since, such as an import (D5): those merges are split first, each as a change of its own, so that no
/// customer has to stay as it is.
/// </summary>
public sealed class UndoWithSplits(Base customers, TimeProvider clock)
{
    /// <summary>
    /// The absorbed customers whose merges keep a change from being undone whole: those that it changed, and those merged into customers that it created.
    /// Only visible ones. Plan relied on: from the few merged customers, by the index of items of a record.
    /// </summary>
    /// <param name="setId">The change set.</param>
    public IReadOnlyList<long> InTheWay(long setId, Viewer viewer)
    {
        if (new SeenChangeSets(customers, viewer).Find(setId) is not
            { State: ChangeState.Applied, UndoOf: null, RecordKind: CustomerShape.KindNumber } set || set.Kind == ChangeKind.Merge) return [];
        using var reader = customers.OpenReader();
        var ids = new List<long>();
        using (var command = reader.Query($"""
            select c.id from customer c where c.merged_into is not null and (
                exists (select 1 from change_item i where i.record_kind = {CustomerShape.KindNumber} and i.record_id = c.id and i.set_id = @set and not i.dead)
                or exists (select 1 from change_item i where i.record_kind = {CustomerShape.KindNumber} and i.record_id = c.merged_into and i.set_id = @set
                    and not i.dead and i.version_before = 0))
            order by c.id
            """, ("set", setId)))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        return [.. CustomerStates.InPortions(reader, customers.Engine, ids).SelectMany(s => s.Values).Where(s => viewer.Sees(s.Values))
            .Select(s => s.Id).Order()];
    }

    /// <summary>Splits what is in the way, then undoes the change. The splits are among the other sets of the outcome.</summary>
    /// <exception cref="RefusedException">As of a split and of an undo; the splits that were done before it stay done, and it can be asked again.</exception>
    public ChangeOutcome Do(long setId, Actor actor, Action<long, double>? progress = null, CancellationToken cancel = default)
    {
        var (splits, done) = (new List<ChangeOutcome>(), new HashSet<long>());
        // Splitting one may show another: a customer of this change that was merged into it before.
        for (var ids = InTheWay(setId, actor.Viewer); ids.Any(done.Add); ids = InTheWay(setId, actor.Viewer)) splits.AddRange(Split(ids, actor, cancel));
        try
        {
            var outcome = new ChangeSets(customers, clock).Undo(setId, actor, progress: progress, cancel: cancel);
            return outcome with { Also = [.. splits, .. outcome.Also] };
        }
        catch (NothingUndoneException nothing) when (splits.Count > 0)
        {
            return splits[^1] with { Kept = nothing.Kept, Also = splits[..^1] };
        }
    }

    // A job is told of its change once, by the undo.
    private IEnumerable<ChangeOutcome> Split(IReadOnlyList<long> ids, Actor actor, CancellationToken cancel)
    {
        var splitting = new SplitCustomers(customers, clock);
        foreach (var merge in ids.GroupBy(id => splitting.MergeOf(id, actor.Viewer)))
        {
            var waiting = merge.ToHashSet();
            foreach (var (_, absorbed) in splitting.Absorbed(merge.Key, actor.Viewer))
            {
                cancel.ThrowIfCancellationRequested();
                List<long> leaving = [.. absorbed.Select(a => a.Id).Where(waiting.Contains)];
                if (leaving.Count > 0)
                    yield return splitting.Do(merge.Key, actor with { Committing = null }, new SplitAsked { Absorbed = leaving, TakesBack = true });
            }
        }
    }
}
