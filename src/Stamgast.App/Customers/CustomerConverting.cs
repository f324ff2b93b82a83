using System.Globalization;
using Stamgast.App.Activity;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Customers;

/// <summary>A person becomes a company, or the other way round: the name that it then needs is asked first.</summary>
public static class CustomerConverting
{
    private static readonly int[] OfCompany = [CustomerFields.CompanyName, CustomerFields.VatNumber];
    private static readonly int[] OfPerson = [CustomerFields.FirstName, CustomerFields.LastName];

    public static IResult Show(long id, Base customers)
    {
        var state = Find(id, customers);
        return Page.Of<ConvertPage>(new { Id = id, Before = state.Values, Asked = AskedOf(state.Values), Typed = state.Values });
    }

    public static IResult Convert(long id, HttpContext context, Base customers, TimeProvider clock, Visitor visitor, OrganisationSettings organisation, Visit visit)
    {
        var state = Find(id, customers);
        var asked = AskedOf(state.Values);
        var typed = state.Values.Copy();
        typed[CustomerFields.Type] = state.Values.IsCompany ? "person" : "company";
        // A form of before, without the fields, converts only.
        var sent = asked.Where(f => context.Request.Form.ContainsKey(CustomerFields.All[f].Name)).ToList();
        foreach (var field in sent) typed[field] = context.Request.Form[CustomerFields.All[field].Name].ToString();
        var problems = new List<Problem>();
        var values = FieldRules.NormaliseAll(typed, CustomerSaving.Rules(clock, organisation), problems, state.Values);
        foreach (var field in CustomerFields.All.Where(f => f.Ordinal != CustomerFields.Type && !sent.Contains(f.Ordinal))) values[field] = state.Values[field];
        problems.RemoveAll(p => !sent.Contains(p.Field));
        if (sent.Count > 0)
        {
            problems.AddRange(RequiredFields.Check(organisation.Required, values, state.Values).Where(p => sent.Contains(p.Field)));
            if (values.IsCompany && !values.Has(CustomerFields.CompanyName) && problems.All(p => p.Field != CustomerFields.CompanyName)) problems.Add(new Problem(CustomerFields.CompanyName, "required.company_name", ""));
            if (!values.IsCompany && !values.Has(CustomerFields.FirstName) && !values.Has(CustomerFields.LastName) && problems.Count == 0) problems.Add(new Problem(CustomerFields.LastName, "required.name", ""));
        }
        if (problems.Count > 0)
        {
            var words = problems.GroupBy(p => p.Field).ToDictionary(p => p.Key, p => p.First().What(visit.Culture) + " " + p.First().Remedy(visit.Culture));
            return Page.Of<ConvertPage>(new { Id = id, Before = state.Values, Asked = asked, Typed = typed, Problems = words }, StatusCodes.Status422UnprocessableEntity);
        }
        var outcome = new ChangeSets(customers, clock).Edit(id, state.Version, values, new Actor(visitor.User!.Id, Door.Form), ChangeKind.Convert);
        var address = string.Create(CultureInfo.InvariantCulture, $"/customers/{id}");
        return Page.GoTo(outcome.Set is { } set ? DoneWords.Address(address, set.Id) : address);
    }

    private static CustomerState Find(long id, Base customers)
    {
        var state = new CustomerLookup(customers).Find(id) ?? throw new RefusedException("customer.unknown", id);
        return state.Trashed ? throw new RefusedException("customer.trashed", id) : state;
    }

    private static int[] AskedOf(CustomerValues now) => now.IsCompany ? OfPerson : OfCompany;
}
