using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.App.Customers;

/// <summary>What hangs on a customer, each kind as a topic of the customer's page.</summary>
internal static class CustomerRecordsShown
{
    public static void Map(IEndpointRouteBuilder routes, KindParts parts)
    {
        foreach (var part in parts.All.Where(p => p.IsTopic && p.Kind.Customer is not null))
            routes.MapPage("/customers/{id:long}/" + part.Kind.Key, part.Read,
                (long id, HttpContext context, Base customers, Visit visit, RecordPages pages) => Show(part, id, context, customers, visit, pages));
    }

    private static IResult Show(KindPart part, long id, HttpContext context, Base customers, Visit visit, RecordPages pages)
    {
        var state = new CustomerLookup(customers, visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        var address = RecordAddress.Parse(part.Kind, string.Create(CultureInfo.InvariantCulture, $"/customers/{id}/{part.Kind.Key}"), context.Request.Query);
        return Page.Of<CustomerPage>(new
        {
            View = CustomerRoutes.ViewOf(state, customers, visit.Viewer) with { Topic = part.Kind.Key, Records = pages.ListView(part, address, state) },
        });
    }
}
