using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;

namespace Stamgast.App.Importing.Previews;

/// <summary>
/// A row that resembles a customer: turned into an update of that customer or back into a new one; and the link to the line it resembles.
/// </summary>
public static class RowMatching
{
    public static void MapRowMatching(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/import/{id:long}/rows/{seq:long}/match", Permission.Import, Match);
        routes.MapPage("/import/{id:long}/lines/{line:long}", Permission.Import, Line);
    }

    private static IResult Match(long id, long seq, HttpContext context, Base customers, Viewer viewer, Uploads uploads)
    {
        var form = context.Request.Form;
        if (ImportRoutes.Find(customers, id).State == ChangeState.Proposed)
        {
            // 0: a new customer, whoever it resembles.
            long? customer = long.TryParse(form["customer"], NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : null;
            if (customer is > 0 and var given && new CustomerLookup(customers, viewer).Seen([given]).Count == 0)
                throw new RefusedException("customer.unknown", given);
            if (new RowCorrections(customers).Match(id, seq, customer, uploads.Find(id))) context.Response.Headers["HX-Refresh"] = "true";
        }
        return context.Request.Headers.ContainsKey("HX-Request") ? ImportPreviewing.Row(id, seq, context, customers, viewer)
            : Page.GoTo(ImportPreviewing.BackOf(id, form["back"]) + "#match-" + seq.ToString(CultureInfo.InvariantCulture));
    }

    private static IResult Line(long id, long line, Base customers)
    {
        ImportRoutes.Find(customers, id);
        var seq = new ProposalPreview(customers, Viewer.System).SeqOf(id, line) ?? throw new RefusedException("import.row_gone", line);
        return Page.GoTo(string.Create(CultureInfo.InvariantCulture, $"{ImportWork.AddressOf(id)}?show=All&after={seq - 1}#row-{seq}"));
    }
}
