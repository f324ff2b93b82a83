using Stamgast.Changes;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.CustomerVerbs;

/// <summary>Changes values of one customer, field by field: only edited fields are checked and written.</summary>
public sealed class EditCustomer(Base customers, TimeProvider clock)
{
    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Edit;

    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    /// <param name="given">The input, beside the values of the version that the person saw.</param>
    public JudgedValues Look(GivenValues given)
    {
        var settings = OrganisationSettings.Of(customers);
        return JudgedValues.Of(given, isNew: false, settings, RuleContext.Of(customers, clock), ExtraDefinitions.Of(customers));
    }

    /// <summary>
    /// Writes the fields nobody else has changed since that version. If somebody else changed one of the same fields, nothing is written, and the
    /// outcome has both values.
    /// </summary>
    /// <param name="seenVersion">The version that the person saw.</param>
    /// <exception cref="ValuesRefusedException">A rule refuses a value, or a required one was emptied.</exception>
    /// <exception cref="RefusedException">customer.unknown; customer.trashed; number.taken; busy</exception>
    public EditOutcome Do(long id, int seenVersion, GivenValues given, Actor actor) =>
        new ChangeSets(customers, clock).Edit(id, seenVersion, ValuesRefusedException.ThrowIfAny(Look(given)).Values, actor, Kind);
}
