using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Relations;

namespace Stamgast.App.Relations;

/// <summary>What is special about contacts and families: the main contact, and members who move together.</summary>
public static class RelationRoutes
{
    public static void MapRelations(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/contacts/{id:long}/main", Permission.EditCustomers, MakeMain);
        routes.MapPage("/customers/{id:long}/family-address", Permission.EditCustomers, (long id, Base customers, Visit visit) => Page.Of<FamilyMovePage>(
            new { Moved = Find(id, customers, visit), Others = FamilyMembers.LeftBehind(customers, id, visit.Viewer) }));
        routes.MapAction("/customers/{id:long}/family-address", Permission.EditCustomers, Move);
    }

    /// <summary>True when the members of its families, who share its address, live elsewhere by now.</summary>
    public static bool AsksForFamily(CustomerState before, CustomerState after, Base customers, Viewer viewer) =>
        Difference.Between(before.Values, after.Values).Exists(c => c.Field is CustomerFields.Street or CustomerFields.HouseNumber or CustomerFields.Box
            or CustomerFields.PostalCode or CustomerFields.City or CustomerFields.Country)
        && FamilyMembers.LeftBehind(customers, after.Id, viewer).Count > 0;

    private static IResult MakeMain(long id, Base customers, TimeProvider clock, Requester requester)
    {
        var company = AskedRecords.Require(customers, ContactKind.Instance, id).Values[ContactKind.OfCustomer];
        var outcome = new MainContact(customers, clock).Do(id, requester.By(Door.Form));
        var back = $"/customers/{company}/links";
        return Page.GoTo(outcome is null ? back : DoneTexts.Address(back, outcome));
    }

    private static IResult Move(long id, IFormCollection sent, Base customers, TimeProvider clock, Visit visit, Requester requester, DoneForms done)
    {
        var moved = Find(id, customers, visit);
        var asked = sent["member"].Select(m => long.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var member) ? member : 0).ToHashSet();
        var ids = FamilyMembers.LeftBehind(customers, id, visit.Viewer).Select(o => o.Id).Where(asked.Contains).ToList();
        var back = string.Create(CultureInfo.InvariantCulture, $"/customers/{id}");
        return Page.GoTo(ids.Count == 0 ? back : done.Once(sent["once"].ToString(), () => string.Create(CultureInfo.InvariantCulture,
            $"/bulk/{FamilyMembers.ProposeMove(customers, clock, moved, ids, requester.By(Door.Bulk), back).Id}")));
    }

    private static CustomerState Find(long id, Base customers, Visit visit) =>
        new CustomerLookup(customers, visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
}
