using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Comparing;

/// <summary>On PostgreSQL all names of a portion are looked up at once, since each statement is a round trip.</summary>
internal sealed class PostgresNamesakes(DbConnection connection) : Namesakes
{
    protected override void Read(List<string> names)
    {
        var (fields, alive) = (Fields(Engine.Postgres), CustomerColumns.Alive(Engine.Postgres, "c"));
        using var command = connection.Query(
            $"select c.id, {fields}, c.sort_full from customer c where c.sort_full = any(@list) and {alive}", ("list", names.ToArray()));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Add(reader.GetString(6), new Namesake(reader.GetInt64(0), Hash(reader.TextOrNull(1)), Hash(reader.TextOrNull(2)), Hash(reader.TextOrNull(3)),
                Hash(reader.TextOrNull(4)), LikeNumbers.Of(reader.TextOrNull(5))));
    }
}
