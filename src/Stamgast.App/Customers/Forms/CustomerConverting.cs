using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.App.Customers.Forms;

/// <summary>A person becomes a company, or the other way round: the name that it then needs is asked first.</summary>
public static class CustomerConverting
{
    public static IResult Show(long id, Base customers, Viewer viewer, TimeProvider clock)
    {
        var state = new ConvertCustomer(customers, clock).Find(id, viewer);
        return Page.Of<ConvertPage>(new { Id = id, Before = state.Values, Asked = ConvertCustomer.AskedOf(state.Values), Typed = state.Values });
    }

    public static IResult Convert(long id, HttpContext context, Base customers, Viewer viewer, TimeProvider clock, Requester requester, Visit visit)
    {
        var verb = new ConvertCustomer(customers, clock);
        var state = verb.Find(id, viewer);
        // A form of before, without the fields, converts only.
        var sent = ConvertCustomer.AskedOf(state.Values).Where(f => context.Request.Form.ContainsKey(CustomerFields.All[f].Name))
            .ToDictionary(f => f, f => (string?)context.Request.Form[CustomerFields.All[f].Name].ToString());
        try
        {
            var outcome = verb.Do(id, sent, requester.By(Door.Form));
            var address = string.Create(CultureInfo.InvariantCulture, $"/customers/{id}");
            return Page.GoTo(outcome.Set is { } set ? DoneTexts.Address(address, set.Id) : address);
        }
        catch (ValuesRefusedException refused)
        {
            var typed = state.Values.Copy();
            foreach (var (field, text) in sent) typed[field] = text;
            var words = refused.Problems.GroupBy(p => p.Field).ToDictionary(p => p.Key,
                p => p.First().What(visit.Culture) + " " + p.First().Remedy(visit.Culture));
            return Page.Of<ConvertPage>(new { Id = id, Before = state.Values, Asked = ConvertCustomer.AskedOf(state.Values), Typed = typed, Problems = words },
                StatusCodes.Status422UnprocessableEntity);
        }
    }
}
