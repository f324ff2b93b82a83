using System.Globalization;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>Records that are about another one (<see cref="FollowedRecord"/>), such as the tasks of an order that is given to another customer.</summary>
/// <param name="Shape">Their kind.</param>
/// <param name="Ids">Their IDs, by that of the record that they are about.</param>
internal sealed record Followers(RecordShape Shape, IReadOnlyList<(long Leader, long Id)> Ids)
{
    /// <summary>Those whose record gets another customer by the rows of a stage, before they are written.</summary>
    public static IReadOnlyList<Followers> Of(WriteTransaction transaction, Stage stage)
    {
        if (Whose(stage.Shape) is not { } customer) return [];
        var found = new List<Followers>();
        foreach (var shape in RecordShapes.All)
        {
            if (shape.HangsOn is not { } follows || shape == stage.Shape) continue;
            using var command = transaction.Command($"""
                select c.id, f.id from {stage.Rows} s join {stage.Shape.Table} c on c.id = s.record_id
                join {shape.Table} f on f.{follows.OfKind.Name} = @kind and f.{follows.OfId.Name} = c.id
                where s.class = {(int)RowClass.Changed} and s.left_out = 0 and s.operation = {(int)RowOperation.Values}
                  and {RecordShape.Typed(customer, transaction.Engine, "s")} is distinct from c.{customer.Name}
                order by f.id
                """, ("kind", follows.NameOf(stage.Shape)));
            using var rows = command.ExecuteReader();
            var ids = new List<(long, long)>();
            while (rows.Read()) ids.Add((rows.GetInt64(0), rows.GetInt64(1)));
            if (ids.Count > 0) found.Add(new Followers(shape, ids));
        }
        return found;
    }

    /// <summary>Those that have another customer than their record has by now, with their changes.</summary>
    /// <param name="of">The kind of the records that they are about.</param>
    public IEnumerable<(RecordState State, FieldChange Change)> Moves(WriteTransaction transaction, RecordShape of)
    {
        var (customer, field) = (Whose(of)!, Shape.HangsOn!.Customer);
        foreach (var portion in Ids.Chunk(RecordStates.Portion))
        {
            var leaders = RecordStates.Read(transaction, of, [.. portion.Select(p => p.Leader).Distinct()]);
            var states = RecordStates.Read(transaction, Shape, [.. portion.Select(p => p.Id)]);
            foreach (var (leader, id) in portion)
                if (states.GetValueOrDefault(id) is { } state && leaders.GetValueOrDefault(leader)?.Values[customer] is { } whose
                    && state.Values[field] != whose)
                    yield return (state, new FieldChange(field, state.Values[field], whose));
        }
    }

    private static RecordField? Whose(RecordShape shape) =>
        shape.ByName("customer") is { Kind: FieldKind.Reference } field && shape.HangsOn is null ? field : null;
}
