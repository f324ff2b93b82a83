using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Adds any number of records of a kind whose values are canonical already.</summary>
public sealed class CreateRecords(Base customers, RecordShape shape, TimeProvider clock)
{
    /// <summary>Adds them as one change set; they are taken one by one.</summary>
    /// <param name="progress">Called with how many were taken.</param>
    /// <exception cref="RefusedException">number.taken; nothing was added.</exception>
    public ChangeOutcome Do(IEnumerable<RecordValues> values, ChangeKind set, Actor actor, Action<long>? progress = null, CancellationToken cancel = default) =>
        new ChangeSets(customers, clock).CreateMany(shape, values, set, actor, progress, cancel);
}
