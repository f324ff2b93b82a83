using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.App.Merging.Splitting;

/// <summary>The page on which merged customers are split again, and the ways to it.</summary>
internal static class SplitRoutes
{
    public static void MapSplitting(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/changes/{id:long}/split", Permission.Merge, Show);
        routes.MapAction("/changes/{id:long}/split", Permission.Merge, (long id, IFormCollection form, SplitDoing doing) => doing.Do(id, form));
        routes.MapPage("/customers/{id:long}/split", Permission.Merge, OfCustomer);
    }

    private static IResult Show(long id, HttpContext context, SplitViewing viewing)
    {
        var view = viewing.View(SplitAddress.Read(id, context.Request.Query));
        if (!Page.IsFragment(context.Request)) return Page.Of<SplitPage>(new { View = view });
        context.Response.Headers["HX-Replace-Url"] = view.Address.Href();
        return Page.Of<SplitBody>(new { View = view });
    }

    // Of an absorbed customer: its own split. Of a kept one: the only one that was merged into it, or the choice.
    private static IResult OfCustomer(long id, Base customers, TimeProvider clock, Visit visit)
    {
        var state = new CustomerLookup(customers, visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        if (state.MergedInto is not null) return Page.GoTo(AddressOf(new SplitCustomers(customers, clock).MergeOf(id, visit.Viewer), id));
        var absorbed = AbsorbedCustomers.Into(customers, id, visit.Viewer);
        return absorbed switch
        {
            [] => throw new RefusedException(Refusals.NotMerged(CustomerShape.Instance), id),
            [var one] => Page.GoTo(AddressOf(one.Merge, one.State.Id)),
            _ => Page.Of<SplitChoicePage>(new { Customer = state, Absorbed = absorbed }),
        };
    }

    internal static string AddressOf(long set, long customer) => string.Create(CultureInfo.InvariantCulture, $"/changes/{set}/split?off={customer}");
}
