using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.CustomerVerbs;

/// <summary>Adds a customer with values that a person typed.</summary>
public sealed class CreateCustomer(Base customers, TimeProvider clock)
{
    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Create;

    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    public JudgedValues Look(GivenValues given)
    {
        var settings = OrganisationSettings.Of(customers);
        return JudgedValues.Of(given, isNew: true, settings, RuleContext.Of(customers, clock), ExtraDefinitions.Of(customers));
    }

    /// <summary>Adds the customer as a change set of one.</summary>
    /// <exception cref="ValuesRefusedException">A rule refuses a value, or a required one is missing.</exception>
    /// <exception cref="RefusedException">number.taken; busy</exception>
    public ChangeOutcome Do(GivenValues given, Actor actor) =>
        new ChangeSets(customers, clock).Create([ValuesRefusedException.ThrowIfAny(Look(given)).Values], actor);

    /// <summary>
    /// Adds any number of customers, taken one by one, as one change set. Their values are already canonical: they come from a generator, not from a
    /// person.
    /// </summary>
    /// <param name="kind">The kind of the change set.</param>
    /// <param name="progress">Called with how many were taken.</param>
    /// <exception cref="RefusedException">number.taken: nobody was added; busy</exception>
    public ChangeOutcome DoMany(
        IEnumerable<CustomerValues> values, ChangeKind kind, Actor actor, Action<long>? progress = null, CancellationToken cancel = default) =>
        new ChangeSets(customers, clock).CreateMany(values, kind, actor, progress, cancel);
}
