using Stamgast.Changes.Histories;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Looks up records of a declared kind by ID.</summary>
public static class AskedRecords
{
    /// <summary>The record in its current state, in the trash or not; null without one.</summary>
    public static RecordState? Find(Base customers, RecordKind kind, long id)
    {
        using var reader = customers.OpenReader();
        return RecordStates.Find(reader, customers.Engine, kind.Shape, id);
    }

    /// <summary>The same.</summary>
    /// <exception cref="RefusedException">record.unknown</exception>
    public static RecordState Require(Base customers, RecordKind kind, long id) =>
        Find(customers, kind, id) ?? throw new RefusedException(Refusals.Unknown(kind.Shape), id);

    /// <summary>The records with these IDs, in the trash or not; nonexistent ones are missing.</summary>
    public static IReadOnlyList<RecordState> All(Base customers, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        using var reader = customers.OpenReader();
        return [.. RecordStates.InPortions(reader, customers.Engine, shape, ids).SelectMany(portion => portion.Values)];
    }

    /// <summary>
    /// The record outside the trash that people name so: by its number, of several shops the first; of a kind without numbers by its name, when only one
    /// has it. Null without one.
    /// </summary>
    public static RecordState? Named(Base customers, RecordKind kind, string name)
    {
        if (kind.NamedBy is not { } field) return null;
        // The place in its list has an index; where people give names, it is the name.
        var place = kind.Number is null ? "c.sort_full = @name and " : "";
        using var reader = customers.OpenReader();
        using var command = reader.Query(RecordStates.Select(kind.Shape, customers.Engine,
            $"{place}c.{field.Name} = @name and {kind.Shape.Alive(customers.Engine, "c")}") + " order by c.id limit 2", ("name", name));
        using var rows = command.ExecuteReader();
        var found = rows.Read() ? RecordStates.At(kind.Shape, rows) : null;
        return kind.Number is null && rows.Read() ? null : found;
    }

    /// <summary>The values of a record at a version; for a version that never existed, the current or the first ones.</summary>
    public static RecordValues AtVersion(Base customers, RecordState now, int version)
    {
        if (version >= now.Version) return now.Values;
        using var reader = customers.OpenReader();
        return History.AtVersion(reader, now, version);
    }

    /// <summary>Those of them that are in the trash.</summary>
    /// <param name="ids">Each once.</param>
    /// <exception cref="RefusedException">record.unknown: one of them does not exist.</exception>
    internal static IReadOnlyList<long> InTrash(Base customers, RecordKind kind, IReadOnlyList<long> ids)
    {
        using var reader = customers.OpenReader();
        var trashed = new List<long>();
        foreach (var portion in ids.Chunk(RecordStates.Portion))
        {
            var states = RecordStates.Read(reader, customers.Engine, kind.Shape, portion);
            foreach (var id in portion)
                if (!states.TryGetValue(id, out var state)) throw new RefusedException(Refusals.Unknown(kind.Shape), id);
                else if (state.Trashed) trashed.Add(id);
        }
        return trashed;
    }
}
