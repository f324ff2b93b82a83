using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// The only writer of customers: takes the rows of a stage into the customer table, the lookup keys, the search index and the
/// history, set by set and not row by row, within one transaction. The same statements serve one row and a million.
/// </summary>
internal sealed class Apply(WriteTransaction transaction, Stage stage, long setId, DateTime now)
{
    private const string Live = "s.left_out = 0";

    // Values of rows that carry all of them; the alias s is the stage.
    private static readonly string[] Derived = ["sort_core", "sort_full"];

    private bool OnSqlite => transaction.Engine == Engine.Sqlite;

    /// <summary>Writes what the rows say. Conflicts must have been taken out before (<see cref="ConflictCheck"/>).</summary>
    /// <returns>How many customers were created and changed, how many values altered, and the sequence numbers of the items.</returns>
    /// <param name="progress">Called after each step with the rows that are done, as far as steps can be told in rows, and the fraction of the work.</param>
    public ApplyCounts Run(Action<long, double>? progress = null)
    {
        if (transaction.Connection is SqliteConnection inFile) SqliteFunctions.AddTo(inFile);
        var counts = Proposal.CountByClass(transaction, stage);
        var (created, changed) = (counts[(int)RowClass.New], counts[(int)RowClass.Changed]);
        var renumbered = created > 0 && CloseGapsOfNewNumbers(created);
        var lastId = transaction.Take(Counter.Customers, created);
        var lastSeq = transaction.Take(Counter.Items, created + changed);
        Fault.Point("apply.counters");

        using var wordsApart = renumbered || changed > 0 ? null : WordsApart.Begin(transaction, stage, setId, lastId, created);
        var indexes = SecondaryIndexes.DropIfWorthIt(transaction, created + changed, lastId, lastId + created);
        if (changed > 0) UpdateCustomers();
        Fault.Point("apply.updated");
        if (created > 0) InsertCustomers(lastId);
        Fault.Point("apply.inserted");
        Reached(0.30);
        WriteKeys(lastId, changed > 0);
        Reached(0.40);
        WriteItems(lastId, lastSeq, changed == 0);
        RegisterNames();
        Fault.Point("apply.items");
        Reached(0.50);
        if (wordsApart is null) WriteWords();
        indexes?.Rebuild();
        Reached(0.80);
        if (wordsApart is not null && !wordsApart.TakeInto(transaction, created)) WriteWords();
        Fault.Point("apply.indexed");
        return created + changed == 0 ? default : new ApplyCounts(created, changed, Sum("field_count"), lastSeq + 1, lastSeq + created + changed);

        void WriteWords()
        {
            if (created > 0) WriteNewWords(lastId);
            if (changed > 0) WriteChangedWords();
        }

        // The shares are those of a large import on SQLite.
        void Reached(double fraction) => progress?.Invoke((long)((created + changed) * fraction), fraction);
    }

    private long Sum(string column) => transaction.Number(
        $"select coalesce(sum({column}), 0) from {stage.Rows} s where {Live} and class in ({(int)RowClass.New}, {(int)RowClass.Changed})");

    // Rows that were left out must leave no gap: customers are 1..N.
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

    private void UpdateCustomers()
    {
        // Numbers that wander within one set (A's to B, B's to A, A's to B while A goes to the trash) would meet the unique index
        // half-way: those that leave are cleared or trashed first.
        var rows = $"{stage.Rows} s where s.record_id = customer.id and s.class = {(int)RowClass.Changed} and {Live}";
        transaction.Execute($"""
            update customer set number = null
            from {rows} and s.operation = {(int)RowOperation.Values} and customer.number is not null
              and (s.trashed = 1 or s.number is distinct from customer.number)
            """);
        transaction.Execute($"""
            update customer set version = version + 1, changed_at = @now, trashed = {Truth("s.trashed")}
            from {rows} and s.operation = {(int)RowOperation.TrashOnly}
            """, ("now", Milliseconds(now)));
        var fields = CustomerFields.All.Select(f => $"{f.Name} = {StageColumns.Typed(f, transaction.Engine, "s")}")
            .Concat(Derived.Select(name => $"{name} = s.{name}"));
        transaction.Execute($"""
            update customer set version = version + 1, changed_at = @now, trashed = {Truth("s.trashed")}, {string.Join(", ", fields)}
            from {rows} and s.operation = {(int)RowOperation.Values}
            """, ("now", Milliseconds(now)));
        transaction.Execute($"update customer set version = version + 1 from {rows} and s.operation = {(int)RowOperation.ItemsOnly}");
    }

    private void InsertCustomers(long lastId)
    {
        var typed = CustomerFields.All.Select(f => StageColumns.Typed(f, transaction.Engine, "s")).Concat(Derived.Select(name => "s." + name));
        transaction.Execute($"""
            insert into customer(id, version, trashed, created_at, changed_at, {StageColumns.Fields}, {string.Join(", ", Derived)})
            select @last + s.new_no, 1, {Truth("0")}, @now, @now, {string.Join(", ", typed)}
            from {stage.Rows} s where s.class = {(int)RowClass.New} and {Live} order by s.seq
            """, ("last", lastId), ("now", Milliseconds(now)));
    }

    private void WriteKeys(long lastId, bool mayRemove)
    {
        var keys = $"from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq where {Live} and s.class in ({(int)RowClass.New}, {(int)RowClass.Changed})";
        if (mayRemove) transaction.Execute($"delete from customer_key where (kind, key, customer_id) in (select k.kind, k.key, s.record_id {keys} and k.added = 0)");
        // In the order of the table itself: a million keys in the order of the rows would touch every page many times.
        transaction.Execute($"""
            insert into customer_key(kind, key, customer_id)
            select k.kind, k.key, coalesce(s.record_id, @last + s.new_no) {keys} and k.added = 1
            order by k.kind, k.key, 3 on conflict do nothing
            """, ("last", lastId));
    }

    private void WriteNewWords(long lastId) => transaction.Execute(OnSqlite
        ? $"insert into customer_search(rowid, words) select @last + new_no, {StageColumns.Words(transaction.Engine, "s")} from {stage.Rows} s where class = {(int)RowClass.New} and {Live} order by seq"
        : $"insert into customer_search(customer_id, words) select @last + new_no, array_to_tsvector(string_to_array(coalesce(nullif(words, ''), '-'), ' ')) from {stage.Rows} s where class = {(int)RowClass.New} and {Live}",
        ("last", lastId));

    // Rows without words keep those that there are.
    private void WriteChangedWords() => transaction.Execute(OnSqlite
        ? $"insert or replace into customer_search(rowid, words) select record_id, words from {stage.Rows} s where class = {(int)RowClass.Changed} and operation = {(int)RowOperation.Values} and words is not null and {Live} order by seq"
        : $"""
          update customer_search set words = array_to_tsvector(string_to_array(coalesce(nullif(s.words, ''), '-'), ' ')) from {stage.Rows} s
          where s.record_id = customer_id and s.class = {(int)RowClass.Changed} and s.operation = {(int)RowOperation.Values} and s.words is not null and {Live}
          """);

    // Where all rows are new their own numbers count them.
    private void WriteItems(long lastId, long lastSeq, bool allNew)
    {
        transaction.Execute($"""
            insert into change_item(seq, set_id, record_kind, record_id, version_before, version_after, dead, payload)
            select @seq + {(allNew ? "s.new_no" : "row_number() over (order by s.seq)")}, @set, {(int)RecordKind.Customer}, coalesce(s.record_id, @last + s.new_no),
                   s.base_version, s.base_version + 1, {Truth("0")}, {StageColumns.Payload(transaction.Engine, "s")}
            from {stage.Rows} s where s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and {Live} order by s.seq
            """, ("seq", lastSeq), ("set", setId), ("last", lastId));
    }

    // Labels and groups that were typed or imported are known from now on, to be picked.
    private void RegisterNames()
    {
        var rows = $"class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and left_out = 0";
        transaction.Execute($"insert into customer_label(name) select distinct label from {stage.Rows} where label is not null and {rows} on conflict do nothing");
        transaction.Execute($"""
            insert into customer_group(name) select distinct k.key from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq
            where k.kind = {(int)KeyKind.Group} and k.added = 1 and {rows} on conflict do nothing
            """);
    }

    private string Truth(string number) => OnSqlite ? number : $"({number} = 1)";

    private static string Bare(string table) => table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];

    internal static long Milliseconds(DateTime time) => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds();
}

/// <summary>What applying a stage did; the sequence numbers are 0 when it did nothing.</summary>
internal readonly record struct ApplyCounts(long Created, long Changed, long Fields, long FirstSeq, long LastSeq);
