using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>The preview: its head with the five boxes, its rows page by page, rows left out by hand.</summary>
public static class ImportPreviewing
{
    private const int RowsAtOnce = 100;

    public static IResult Show(long id, HttpContext context, Base customers, PreviewColumns columns, Works works, PreviewFilter show = PreviewFilter.Everything, long after = 0)
    {
        var set = ImportRoutes.Find(customers, id);
        if (works.IsRunning(ImportWork.KeyOf(id))) return Page.GoTo("/progress/" + ImportWork.KeyOf(id));
        switch (set.State)
        {
            case ChangeState.Applied: return Page.GoTo(ImportWork.AddressOf(id) + "/done");
            case ChangeState.Failed: return Page.Of<ImportFailedPage>(new { Set = set, Refusal = ImportRoutes.FailureOf(set) });
            // The program stopped while it read the file.
            case ChangeState.Staging: return Page.Of<ImportFailedPage>(new { Set = set, Refusal = new Refusal("proposal.lost", id) });
            case ChangeState.Proposed: break;
            default: throw new InvalidOperationException($"An import in the state {set.State}.");
        }
        var view = Read(set, customers, columns, show, after) with
        {
            Cancelled = context.Request.Query.ContainsKey("cancelled"), ShowsMended = context.Request.Query.ContainsKey("mended"),
        };
        return context.Request.Headers["HX-Target"] == "rows" ? Page.Of<PreviewRows>(new { View = view }) : Page.Of<ImportPreviewPage>(new { View = view });
    }

    /// <summary>The head alone, after rows were left out.</summary>
    public static IResult Head(long id, Base customers, PreviewColumns columns)
    {
        var set = ImportRoutes.Find(customers, id);
        return Page.Of<ImportHead>(new { View = Read(set, customers, columns, PreviewFilter.Everything, long.MaxValue - 1) });
    }

    public static IResult LeaveOut(long id, long seq, HttpContext context, Base customers, PreviewColumns columns)
    {
        var form = context.Request.Form;
        new ImportPreview(customers).LeaveOut(id, seq, form["out"] == "1");
        var set = ImportRoutes.Find(customers, id);
        _ = Enum.TryParse<PreviewFilter>(form["show"], out var filter);
        if (!context.Request.Headers.ContainsKey("HX-Request"))
            return Page.GoTo(new ImportPreviewView(set, Imports.ReportOf(set)!, filter, [], null) { Fields = [] }.Href(filter));
        var view = Read(set, customers, columns, PreviewFilter.All, seq - 1, 1);
        context.Response.Headers["HX-Trigger"] = "rowsChanged";
        return Page.Of<PreviewRowPart>(new { View = view with { Filter = filter }, Row = view.Rows[0] });
    }

    /// <summary>The preview with the reason why it was not confirmed.</summary>
    public static IResult Refused(long id, Base customers, PreviewColumns columns, Refusal refusal)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || refusal.Code == "proposal.lost") return Page.Of<ImportFailedPage>(new { Set = set, Refusal = refusal }, StatusCodes.Status409Conflict);
        return Page.Of<ImportPreviewPage>(new { View = Read(set, customers, columns, PreviewFilter.Everything, 0) with { Refusal = refusal } }, StatusCodes.Status409Conflict);
    }

    private static ImportPreviewView Read(ChangeSet set, Base customers, PreviewColumns columns, PreviewFilter filter, long after, int size = RowsAtOnce)
    {
        var report = Imports.ReportOf(set)!;
        var preview = new ImportPreview(customers);
        var rows = preview.Page(set.Id, filter, after, size + 1);
        var alike = rows.Select(r => r.Alike?.CustomerId).OfType<long>().Distinct().ToList();
        using var reading = customers.NewContext();
        return new ImportPreviewView(set, report, filter, [.. rows.Take(size)], rows.Count > size ? rows[size - 1].Seq : null)
        {
            Fields = PreviewFields.Of(report, columns.ChangedBy(set), set.Changed > set.Created),
            Names = alike.Count == 0 ? new Dictionary<long, string>() : reading.Customers.Where(c => alike.Contains(c.Id)).AsEnumerable()
                .ToDictionary(c => c.Id, c => string.Join(' ', new[] { c.Number, c.Type == "company" ? c.CompanyName : c.FirstName, c.Type == "company" ? null : c.LastName }.Where(w => w is not null))),
            Before = [.. reading.ChangeSets.Where(s => report.ImportedBefore.Contains(s.Id)).OrderByDescending(s => s.Id)],
        };
    }
}
