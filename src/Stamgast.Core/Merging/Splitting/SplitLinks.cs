using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Merging.Splitting;

/// <summary>
/// The linked records of a split, as their kinds declare them: those made for the absorbed customer are its own, those made since the merge are the
/// kept one's.
/// </summary>
public sealed class SplitLinks
{
    /// <summary>As many records of a kind can be chosen one by one, the latest ones.</summary>
    public const int Choosable = 200;

    internal SplitLinks(DbConnection connection, Engine engine, SplitPreview split, DateTime mergedAt)
    {
        var everybody = MergedFamily.Below(connection, CustomerShape.Instance, [split.Kept.Id]);
        var back = split.Back.ToDictionary(b => b.Id, b => MergedFamily.Below(connection, CustomerShape.Instance, [b.Id]));
        Now = LinkedRecords.Of(connection, engine, everybody);
        Back = back.ToDictionary(b => b.Key, b => LinkedRecords.Of(connection, engine, b.Value));
        var stay = everybody.Except(back.Values.SelectMany(b => b)).ToList();
        Since = [.. LinkedRecords.Kinds(connection).SelectMany(kind => Latest(connection, engine, kind.Shape, kind.Field, stay, mergedAt))
            .DistinctBy(r => (r.Kind, r.Id))];
    }

    /// <summary>By kind, the number of records now.</summary>
    public IReadOnlyDictionary<string, long> Now { get; }

    /// <summary>By customer that comes back, the number of records of each kind that are its own.</summary>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>> Back { get; }

    /// <summary>The records made since the merge, the latest first; at most <see cref="Choosable"/> of each kind.</summary>
    public IReadOnlyList<SplitRecord> Since { get; }

    private static IEnumerable<SplitRecord> Latest(
        DbConnection connection, Engine engine, RecordShape shape, RecordField field, List<long> customers, DateTime since)
    {
        var made = new List<(long Id, DateTime At)>();
        using (var command = connection.Query($"""
            select c.id, c.created_at from {shape.Table} c
            where c.{field.Name} in {Sql.InList(customers)} and {shape.Alive(engine, "c")} and c.created_at > @since order by c.id desc limit {Choosable}
            """, ("since", new DateTimeOffset(since).ToUnixTimeMilliseconds())))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
                made.Add((reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)).UtcDateTime));
        var states = RecordStates.Read(connection, engine, shape, made.ConvertAll(m => m.Id));
        return made.Select(m => new SplitRecord(shape.Key, m.Id, shape.NameOf(states[m.Id].Values), m.At));
    }

    /// <summary>The chosen records with their new reference.</summary>
    /// <exception cref="RefusedException">split.record: one of them is not there, or does not belong to the kept customer</exception>
    internal static IReadOnlyList<(RecordShape Shape, IReadOnlyList<(RecordState State, FieldChange Change)> Rows)> Moves(
        WriteTransaction transaction, SplitPreview split)
    {
        var connection = transaction.Connection;
        var everybody = MergedFamily.Below(connection, CustomerShape.Instance, [split.Kept.Id]).ToHashSet();
        var moves = new List<(RecordShape, IReadOnlyList<(RecordState, FieldChange)>)>();
        foreach (var chosen in split.Asked.Records.Where(r => split.Back.Any(b => b.Id == r.Value)).GroupBy(r => r.Key.Kind, StringComparer.Ordinal))
        {
            var kinds = LinkedRecords.Kinds(connection).Where(k => k.Shape.Key == chosen.Key).ToList();
            var states = kinds.Count == 0 ? [] : RecordStates.Read(transaction, kinds[0].Shape, [.. chosen.Select(c => c.Key.Id)]);
            var rows = new List<(RecordState, FieldChange)>();
            foreach (var (key, customer) in chosen)
            {
                if (!states.TryGetValue(key.Id, out var state) || state.Trashed) throw new RefusedException("split.record", key.Id);
                // A link between two customers refers to the kept one with either of its ends.
                var field = kinds.ConvertAll(k => k.Field).Find(f => state.Values[f] is { } end
                    && everybody.Contains(long.Parse(end, CultureInfo.InvariantCulture))) ?? throw new RefusedException("split.record", key.Id);
                var (of, to) = (state.Values[field]!, customer.ToString(CultureInfo.InvariantCulture));
                if (of != to) rows.Add((state, new FieldChange(field, of, to)));
            }
            moves.Add((kinds[0].Shape, rows));
        }
        return moves;
    }
}
