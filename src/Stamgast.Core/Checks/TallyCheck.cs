using System.Data.Common;
using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Checks;

/// <summary>
/// Checks that the columns that sum up other records (<see cref="RecordTally"/>) say what these say now. The database computes each of them again, one row
/// after the other along the indexes, and gives only those that differ.
/// </summary>
internal sealed class TallyCheck(DbConnection reader, Engine engine)
{
    private const int Named = 100;

    public CheckResult Run(CancellationToken cancel) => CheckResult.Try("tallies", () =>
    {
        var rows = 0L;
        List<string> wrong = [];
        foreach (var of in RecordShapes.All.SelectMany(s => s.Tallies).GroupBy(t => t.Table, StringComparer.Ordinal).Where(t => reader.HasTable(t.Key)))
        {
            cancel.ThrowIfCancellationRequested();
            rows += Count(of.Key);
            Differing(of.Key, [.. of.SelectMany(t => t.Columns(engine)).DistinctBy(c => c.Name)], wrong, cancel);
        }
        return CheckResult.Of("tallies", rows, wrong);
    });

    private long Count(string table)
    {
        using var command = reader.Query($"select count(*) from {table}");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    // Plan: a walk over the table, and for each row a search in the index of the field that points at it.
    private void Differing(string table, IReadOnlyList<TallyColumn> columns, List<string> wrong, CancellationToken cancel)
    {
        var key = RecordShapes.All.FirstOrDefault(s => s.Table == table)?.Key ?? table;
        var differ = columns.Select(c => $"t.{c.Name} is distinct from {c.Value}").ToList();
        using var command = reader.Query($"""
            select t.id, {string.Join(", ", differ.Select(d => $"case when {d} then 1 else 0 end"))}
            from {table} t where {string.Join(" or ", differ)} limit {Named}
            """);
        using var stop = cancel.Register(command.Cancel);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var names = columns.Where((_, i) => rows.GetInt32(i + 1) == 1).Select(c => c.Name);
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{key} {rows.GetInt64(0)} ({string.Join(", ", names)})"));
        }
    }
}
