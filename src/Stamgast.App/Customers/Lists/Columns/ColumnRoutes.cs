using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Customers.Lists;
using Stamgast.Users;

namespace Stamgast.App.Customers.Lists.Columns;

/// <summary>Keeps the columns that a user chose, and leads back to the list in these.</summary>
public static class ColumnRoutes
{
    public static void MapColumns(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/customers/columns", Permission.ReadCustomers, Choose);
    }

    private static IResult Choose(IFormCollection form, Requester requester, Visit visit, UserAccounts accounts)
    {
        var query = form["query"].ToString();
        var isUsual = form["then"] == "usual";
        var chosen = ListColumns.Read(form["column"].ToString(), visit.Extra, out _) ?? [];
        var columns = isUsual ? null : Moved([.. chosen], form["up"].ToString(), form["down"].ToString());
        // Whoever chooses the usual ones follows them when they become others.
        if (columns is not null && columns.SequenceEqual(ListColumns.Usual)) columns = null;
        accounts.Edit(requester.User!.Id, user => user.ListColumns = columns is null ? null : ListColumns.Write(columns));
        var parts = new[]
        {
            query,
            columns is null ? "" : $"{ListColumns.Name}={ListColumns.Write(columns)}",
            // Without script, each step in the columns menu is a page with the menu open.
            form.ContainsKey("up") || form.ContainsKey("down") ? "open=columns" : "",
        }.Where(p => p.Length > 0).ToList();
        return Page.GoTo(parts.Count == 0 ? "/customers" : "/customers?" + string.Join('&', parts));
    }

    private static List<string> Moved(List<string> columns, string up, string down)
    {
        var (from, step) = up.Length > 0 ? (columns.IndexOf(up), -1) : (columns.IndexOf(down), 1);
        var to = from + step;
        if (from < 0 || to < 0 || to >= columns.Count) return columns;
        (columns[from], columns[to]) = (columns[to], columns[from]);
        return columns;
    }
}
