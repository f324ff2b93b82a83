using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.CustomerVerbs;

/// <summary>
/// Removes everything that identifies a customer from its row, keys, words and history, in one transaction. The row changes like any other, so
/// memories and searches follow; after that no item contains the old values, and folding the items gives the remaining row.
/// </summary>
internal static class EraseCustomer
{
    /// <summary>Erases, and removes words that nobody has any more from the search index.</summary>
    /// <exception cref="RefusedException">customer.unknown</exception>
    public static void Do(Erasing erasing)
    {
        var actor = erasing.UserId is { } user ? new Actor(user, Door.Form) : Actor.CommandLine;
        new ChangeSets(erasing.Base, erasing.Clock).ApplyBulk(CustomerShape.Instance, ChangeKind.Edit, actor, (transaction, write) =>
        {
            var state = CustomerStates.Read(transaction, [erasing.CustomerId]).GetValueOrDefault(erasing.CustomerId)
                ?? throw new RefusedException("customer.unknown", erasing.CustomerId);
            if (Difference.Between(state.Values, Emptied(state.Values)) is { Count: > 0 } changes) write(1, state, changes);
        }, transaction => ErasedHistory.Empty(transaction, CustomerShape.Instance, erasing.CustomerId, [.. Fields()]));
        ErasedWords.Purge(erasing.Base, erasing.Cancel);
    }

    private static CustomerValues Emptied(CustomerValues values)
    {
        var emptied = values.Copy();
        foreach (var field in Fields()) emptied[field.Ordinal] = field.Default;
        return emptied;
    }

    private static IEnumerable<RecordField> Fields() => CustomerDataPlaces.Identifying.Select(name => CustomerShape.Instance.ByName(name)!);
}
