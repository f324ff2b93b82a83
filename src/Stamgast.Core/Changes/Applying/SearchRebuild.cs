using System.Data.Common;
using Npgsql;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>Rebuilds the lookup keys and search words of all customers from their values, within the transaction of the connection.</summary>
internal static class SearchRebuild
{
    private const int Portion = 2000;

    public static void Run(DbConnection connection, Engine engine, CancellationToken cancel)
    {
        var write = WriterOn(connection, engine);
        for (var states = Next(connection, engine, 0); states.Count > 0; states = Next(connection, engine, states[^1].Id))
        {
            cancel.ThrowIfCancellationRequested();
            write(states);
        }
    }

    /// <summary>The lookup keys of customers.</summary>
    internal static IEnumerable<(long Id, KeyChange Key)> KeysOf(List<CustomerState> states)
    {
        var keys = new List<KeyChange>();
        foreach (var state in states)
        {
            CustomerKeys.Difference(null, state.Values, keys);
            foreach (var key in keys.Distinct()) yield return (state.Id, key);
        }
    }

    private static Action<List<CustomerState>> WriterOn(DbConnection connection, Engine engine) =>
        engine == Engine.Sqlite ? new SqliteSearchRebuild(connection).Add : new PostgresSearchRebuild((NpgsqlConnection)connection).Add;

    private static List<CustomerState> Next(DbConnection connection, Engine engine, long after)
    {
        using var command = connection.Query(CustomerStates.Select(engine, $"c.id > @after order by c.id limit {Portion}"), ("after", after));
        using var reader = command.ExecuteReader();
        var states = new List<CustomerState>();
        while (reader.Read()) states.Add(CustomerStates.At(reader));
        return states;
    }
}
