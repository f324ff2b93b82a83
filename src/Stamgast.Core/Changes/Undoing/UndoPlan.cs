using System.Data.Common;
using System.Globalization;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Changes.Undoing;

/// <summary>
/// Works out the effects of undoing a change set (D1, D5): its items are marked dead (or, for the undo of an undo, live again) and each field they
/// touch is folded again. Nothing is copied back. A record that the set created and somebody has edited since stays, and is listed; values changed
/// since stay automatically, because a later live item assigns them.
/// </summary>
internal sealed class UndoPlan(
    DbConnection walking, DbConnection connection, Engine engine, ChangeSet target, ChangeSet origin, UndoOnly only, SplitPlan? split = null)
{
    private const int Portion = 500;
    private const int KeptNamed = 1000;

    private readonly RecordShape shape = RecordShapes.Of(target.RecordKind);

    // Only a change of names writes a name in other letters and means it.
    private readonly bool bySpelling = origin.Kind == ChangeKind.Names;
    private readonly bool revives = target.UndoOf is not null && !target.Revives;

    // Several for a split that reaches into later merges.
    private readonly HashSet<long> turned = split is null ? SplitWork.MergesOf(target, origin) : [.. split.Merges];

    private HashSet<(long Record, long? Origin)>? flippedBefore;

    /// <summary>Customers that stay (partly) as they are; at most 1,000 are listed.</summary>
    public List<KeptChange> Kept { get; } = [];

    /// <summary>Whole customers that were left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Writes a row for each customer to the stage.</summary>
    /// <param name="seq">The last row number in the stage.</param>
    public void Stage(StageWriter writer, long seq, CancellationToken cancel)
    {
        // A connection that also writes cannot read while it copies (PostgreSQL).
        var isShared = walking == connection;
        var waiting = new List<StagedRow>();
        foreach (var ids in (isShared ? [.. Records()] : Records()).Chunk(Portion))
        {
            cancel.ThrowIfCancellationRequested();
            var states = RecordStates.Read(connection, engine, shape, ids);
            var items = FoldItems.Of(connection, shape, ids);
            if (target is { HasOrigins: true, UndoOf: not null }) ReadFlipped(ids);
            foreach (var id in ids)
                if (states.TryGetValue(id, out var state) && RowFor(state, items[id]) is { } row)
                {
                    row.Seq = ++seq;
                    if (isShared) waiting.Add(row);
                    else writer.Write(row);
                }
        }
        foreach (var row in waiting) writer.Write(row);
    }

    // Walked once, on a connection of its own: asking for the next few each time would go through the whole set again.
    private IEnumerable<long> Records()
    {
        if (split is not null)
        {
            foreach (var id in split.Records) yield return id;
            yield break;
        }
        using var command = walking.Query($"""
            select distinct i.record_id from change_item i join {shape.Table} c on c.id = i.record_id
            where i.seq between @first and @last and i.set_id = @set and i.record_kind = {shape.Kind} and not i.dead
              and {(only.IsAll ? $"not ({UntouchedCreation.Condition(shape, engine, "", revives)})" : only.Condition("i"))}
            order by i.record_id
            """, ("first", target.FirstSeq), ("last", target.LastSeq), ("set", target.Id), ("origin", origin.Id));
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader.GetInt64(0);
    }

    private StagedRow? RowFor(RecordState state, List<FoldItem> items)
    {
        var flipped = items.Where(i => turned.Contains(i.SetId) && i.Dead == revives && only.IsAbout(i.Origin)
            && (flippedBefore is null || flippedBefore.Contains((state.Id, i.Origin)))).ToList();
        // What was answered when it was split goes when it is merged again.
        var answered = target.UndoOf is null ? [] : items.Where(i => i.IsAnswer && i.SetId == target.Id && !i.Dead).ToList();
        var answers = split?.Answers.GetValueOrDefault(state.Id) ?? [];
        if (flipped.Count + answered.Count + answers.Count == 0) return null;
        RefuseSecondMerge(state, flipped);
        if (IsHeldByMerge(state, flipped, items)) return null;
        if (!revives && flipped.Exists(i => i.IsCreation) && EditedSince(state, items)) return null;
        // Of one that absorbed thousands, all may be turned at once.
        var turning = flipped.ToHashSet<FoldItem>(ReferenceEqualityComparer.Instance);
        var (values, trashed, mergedInto) = Fold.Of(shape,
            items.Select(i => turning.Contains(i) ? i with { Dead = !revives } : answered.Contains(i) ? i with { Dead = true } : i));
        if (mergedInto is { } back && state.MergedInto is null && MergedFamily.Above(connection, shape, back).Contains(state.Id))
            throw MergedFamily.Refused(connection, shape, back);
        var touched = flipped.Concat(answered).SelectMany(i => i.Changes.Select(c => c.Field)).ToHashSet();
        var after = state.Values.Copy();
        foreach (var field in touched.Where(f => f >= 0))
            if (!FieldChange.Same(shape.Fields[field], after[field], values[field], bySpelling)) after[field] = values[field];
        var changes = Difference.Between(state.Values, after, bySpelling);
        if (trashed != state.Trashed) changes.Add(new FieldChange(RecordField.Trashed, state.Value(FieldChange.Trashed), trashed ? "1" : "0"));
        if (mergedInto != state.MergedInto)
            changes.Add(new FieldChange(RecordField.MergedInto, state.Value(FieldChange.MergedInto), mergedInto?.ToString(CultureInfo.InvariantCulture)));
        NameKept(state, flipped, changes);
        var row = Row(state, Difference.Applied(after, answers), trashed, [.. changes, .. answers]);
        row.MergedInto = mergedInto;
        row.Points = mergedInto != state.MergedInto;
        if (target.HasOrigins) ByOrigin(row, flipped, changes);
        if (answers.Count > 0) row.Origins.Add(new OriginChanges(FoldItem.Answer, answers));
        return row;
    }

    // Each flipped origin has an item, which alone is flipped when this undo is undone for that origin; the changes are in the first.
    private static void ByOrigin(StagedRow row, List<FoldItem> flipped, List<FieldChange> changes)
    {
        foreach (var origin in flipped.Select(i => i.Origin).Distinct().Order())
            row.Origins.Add(new OriginChanges(origin, row.Origins.Count == 0 ? changes : []));
        if (row.Origins.Count == 0 && changes.Count > 0) row.Origins.Add(new OriginChanges(null, changes));
    }

    // The origins of each record that the undone set took back, or brought in again: only these are reversed now.
    private void ReadFlipped(IReadOnlyCollection<long> ids)
    {
        using var command = connection.Query($"""
            select record_id, origin from change_item
            where seq between @first and @last and set_id = @set and record_kind = {shape.Kind} and record_id in {Sql.InList(ids)}
            """, ("first", target.FirstSeq), ("last", target.LastSeq), ("set", target.Id));
        using var reader = command.ExecuteReader();
        flippedBefore = [];
        while (reader.Read()) flippedBefore.Add((reader.GetInt64(0), reader.NumberOrNull(1)));
    }

    // Merging again what was split: both must be unmerged, as at the first merge, or merged where they already were at the split.
    private void RefuseSecondMerge(RecordState state, List<FoldItem> flipped)
    {
        if (!revives || !shape.CanMerge || !flipped.Exists(i => i.Origin is not null)) return;
        if (state.MergedInto is not null && PointedSince(state.Id)) throw MergedFamily.Refused(connection, shape, state.Id);
        if (state.Trashed) throw new RefusedException(Refusals.Trashed(shape), state.Id);
    }

    // A merge, a split or the undo of either: an old merge may live again since the split, and would close a circle.
    private bool PointedSince(long id)
    {
        using var command = connection.Query($"""
            select 1 from change_item where record_kind = {shape.Kind} and record_id = {id} and origin = {id} and seq > {target.LastSeq} limit 1
            """);
        return command.ExecuteScalar() is not null;
    }

    // D5: what was merged since stays, and so does a new record that others were merged into; split that first.
    private bool IsHeldByMerge(RecordState state, List<FoldItem> flipped, List<FoldItem> items)
    {
        if (!shape.CanMerge || flipped.Exists(i => i.Changes.Exists(c => c.Field == FieldChange.MergedInto))) return false;
        var isAbsorbed = state.MergedInto is not null && flipped.TrueForAll(i => i.Origin is null);
        var hasAbsorbed = !revives && flipped.Exists(i => i.IsCreation)
            && items.Exists(i => !i.Dead && i.SetId != origin.Id && i.Origin is { } from && from != state.Id);
        if (!isAbsorbed && !hasAbsorbed) return false;
        LeftOut++;
        Keep(new KeptChange(state.Id, shape.NameOf(state.Values), "merged", []));
        return true;
    }

    private bool EditedSince(RecordState state, List<FoldItem> items)
    {
        var later = items.Where(i => i.SetId != origin.Id && !i.Dead && i.Changes.Count > 0).ToList();
        // A change that only moved it to the trash or back is not work that would be lost.
        if (later.TrueForAll(i => i.Changes.TrueForAll(c => c.Field == FieldChange.Trashed))) return false;
        LeftOut++;
        Keep(new KeptChange(state.Id, shape.NameOf(state.Values), "edited", [.. later.SelectMany(i => i.Changes).Select(c => c.Name).Distinct()]));
        return true;
    }

    // A value assigned by a later live item stays: it is listed, unless this undo is about a creation, whose values never go.
    private void NameKept(RecordState state, List<FoldItem> flipped, List<FieldChange> changes)
    {
        var kept = flipped.Where(i => !i.IsCreation).SelectMany(i => i.Changes)
            .Where(c => !changes.Exists(made => made.Field == c.Field) && !SameAnyway(c)).Select(c => c.Name).Distinct().ToList();
        if (kept.Count > 0) Keep(new KeptChange(state.Id, shape.NameOf(state.Values), "changed", kept));
    }

    private static bool SameAnyway(FieldChange change) => !change.IsList && !change.IsMap && !change.IsPart && change.Before == change.After;

    private void Keep(KeptChange kept)
    {
        if (Kept.Count < KeptNamed) Kept.Add(kept);
    }

    private StagedRow Row(RecordState state, RecordValues after, bool trashed, List<FieldChange> changes)
    {
        var row = new StagedRow
        {
            Class = RowClass.Changed,
            RecordId = state.Id,
            SeenVersion = state.Version,
            Trashed = trashed,
            FieldCount = changes.Count(c => c.Field >= 0),
            Changes = changes,
            KeepsWords = shape.KeepsWords(changes.Select(c => c.Field)),
        };
        if (changes.Count == 0) row.Operation = RowOperation.ItemsOnly;
        else if (changes.Count == 1 && changes[0].Field == FieldChange.MergedInto) {
            row.Operation = RowOperation.PointerOnly;
            // Its number, which must be free when it is split off.
            row.Values = after;
        }
        else if (changes.Count == 1 && changes[0].Field == FieldChange.Trashed && trashed) row.Operation = RowOperation.TrashOnly;
        else
        {
            row.Values = after;
            shape.KeysOf(state.Values, after, row.Keys);
        }
        return row;
    }
}
