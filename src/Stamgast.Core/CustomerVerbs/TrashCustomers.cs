using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs;

/// <summary>Moves customers to the trash, from which they can be brought back.</summary>
public sealed class TrashCustomers(Base customers, TimeProvider clock)
{
    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Trash;

    /// <summary>Moves them all to the trash, as one change set; those already there are skipped.</summary>
    /// <returns>Null when all of them are there already.</returns>
    /// <exception cref="RefusedException">customer.unknown: one of them does not exist; customer.linked: blocking records refer to one of them.
    /// Nobody was moved then; busy</exception>
    public ChangeOutcome? Do(IReadOnlyList<long> ids, Actor actor, Course? course = null)
    {
        if (AskedCustomers.InTrash(customers, actor.Viewer, ids).Count == ids.Count) return null;
        using (var reader = customers.OpenReader()) Blockers.MustBeNone(reader, customers.Engine, CustomerShape.Instance, ids);
        return new ChangeSets(customers, clock).Trash(ids, into: true, actor, course);
    }
}
