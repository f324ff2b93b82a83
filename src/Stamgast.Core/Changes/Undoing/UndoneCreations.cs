using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Changes.Undoing;

/// <summary>Finds records that are in the trash because the set that created them was undone, and which undo did it.</summary>
internal static class UndoneCreations
{
    /// <returns>By record: the number of the undo that put it there; other records are missing.</returns>
    public static Dictionary<long, long> Of(DbConnection reader, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var command = reader.Query(Select(shape, ids));
        return Collect(command);
    }

    /// <inheritdoc cref="Of(DbConnection, RecordShape, IReadOnlyCollection{long})" />
    public static Dictionary<long, long> Of(WriteTransaction transaction, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var command = transaction.Command(Select(shape, ids));
        return Collect(command);
    }

    private static string Select(RecordShape shape, IReadOnlyCollection<long> ids) => $"""
        select c.record_id, u.set_id
        from change_item c join change_item u on u.record_kind = c.record_kind and u.record_id = c.record_id join change_set s on s.id = u.set_id
        where c.record_kind = {shape.Kind} and c.record_id in {Sql.InList(ids)} and c.version_before = 0 and c.dead
          and s.root_set = c.set_id and not s.revives and not u.dead
        order by u.seq
        """;

    private static Dictionary<long, long> Collect(DbCommand command)
    {
        var undone = new Dictionary<long, long>();
        using var rows = command.ExecuteReader();
        while (rows.Read()) undone[rows.GetInt64(0)] = rows.GetInt64(1);
        return undone;
    }
}
