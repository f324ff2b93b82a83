using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>The documents that are attached to a record.</summary>
public static class AttachmentList
{
    private const int Most = 200;

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
