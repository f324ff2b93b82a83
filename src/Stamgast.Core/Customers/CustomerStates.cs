using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>Reads customers as their canonical texts.</summary>
internal static class CustomerStates
{
    /// <inheritdoc cref="RecordStates.Portion" />
    public const int Portion = RecordStates.Portion;

    /// <summary>The customers with these IDs, by ID; nonexistent ones are missing.</summary>
    public static Dictionary<long, CustomerState> Read(WriteTransaction transaction, IReadOnlyCollection<long> ids) =>
        Customers(RecordStates.Read(transaction, CustomerShape.Instance, ids));

    /// <inheritdoc cref="Read(WriteTransaction, IReadOnlyCollection{long})" />
    public static Dictionary<long, CustomerState> Read(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids) =>
        Customers(RecordStates.Read(connection, engine, CustomerShape.Instance, ids));

    /// <summary>The customers with these IDs, some at a time, in the order of their IDs.</summary>
    public static IEnumerable<Dictionary<long, CustomerState>> InPortions(DbConnection connection, Engine engine, IEnumerable<long> ids) =>
        ids.Order().Chunk(Portion).Select(portion => Read(connection, engine, portion));

    /// <summary>The customer with this ID; null without one.</summary>
    public static CustomerState? Find(DbConnection connection, Engine engine, long id) => Read(connection, engine, [id]).GetValueOrDefault(id);

    /// <inheritdoc cref="RecordStates.Select" />
    public static string Select(Engine engine, string where, string? more = null) => RecordStates.Select(CustomerShape.Instance, engine, where, more);

    /// <summary>The customer of the current row of the reader.</summary>
    public static CustomerState At(DbDataReader reader) => (CustomerState)RecordStates.At(CustomerShape.Instance, reader);

    private static Dictionary<long, CustomerState> Customers(Dictionary<long, RecordState> states)
    {
        var customers = new Dictionary<long, CustomerState>(states.Count);
        foreach (var (id, state) in states) customers.Add(id, (CustomerState)state);
        return customers;
    }
}
