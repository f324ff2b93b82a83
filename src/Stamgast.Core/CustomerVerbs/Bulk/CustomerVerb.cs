using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>
/// An action on many customers, the same for each. It declares its kind of change set and what it makes of one customer, by the rules of the fields;
/// <see cref="EachCustomer"/> applies it to a few, a proposal to any number.
/// </summary>
public abstract record CustomerVerb
{
    /// <summary>The kind of its change sets.</summary>
    public abstract ChangeKind Kind { get; }

    /// <summary>The result for one customer.</summary>
    internal abstract Verdict On(CustomerState state, VerbRules rules);
}

/// <summary>The result of a verb for one customer.</summary>
/// <param name="Changes">None when the customer is so already.</param>
/// <param name="Problem">The reason why it cannot be done to this customer; then there are no changes.</param>
/// <param name="IsConflict">True when the reason is somebody else's action, such as moving the customer to the trash.</param>
internal readonly record struct Verdict(IReadOnlyList<FieldChange> Changes, Problem? Problem = null, bool IsConflict = false)
{
    public static readonly Verdict Already = new([]);

    public static Verdict Refused(Problem problem) => new([], problem);

    public static Verdict InConflict(string code) => new([], new Problem(FieldChange.Trashed, code, ""), IsConflict: true);
}

/// <summary>The rules of the organisation by which a verb judges, read once for all customers.</summary>
internal sealed record VerbRules(RequiredPreset Required, RuleContext Context, ExtraDefinitions Extra)
{
    public static VerbRules Of(Database.Base customers, TimeProvider clock)
    {
        var settings = OrganisationSettings.Of(customers);
        return new VerbRules(settings.Required, RuleContext.Of(customers, clock), ExtraDefinitions.Of(customers));
    }
}
