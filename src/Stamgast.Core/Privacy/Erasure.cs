using Stamgast.Database;

namespace Stamgast.Privacy;

/// <summary>
/// Removes everything that identifies a customer from every declared place, for good: it cannot be undone. Each place does its own part, in the order
/// of declaration; after an interruption it starts again. The replacement values of obfuscation, and who may request it, are not decided here.
/// </summary>
internal sealed class Erasure(Base customers, IReadOnlyList<DataPlace> places, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Erases one customer.</summary>
    /// <returns>False when somebody was reading all the time, so that older pages remain in the journal until the next one (SQLite).</returns>
    public bool Run(long customerId, long? userId, CancellationToken cancel = default)
    {
        var erasing = new Erasing(customers, customerId, userId, clock, cancel);
        foreach (var place in places) place.Eraser?.Invoke(erasing);
        return customers.Alone(Settle, Patience);
    }

    private bool Settle(System.Data.Common.DbConnection connection)
    {
        using var settling = connection.Query(customers.Engine.Settling(Tables()));
        using var answer = settling.ExecuteReader();
        return !answer.Read() || answer.GetInt64(0) == 0;
    }

    private IEnumerable<string> Tables() => places.Where(p => p.Of == DataSubject.Customer).Select(p => p.Where).OfType<TableColumns>()
        .Where(t => t.IsOn(customers.Engine)).Select(t => t.Table).Distinct();
}
