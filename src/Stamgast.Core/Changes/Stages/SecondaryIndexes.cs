using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>
/// The indexes of the records of a kind and their history, beside the primary keys: for a load that is large compared with the existing data,
/// dropping them and building them once afterwards takes a third of the time (D7). All within the transaction: a failed load leaves them as they
/// were. On PostgreSQL nobody can read the tables meanwhile, so it is only done for the first load of a base.
/// </summary>
internal sealed class SecondaryIndexes
{
    private const long WorthFrom = 20_000;

    private readonly WriteTransaction transaction;
    private readonly RecordShape shape;
    private readonly List<string> definitions;

    private SecondaryIndexes(WriteTransaction transaction, RecordShape shape, List<string> definitions)
    {
        this.shape = shape;
        this.transaction = transaction;
        this.definitions = definitions;
    }

    /// <param name="written">The number of records to be written.</param>
    /// <param name="before">The number of records before.</param>
    /// <param name="after">The number of records after.</param>
    public static SecondaryIndexes? DropIfWorthIt(WriteTransaction transaction, RecordShape shape, long written, long before, long after)
    {
        var onSqlite = transaction.Engine == Engine.Sqlite;
        if (written < WorthFrom || (onSqlite ? written < after / 2 : before > 0)) return null;
        var (definitions, names) = (new List<string>(), new List<string>());
        using (var command = transaction.Command(onSqlite
            ? "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (@records, 'change_item')"
            : """
              select indexname, indexdef from pg_indexes
              where schemaname = current_schema() and tablename in (@records, 'change_item', @words) and indexname not in (select conname from pg_constraint)
              """, ("records", shape.Table), ("words", shape.WordTable ?? "")))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
                definitions.Add(reader.GetString(1));
            }
        foreach (var name in names) transaction.Execute($"drop index \"{name}\"");
        return new SecondaryIndexes(transaction, shape, definitions);
    }

    public void Rebuild()
    {
        if (transaction.Engine == Engine.Postgres) transaction.Execute("set local maintenance_work_mem = '256MB'");
        foreach (var definition in definitions) transaction.Execute(definition);
        // Its statistics know nothing of so many rows yet, and the first questions come at once.
        if (transaction.Engine == Engine.Postgres)
            transaction.Execute($"analyze {string.Join(", ", new[] { shape.Table, shape.KeyTable, shape.WordTable, "change_item" }.OfType<string>())}");
    }
}
