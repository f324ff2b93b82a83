using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Checks;

/// <summary>
/// Checks that nothing is missing in the history: IDs 1..N of each kind, versions of each record 1..n in the order of the items, items 1..M without
/// gaps, each owned by an applied set with matching counts. Works set by set in the database, whatever its size.
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
        List<string> wrong = [];
        var records = 0L;
        foreach (var shape in Shapes)
        {
            var there = Number($"select count(*) from {shape.Table}");
            Compare(wrong, shape.Table, there, Number($"select coalesce(max(id), 0) from {shape.Table}"));
            Compare(wrong, shape.Table, CounterOf(shape.Table), there);
            records += there;
        }
        Compare(wrong, Counter.Items, CounterOf(Counter.Items), Number("select count(*) from change_item"));
        Compare(wrong, Counter.Items, CounterOf(Counter.Items), Number("select coalesce(max(seq), 0) from change_item"));
        if (CounterOf(Counter.ChangeSets) < Number("select coalesce(max(id), 0) from change_set")) wrong.Add(Counter.ChangeSets);
        return CheckResult.Of("counters", records, [.. wrong.Distinct()]);
    }

    private CheckResult Versions()
    {
        List<string> wrong = [];
        var records = 0L;
        foreach (var shape in Shapes)
        {
            records += Number($"select count(*) from {shape.Table}");
            wrong.AddRange(Ids(StepsOf(shape)).Select(id => shape.Kind == Customers.CustomerShape.KindNumber ? id : $"{shape.Key} {id}"));
        }
        return CheckResult.Of("versions", records, wrong);
    }

    // Plan: one walk along the index (record_kind, record_id, seq). A record has several items in a set that took values from several origins.
    private static string StepsOf(RecordShape shape) => $"""
        select distinct record_id from (
            select record_id, version_before, version_after, set_id, lag(version_before) over steps as earlier, lag(version_after) over steps as reached,
                lag(set_id) over steps as last_set
            from change_item where record_kind = {shape.Kind} window steps as (partition by record_id order by seq)) s
        where version_after <> version_before + 1 or not (
            (version_before = coalesce(reached, 0)) or (set_id = last_set and version_before = earlier and version_after = reached))
        union
        select c.id from {shape.Table} c left join (
            select record_id, max(version_after) as steps from change_item where record_kind = {shape.Kind} group by record_id) i on i.record_id = c.id
        where coalesce(i.steps, 0) <> c.version
        order by 1 limit {Named}
        """;

    private IEnumerable<RecordShape> Shapes => RecordShapes.All.Where(shape => reader.HasTable(shape.Table));

    private CheckResult Sequences() => CheckResult.Of("sequences", Number("select count(*) from change_set"), Ids($"""
        select s.id from change_set s left join (
            select set_id, count(*) as items, min(seq) as first_item, max(seq) as last_item, sum({engine.TruthAsNumber("dead")}) as dead
            from change_item group by set_id) i on i.set_id = s.id
        where coalesce(i.items, 0) <> case when s.state = {(int)ChangeState.Applied} then s.created + s.changed else 0 end and not (s.has_origins
            and coalesce(i.items, 0) > s.created + s.changed)
           or coalesce(i.items, 0) <> case when s.last_seq > 0 then s.last_seq - s.first_seq + 1 else 0 end
           or coalesce(i.first_item, 0) <> s.first_seq or coalesce(i.last_item, 0) <> s.last_seq
           or s.undone <> case when s.has_origins then (
                select count(distinct u.record_id) - count(distinct case when not u.dead then u.record_id end)
                from change_item u where u.seq between s.first_seq and s.last_seq and u.set_id = s.id) else coalesce(i.dead, 0) end
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
