using System.Globalization;
using Stamgast.App.Customers.Lists;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>The page on which customers are merged, and the ways to it.</summary>
internal static class MergeRoutes
{
    private const int Found = 20;

    public static void MapMerging(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(MergeAddress.Path, Permission.Merge, Show);
        routes.MapAction(MergeAddress.Path, Permission.Merge, (IFormCollection form, MergeDoing doing) => doing.Do(form));
        routes.MapAction("/customers/merge/selection", Permission.Merge, OfSelection);
        routes.MapPage("/customers/{id:long}/merge", Permission.Merge, Pick);
    }

    private static IResult Show(HttpContext context, MergeViewing viewing, MergeDoing doing)
    {
        var query = context.Request.Query;
        var isForm = query.ContainsKey("was");
        var address = isForm ? MergeAddress.After(query) : MergeAddress.Read(query);
        if (isForm && !Page.IsFragment(context.Request)) return Page.GoTo(address.Href());
        if (address.Ids.Count == 1) return Page.GoTo(string.Create(CultureInfo.InvariantCulture, $"/customers/{address.Ids[0]}/merge"));
        // After the back button, or when somebody else was faster: they are one already.
        if (doing.RootOfAll(address.Ids) is { } root) return Page.GoTo(MergeDoing.AddressOf(root));
        try
        {
            var view = viewing.View(address);
            if (!isForm) return Page.Of<MergePage>(new { View = view });
            context.Response.Headers["HX-Replace-Url"] = view.Address.Href();
            return Page.Of<MergeBody>(new { View = view });
        }
        catch (RefusedException refused) when (address.Ids.Count > 1)
        {
            return doing.Refused(address, refused.Refusal);
        }
    }

    private static IResult OfSelection(IFormCollection form, Base customers, Visit visit, ListMemory memory, SelectionsKept kept)
    {
        var ids = Selected.Read(form).In(customers, visit.Viewer, memory, kept);
        if (ids.Count > MergeAddress.MostShown) throw new RefusedException("merge.shown", MergeAddress.MostShown, ids.Count);
        return Page.GoTo(new MergeAddress(ids).Href());
    }

    private static IResult Pick(long id, Base customers, Visit visit, ListMemory memory, string? q = null)
    {
        var customer = new CustomerLookup(customers, visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        if (customer.MergedInto is not null)
            return Page.GoTo(string.Create(CultureInfo.InvariantCulture, $"/customers/{AbsorbedCustomers.RootOf(customers, id)}/merge"));
        var words = (q ?? "").Trim();
        var rows = words.Length == 0 ? [] : new CustomerList(customers, visit.Viewer, memory).Page(new CustomerQuery { Words = words }, null, Found + 1).Rows;
        var lookup = new CustomerLookup(customers, visit.Viewer);
        var byId = lookup.All([.. rows.Select(r => r.Id).Where(r => r != id).Take(Found)]).ToDictionary(c => c.Id);
        IReadOnlyList<CustomerState> found = [.. rows.Select(r => byId.GetValueOrDefault(r.Id)).OfType<CustomerState>()];
        // With the same e-mail address: likely the one that is meant.
        if (words.Length == 0)
            found = lookup.WithEmail(RecordValues.Elements(customer.Values[CustomerFields.OtherEmails])
                .Append(customer.Values[CustomerFields.Email]).OfType<string>(), id);
        return Page.Of<MergePickPage>(new { Customer = customer, Words = words, Found = found });
    }
}
