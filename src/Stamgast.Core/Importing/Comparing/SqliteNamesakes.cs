using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Comparing;

/// <summary>On SQLite a name is looked up in microseconds: one statement for each.</summary>
internal sealed class SqliteNamesakes(SqliteConnection file) : Namesakes
{
    private readonly SqliteStatement statement = new(file,
        $"select c.id, {Fields(Engine.Sqlite)} from customer c where c.sort_full = ? and {CustomerColumns.Alive(Engine.Sqlite, "c")}");

    /// <inheritdoc />
    public override void Dispose()
    {
        statement.Dispose();
        base.Dispose();
    }

    protected override void Read(List<string> names)
    {
        foreach (var name in names)
        {
            statement.BindText(1, name);
            while (statement.Step())
                Add(name, new Namesake(statement.Number(0), Hash(statement.Text(1)), Hash(statement.Text(2)), Hash(statement.Text(3)),
                    Hash(statement.Text(4)), LikeNumbers.Of(statement.Text(5))));
            statement.Reset();
        }
    }
}
