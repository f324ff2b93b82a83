using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// Secondary indexes of the customers on SQLite: for a load that is large beside what is there, dropping them and building them
/// once afterwards costs a third (D7). All within the transaction: a load that fails leaves them as they were.
/// </summary>
internal sealed class SqliteIndexes
{
    private const long WorthFrom = 20_000;

    private readonly WriteTransaction transaction;
    private readonly List<string> definitions;

    private SqliteIndexes(WriteTransaction transaction, List<string> definitions)
    {
        this.transaction = transaction;
        this.definitions = definitions;
    }

    /// <param name="written">How many customers are written.</param>
    public static SqliteIndexes? DropIfWorthIt(WriteTransaction transaction, long written)
    {
        if (written < WorthFrom || written < transaction.Number("select value from counter where name = 'customer'") / 2) return null;
        var definitions = new List<string>();
        var names = new List<string>();
        using (var command = transaction.Command("select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('customer', 'change_item')"))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
                definitions.Add(reader.GetString(1));
            }
        foreach (var name in names) transaction.Execute($"drop index \"{name}\"");
        return new SqliteIndexes(transaction, definitions);
    }

    public void Rebuild()
    {
        foreach (var definition in definitions) transaction.Execute(definition);
    }
}
