using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Changes.Applying;

/// <summary>
/// The only writer of records of any kind: takes the rows of a stage into the table of the kind, its lookup keys, its search index and the
/// history, set by set and not row by row, within one transaction. The same statements serve one row and a million.
/// </summary>
internal sealed class RecordWriter(WriteTransaction transaction, Stage stage, ChangeSet set, DateTime now)
{
    private const string Live = "s.left_out = 0";

    private readonly RecordShape shape = stage.Shape;

    private Engine Engine => transaction.Engine;

    /// <summary>The records that are about those that got another customer.</summary>
    public IReadOnlyList<Followers> Following { get; private set; } = [];

    /// <summary>The names by which customers know those that were renamed; null without any.</summary>
    public CarriedNames? Renamed { get; private set; }

    /// <summary>Writes the staged rows. Conflicts must have been removed before (<see cref="ConflictCheck"/>).</summary>
    /// <returns>The numbers of created and changed records and of changed values, and the sequence numbers of the items.</returns>
    /// <param name="progress">Called after each step with the number of finished rows, as far as steps can be expressed in rows, and the fraction of
    /// the work.</param>
    public ApplyCounts Run(Action<long, double>? progress = null)
    {
        SqliteFunctions.AddTo(transaction.Connection);
        var counts = Proposal.CountByClass(transaction, stage);
        var (created, changed) = (counts[(int)RowClass.New], counts[(int)RowClass.Changed]);
        var renumbered = created > 0 && CloseGapsOfNewNumbers(created);
        var items = created + changed + (set.HasOrigins ? MoreItems() : 0);
        var lastId = transaction.Take(shape.Table, created);
        var lastSeq = transaction.Take(Counter.Items, items);
        Fault.Point("apply.counters");

        using var wordsApart = renumbered || changed > 0 || !shape.IsMadeBySqlite ? null : FirstIndex.Begin(transaction, stage, set.Id, lastId, created);
        var tallies = new Tallies(transaction, shape, stage.Rows);
        tallies.Before();
        if (changed > 0) (Following, Renamed) = (Followers.Of(transaction, stage), CarriedNames.Of(transaction, stage, set.Id));
        var indexes = SecondaryIndexes.DropIfWorthIt(transaction, shape, created + changed, lastId, lastId + created);
        if (changed > 0) UpdateRecords();
        Fault.Point("apply.updated");
        if (created > 0) InsertRecords(lastId);
        Fault.Point("apply.inserted");
        Reached(0.30);
        if (shape.KeyTable is { } table) WriteKeys(table, lastId, changed > 0);
        Reached(0.40);
        WriteItems(lastId, lastSeq, changed == 0);
        shape.Written(transaction, stage.Rows, stage.Keys);
        Fault.Point("apply.items");
        Reached(0.50);
        if (wordsApart is null) WriteWords();
        indexes?.Rebuild();
        // They look for records by these indexes.
        tallies.After(lastId);
        Reached(0.80);
        if (wordsApart is not null && !wordsApart.TakeInto(transaction, created)) WriteWords();
        Fault.Point("apply.indexed");
        return created + changed == 0 ? default : new ApplyCounts(created, changed, Sum("field_count"), lastSeq + 1, lastSeq + items);

        void WriteWords()
        {
            if (shape.WordTable is not { } words) return;
            if (created > 0) WriteNewWords(words, lastId);
            if (changed > 0) WriteChangedWords(words);
        }

        // The shares are those of a large import on SQLite.
        void Reached(double fraction) => progress?.Invoke((long)((created + changed) * fraction), fraction);
    }

    private long Sum(string column) => transaction.Number(
        $"select coalesce(sum({column}), 0) from {stage.Rows} s where {Live} and class in ({(int)RowClass.New}, {(int)RowClass.Changed})");

    // Rows that were left out must leave no gap: the records of a kind are 1..N.
    private bool CloseGapsOfNewNumbers(long created)
    {
        var last = transaction.Number($"select max(new_no) from {stage.Rows} s where class = {(int)RowClass.New} and {Live}");
        if (last == created) return false;
        transaction.Execute($"""
            update {stage.Rows} set new_no = n.n
            from (select seq, row_number() over (order by seq) as n from {stage.Rows} where class = {(int)RowClass.New} and left_out = 0) n
            where n.seq = {Bare(stage.Rows)}.seq
            """);
        return true;
    }

    private void UpdateRecords()
    {
        // Numbers that move within one set (A's to B, B's to A, A's to B while A goes to the trash) would meet the unique index half-way: customers
        // that give up a number are cleared or trashed first.
        var rows = $"{stage.Rows} s where s.record_id = {shape.Table}.id and s.class = {(int)RowClass.Changed} and {Live}";
        if (shape.Unique is { Name: var unique }) transaction.Execute($"""
            update {shape.Table} set {unique} = null
            from {rows} and s.operation = {(int)RowOperation.Values} and {shape.Table}.{unique} is not null
              and (s.trashed = 1 or s.{unique} is distinct from {shape.Table}.{unique})
            """);
        transaction.Execute($"""
            update {shape.Table} set version = version + 1, changed_at = @now, trashed = {Engine.NumberAsTruth("s.trashed")}
            from {rows} and s.operation = {(int)RowOperation.TrashOnly}
            """, ("now", Milliseconds(now)));
        if (shape.CanMerge) Point("> 0", "s.new_no");
        if (shape.CanMerge) PointToo("> 0", "s.new_no");
        var fields = shape.Fields.Select(f => $"{f.Name} = {RecordShape.Typed(f, Engine, "s")}")
            .Concat(shape.Derived.Select(name => $"{name} = s.{name}"));
        transaction.Execute($"""
            update {shape.Table} set version = version + 1, changed_at = @now, trashed = {Engine.NumberAsTruth("s.trashed")}, {string.Join(", ", fields)}
            from {rows} and s.operation = {(int)RowOperation.Values}
            """, ("now", Milliseconds(now)));
        transaction.Execute($"update {shape.Table} set version = version + 1 from {rows} and s.operation = {(int)RowOperation.ItemsOnly}");
        // A record that is split off may only now take its number back.
        if (shape.CanMerge) Point("= 0", "null");
        if (shape.CanMerge) PointToo("= 0", "null");

        void Point(string whose, string to) => transaction.Execute($"""
            update {shape.Table} set version = version + 1, changed_at = @now, merged_into = {to}
            from {rows} and s.operation = {(int)RowOperation.PointerOnly} and s.new_no {whose}
            """, ("now", Milliseconds(now)));

        // The version counts with the values.
        void PointToo(string whose, string to) => transaction.Execute(
            $"update {shape.Table} set merged_into = {to} from {rows} and s.operation = {(int)RowOperation.Values} and s.new_no {whose}");
    }

    private void InsertRecords(long lastId)
    {
        var typed = shape.Fields.Select(f => RecordShape.Typed(f, Engine, "s")).Concat(shape.Derived.Select(name => "s." + name));
        transaction.Execute($"""
            insert into {shape.Table}(id, version, trashed, created_at, changed_at, {string.Join(", ", shape.Fields.Select(f => f.Name).Concat(shape.Derived))})
            select @last + s.new_no, 1, {Engine.Truth(false)}, @now, @now, {string.Join(", ", typed)}
            from {stage.Rows} s where s.class = {(int)RowClass.New} and {Live} order by s.seq
            """, ("last", lastId), ("now", Milliseconds(now)));
    }

    private void WriteKeys(string table, long lastId, bool mayRemove)
    {
        var keys = $"from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq where {Live} and s.class in ({(int)RowClass.New}, {(int)RowClass.Changed})";
        if (mayRemove)
            transaction.Execute($"delete from {table} where (kind, key, {shape.Table}_id) in (select k.kind, k.key, s.record_id {keys} and k.added = 0)");
        // In the order of the table itself: a million keys in the order of the rows would touch every page many times.
        transaction.Execute($"""
            insert into {table}(kind, key, {shape.Table}_id)
            select k.kind, k.key, coalesce(s.record_id, @last + s.new_no) {keys} and k.added = 1
            order by k.kind, k.key, 3 on conflict do nothing
            """, ("last", lastId));
    }

    private void WriteNewWords(string table, long lastId) => transaction.Execute(SearchIndex.Of(Engine).Add(table, shape.Table, "@last + s.new_no",
        stage.Words("s"), $"{stage.Rows} s where s.class = {(int)RowClass.New} and {Live}"), ("last", lastId));

    // Rows without words keep the existing ones.
    private void WriteChangedWords(string table) => transaction.Execute(SearchIndex.Of(Engine).Replace(table, shape.Table,
        $"{stage.Rows} s where s.class = {(int)RowClass.Changed} and s.operation = {(int)RowOperation.Values} and s.words is not null and {Live}"));

    // If all rows are new, their own numbers count them.
    private void WriteItems(long lastId, long lastSeq, bool allNew)
    {
        var payload = stage.Payload("s");
        var (from, number, origin) = ("", allNew ? "s.new_no" : "row_number() over (order by s.seq)", "null");
        if (set.HasOrigins)
        {
            (from, number) = (Engine.EachElement(ByOrigin(payload), "o"), "row_number() over (order by s.seq, o.key)");
            (origin, payload) = (Engine.TypedAs(Engine.TextIn("o.value", "origin"), "bigint"), Engine.TextIn("o.value", "changes"));
        }
        transaction.Execute($"""
            insert into change_item(seq, set_id, record_kind, record_id, origin, version_before, version_after, dead, payload)
            select @seq + {number}, @set, {shape.Kind}, coalesce(s.record_id, @last + s.new_no), {origin},
                   s.base_version, s.base_version + 1, {Engine.Truth(false)}, {payload}
            from {stage.Rows} s{from} where s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and {Live} order by s.seq
            """, ("seq", lastSeq), ("set", set.Id), ("last", lastId));
    }

    // For a set with origins: the number of items in addition to the first of each record.
    private long MoreItems() => transaction.Number($"""
        select coalesce(sum({Engine.JsonLength("s.payload")} - 1), 0) from {stage.Rows} s
        where s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and {Live} and s.payload like '[%'
        """);

    // A row has one payload, or an array of them by origin (Payload.ByOrigin).
    private string ByOrigin(string payload)
    {
        var one = Engine.JsonArray(Engine.JsonObject($"'origin', null, 'changes', {Engine.Json(payload)}"));
        return $"case when {payload} like '[%' then {Engine.Json(payload)} else {one} end";
    }

    private static string Bare(string table) => table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];

    internal static long Milliseconds(DateTime time) => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds();
}

/// <summary>The result of applying a stage; the sequence numbers are 0 when it did nothing.</summary>
internal readonly record struct ApplyCounts(long Created, long Changed, long Fields, long FirstSeq, long LastSeq);
