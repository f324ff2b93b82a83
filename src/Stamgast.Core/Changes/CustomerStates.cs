using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Reads customers as their canonical texts.</summary>
internal static class CustomerStates
{
    /// <summary>The customers with these IDs, by ID; those that do not exist are not in it.</summary>
    public static Dictionary<long, CustomerState> Read(WriteTransaction transaction, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var command = transaction.Command(Select(transaction.Engine, $"c.id in {Sql.InList(ids)}"));
        return Collect(command);
    }

    /// <inheritdoc cref="Read(WriteTransaction, IReadOnlyCollection{long})" />
    public static Dictionary<long, CustomerState> Read(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var command = connection.Query(Select(engine, $"c.id in {Sql.InList(ids)}"));
        return Collect(command);
    }

    /// <summary>How many customers are read at once.</summary>
    public const int Portion = 500;

    /// <summary>The customers with these IDs, some at a time, in the order of their IDs.</summary>
    public static IEnumerable<Dictionary<long, CustomerState>> InPortions(DbConnection connection, Engine engine, IEnumerable<long> ids) =>
        ids.Order().Chunk(Portion).Select(portion => Read(connection, engine, portion));

    public static CustomerState? Find(DbConnection connection, Engine engine, long id) =>
        Read(connection, engine, [id]).GetValueOrDefault(id);

    /// <summary>A select whose rows <see cref="At"/> reads; the alias of the customers is c.</summary>
    /// <param name="more">Columns to add at the end.</param>
    public static string Select(Engine engine, string where, string? more = null) =>
        $"select c.id, c.version, c.trashed, {StageColumns.AllAsText(engine, "c")}{(more is null ? "" : ", " + more)} from customer c where {where}";

    /// <summary>The customer at which the reader stands.</summary>
    public static CustomerState At(DbDataReader reader)
    {
        var values = new CustomerValues();
        for (var i = 0; i < CustomerFields.Count; i++) values[i] = reader.TextOrNull(i + 3);
        return new CustomerState(reader.GetInt64(0), reader.GetInt32(1), values, reader.GetBoolean(2));
    }

    private static Dictionary<long, CustomerState> Collect(DbCommand command)
    {
        var states = new Dictionary<long, CustomerState>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var state = At(reader);
            states.Add(state.Id, state);
        }
        return states;
    }
}
