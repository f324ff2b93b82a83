using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Proposals;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.BulkEdit;

/// <summary>The preview of a bulk edit: look at it, leave rows out, confirm or discard it.</summary>
internal static class BulkRoutes
{
    public static void MapBulkEdit(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/customers/selection", Permission.EditCustomers, (IFormCollection form, BulkProposing proposing) => proposing.BeginAsync(form));
        routes.MapPage("/customers/selection", Permission.EditCustomers,
            (HttpContext context, BulkProposing proposing) => proposing.Ask(context.Request.Query));
        routes.MapAction("/customers/selection/propose", Permission.EditCustomers,
            (IFormCollection form, BulkProposing proposing) => proposing.ProposeAsync(form));
        routes.MapPage("/bulk/{id:long}", Permission.EditCustomers, Show);
        routes.MapPage("/bulk/{id:long}/head", Permission.EditCustomers, Head);
        routes.MapAction("/bulk/{id:long}/rows/{seq:long}", Permission.EditCustomers, LeaveOut);
        routes.MapAction("/bulk/{id:long}/confirm", Permission.EditCustomers, ConfirmAsync);
        routes.MapAction("/bulk/{id:long}/cancel", Permission.EditCustomers, Cancel);
    }

    // A user without the permission may not see the preview either; only users who see all customers may see proposals of others.
    private static ChangeSet Find(Base customers, long id, Visit visit)
    {
        ChangeSet set;
        try { set = ConfirmProposal.Find(customers, id); }
        catch (RefusedException refused) when (refused.Refusal.Code == "change_set.unknown") { throw new RefusedException("bulk.unknown", id); }
        var isTheirs = visit.Viewer.SeesAll || visit.Viewer.UserId == set.UserId;
        return ProposeVerb.Kinds.Contains(set.Kind) && visit.May(BulkAct.Of(set, null).Permission) && isTheirs
            ? set : throw new RefusedException("bulk.unknown", id);
    }

    private static IResult Show(long id, HttpContext context, Base customers, PreviewMemory memory, JobQueue jobs, Visit visit, long after = 0)
    {
        var set = Find(customers, id, visit);
        if (jobs.IsOpen(ConfirmBulkJob.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ConfirmBulkJob.KeyOf(id)));
        // After the back button: a confirmed proposal is shown by its result.
        if (set.State == ChangeState.Applied) return Page.GoTo(DoneOf(set.Id));
        if (set.State == ChangeState.Failed) throw new RefusedException(ProposalPages.FailureOf(set));
        if (set.State != ChangeState.Proposed) throw new RefusedException("proposal.staging", id);
        memory.Begin(set);
        var view = Read(set, customers, visit.Viewer, memory, ProposalPages.QueryOf(context.Request.Query), after,
            looks: !context.Request.Query.ContainsKey("waits"));
        return ProposalPages.Answer(context, view, () => Page.Of<BulkPreviewPage>(new { View = view }));
    }

    private static IResult Head(long id, HttpContext context, Base customers, PreviewMemory memory, Visit visit)
    {
        var query = ProposalPages.LookedAt(context) ?? ProposalPages.QueryOf(context.Request.Query);
        return Page.Of<BulkAbove>(new { View = Read(Find(customers, id, visit), customers, visit.Viewer, memory, query, long.MaxValue - 1, looks: false) });
    }

    private static IResult LeaveOut(long id, long seq, HttpContext context, IFormCollection form, Base customers, Visit visit)
    {
        var set = Find(customers, id, visit);
        var movesOthers = new ProposalRows(customers).LeaveOut(set.Id, seq, form["out"] == "1");
        if (!context.Request.Headers.ContainsKey("HX-Request"))
            return Page.GoTo(ProposalPages.BackOf(BulkView.AddressOf(id), form["back"]) + ProposalPages.AnchorOf(seq));
        if (movesOthers) context.Response.Headers["HX-Refresh"] = "true";
        var view = Read(Find(customers, id, visit), customers, visit.Viewer, null, new PreviewQuery(PreviewFilter.All), seq - 1, size: 1);
        if (view.Rows is not [{ } row] || row.Seq != seq) throw new RefusedException("import.row_gone", seq);
        context.Response.Headers["HX-Trigger"] = "rowsChanged";
        // The row is among those being viewed.
        view = view with { Query = ProposalPages.LookedAt(context) ?? new PreviewQuery(PreviewFilter.Everything), After = 0 };
        return Page.Of<BulkRowPart>(new { View = view, Row = row });
    }

    private static async Task<IResult> ConfirmAsync(
        long id, IFormCollection form, Base customers, Requester requester, Visit visit, JobQueue jobs, JobProgress progress)
    {
        var set = Find(customers, id, visit);
        // A second click, or the back button after the end.
        if (set.State == ChangeState.Applied) return Page.GoTo(DoneOf(set.Id));
        if (jobs.IsOpen(ConfirmBulkJob.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ConfirmBulkJob.KeyOf(id)));
        if (!int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            throw new RefusedException("proposal.revision", id);
        var order = new ConfirmBulkJob.Order(id, revision, BulkView.ListOf(VerbReport.Of(set)));
        try
        {
            return await progress.FollowAsync(jobs.Start(ConfirmBulkJob.Request(BulkAct.Of(set, null), order, requester.User!.Id)));
        }
        catch (RefusedException refused) when (refused.Refusal.Code is not ("proposal.lost" or "change_set.unknown" or "work.cancelled"))
        {
            var now = Find(customers, id, visit);
            if (now.State != ChangeState.Proposed) throw;
            var view = Read(now, customers, visit.Viewer, null, new PreviewQuery(PreviewFilter.Everything), 0) with { Refusal = refused.Refusal };
            return Page.Of<BulkPreviewPage>(new { View = view }, StatusCodes.Status409Conflict);
        }
    }

    private static IResult Cancel(long id, Base customers, Visit visit, PreviewMemory memory)
    {
        var set = Find(customers, id, visit);
        if (set.State == ChangeState.Applied) return Page.GoTo(DoneOf(set.Id));
        memory.Drop(id);
        new DropProposal(customers).Do(id);
        return Page.GoTo(DoneTexts.Said(BulkView.ListOf(VerbReport.Of(set)), "bulk.cancelled"));
    }

    /// <summary>The page with the result of a confirmed proposal.</summary>
    public static string DoneOf(long setId) => string.Create(CultureInfo.InvariantCulture, $"/activity/{setId}");

    private static BulkView Read(
        ChangeSet set, Base customers, Viewer viewer, PreviewMemory? memory, PreviewQuery query, long after, int size = ProposalView.RowsAtOnce,
            bool looks = true)
    {
        var report = VerbReport.Of(set)!;
        // Only this needs an index.
        if (query.Cause is { } cause && report.Causes.All(c => c.Cause != cause)) query = query with { Cause = null };
        var page = new ProposalPreview(customers, viewer, memory).Look(set.Id, query, after, size + 1, looks);
        return new BulkView(set, report, query, [.. page.Rows.Take(size)], after, page.Rows.Count > size ? page.Rows[size - 1].Seq : page.GoesOn)
        {
            Count = page.Count,
            Waits = page.Waits,
            Prepared = memory?.Progress(set.Id),
            Fields = BulkView.FieldsOf(report),
        };
    }
}
