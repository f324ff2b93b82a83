using System.Data.Common;
using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>A record that keeps another from going to the trash, since it points at it.</summary>
/// <param name="Kind">Its kind, as commands name it: "invoices".</param>
/// <param name="Id">Its ID.</param>
/// <param name="Number">The number that people use for it; null for a kind without numbers.</param>
/// <param name="State">Its state, such as "open"; null for a kind without states.</param>
public sealed record Blocker(string Kind, long Id, string? Number, string? State);

/// <summary>A record cannot go to the trash since others point at it; nothing was changed.</summary>
public sealed class LinkedException(string code, long id, IReadOnlyList<Blocker> blockers)
    : RefusedException(code, id,
        string.Join(", ", blockers.Take(LinkedException.Said).Select(b => $"{b.Kind} {b.Number ?? b.Id.ToString(CultureInfo.InvariantCulture)}")))
{
    private const int Said = 20;

    /// <summary>The records that point at it, two hundred at most.</summary>
    public IReadOnlyList<Blocker> Blockers { get; } = blockers;
}

/// <summary>
/// Finds the records that keep others out of the trash: those of kinds whose reference blocks (<see cref="RecordReference.Blocks"/>).
/// </summary>
internal static class Blockers
{
    private const int Named = 200;

    /// <summary>The references that block a kind.</summary>
    public static IEnumerable<(RecordShape From, RecordReference Reference)> To(int kind, IEnumerable<RecordShape> kinds) =>
        kinds.SelectMany(shape => shape.References.Where(r => r.Blocks && r.Kind == kind).Select(r => (shape, r)));

    /// <summary>Passes when no blocking record refers to any of these records, or to one that was merged into them.</summary>
    /// <param name="kinds">The kinds that may block; null is all that this program knows.</param>
    /// <exception cref="LinkedException">customer.linked, or that of another kind: the first record that cannot go, and what points at it.</exception>
    public static void MustBeNone(DbConnection connection, Engine engine, RecordShape shape, IEnumerable<long> ids, IEnumerable<RecordShape>? kinds = null)
    {
        var blocking = To(shape.Kind, kinds ?? RecordShapes.All).ToList();
        if (blocking.Count == 0) return;
        foreach (var portion in ids.Chunk(RecordStates.Portion))
        {
            // What a merged record brought along belongs to the one that was kept.
            var family = shape.CanMerge ? [.. MergedFamily.Below(connection, shape, portion)] : portion;
            var found = blocking.SelectMany(b => Of(connection, engine, b.From, b.Reference, family)).GroupBy(f => f.Record, f => f.By)
                .GroupBy(g => portion.Contains(g.Key) ? g.Key : MergedFamily.Above(connection, shape, g.Key).First(portion.Contains), g => g)
                .MinBy(g => g.Key);
            if (found is not null) throw new LinkedException(Refusals.Linked(shape), found.Key, [.. found.SelectMany(by => by).Take(Named)]);
        }
    }

    private static List<(long Record, Blocker By)> Of(DbConnection connection, Engine engine, RecordShape from, RecordReference reference, long[] ids)
    {
        var field = reference.Field;
        using var command = connection.Query(
            RecordStates.Select(from, engine, $"{from.Blocking(engine, "c")} and c.{field.Name} in {Sql.InList(ids)}") + " order by c.id"
                // Of one record, no more are named than these; a shop may have a million.
                + (ids.Length == 1 ? $" limit {Named.ToString(CultureInfo.InvariantCulture)}" : ""));
        using var rows = command.ExecuteReader();
        var found = new List<(long, Blocker)>();
        while (rows.Read())
        {
            var state = RecordStates.At(from, rows);
            var by = new Blocker(from.Key, state.Id, from.NameOf(state.Values), from.Standing(state.Values));
            found.Add((long.Parse(state.Values[field.Ordinal]!, CultureInfo.InvariantCulture), by));
        }
        return found;
    }
}
