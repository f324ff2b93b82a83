using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Records;

/// <summary>Reads records of any kind as their canonical texts.</summary>
internal static class RecordStates
{
    /// <summary>The number of records read at once.</summary>
    public const int Portion = 500;

    /// <summary>The records with these IDs, by ID; nonexistent ones are missing.</summary>
    public static Dictionary<long, RecordState> Read(WriteTransaction transaction, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var command = transaction.Command(Select(shape, transaction.Engine, $"c.id in {Sql.InList(ids)}"));
        return Collect(command, shape);
    }

    /// <inheritdoc cref="Read(WriteTransaction, RecordShape, IReadOnlyCollection{long})" />
    public static Dictionary<long, RecordState> Read(DbConnection connection, Engine engine, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var command = connection.Query(Select(shape, engine, $"c.id in {Sql.InList(ids)}"));
        return Collect(command, shape);
    }

    /// <summary>The records with these IDs, some at a time, in the order of their IDs.</summary>
    public static IEnumerable<Dictionary<long, RecordState>> InPortions(DbConnection connection, Engine engine, RecordShape shape, IEnumerable<long> ids) =>
        ids.Order().Chunk(Portion).Select(portion => Read(connection, engine, shape, portion));

    /// <summary>The record with this ID; null without one.</summary>
    public static RecordState? Find(DbConnection connection, Engine engine, RecordShape shape, long id) =>
        Read(connection, engine, shape, [id]).GetValueOrDefault(id);

    /// <summary>A select whose rows <see cref="At"/> reads; the alias of the records is c.</summary>
    /// <param name="more">Columns to add at the end.</param>
    public static string Select(RecordShape shape, Engine engine, string where, string? more = null) =>
        $"select c.id, c.version, c.trashed, {(shape.CanMerge ? "c.merged_into" : "null")}, {AllAsText(shape, engine, "c")}{(more is null ? "" : ", " + more)} "
            + $"from {shape.Table} c where {where}";

    /// <summary>All fields as canonical texts, for a select.</summary>
    public static string AllAsText(RecordShape shape, Engine engine, string alias) =>
        string.Join(", ", shape.Fields.Select(f => RecordShape.AsText(f, engine, alias)));

    /// <summary>The record of the current row of the reader.</summary>
    public static RecordState At(RecordShape shape, DbDataReader reader)
    {
        var values = shape.NewValues();
        for (var i = 0; i < shape.Fields.Count; i++) values[i] = reader.TextOrNull(i + 4);
        return shape.StateOf(reader.GetInt64(0), reader.GetInt32(1), values, reader.GetBoolean(2)) with { MergedInto = reader.NumberOrNull(3) };
    }

    private static Dictionary<long, RecordState> Collect(DbCommand command, RecordShape shape)
    {
        var states = new Dictionary<long, RecordState>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var state = At(shape, reader);
            states.Add(state.Id, state);
        }
        return states;
    }
}
