using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Tasks;

namespace Stamgast.Tests.Merging;

/// <summary>
/// The rules D1, D3 and D5 by brute force, in memory: which items an undo, a split and the undo of either turn is worked out from all items ever
/// written, and each value is looked up backwards. Only the content of new items comes from the base.
/// </summary>
internal sealed class MergeModel(Base customers)
{
    private readonly List<Item> items = [];
    private readonly Dictionary<long, Turns> undos = [];
    private readonly Dictionary<long, bool> merges = [];
    private long last;

    private sealed record Item(long Seq, long Set, int Kind, long Record, long? Origin, bool IsCreation, bool IsAnswer, List<FieldChange> Changes)
    {
        public bool IsDead { get; set; }

        public bool IsPointer => Kind == CustomerShape.KindNumber && Origin == Record && Changes.Exists(c => c.Field == FieldChange.MergedInto);
    }

    private sealed record Stored(long Set, long? UndoOf, long? Root, bool Revives, bool IsMerge, List<Item> Items);

    // The items that an undo turned, and how they are since.
    private sealed record Turns(List<Item> Items, bool Dead, long Root);

    /// <summary>Customers that were merged at some time.</summary>
    public IEnumerable<long> EverAbsorbed => items.Where(i => i.IsPointer).Select(i => i.Record).Distinct();

    /// <summary>Takes note of what was written since the last time.</summary>
    public void See()
    {
        foreach (var stored in News())
        {
            merges[stored.Set] = stored.IsMerge;
            if (stored.UndoOf is { } target) Undo(stored, target);
            items.AddRange(stored.Items.Where(i => stored.UndoOf is null || i.IsAnswer));
        }
    }

    /// <summary>Where the base differs from what it should be.</summary>
    public IReadOnlyList<string> Differences()
    {
        var wrong = new List<string>();
        using var reader = customers.OpenReader();
        using (var command = reader.Query("select i.seq, i.dead from change_item i order by i.seq"))
        using (var rows = command.ExecuteReader())
        {
            var known = items.ToDictionary(i => i.Seq);
            while (rows.Read())
                if (known.TryGetValue(rows.GetInt64(0), out var item) && item.IsDead != rows.GetBoolean(1))
                    wrong.Add($"item {item.Seq} of set {item.Set} on {item.Kind}/{item.Record} from {item.Origin}: {(item.IsDead ? "lives" : "is dead")}");
        }
        foreach (var shape in new RecordShape[] { CustomerShape.Instance, TaskShape.Instance })
        {
            using var command = reader.Query(RecordStates.Select(shape, customers.Engine, "true"));
            using var rows = command.ExecuteReader();
            while (rows.Read()) wrong.AddRange(Wrong(shape, RecordStates.At(shape, rows)));
        }
        return wrong;
    }

    /// <summary>By ID of a living task of a customer, the customer that represents that one.</summary>
    public long Root(long customer)
    {
        while (PointerOf(customer) is { } into) customer = into;
        return customer;
    }

    private void Undo(Stored undo, long target)
    {
        var touched = undo.Items.Select(i => (i.Kind, i.Record)).ToHashSet();
        List<Item> turned;
        if (undos.TryGetValue(target, out var before))
        {
            // The undo of an undo: whatever that one turned and nobody turned back since.
            turned = [.. before.Items.Where(i => touched.Contains((i.Kind, i.Record)) && i.IsDead == before.Dead)];
            foreach (var answer in items.Where(i => i.Set == target && i.IsAnswer)) answer.IsDead = true;
            if (!undo.Revives && undo.IsMerge) turned = Split(undo.Root!.Value, touched);
        }
        else if (undo.IsMerge) turned = Split(target, touched);
        else turned = [.. items.Where(i => i.Set == target && touched.Contains((i.Kind, i.Record)) && !i.IsDead)];
        foreach (var item in turned) item.IsDead = !undo.Revives;
        undos[undo.Set] = new Turns(turned, !undo.Revives, undo.Root!.Value);
    }

    // All that came from those who leave, or from those merged into them, at whomever they went through.
    private List<Item> Split(long merge, HashSet<(int Kind, long Record)> touched)
    {
        List<long> leaving = [.. items.Where(i => i.Set == merge && i.IsPointer && !i.IsDead && touched.Contains((i.Kind, i.Record))).Select(i => i.Record)];
        var (family, above) = (leaving.ToHashSet(), new HashSet<long>());
        while (items.Where(i => i.IsPointer).Select(i => i.Record).Any(id => PointerOf(id) is { } into && family.Contains(into) && family.Add(id))) { }
        foreach (var id in leaving)
            for (var up = PointerOf(id); up is { } there; up = PointerOf(there)) above.Add(there);
        return [.. items.Where(i => !i.IsDead && merges[i.Set] && i.Origin is { } from && family.Contains(from)
            && (above.Contains(i.Record) || (leaving.Contains(i.Record) && i.Set == merge)))];
    }

    private long? PointerOf(long customer) => Live(CustomerShape.KindNumber, customer).SelectMany(i => i.Changes)
        .FirstOrDefault(c => c.Field == FieldChange.MergedInto, new FieldChange(RecordField.MergedInto, null, null)).Reference;

    // The newest first.
    private IEnumerable<Item> Live(int kind, long record) => Enumerable.Reverse(items).Where(i => i.Kind == kind && i.Record == record && !i.IsDead);

    private IEnumerable<string> Wrong(RecordShape shape, RecordState state)
    {
        foreach (var field in shape.Fields.Where(f => f.Kind != FieldKind.Map && f.Name != "notes"))
        {
            var (should, now) = (Value(shape, state.Id, field), field.IsList ? Sorted(state.Values[field]) : state.Values[field]);
            if (should != now) yield return $"{shape.Key} {state.Id}: {field.Name} is {now}, not {should}";
        }
        if (shape.CanMerge && PointerOf(state.Id) != state.MergedInto) yield return $"{shape.Key} {state.Id}: points at {state.MergedInto}";
        var trashed = items.First(i => i.Kind == shape.Kind && i.Record == state.Id && i.IsCreation).IsDead || Live(shape.Kind, state.Id)
            .SelectMany(i => i.Changes).FirstOrDefault(c => c.Field == FieldChange.Trashed, new FieldChange(RecordField.Trashed, null, "0")).After == "1";
        if (trashed != state.Trashed) yield return $"{shape.Key} {state.Id}: trashed is {state.Trashed}";
    }

    private string? Value(RecordShape shape, long record, RecordField field)
    {
        var changes = Enumerable.Reverse(items).Where(i => i.Kind == shape.Kind && i.Record == record && (i.IsCreation || !i.IsDead))
            .SelectMany(i => i.Changes.Where(c => c.Field == field.Ordinal).Reverse().Select(c => (i.IsCreation, Change: c))).ToList();
        if (!field.IsList) return changes.Count == 0 ? field.Default : changes[0].Change.After ?? field.Default;
        var decided = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var (isCreation, change) in changes)
        {
            foreach (var element in RecordValues.Elements(change.After)) decided.TryAdd(element, true);
            if (isCreation) continue;
            foreach (var element in RecordValues.Elements(change.Before)) decided.TryAdd(element, false);
        }
        return Sorted(RecordValues.Join([.. decided.Where(d => d.Value).Select(d => d.Key)]));
    }

    private static string? Sorted(string? list) =>
        RecordValues.Join([.. RecordValues.Elements(list).Select(e => e.ToLowerInvariant()).Order(StringComparer.Ordinal)]);

    private List<Stored> News()
    {
        var news = new List<Stored>();
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select i.seq, i.set_id, i.record_kind, i.record_id, i.origin, i.version_before, i.payload, s.undo_of, s.root_set, s.revives, r.kind
            from change_item i join change_set s on s.id = i.set_id join change_set r on r.id = coalesce(s.root_set, s.id)
            where i.seq > {last} order by i.seq
            """);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var (set, creation, origin) = (rows.GetInt64(1), rows.GetInt32(5) == 0, rows.NumberOrNull(4));
            var shape = RecordShapes.Of(rows.GetInt32(2));
            if (news.Count == 0 || news[^1].Set != set)
                news.Add(new Stored(
                    set, rows.NumberOrNull(7), rows.NumberOrNull(8), rows.GetBoolean(9), rows.GetInt32(10) == (int)ChangeKind.Merge, []));
            var isAnswer = origin == FoldItem.Answer;
            news[^1].Items.Add(new Item(last = rows.GetInt64(0), set, shape.Kind, rows.GetInt64(3), isAnswer ? null : origin, creation, isAnswer,
                Payload.Read(shape, rows.GetString(6), creation)));
        }
        return news;
    }
}
