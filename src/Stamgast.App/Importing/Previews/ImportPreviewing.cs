using Stamgast.App.Importing.Similar;
using Stamgast.App.Jobs;
using Stamgast.App.Parts;
using Stamgast.App.Proposals;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Jobs;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing.Previews;

/// <summary>The preview: its head with the five boxes, its rows page by page, rows left out by hand.</summary>
public static class ImportPreviewing
{
    public static IResult Show(long id, HttpContext context, Base customers, Viewer viewer, PreviewMemory memory, JobQueue jobs,
        SimilarSearches searches, long after = 0)
    {
        var set = ImportRoutes.Find(customers, id);
        if (jobs.IsOpen(ImportWork.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ImportWork.KeyOf(id)));
        switch (set.State)
        {
            case ChangeState.Applied: return Page.GoTo(ImportWork.AddressOf(id) + "/done");
            case ChangeState.Failed:
                var hasFile = context.RequestServices.GetRequiredService<Uploads>().Find(id) is not null;
                return Page.Of<ImportFailedPage>(new { Set = set, Refusal = ProposalPages.FailureOf(set), HasFile = hasFile });
            // Another program reads it, or its file is still coming in.
            case ChangeState.Staging: return Page.Of<ImportFailedPage>(new { Set = set, Refusal = new Refusal("proposal.staging", id) });
            case ChangeState.Proposed: break;
            default: throw new InvalidOperationException($"An import in the state {set.State}.");
        }
        // After a remedy for the last errors, there are no errors to show.
        if (context.Request.Query.ContainsKey("chosen") && set.Errors + set.Conflicts == 0)
            return Page.GoTo(ImportWork.AddressOf(id) + "#" + ErrorRemedies.Anchor);
        memory.Begin(set);
        var view = Read(set, (customers, viewer), memory, ProposalPages.QueryOf(context.Request.Query), after,
            looks: !context.Request.Query.ContainsKey("waits")) with
        {
            Searched = searches.Begin(set) ? searches.Progress(id) ?? 0 : null,
            ShowsMended = context.Request.Query.ContainsKey("mended"),
        };
        return ProposalPages.Answer(context, view, () => Page.Of<ImportPreviewPage>(new { View = view }));
    }

    /// <summary>The head and the filters with their counts, after a row was altered.</summary>
    public static IResult Head(long id, HttpContext context, Base customers, Viewer viewer, PreviewMemory memory, SimilarSearches searches)
    {
        var query = ProposalPages.LookedAt(context) ?? ProposalPages.QueryOf(context.Request.Query);
        var view = Read(ImportRoutes.Find(customers, id), (customers, viewer), memory, query, long.MaxValue - 1, looks: false);
        return Page.Of<PreviewAbove>(new { View = view with { Searched = searches.Progress(id) } });
    }

    public static IResult LeaveOut(long id, long seq, HttpContext context, Base customers, Viewer viewer, Uploads uploads)
    {
        var form = context.Request.Form;
        var movesOthers = new RowCorrections(customers).LeaveOut(id, seq, form["out"] == "1", uploads.Find(id));
        if (!context.Request.Headers.ContainsKey("HX-Request")) return Page.GoTo(BackOf(id, form["back"]) + ProposalPages.AnchorOf(seq));
        if (movesOthers) context.Response.Headers["HX-Refresh"] = "true";
        return Row(id, seq, context, customers, viewer);
    }

    /// <summary>One row in its current state.</summary>
    public static IResult Row(long id, long seq, HttpContext context, Base customers, Viewer viewer)
    {
        var view = Read(ImportRoutes.Find(customers, id), (customers, viewer), null, new PreviewQuery(PreviewFilter.All), seq - 1, size: 1);
        if (view.Rows is not [{ } row] || row.Seq != seq) throw new RefusedException("import.row_gone", seq);
        if (HttpMethods.IsPost(context.Request.Method)) context.Response.Headers["HX-Trigger"] = "rowsChanged";
        // The row is among those being viewed.
        var query = ProposalPages.LookedAt(context) ?? new PreviewQuery(PreviewFilter.Everything);
        var fields = PreviewFields.Of(view.Report, [.. view.ChangedFields.Select(c => (CustomerField)c.Field)], view.NamesInOne, query);
        return Page.Of<PreviewRowPart>(new { View = view with { Query = query, Fields = fields, After = 0 }, Row = row });
    }

    /// <summary>The preview with the reason why it was not confirmed.</summary>
    public static IResult Refused(long id, Base customers, Viewer viewer, Refusal refusal)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || refusal.Code == "proposal.lost")
            return Page.Of<ImportFailedPage>(new { Set = set, Refusal = refusal }, StatusCodes.Status409Conflict);
        return Page.Of<ImportPreviewPage>(new { View = Read(set, (customers, viewer), null, new PreviewQuery(PreviewFilter.Everything),
            0) with { Refusal = refusal } }, StatusCodes.Status409Conflict);
    }

    private static ImportPreviewView Read(ChangeSet set, (Base Base, Viewer Viewer) of, PreviewMemory? memory, PreviewQuery query, long after,
        int size = ProposalView.RowsAtOnce, bool looks = true)
    {
        var (customers, viewer) = of;
        var report = Imports.ReportOf(set)!;
        // Only this needs an index.
        if (query.Cause is { } cause && !report.Causes.Concat(report.LeftOutBy).Any(c => c.Cause == cause)) query = query with { Cause = null };
        var page = new ProposalPreview(customers, viewer, memory).Look(set.Id, query, after, size + 1, looks);
        var rows = page.Rows;
        var alike = rows.SelectMany(r => new[] { r.Alike?.CustomerId, r.MatchedWith }).OfType<long>().Distinct().ToList();
        var seen = new SeenChangeSets(customers, viewer);
        return new ImportPreviewView(set, report, query, [.. rows.Take(size)], after, rows.Count > size ? rows[size - 1].Seq : page.GoesOn)
        {
            Count = page.Count,
            Waits = page.Waits,
            Prepared = memory?.Progress(set.Id),
            Fields = PreviewFields.Of(report, [.. ProposalView.ChangedBy(report, CustomerShape.Instance).Select(c => (CustomerField)c.Field)],
            set.Changed > set.Created, query),
            Names = new CustomerLookup(customers, viewer).All(alike)
                .ToDictionary(c => c.Id, c => string.Join(' ', new[] { c.Values[CustomerFields.Number], c.Values.DisplayName }.Where(w => w is not null))),
            ErrorsOf = report.ErrorsOf is { } errorsOf ? seen.Find(errorsOf) : null,
            Before = report.ImportedBefore.Count == 0 ? [] : seen.Of(all => all.Where(s => report.ImportedBefore.Contains(s.Id)).OrderByDescending(s => s.Id)),
        };
    }

    /// <inheritdoc cref="ProposalPages.BackOf" />
    public static string BackOf(long id, string? back) => ProposalPages.BackOf(ImportWork.AddressOf(id), back);
}
