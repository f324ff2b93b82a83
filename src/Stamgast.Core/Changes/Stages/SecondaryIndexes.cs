using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>
/// The indexes of the records of a kind and their history, beside the primary keys: for a load that is large compared with the existing data,
/// dropping them and building them once afterwards takes a third of the time (D7). All within the transaction: a failed load leaves them as they
/// were.
/// </summary>
internal abstract class SecondaryIndexes(WriteTransaction transaction, RecordShape shape)
{
    private const long WorthFrom = 20_000;

    private readonly List<string> definitions = [];

    protected WriteTransaction Transaction => transaction;

    protected RecordShape Shape => shape;

    /// <summary>A select of their names and definitions; it may use <c>@records</c> and <c>@words</c>, the names of the tables.</summary>
    protected abstract string Definitions { get; }

    /// <param name="written">The number of records to be written.</param>
    /// <param name="before">The number of records before.</param>
    /// <param name="after">The number of records after.</param>
    public static SecondaryIndexes? DropIfWorthIt(WriteTransaction transaction, RecordShape shape, long written, long before, long after)
    {
        if (written < WorthFrom) return null;
        var indexes = Of(transaction, shape);
        if (!indexes.IsWorthIt(written, before, after)) return null;
        indexes.Drop();
        return indexes;
    }

    /// <summary>Builds them again.</summary>
    public virtual void Rebuild()
    {
        foreach (var definition in definitions) transaction.Execute(definition);
    }

    protected abstract bool IsWorthIt(long written, long before, long after);

    private static SecondaryIndexes Of(WriteTransaction transaction, RecordShape shape) =>
        transaction.Engine == Engine.Sqlite ? new SqliteSecondaryIndexes(transaction, shape) : new PostgresSecondaryIndexes(transaction, shape);

    private void Drop()
    {
        var names = new List<string>();
        using (var command = transaction.Command(Definitions, ("records", shape.Table), ("words", shape.WordTable ?? "")))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
                definitions.Add(reader.GetString(1));
            }
        foreach (var name in names) transaction.Execute($"drop index \"{name}\"");
    }
}
