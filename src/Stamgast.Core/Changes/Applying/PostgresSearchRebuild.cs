using Npgsql;
using NpgsqlTypes;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Changes.Applying;

/// <summary>Writes rebuilt lookup keys and search words on PostgreSQL, by way of a table for the transaction.</summary>
internal sealed class PostgresSearchRebuild
{
    private readonly NpgsqlConnection server;

    public PostgresSearchRebuild(NpgsqlConnection server)
    {
        this.server = server;
        Execute("truncate customer_key, customer_search; create temporary table rebuilt(customer_id bigint, words text) on commit drop");
    }

    /// <summary>Adds the keys and words of customers that have none.</summary>
    public void Add(List<CustomerState> states)
    {
        using (var copy = server.BeginBinaryImport("copy customer_key(kind, key, customer_id) from stdin (format binary)"))
        {
            foreach (var (id, change) in SearchRebuild.KeysOf(states))
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
        Execute($"insert into customer_search(customer_id, words) select customer_id, {PostgresSearchIndex.Vector("words")} from rebuilt; truncate rebuilt;");
    }

    private void Execute(string sql)
    {
        using var command = server.Query(sql);
        command.ExecuteNonQuery();
    }
}
