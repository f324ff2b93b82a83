using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>
/// Reads the assignments of records: their items of all sets that are not undos, and the answers given at splits, in the order of their sequence.
/// </summary>
internal static class FoldItems
{
    public static Dictionary<long, List<FoldItem>> Of(DbConnection connection, RecordShape shape, IReadOnlyCollection<long> ids,
        ICollection<string>? unknown = null)
    {
        using var command = connection.Query($"""
            select i.record_id, i.seq, i.set_id, i.version_before, i.dead, i.payload, i.origin
            from change_item i join change_set s on s.id = i.set_id
            where i.record_kind = {shape.Kind} and i.record_id in {Sql.InList(ids)} and (s.root_set is null or i.origin = {FoldItem.Answer})
            order by i.record_id, i.seq
            """);
        using var reader = command.ExecuteReader();
        var items = ids.ToDictionary(id => id, _ => new List<FoldItem>());
        while (reader.Read())
        {
            var creation = reader.GetInt32(3) == 0;
            var origin = reader.NumberOrNull(6);
            var isAnswer = origin == FoldItem.Answer;
            items[reader.GetInt64(0)].Add(new FoldItem(reader.GetInt64(1), reader.GetInt64(2), creation, reader.GetBoolean(4),
                Payload.Read(shape, reader.GetString(5), creation, unknown)) { Origin = isAnswer ? null : origin, IsAnswer = isAnswer });
        }
        return items;
    }
}
