using Stamgast.Database;

namespace Stamgast.Changes;

/// <content>Changes that a feature works out by itself.</content>
public sealed partial class ChangeSets
{
    /// <summary>Applies the rows that <paramref name="fill"/> stages, as one set.</summary>
    /// <param name="after">Runs in the same transaction, once they are applied.</param>
    internal ChangeOutcome ApplyBulk(
        RecordShape shape, ChangeKind kind, Actor actor, Action<WriteTransaction, Action<long, RecordState, List<FieldChange>>> fill,
        Action<WriteTransaction>? after = null) =>
        customers.WriteCustomers(transaction =>
        {
            var outcome = Small(transaction, shape, kind, actor, writer =>
                fill(transaction, (seq, state, changes) => writer.Write(ChangedRow(seq, state, changes, state.Trashed))));
            after?.Invoke(transaction);
            return outcome;
        }, LongPatience);
}
