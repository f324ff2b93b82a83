using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.App.Settings;

/// <summary>The trash: who is in it, since when and who put them there, and how to bring them back.</summary>
internal static class TrashRoutes
{
    private const int Shown = 50;
    private const string Path = "/settings/trash";

    public static void MapTrash(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, Permission.DeleteCustomers, Show);
        routes.MapAction(Path + "/restore", Permission.DeleteCustomers, Restore);
    }

    private static IResult Show(Base customers, ListMemory memory, Visit visit, string? q = null, string? after = null)
    {
        var query = new CustomerQuery { Presence = CustomerPresence.Trashed, Words = q?.Trim() ?? "", Sort = CustomerSort.Changed, Descending = true };
        var list = new CustomerList(customers, visit.Viewer, memory);
        var page = list.Page(query, after, Shown);
        var moves = new TrashMoves(customers, visit.Viewer).Of([.. page.Rows.Select(r => r.Id)]);
        var rows = page.Rows.Select(r => new TrashedRow(r.Id, r.ListName, r.Values.IsCompany, r.Values[CustomerFields.Number], moves.GetValueOrDefault(r.Id)));
        return Page.Of<TrashPage>(new { View = new TrashView(query.Words, [.. rows], page.Next, list.Count(query), UserNames.Read(customers, visit)) });
    }

    private static IResult Restore(IFormCollection form, Base customers, Requester requester, TimeProvider clock)
    {
        var wanted = form["only"].Count > 0 ? form["only"] : form["id"];
        var ids = wanted.Select(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)
            .Distinct().ToList();
        if (ids.Count == 0) throw new RefusedException("selection.empty");
        var outcomes = new BringBackCustomers(customers, clock).Do(ids, requester.By(Door.Form));
        // One change can be undone from its message; several are in Activity.
        return Page.GoTo(outcomes.Count == 1 ? DoneTexts.Address(Path, outcomes[0])
            : new Flash { Key = "trash.restored", Count = outcomes.Sum(o => o.Customers) }.At(Path));
    }
}
