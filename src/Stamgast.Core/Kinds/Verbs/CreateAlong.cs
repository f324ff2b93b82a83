using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Adds records that follow from something else, such as a mail that was sent, in the transaction that says that it happened.</summary>
internal sealed class CreateAlong(Base customers, RecordKind kind, TimeProvider clock)
{
    /// <param name="work">Writes what happened, and gives the values of the records; none adds nothing.</param>
    /// <param name="hanging">Gives what hangs on the new records, all of one kind, by their IDs.</param>
    /// <exception cref="RefusedException">busy</exception>
    public ChangeOutcome? Do(Func<WriteTransaction, IReadOnlyList<RecordValues>> work, Actor actor,
        Func<IReadOnlyList<long>, IReadOnlyList<RecordValues>>? hanging = null) =>
        new ChangeSets(customers, clock).CreateAlong(kind.Shape, transaction =>
        {
            var records = work(transaction);
            foreach (var values in records) kind.Shape.Derive(values);
            return records;
        }, actor, hanging);
}
