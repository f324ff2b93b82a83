using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>One step in the history of a record: the set, what it did to this record, and whether it has been undone since.</summary>
public sealed record HistoryEntry(ChangeSet Set, int VersionBefore, int VersionAfter, bool Undone, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>True for the step that added the record.</summary>
    public bool IsCreation => VersionBefore == 0;

    /// <summary>The record; in the history of a family it may be one that was merged.</summary>
    public long RecordId { get; init; }
}

/// <summary>The history of one record, newest first, and the record as people saw it at any moment (D10).</summary>
/// <param name="viewer">The viewer. A viewer who sees a customer now sees its whole past; one who does not sees none of it.</param>
/// <param name="shape">The kind of the records; customers when it is null.</param>
public sealed class History(Base customers, Viewer viewer, RecordShape? shape = null)
{
    private readonly RecordShape shape = shape ?? CustomerShape.Instance;

    /// <summary>The steps of a record, newest first, including undos.</summary>
    /// <param name="before">Only steps of before this version, to page on; null for the newest.</param>
    public IReadOnlyList<HistoryEntry> Of(long recordId, int? before = null, int limit = 200)
    {
        using var context = customers.NewContext();
        return !Sees(context, recordId) ? [] : Steps(context, [recordId], before, limit);
    }

    /// <summary>
    /// The steps of a record and of all that were merged into it, newest first; a merge and its split are told once, by the record that was kept.
    /// </summary>
    public IReadOnlyList<HistoryEntry> OfFamily(long recordId, int limit = 200)
    {
        using var context = customers.NewContext();
        if (!Sees(context, recordId)) return [];
        IReadOnlyList<long> family;
        using (var reader = customers.OpenReader()) family = MergedFamily.Below(reader, shape, [recordId]);
        var seen = viewer.SeesAll || shape.Kind != CustomerShape.KindNumber ? family : new CustomerLookup(customers, viewer).Seen(family);
        var steps = Steps(context, [.. seen], null, limit);
        // What the kept one tells: the absorbed one has nothing but its pointer in that set.
        var told = steps.Where(s => s.Set.HasOrigins && !PointsOnly(s)).Select(s => s.Set.Id).ToHashSet();
        return [.. steps.Where(s => !s.Set.HasOrigins || !PointsOnly(s) || !told.Contains(s.Set.Id))];

        static bool PointsOnly(HistoryEntry step) => step.Changes.Count > 0 && step.Changes.All(c => c.Field == FieldChange.MergedInto);
    }

    // The items of one set are one step: a merge has one for each customer that values came from.
    private List<HistoryEntry> Steps(StamgastContext context, IReadOnlyList<long> ids, int? before, int limit)
    {
        var seen = new SeenItems(context, customers.Engine, viewer);
        var rows = (from item in context.ChangeItems
                    join set in context.ChangeSets on item.SetId equals set.Id
                    where item.RecordKind == shape.Kind && ids.Contains(item.RecordId) && (before == null || item.VersionAfter < before)
                    orderby item.Seq descending
                    select new { item, set }).Take(limit).ToList();
        return [.. rows.GroupBy(r => (r.item.SetId, r.item.RecordId)).Select(step =>
        {
            var last = step.First();
            var all = step.Reverse().ToList();
            return new HistoryEntry(SeenChangeSets.Limit(last.set, seen), last.item.VersionBefore, last.item.VersionAfter, all.TrueForAll(s => s.item.Dead),
                all.Count == 1 ? Said(last.item) : ChangesTogether.Of(all.SelectMany(s => Said(s.item)))) { RecordId = last.item.RecordId };
        })];
    }

    /// <summary>The record as people saw it at a moment; null when it did not exist yet.</summary>
    public RecordState? StateAsOf(long recordId, DateTime time)
    {
        using var context = customers.NewContext();
        if (!Sees(context, recordId)) return null;
        var steps = (from item in context.ChangeItems
                     join set in context.ChangeSets on item.SetId equals set.Id
                     where item.RecordKind == shape.Kind && item.RecordId == recordId
                     orderby item.Seq
                     select new { item, set.AppliedAt }).ToList();
        // By sequence up to the last set of that time: setting the clock back must not hide anything people saw.
        var last = steps.FindLastIndex(s => s.AppliedAt <= time);
        var items = steps.Take(last + 1).Select(s => s.item).ToList();
        if (items.Count == 0) return null;
        var values = shape.FirstBlank();
        var trashed = false;
        long? mergedInto = null;
        foreach (var item in items)
        {
            var changes = Payload.Read(shape, item.Payload, item.VersionBefore == 0);
            if (item.VersionBefore == 0) foreach (var change in changes.Where(c => c.Field >= 0)) values[change.Field] = change.After;
            else values = Difference.Applied(values, changes);
            foreach (var change in changes.Where(c => c.Field == FieldChange.Trashed)) trashed = change.After == "1";
            foreach (var change in changes.Where(c => c.Field == FieldChange.MergedInto)) mergedInto = change.Reference;
        }
        return shape.StateOf(recordId, items[^1].VersionAfter, values, trashed) with { MergedInto = mergedInto };
    }

    /// <summary>The customer as people saw it at a moment; null when it did not exist yet.</summary>
    public CustomerState? AsOf(long customerId, DateTime time) => (CustomerState?)StateAsOf(customerId, time);

    /// <summary>When a customer was added, UTC; null without one.</summary>
    public DateTime? CreatedAt(long customerId)
    {
        using var context = customers.NewContext();
        return viewer.Visibility.Of(context, customers.Engine).Where(c => c.Id == customerId).Select(c => (DateTime?)c.CreatedAt).FirstOrDefault();
    }

    private bool Sees(StamgastContext context, long recordId) =>
        viewer.SeesAll || shape.Kind != CustomerShape.KindNumber || viewer.Visibility.Of(context, customers.Engine).Any(c => c.Id == recordId);

    /// <summary>The values at an earlier version, by walking back from the present ones.</summary>
    internal static RecordValues AtVersion(WriteTransaction transaction, RecordState now, int version)
    {
        using var command = transaction.Command(Since(now), ("id", now.Id), ("version", version));
        using var reader = command.ExecuteReader();
        return WalkBack(reader, now.Values);
    }

    /// <inheritdoc cref="AtVersion(WriteTransaction, RecordState, int)" />
    internal static RecordValues AtVersion(DbConnection connection, RecordState now, int version)
    {
        using var command = connection.Query(Since(now), ("id", now.Id), ("version", version));
        using var reader = command.ExecuteReader();
        return WalkBack(reader, now.Values);
    }

    /// <summary>Takes the changes of the rows (version before, payload; newest first) back from the values.</summary>
    internal static T WalkBack<T>(DbDataReader reader, T values) where T : RecordValues
    {
        while (reader.Read())
        {
            if (reader.GetInt32(0) == 0) break;
            values = Difference.Applied(values, Payload.Read(values.Shape, reader.GetString(1), creation: false).Select(c => c.Reversed));
        }
        return values;
    }

    /// <summary>Who last changed a field of a record, and when.</summary>
    internal static (long? UserId, DateTime? At) LastAssignment(WriteTransaction transaction, RecordState record, string field)
    {
        using var command = transaction.Command($"""
            select s.user_id, s.applied_at from change_item i join change_set s on s.id = i.set_id
            where i.record_kind = {record.Values.Shape.Kind} and i.record_id = @id and i.payload like @like order by i.seq desc limit 1
            """, ("id", record.Id), ("like", $"%\"{field}\":%"));
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return (null, null);
        return (reader.NumberOrNull(0), reader.NumberOrNull(1) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime : null);
    }

    private static string Since(RecordState record) => $"""
        select version_before, payload from change_item
        where record_kind = {record.Values.Shape.Kind} and record_id = @id and version_after > @version order by seq desc
        """;

    // The defaults of a creation are not worth showing.
    private List<FieldChange> Said(ChangeItem item)
    {
        var changes = Payload.Read(shape, item.Payload, item.VersionBefore == 0);
        if (item.VersionBefore == 0) changes.RemoveAll(c => c.After == c.Of.Default);
        return changes;
    }
}
