using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Settings;

namespace Stamgast.CustomerVerbs;

/// <summary>
/// Something that can be done to many customers, the same to each. It says which kind of change set it makes and what it makes of one
/// customer, by the rules of the fields; <see cref="EachCustomer"/> does it to some, a proposal to any number of them.
/// </summary>
public abstract record CustomerVerb
{
    /// <summary>The kind of its change sets.</summary>
    public abstract ChangeKind Kind { get; }

    /// <summary>What it makes of one customer.</summary>
    internal abstract Verdict On(CustomerState state, VerbRules rules);
}

/// <summary>What a verb makes of one customer.</summary>
/// <param name="Changes">None when the customer is so already.</param>
/// <param name="Problem">Why it cannot be done to this customer; then there are no changes.</param>
/// <param name="IsConflict">True when that is what somebody else did, such as putting the customer in the trash.</param>
internal readonly record struct Verdict(IReadOnlyList<FieldChange> Changes, Problem? Problem = null, bool IsConflict = false)
{
    public static readonly Verdict Already = new([]);

    public static Verdict Refused(Problem problem) => new([], problem);

    public static Verdict InConflict(string code) => new([], new Problem(FieldChange.Trashed, code, ""), IsConflict: true);
}

/// <summary>The rules of the organisation by which a verb judges, read once for all customers.</summary>
internal sealed record VerbRules(RequiredPreset Required, RuleContext Context)
{
    public static VerbRules Of(Database.Base customers, TimeProvider clock)
    {
        var settings = OrganisationSettings.Of(customers);
        return new VerbRules(settings.Required, RuleContext.Of(settings, clock));
    }
}
