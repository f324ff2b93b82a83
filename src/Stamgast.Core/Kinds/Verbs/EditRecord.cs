using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Changes values of one record, field by field: only edited fields are checked and written.</summary>
/// <param name="viewer">It may belong to a customer whom this viewer sees.</param>
public sealed class EditRecord(Base customers, RecordKind kind, Viewer viewer, TimeProvider clock)
{
    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    public JudgedRecord Look(GivenRecord given, GivenBy by = GivenBy.Anybody)
    {
        using var context = new KindContext(customers, viewer, clock);
        return RecordRules.Judge(kind, given, context, by);
    }

    /// <summary>
    /// Writes the fields nobody else has changed since that version. If somebody else changed one of the same fields, nothing is written, and the
    /// outcome has both values.
    /// </summary>
    /// <param name="seenVersion">The version that the person saw.</param>
    /// <exception cref="RecordRefusedException">A rule refuses a value, or one that is needed was emptied.</exception>
    /// <exception cref="RefusedException">record.unknown; record.trashed; number.taken; busy</exception>
    public EditOutcome Do(long id, int seenVersion, GivenRecord given, Actor actor, GivenBy by = GivenBy.Anybody) =>
        new ChangeSets(customers, clock).Edit(id, seenVersion, Look(given, by).ValuesOrRefusal(), actor);
}
