using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Tasks.Verbs;

/// <summary>Changes values of one task, field by field: only edited fields are checked and written.</summary>
/// <param name="viewer">A task may be about a customer whom this viewer sees.</param>
public sealed class EditTask(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    public JudgedTask Look(GivenTask given) => TaskRules.Of(customers, clock).Judge(given, id => KnownCustomerIds.Find(customers, viewer, id));

    /// <summary>
    /// Writes the fields nobody else has changed since that version. If somebody else changed one of the same fields, nothing is written, and the
    /// outcome has both values.
    /// </summary>
    /// <param name="seenVersion">The version that the person saw.</param>
    /// <exception cref="TaskRefusedException">A rule refuses a value, or the title was emptied.</exception>
    /// <exception cref="RefusedException">task.unknown; task.trashed; busy</exception>
    public EditOutcome Do(long id, int seenVersion, GivenTask given, Actor actor) =>
        new ChangeSets(customers, clock).Edit(id, seenVersion, Look(given).ValuesOrRefusal(), actor);
}
