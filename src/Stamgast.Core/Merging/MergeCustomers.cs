using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging.Plans;

namespace Stamgast.Merging;

/// <summary>
/// Merges customers into one of them. Every record that refers to an absorbed one belongs to the kept one from now on, and each can be split off
/// again.
/// </summary>
public sealed class MergeCustomers(Base customers, TimeProvider clock)
{
    /// <summary>The maximum number of customers in a merge: more are a mistake, and would hold the writer for long.</summary>
    public const int Most = 10_000;

    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Merge;

    /// <summary>The result of a merge, without writing anything.</summary>
    /// <param name="keep">The ID of the customer that is kept.</param>
    /// <param name="absorb">The IDs of the others.</param>
    /// <param name="choices">What a person chose.</param>
    /// <exception cref="RefusedException">merge.few, merge.many, merge.taken: too few, too many, or a value of a customer outside the merge;
    /// customer.unknown, customer.trashed, customer.merged, customer.not_mergeable: one of them cannot be merged</exception>
    public MergePreview Look(long keep, IReadOnlyList<long> absorb, Viewer viewer, MergeChoices? choices = null)
    {
        choices ??= MergeChoices.None;
        var ids = Asked(keep, absorb, choices);
        using var reader = customers.OpenReader();
        var states = CustomerStates.Read(reader, customers.Engine, ids).ToDictionary(s => s.Key, s => (RecordState)s.Value);
        return PlanOf(reader, states, ids, viewer, choices);
    }

    /// <summary>Merges them, as one change set.</summary>
    /// <inheritdoc cref="Look" />
    /// <param name="versions">By ID, the versions that were shown; a customer changed since is refused. Null accepts the current versions.</param>
    /// <exception cref="RefusedException">merge.changed: one of them was changed since; number.taken; busy; and those of <see cref="Look"/></exception>
    public ChangeOutcome Do(
        long keep, IReadOnlyList<long> absorb, Actor actor, MergeChoices? choices = null, IReadOnlyDictionary<long, int>? versions = null)
    {
        choices ??= MergeChoices.None;
        var ids = Asked(keep, absorb, choices);
        return new ChangeSets(customers, clock).Merge(CustomerShape.Instance, actor, transaction =>
        {
            var states = RecordStates.Read(transaction, CustomerShape.Instance, ids);
            foreach (var (id, state) in states)
                if (versions?.TryGetValue(id, out var shown) == true && shown != state.Version) throw new RefusedException("merge.changed", id);
            return [PlanOf(transaction.Connection, states, ids, actor.Viewer, choices).ToMerge()];
        });
    }

    /// <summary>By ID, the values that a page showed of those of these customers that were changed since.</summary>
    /// <param name="shown">By ID, the versions that it showed.</param>
    public IReadOnlyDictionary<long, CustomerValues> Before(IReadOnlyCollection<long> ids, IReadOnlyDictionary<long, int> shown, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Read(reader, customers.Engine, ids).Values.Where(s => viewer.Sees(s.Values))
            .Where(s => shown.TryGetValue(s.Id, out var version) && version != s.Version)
            .ToDictionary(s => s.Id, s => (CustomerValues)History.AtVersion(reader, s, shown[s.Id]));
    }

    /// <summary>The plan of a merge without choices within a transaction that continues; the first of the customers is kept.</summary>
    internal RecordMerge Plan(WriteTransaction transaction, IReadOnlyList<long> ids, Viewer viewer) =>
        PlanOf(transaction.Connection, RecordStates.Read(transaction, CustomerShape.Instance, ids), ids, viewer, MergeChoices.None).ToMerge();

    private static IReadOnlyList<long> Asked(long keep, IReadOnlyList<long> absorb, MergeChoices choices)
    {
        IReadOnlyList<long> ids = [keep, .. absorb.Where(id => id != keep).Distinct()];
        if (ids.Count < 2) throw new RefusedException("merge.few");
        if (ids.Count > Most) throw new RefusedException("merge.many", Most);
        foreach (var (field, id) in choices.Taken)
        {
            if (CustomerFields.All[field].IsList) throw new RefusedException("merge.take_list", CustomerFields.All[field].Name);
            if (!ids.Contains(id)) throw new RefusedException("merge.taken", CustomerFields.All[field].Name, id);
        }
        foreach (var (map, id) in choices.TakenExtra)
            if (!ids.Contains(id)) throw new RefusedException("merge.taken", ExtraDefinition.Prefix + map, id);
        if (choices.DeliveryFrom is { } from && !ids.Contains(from))
            throw new RefusedException("merge.taken", CustomerFields.All[CustomerFields.DeliveryStreet].Name, from);
        return ids;
    }

    /// <summary>Plans merges of some of these customers within a transaction: what all of them need is read once.</summary>
    internal Func<long, IReadOnlyList<long>, MergeChoices, MergePreview> Planner(WriteTransaction transaction, IReadOnlyList<long> ids, Viewer viewer)
    {
        var states = RecordStates.Read(transaction, CustomerShape.Instance, ids);
        var items = FoldItems.Of(transaction.Connection, CustomerShape.Instance, ids);
        var known = new Known(items, ExtraDefinitions.Of(customers), NewsletterDates.Of(transaction.Connection, items));
        return (keep, absorb, choices) =>
        {
            var asked = Asked(keep, absorb, choices);
            return PlanOf(transaction.Connection, states, known, asked, viewer, choices);
        };
    }

    private MergePreview PlanOf(
        DbConnection connection, IReadOnlyDictionary<long, RecordState> states, IReadOnlyList<long> ids, Viewer viewer, MergeChoices choices)
    {
        var items = FoldItems.Of(connection, CustomerShape.Instance, ids);
        return PlanOf(connection, states, new Known(items, ExtraDefinitions.Of(customers), NewsletterDates.Of(connection, items)), ids, viewer, choices);
    }

    private sealed record Known(Dictionary<long, List<FoldItem>> Items, ExtraDefinitions Extra, IReadOnlyDictionary<long, DateTime> Since);

    private static MergePreview PlanOf(DbConnection connection, IReadOnlyDictionary<long, RecordState> states, Known known, IReadOnlyList<long> ids,
        Viewer viewer, MergeChoices choices)
    {
        var found = ids.Select(id => states.GetValueOrDefault(id) is CustomerState state && viewer.Seen(state) is { } seen
            ? seen : throw new RefusedException("customer.unknown", id)).ToList();
        foreach (var state in found)
        {
            if (state.MergedInto is not null) throw MergedFamily.Refused(connection, CustomerShape.Instance, state.Id);
            if (state.Trashed) throw new RefusedException(Refusals.Trashed(CustomerShape.Instance), state.Id);
            if (state.Values[CustomerFields.AllowMerge] == "0") throw new RefusedException("customer.not_mergeable", state.Id, state.Values.DisplayName);
        }
        var owners = ids.Where(id => known.Items[id].Exists(i => i.Origin is not null)).ToDictionary(id => id, id => new ValueOwners(known.Items[id]));
        var newest = choices.Fill == MergeFill.Latest ? NewestFirst(connection, ids) : null;
        return new MergePreview(found[0], [.. found.Skip(1)], choices, new MergeFacts(owners, known.Extra) { Newest = newest, NewsletterSince = known.Since });
    }

    private static List<long> NewestFirst(DbConnection connection, IReadOnlyList<long> ids)
    {
        using var command = connection.Query($"select id from customer where id in {Sql.InList(ids)} order by changed_at desc, id");
        using var reader = command.ExecuteReader();
        var newest = new List<long>();
        while (reader.Read()) newest.Add(reader.GetInt64(0));
        return newest;
    }
}
