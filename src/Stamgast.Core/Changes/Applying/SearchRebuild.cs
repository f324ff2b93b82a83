using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>Rebuilds the lookup keys and search words of all customers from their values, within the transaction of the connection.</summary>
internal static class SearchRebuild
{
    private const int Portion = 2000;

    public static void Run(DbConnection connection, Engine engine, CancellationToken cancel)
    {
        Execute(connection, engine == Engine.Sqlite
            ? "delete from customer_key; insert into customer_search(customer_search) values('delete-all');"
            : "truncate customer_key, customer_search; create temporary table rebuilt(customer_id bigint, words text) on commit drop;");
        for (var states = Next(connection, engine, 0); states.Count > 0; states = Next(connection, engine, states[^1].Id))
        {
            cancel.ThrowIfCancellationRequested();
            if (connection is NpgsqlConnection server) OnServer(server, states);
            else InFile(connection, states);
        }
    }

    private static List<CustomerState> Next(DbConnection connection, Engine engine, long after)
    {
        using var command = connection.Query(CustomerStates.Select(engine, $"c.id > @after order by c.id limit {Portion}"), ("after", after));
        using var reader = command.ExecuteReader();
        var states = new List<CustomerState>();
        while (reader.Read()) states.Add(CustomerStates.At(reader));
        return states;
    }

    private static IEnumerable<(long Id, KeyChange Key)> KeysOf(List<CustomerState> states)
    {
        var keys = new List<KeyChange>();
        foreach (var state in states)
        {
            CustomerKeys.Difference(null, state.Values, keys);
            foreach (var key in keys.Distinct()) yield return (state.Id, key);
        }
    }

    private static void InFile(DbConnection connection, List<CustomerState> states)
    {
        using var key = connection.Query("insert into customer_key(kind, key, customer_id) values(@kind, @key, @id)", ("kind", 0), ("key", ""), ("id", 0L));
        foreach (var (id, change) in KeysOf(states).OrderBy(k => k.Key.Kind).ThenBy(k => k.Key.Key, StringComparer.Ordinal))
        {
            (key.Parameters[0].Value, key.Parameters[1].Value, key.Parameters[2].Value) = ((int)change.Kind, change.Key, id);
            key.ExecuteNonQuery();
        }
        using var words = connection.Query("insert into customer_search(rowid, words) values(@id, @words)", ("id", 0L), ("words", ""));
        foreach (var state in states)
        {
            (words.Parameters[0].Value, words.Parameters[1].Value) = (state.Id, SearchWords.Of(state.Values));
            words.ExecuteNonQuery();
        }
    }

    private static void OnServer(NpgsqlConnection server, List<CustomerState> states)
    {
        using (var copy = server.BeginBinaryImport("copy customer_key(kind, key, customer_id) from stdin (format binary)"))
        {
            foreach (var (id, change) in KeysOf(states))
            {
                copy.StartRow();
                copy.Write((short)change.Kind, NpgsqlDbType.Smallint);
                copy.Write(change.Key, NpgsqlDbType.Text);
                copy.Write(id, NpgsqlDbType.Bigint);
            }
            copy.Complete();
        }
        using (var copy = server.BeginBinaryImport("copy rebuilt(customer_id, words) from stdin (format binary)"))
        {
            foreach (var state in states)
            {
                copy.StartRow();
                copy.Write(state.Id, NpgsqlDbType.Bigint);
                copy.Write(SearchWords.Of(state.Values), NpgsqlDbType.Text);
            }
            copy.Complete();
        }
        Execute(server,
            "insert into customer_search(customer_id, words) select customer_id, array_to_tsvector(string_to_array(coalesce(nullif(words, ''), '-'), ' ')) "
            + "from rebuilt; truncate rebuilt;");
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }
}
