using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Checks;

/// <summary>
/// Looks whether nothing of the history is missing: IDs 1..N, versions of each customer 1..n in the order of the items, items 1..M
/// without gap, each owned by an applied set whose counts are theirs. Set by set in the database, whatever its size.
/// </summary>
internal sealed class HistoryCheck(DbConnection reader, Engine engine)
{
    private const int Named = 100;

    public IEnumerable<CheckResult> Run()
    {
        yield return CheckResult.Try("counters", Counters);
        yield return CheckResult.Try("versions", Versions);
        yield return CheckResult.Try("sequences", Sequences);
    }

    private CheckResult Counters()
    {
        var customers = Number("select count(*) from customer");
        List<string> wrong = [];
        Compare(wrong, Counter.Customers, customers, Number("select coalesce(max(id), 0) from customer"));
        Compare(wrong, Counter.Customers, CounterOf(Counter.Customers), customers);
        Compare(wrong, Counter.Items, CounterOf(Counter.Items), Number("select count(*) from change_item"));
        Compare(wrong, Counter.Items, CounterOf(Counter.Items), Number("select coalesce(max(seq), 0) from change_item"));
        if (CounterOf(Counter.ChangeSets) < Number("select coalesce(max(id), 0) from change_set")) wrong.Add(Counter.ChangeSets);
        return CheckResult.Of("counters", customers, [.. wrong.Distinct()]);
    }

    // Plan: one walk along the index (record_kind, record_id, seq).
    private CheckResult Versions() => CheckResult.Of("versions", Number("select count(*) from customer"), Ids($"""
        select distinct record_id from (
            select record_id, version_before, version_after, row_number() over (partition by record_kind, record_id order by seq) as place
            from change_item where record_kind = {(int)RecordKind.Customer}) steps
        where version_after <> place or version_before <> place - 1
        union
        select c.id from customer c left join (
            select record_id, count(*) as steps from change_item where record_kind = {(int)RecordKind.Customer} group by record_id) i on i.record_id = c.id
        where coalesce(i.steps, 0) <> c.version
        order by 1 limit {Named}
        """));

    private CheckResult Sequences() => CheckResult.Of("sequences", Number("select count(*) from change_set"), Ids($"""
        select s.id from change_set s left join (
            select set_id, count(*) as items, min(seq) as first_item, max(seq) as last_item, sum({(engine == Engine.Sqlite ? "dead" : "dead::int")}) as dead
            from change_item group by set_id) i on i.set_id = s.id
        where coalesce(i.items, 0) <> case when s.state = {(int)ChangeState.Applied} then s.created + s.changed else 0 end
           or coalesce(i.items, 0) <> case when s.last_seq > 0 then s.last_seq - s.first_seq + 1 else 0 end
           or coalesce(i.first_item, 0) <> s.first_seq or coalesce(i.last_item, 0) <> s.last_seq or coalesce(i.dead, 0) <> s.undone
        union
        select i.set_id from change_item i left join change_set s on s.id = i.set_id where s.id is null
        order by 1 limit {Named}
        """));

    private static void Compare(List<string> wrong, string counter, long one, long other)
    {
        if (one != other) wrong.Add(counter);
    }

    private long CounterOf(string name) => Number("select coalesce(max(value), 0) from counter where name = @name", ("name", name));

    private long Number(string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        using var command = reader.Query(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private List<string> Ids(string sql)
    {
        using var command = reader.Query(sql);
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read()) ids.Add(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        return ids;
    }
}
