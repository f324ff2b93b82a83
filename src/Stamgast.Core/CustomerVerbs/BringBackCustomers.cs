using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs;

/// <summary>Brings customers back from the trash, however they got there.</summary>
public sealed class BringBackCustomers(Base customers, TimeProvider clock)
{
    /// <summary>The kind of its change sets; for customers whose creation was undone it is an undo.</summary>
    public const ChangeKind Kind = ChangeKind.Restore;

    /// <summary>
    /// Brings them back: those whose creation was undone by undoing that undo, one change set for each such undo; all others as one change set. A
    /// customer whose number has been taken is left out and listed.
    /// </summary>
    /// <returns>None when none of them is in the trash.</returns>
    /// <exception cref="RefusedException">customer.unknown: one of them does not exist, and nobody was moved; busy</exception>
    public IReadOnlyList<ChangeOutcome> Do(IReadOnlyList<long> ids, Actor actor, Course? course = null) =>
        AskedCustomers.InTrash(customers, actor.Viewer, ids) is { Count: > 0 } trashed ? new ChangeSets(customers, clock).Restore(trashed, actor, course) : [];
}
