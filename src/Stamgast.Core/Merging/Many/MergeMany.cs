using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Merging.Many;

/// <summary>One of many merges that are to be done together.</summary>
/// <param name="Keep">The customer that is kept.</param>
/// <param name="Absorb">The others.</param>
/// <param name="Taken">By ordinal of a field, the customer whose value to take; null for none.</param>
public sealed record MergeWish(long Keep, IReadOnlyList<long> Absorb, IReadOnlyDictionary<int, long>? Taken = null)
{
    /// <summary>By the ID of an extra field, the customer whose value to take; null for none.</summary>
    public IReadOnlyDictionary<string, long>? TakenExtra { get; init; }

    internal MergeChoices Choices => TakenExtra is null ? MergeChoices.Of(Taken) : MergeChoices.Of(Taken) with { TakenExtra = TakenExtra };

    /// <summary>True when it is left out rather than merged without values that the result has no room for: nobody saw which.</summary>
    public bool KeepsAll { get; init; }
}

/// <summary>The result of many merges.</summary>
/// <param name="Outcome">The change set; null when nothing was left to merge.</param>
/// <param name="Merged">The number of merges.</param>
/// <param name="Left">Merges that were left out, and why.</param>
public sealed record MergedMany(ChangeOutcome? Outcome, int Merged, IReadOnlyList<(MergeWish Wish, Refusal Why)> Left);

/// <summary>Merges many groups of customers as one change set, which is undone as a whole or one by one.</summary>
public sealed class MergeMany(Base customers, TimeProvider clock)
{
    private const int AtOnce = 250;

    /// <summary>Merges what can be merged; what was changed meanwhile is left out and named.</summary>
    /// <param name="shownAt">Customers changed after this time, in UTC, are left out; null accepts all as they are.</param>
    /// <exception cref="RefusedException">number.taken; busy</exception>
    public MergedMany Do(IReadOnlyList<MergeWish> wishes, Actor actor, DateTime? shownAt, Course course)
    {
        var left = new List<(MergeWish, Refusal)>();
        var merged = 0;
        ChangeOutcome? outcome = null;
        try
        {
            outcome = new ChangeSets(customers, clock).Merge(CustomerShape.Instance, actor, transaction =>
            {
                var merging = new MergeCustomers(customers, clock);
                var (merges, used) = (new List<RecordMerge>(), new HashSet<long>());
                foreach (var some in wishes.Chunk(AtOnce))
                {
                    course.Cancel.ThrowIfCancellationRequested();
                    var ids = some.SelectMany(w => w.Absorb.Prepend(w.Keep)).Distinct().ToList();
                    var changed = Changed(transaction, ids, shownAt);
                    var plan = merging.Planner(transaction, ids, actor.Viewer);
                    foreach (var wish in some)
                        try
                        {
                            if (wish.Absorb.Prepend(wish.Keep).FirstOrDefault(changed.Contains) is var late and > 0)
                                throw new RefusedException("merge.changed", late);
                            if (wish.Absorb.Prepend(wish.Keep).FirstOrDefault(used.Contains) is var twice and > 0)
                                throw new RefusedException("merge.twice", twice);
                            var preview = plan(wish.Keep, wish.Absorb, wish.Choices);
                            if (wish.KeepsAll && preview.WithoutRoom is [_, ..] without) throw new RefusedException("merge.room", wish.Keep, without.Count);
                            merges.Add(preview.ToMerge());
                            used.UnionWith(wish.Absorb.Prepend(wish.Keep));
                        }
                        catch (RefusedException refused)
                        {
                            left.Add((wish, refused.Refusal));
                        }
                    course.Progress?.Invoke(merges.Count, 0.5 * merges.Count / wishes.Count);
                }
                // An empty set would only be in the way of the history.
                if ((merged = merges.Count) == 0) throw new NothingToMergeException();
                return merges;
            });
        }
        catch (NothingToMergeException)
        {
            // Every one is among those left out.
        }
        return new MergedMany(outcome, merged, left);
    }

    private static HashSet<long> Changed(WriteTransaction transaction, IReadOnlyList<long> ids, DateTime? shownAt)
    {
        var changed = new HashSet<long>();
        if (shownAt is not { } moment) return changed;
        using var command = transaction.Command($"select id from customer where id in {Sql.InList(ids)} and changed_at > @moment",
            ("moment", new DateTimeOffset(moment).ToUnixTimeMilliseconds()));
        using var rows = command.ExecuteReader();
        while (rows.Read()) changed.Add(rows.GetInt64(0));
        return changed;
    }

#pragma warning disable CA1032 // It never leaves this class.
    private sealed class NothingToMergeException : Exception;
#pragma warning restore CA1032
}
