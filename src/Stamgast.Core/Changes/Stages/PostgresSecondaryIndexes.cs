using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>Those of PostgreSQL. Nobody can read the tables meanwhile, so it is only done for the first load of a base.</summary>
internal sealed class PostgresSecondaryIndexes(WriteTransaction transaction, RecordShape shape) : SecondaryIndexes(transaction, shape)
{
    protected override string Definitions => """
        select indexname, indexdef from pg_indexes
        where schemaname = current_schema() and tablename in (@records, 'change_item', @words) and indexname not in (select conname from pg_constraint)
        """;

    public override void Rebuild()
    {
        Transaction.Execute("set local maintenance_work_mem = '256MB'");
        base.Rebuild();
        // Its statistics know nothing of so many rows yet, and the first questions come at once.
        Transaction.Execute($"analyze {string.Join(", ", new[] { Shape.Table, Shape.KeyTable, Shape.WordTable, "change_item" }.OfType<string>())}");
    }

    protected override bool IsWorthIt(long written, long before, long after) => before == 0;
}
