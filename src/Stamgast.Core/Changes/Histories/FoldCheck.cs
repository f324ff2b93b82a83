using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>Verifies D1 over a whole base: folding the live items of each record gives exactly its row. Streams in portions.</summary>
public sealed class FoldCheck(Base customers)
{
    private const int Portion = 1000;
    private const int MostNamed = 100;

    /// <summary>The records whose row differs from their history, at most 100 of a kind, each with the names of the fields; see also
    /// <see cref="Unknown"/>.</summary>
    /// <param name="progress">Called with how many records were looked at.</param>
    public IReadOnlyList<(RecordShape Shape, long Id, IReadOnlyList<string> Fields)> Differences(Action<long>? progress = null,
        CancellationToken cancel = default)
    {
        var wrong = new List<(RecordShape, long, IReadOnlyList<string>)>();
        long seen = 0;
        using var connection = customers.OpenReader();
        foreach (var shape in RecordShapes.All.Where(s => connection.HasTable(s.Table)))
            Differences(connection, shape, wrong, looked => progress?.Invoke(seen += looked), cancel);
        return wrong;
    }

    /// <summary>
    /// Fields in the history that this version does not know, with the kind of record and the number of items that name them; a hundred at most.
    /// </summary>
    public Dictionary<(RecordShape Shape, string Field), long> Unknown { get; } = [];

    private void Differences(DbConnection connection, RecordShape shape, List<(RecordShape, long, IReadOnlyList<string>)> wrong, Action<int> looked,
        CancellationToken cancel)
    {
        var (last, before) = (0L, wrong.Count);
        while (wrong.Count - before < MostNamed)
        {
            cancel.ThrowIfCancellationRequested();
            var states = new List<RecordState>();
            // Rows and history of one moment: somebody may be writing meanwhile.
            using var moment = new Moment(connection, customers.Engine);
            using (var command = connection.Query(RecordStates.Select(shape, customers.Engine, $"c.id > @last order by c.id limit {Portion}"), ("last", last)))
            using (var reader = command.ExecuteReader())
                while (reader.Read()) states.Add(RecordStates.At(shape, reader));
            if (states.Count == 0) return;
            last = states[^1].Id;
            var unknown = new List<string>();
            var items = FoldItems.Of(connection, shape, states.ConvertAll(s => s.Id), unknown);
            foreach (var field in unknown.Where(f => Unknown.Count < MostNamed || Unknown.ContainsKey((shape, f))))
                Unknown[(shape, field)] = Unknown.GetValueOrDefault((shape, field)) + 1;
            foreach (var state in states)
                if (Wrong(shape, state, items[state.Id]) is { Count: > 0 } fields) wrong.Add((shape, state.Id, fields));
            looked(states.Count);
        }
    }

    private static List<string> Wrong(RecordShape shape, RecordState state, List<FoldItem> items)
    {
        if (items.Count == 0 || !items[0].IsCreation) return ["history"];
        var (values, trashed, mergedInto) = Fold.Of(shape, items);
        shape.Derive(values);
        var fields = shape.Fields.Where(f => !FieldChange.Same(f, values[f], state.Values[f])).Select(f => f.Name).ToList();
        if (trashed != state.Trashed) fields.Add(RecordField.Trashed.Name);
        if (mergedInto != state.MergedInto) fields.Add(RecordField.MergedInto.Name);
        return fields;
    }
}
