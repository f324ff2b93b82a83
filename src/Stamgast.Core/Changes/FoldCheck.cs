using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Verifies D1 over a whole base: folding the live items of each customer gives exactly its row. Streams in portions.</summary>
public sealed class FoldCheck(Base customers)
{
    private const int Portion = 1000;

    /// <summary>The customers whose row differs from their history, at most 100 of them, each with the names of the fields.</summary>
    /// <param name="progress">Called with how many customers were looked at.</param>
    public IReadOnlyList<(long Id, IReadOnlyList<string> Fields)> Differences(Action<long>? progress = null, CancellationToken cancel = default)
    {
        var wrong = new List<(long, IReadOnlyList<string>)>();
        long seen = 0, last = 0;
        using var connection = customers.OpenReader();
        while (wrong.Count < 100)
        {
            cancel.ThrowIfCancellationRequested();
            var states = new List<CustomerState>();
            // Rows and history of one moment: somebody may be writing meanwhile.
            using var moment = new Moment(connection, customers.Engine);
            using (var command = connection.Query(CustomerStates.Select(customers.Engine, $"c.id > @last order by c.id limit {Portion}"), ("last", last)))
            using (var reader = command.ExecuteReader())
                while (reader.Read()) states.Add(CustomerStates.At(reader));
            if (states.Count == 0) break;
            last = states[^1].Id;
            var items = FoldItems.Of(connection, states.ConvertAll(s => s.Id));
            foreach (var state in states)
                if (Wrong(state, items[state.Id]) is { Count: > 0 } fields) wrong.Add((state.Id, fields));
            progress?.Invoke(seen += states.Count);
        }
        return wrong;
    }

    private static List<string> Wrong(CustomerState state, List<FoldItem> items)
    {
        if (items.Count == 0 || !items[0].IsCreation) return ["history"];
        var (values, trashed) = Fold.Of(items);
        var fields = CustomerFields.All.Where(f => f.IsList ? !ListValue.Same(values[f], state.Values[f]) : values[f] != state.Values[f]).Select(f => f.Name).ToList();
        if (trashed != state.Trashed) fields.Add("trashed");
        return fields;
    }
}
