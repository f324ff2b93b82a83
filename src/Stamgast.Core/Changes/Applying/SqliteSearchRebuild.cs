using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>Writes rebuilt lookup keys and search words on SQLite.</summary>
internal sealed class SqliteSearchRebuild
{
    private readonly DbConnection connection;

    public SqliteSearchRebuild(DbConnection connection)
    {
        this.connection = connection;
        using var emptying = connection.Query("delete from customer_key; insert into customer_search(customer_search) values('delete-all')");
        emptying.ExecuteNonQuery();
    }

    /// <summary>Adds the keys and words of customers that have none.</summary>
    public void Add(List<CustomerState> states)
    {
        using var key = connection.Query("insert into customer_key(kind, key, customer_id) values(@kind, @key, @id)", ("kind", 0), ("key", ""), ("id", 0L));
        foreach (var (id, change) in SearchRebuild.KeysOf(states).OrderBy(k => k.Key.Kind).ThenBy(k => k.Key.Key, StringComparer.Ordinal))
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
}
