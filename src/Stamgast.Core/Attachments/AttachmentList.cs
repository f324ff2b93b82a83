using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>The documents that are attached to a record.</summary>
public static class AttachmentList
{
    private const int Most = 200;
    private const int Portion = 200;

    /// <summary>Those of some records, by the ID of the record, oldest first.</summary>
    public static ILookup<long, RecordState> Of(Base customers, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        var kind = AttachmentKind.Instance.Shape;
        var found = new List<RecordState>();
        using var reader = customers.OpenReader();
        foreach (var portion in ids.Distinct().Chunk(Portion))
        {
            using var command = reader.Query(RecordStates.Select(kind, customers.Engine,
                $"c.of_kind = @kind and c.of_id in {Sql.InList(portion)} and {kind.Alive(customers.Engine, "c")}")
                + " order by c.id", ("kind", (long)shape.Kind));
            using var rows = command.ExecuteReader();
            while (rows.Read()) found.Add(RecordStates.At(kind, rows));
        }
        return found.ToLookup(f => long.Parse(f.Values[AttachmentKind.OfRecord]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Those outside the trash, oldest first.</summary>
    /// <param name="part">Only those of a part; null for all.</param>
    public static IReadOnlyList<RecordState> Of(Base customers, RecordShape shape, long id, string? part = null)
    {
        var kind = AttachmentKind.Instance.Shape;
        using var reader = customers.OpenReader();
        using var command = reader.Query(RecordStates.Select(kind, customers.Engine,
            $"c.of_kind = @kind and c.of_id = @id and {kind.Alive(customers.Engine, "c")}{(part is null ? "" : " and c.part = @part")}")
            + $" order by c.id limit {Most}", part is null ? [("kind", (long)shape.Kind), ("id", id)]
            : [("kind", (long)shape.Kind), ("id", id), ("part", part)]);
        using var rows = command.ExecuteReader();
        var found = new List<RecordState>();
        while (rows.Read()) found.Add(RecordStates.At(kind, rows));
        return found;
    }
}
