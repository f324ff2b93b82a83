using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Tasks;

/// <summary>Changes values of one task, field by field: only what was touched is judged and written.</summary>
/// <param name="viewer">A task may be about a customer whom this viewer sees.</param>
public sealed class EditTask(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>What would be stored, and what is wrong; nothing is written.</summary>
    public JudgedTask Look(GivenTask given) => TaskRules.Of(customers, clock).Judge(given, id => KnownCustomerIds.Has(customers, viewer, id));

    /// <summary>
    /// Writes what nobody else changed since that version. When somebody else changed one of the same fields nothing is written, and the
    /// outcome has both values.
    /// </summary>
    /// <param name="baseVersion">The version that the person saw.</param>
    /// <exception cref="TaskRefusedException">A rule refuses a value, or the title was emptied.</exception>
    /// <exception cref="RefusedException">task.unknown; task.trashed; busy</exception>
    public EditOutcome Do(long id, int baseVersion, GivenTask given, Actor actor) =>
        new ChangeSets(customers, clock).Edit(id, baseVersion, Look(given).ValuesOrRefusal(), actor);
}
