using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.CustomerVerbs;

/// <summary>Turns a person into a company or the other way round. Values that the other type does not show are kept, and come back with it.</summary>
public sealed class ConvertCustomer(Base customers, TimeProvider clock)
{
    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Convert;

    private static readonly int[] OfCompany = [CustomerFields.CompanyName, CustomerFields.VatNumber];
    private static readonly int[] OfPerson = [CustomerFields.FirstName, CustomerFields.LastName];

    /// <summary>The fields that are asked first, by ordinal: the name that the new type needs.</summary>
    public static IReadOnlyList<int> AskedOf(CustomerValues now) => now.IsCompany ? OfPerson : OfCompany;

    /// <summary>The customer that is to be converted.</summary>
    /// <exception cref="RefusedException">customer.unknown; customer.trashed</exception>
    public CustomerState Find(long id, Viewer viewer)
    {
        var state = new CustomerLookup(customers, viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        if (state.MergedInto is not null) throw MergedFamily.Refused(customers, CustomerShape.Instance, id);
        return state.Trashed ? throw new RefusedException("customer.trashed", id) : state;
    }

    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    /// <param name="texts">The input of the fields that are asked for; without any, the customer is only converted.</param>
    public JudgedValues Look(CustomerState state, IReadOnlyDictionary<int, string?> texts)
    {
        var settings = OrganisationSettings.Of(customers);
        var (was, sent) = (state.Values, texts.Keys.Where(AskedOf(state.Values).Contains).ToList());
        var typed = was.Copy();
        typed[CustomerFields.Type] = was.IsCompany ? "person" : "company";
        foreach (var field in sent) typed[field] = texts[field];
        var problems = new List<Problem>();
        var values = FieldRules.NormaliseAll(typed, RuleContext.Of(customers, clock), problems, was);
        foreach (var field in CustomerFields.All.Where(f => f.Ordinal != CustomerFields.Type && !sent.Contains(f.Ordinal))) values[field] = was[field];
        values[CustomerFields.Extra] = was[CustomerFields.Extra];
        problems.RemoveAll(p => !sent.Contains(p.Field));
        if (sent.Count > 0)
        {
            problems.AddRange(RequiredFields.Check(settings.Required, values, was).Where(p => sent.Contains(p.Field)));
            AddMissingName(values, problems);
        }
        return new JudgedValues(values, problems, []);
    }

    /// <summary>Converts the customer.</summary>
    /// <inheritdoc cref="Look" path="/param" />
    /// <exception cref="ValuesRefusedException">A rule refuses a name, or the new type lacks one.</exception>
    /// <exception cref="RefusedException">customer.unknown; customer.trashed; busy</exception>
    public EditOutcome Do(long id, IReadOnlyDictionary<int, string?> texts, Actor actor)
    {
        var state = Find(id, actor.Viewer);
        return new ChangeSets(customers, clock).Edit(id, state.Version, ValuesRefusedException.ThrowIfAny(Look(state, texts)).Values, actor, Kind);
    }

    private static void AddMissingName(CustomerValues values, List<Problem> problems)
    {
        if (values.IsCompany && !values.Has(CustomerFields.CompanyName) && problems.TrueForAll(p => p.Field != CustomerFields.CompanyName))
            problems.Add(new Problem(CustomerFields.CompanyName, "required.company_name", ""));
        if (!values.IsCompany && !values.Has(CustomerFields.FirstName) && !values.Has(CustomerFields.LastName) && problems.Count == 0)
            problems.Add(new Problem(CustomerFields.LastName, "required.name", ""));
    }
}
