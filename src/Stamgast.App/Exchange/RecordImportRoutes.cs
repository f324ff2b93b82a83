using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Stamgast.App.Jobs;
using Stamgast.App.Kinds;
using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Proposals;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Exporting;
using Stamgast.Jobs;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Exchange;

/// <summary>A file of each declared kind: uploaded, checked, confirmed or cancelled; and the records of a list as a file.</summary>
public static class RecordImportRoutes
{
    public static void MapExchange(this IEndpointRouteBuilder routes, KindParts parts)
    {
        foreach (var part in parts.All)
        {
            var (kind, path) = (part.Kind, part.Path);
            routes.MapPage(path + "/export.csv", Permission.Export,
                (HttpContext context, Downloads downloads, Base customers, TimeProvider clock, RecordPages pages) =>
                    Export(part, context, downloads, customers, clock, pages));
            // Files come with a record, not by themselves.
            if (!part.CanBeMade) continue;
            var import = path + "/import";
            routes.MapPage(import, Permission.Import, (Visit visit) => Ask(part, visit));
            routes.MapPage(import + "/template.csv", Permission.Import, () => Results.File(
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(';', RecordExport.Template(kind)) + "\r\n")], "text/csv; charset=utf-8",
                    $"stamgast-{kind.Key}.csv"));
            routes.MapUpload(import, Permission.Import, (HttpContext context, Requester requester, Visit visit, BroughtFiles files, JobQueue jobs,
                JobProgress progress) => UploadAsync(part, context, requester, visit, files, jobs, progress));
            routes.MapPage(import + "/{id:long}", Permission.Import,
                (long id, HttpContext context, Base customers, JobQueue jobs, Visit visit, RecordNames names, long after = 0) =>
                    Show(kind, id, context, customers, jobs, visit, names, after));
            routes.MapPage(import + "/{id:long}/head", Permission.Import, (long id, HttpContext context, Base customers, Visit visit, RecordNames names) =>
                Page.Of<RecordImportAbove>(new
                {
                    View = Read(kind, Find(kind, id, customers, visit), customers, visit, names,
                        ProposalPages.QueryOf(context.Request.Query, kind.Shape), 0, 1),
                }));
            routes.MapPage(import + "/{id:long}/errors.csv", Permission.Import,
                (long id, HttpContext context, Downloads downloads, Base customers, Visit visit) =>
                    Errors(Find(kind, id, customers, visit), context, downloads, customers, visit));
            routes.MapAction(import + "/{id:long}/rows/{seq:long}", Permission.Import,
                (long id, long seq, HttpContext context, IFormCollection form, Base customers, Visit visit, RecordNames names) =>
                    LeaveOut(kind, id, seq, context, form, customers, visit, names));
            if (kind.Customer is not null)
                routes.MapAction(import + "/{id:long}/switch", Permission.Import,
                    (long id, IFormCollection form, Base customers, Visit visit) => Switch(part, id, form, customers, visit));
            routes.MapAction(import + "/{id:long}/apply", Permission.Import,
                (long id, IFormCollection form, Base customers, Requester requester, Visit visit, RecordNames names, JobQueue jobs, JobProgress progress) =>
                    ApplyAsync(part, id, form, customers, requester, visit, names, jobs, progress));
            routes.MapAction(import + "/{id:long}/cancel", Permission.Import,
                (long id, IFormCollection form, Base customers, Visit visit, JobQueue jobs) => Cancel(kind, id, form, customers, visit, jobs));
        }
    }

    /// <summary>Cancels an import; nothing remains of it.</summary>
    public static void LetGo(long id, Base customers, JobQueue jobs)
    {
        if (jobs.Find(ApplyRecordsJob.KeyOf(id)) is { HasEnded: false } job) jobs.Cancel(job);
        new DropProposal(customers).Do(id);
    }

    private static IResult Ask(KindPart part, Visit visit, Refusal? refusal = null)
    {
        MayChange(part, visit);
        return Page.Of<RecordUploadPage>(new { part.Kind, Refusal = refusal },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    // Whoever imports invoices may make them.
    private static void MayChange(KindPart part, Visit visit)
    {
        if (!visit.May(part.Edit)) throw new RefusedException("page.forbidden");
    }

    private static IResult Export(KindPart part, HttpContext context, Downloads downloads, Base customers, TimeProvider clock, RecordPages pages)
    {
        if (!pages.Visit.May(part.Read)) throw new RefusedException("page.forbidden");
        var query = pages.QueryOf(part, RecordAddress.Parse(part.Kind, part.Path, context.Request.Query));
        var export = new RecordExport(customers, part.Kind, pages.Visit.Viewer, clock);
        return downloads.Send(context, "text/csv; charset=utf-8", $"{part.Kind.Key}-{clock.GetUtcNow():yyyy-MM-dd}.csv",
            body => export.Write(body, ExportFormat.Csv, query, cancel: context.RequestAborted));
    }

    private static IResult Errors(ChangeSet set, HttpContext context, Downloads downloads, Base customers, Visit visit)
    {
        // An applied one keeps no cells.
        if (set.State != ChangeState.Proposed) throw new RefusedException("exchange.unknown", set.Id);
        return downloads.Send(context, "text/csv; charset=utf-8", Path.GetFileNameWithoutExtension(set.FileName) + "-errors.csv",
            body => RefusedRecords.Write(customers, set, visit.Viewer, body, visit.Culture));
    }

    private static async Task<IResult> UploadAsync(KindPart part, HttpContext context, Requester requester, Visit visit, BroughtFiles files, JobQueue jobs,
        JobProgress progress)
    {
        var upload = await StreamedUpload.ReadAsync(context);
        MayChange(part, visit);
        if (upload.FileName is not { } fileName || upload.Content is not { } content)
            return Page.IsFragment(context.Request) ? throw new RefusedException("import.nofile") : Ask(part, visit, new Refusal("import.nofile"));
        var file = await files.TakeInAsync(content, context.Request.ContentLength, context.RequestAborted);
        try
        {
            var order = new ReadRecordsJob.Order(part.Kind.Key, files.KeepApart(fileName, file), fileName);
            try { return await progress.FollowAsync(jobs.Start(ReadRecordsJob.Request(order, requester.User!.Id))); }
            catch (RefusedException refused) when (!Page.IsFragment(context.Request) && IsOfFile(refused.Refusal.Code))
            {
                return Ask(part, visit, refused.Refusal);
            }
        }
        finally { BroughtFiles.Forget(file); }
    }

    private static bool IsOfFile(string code) =>
        code is "exchange.columns" or "exchange.json" or "exchange.xml" || code.StartsWith("table.", StringComparison.Ordinal);

    // Only users who see all customers may see proposals of others.
    private static ChangeSet Find(RecordKind kind, long id, Base customers, Visit visit)
    {
        var set = RecordImport.Find(customers, kind, id);
        return visit.Viewer.SeesAll || visit.Viewer.UserId == set.UserId ? set : throw new RefusedException("exchange.unknown", id);
    }

    private static IResult Show(RecordKind kind, long id, HttpContext context, Base customers, JobQueue jobs, Visit visit, RecordNames names, long after)
    {
        var set = Find(kind, id, customers, visit);
        if (jobs.IsOpen(ApplyRecordsJob.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ApplyRecordsJob.KeyOf(id)));
        // After the back button: a confirmed proposal is shown by its result.
        if (set.State == ChangeState.Applied) return Page.GoTo(ExchangeAddress.OfDone(id));
        if (set.State == ChangeState.Staging) throw new RefusedException("proposal.staging", id);
        if (set.State == ChangeState.Failed) throw new RefusedException(ProposalPages.FailureOf(set));
        var view = Read(kind, set, customers, visit, names, ProposalPages.QueryOf(context.Request.Query, kind.Shape), after);
        return ProposalPages.Answer(context, view, () => Page.Of<RecordImportPage>(new { View = view }));
    }

    private static IResult LeaveOut(RecordKind kind, long id, long seq, HttpContext context, IFormCollection form, Base customers, Visit visit,
        RecordNames names)
    {
        new ProposalRows(customers).LeaveOut(Find(kind, id, customers, visit).Id, seq, form["out"] == "1");
        if (!context.Request.Headers.ContainsKey("HX-Request"))
            return Page.GoTo(ProposalPages.BackOf(ExchangeAddress.OfImport(kind, id), form["back"]) + ProposalPages.AnchorOf(seq));
        var view = Read(kind, Find(kind, id, customers, visit), customers, visit, names, new PreviewQuery(PreviewFilter.All), seq - 1, size: 1);
        if (view.Rows is not [{ } row] || row.Seq != seq) throw new RefusedException("import.row_gone", seq);
        context.Response.Headers["HX-Trigger"] = "rowsChanged";
        // The row is among those being viewed.
        view = view with { Query = ProposalPages.LookedAt(context, kind.Shape) ?? new PreviewQuery(PreviewFilter.Everything), After = 0 };
        return Page.Of<RecordRowPart>(new { View = view, Row = row });
    }

    private static IResult Switch(KindPart part, long id, IFormCollection form, Base customers, Visit visit)
    {
        MayChange(part, visit);
        var set = Find(part.Kind, id, customers, visit);
        // The back button after the end.
        if (set.State == ChangeState.Applied) return Page.GoTo(ExchangeAddress.OfDone(id));
        new SwitchImport(customers).Do(id, Wanted("creates"), Wanted("updates"));
        // At the switch, so that the keyboard continues there.
        return Page.GoTo(ProposalPages.BackOf(ExchangeAddress.OfImport(part.Kind, id), form["back"])
            + (form.ContainsKey("creates") ? "#switch-creates" : "#switch-updates"));

        bool? Wanted(string name) => form[name].ToString() switch { "1" => true, "0" => false, _ => null };
    }

    // A large one goes on when the browser is closed; a small one is done before a page could be drawn.
    private static async Task<IResult> ApplyAsync(KindPart part, long id, IFormCollection form, Base customers, Requester requester, Visit visit,
        RecordNames names, JobQueue jobs, JobProgress progress)
    {
        MayChange(part, visit);
        var set = Find(part.Kind, id, customers, visit);
        // A second click, or the back button after the end.
        if (set.State == ChangeState.Applied) return Page.GoTo(ExchangeAddress.OfDone(id));
        if (jobs.IsOpen(ApplyRecordsJob.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ApplyRecordsJob.KeyOf(id)));
        if (!int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            throw new RefusedException("proposal.revision", id);
        try
        {
            return await progress.FollowAsync(jobs.Start(ApplyRecordsJob.Request(
                new ApplyRecordsJob.Order(part.Kind.Key, set.Id, revision), requester.User!.Id)));
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "proposal.revision")
        {
            var view = Read(part.Kind, Find(part.Kind, id, customers, visit), customers, visit, names, new PreviewQuery(PreviewFilter.Everything), 0);
            return Page.Of<RecordImportPage>(new { View = view with { Refusal = refused.Refusal } }, StatusCodes.Status409Conflict);
        }
    }

    private static IResult Cancel(RecordKind kind, long id, IFormCollection form, Base customers, Visit visit, JobQueue jobs)
    {
        if (Find(kind, id, customers, visit).State == ChangeState.Applied) return Page.GoTo(ExchangeAddress.OfDone(id));
        LetGo(id, customers, jobs);
        return Page.GoTo(DoneTexts.Said(form["back"] == "/import" ? "/import" : ExchangeAddress.OfList(kind), "exchange.cancelled"));
    }

    private static RecordImportView Read(RecordKind kind, ChangeSet set, Base customers, Visit visit, RecordNames names, PreviewQuery query, long after,
        int size = ProposalView.RowsAtOnce)
    {
        var report = RecordReport.Of(set);
        // Only this needs an index.
        if (query.Cause is { } cause && report.Causes.All(c => c.Cause != cause)) query = query with { Cause = null };
        var rows = new ProposalPreview(customers, visit.Viewer).Page(set.Id, query with { Text = null }, after, size + 1);
        foreach (var field in kind.Fields.Where(f => f.To is not null))
            names.Know(field.To!, rows.SelectMany(r => r.Changes.Where(c => c.Field == field.Ordinal).SelectMany(c => new[] { c.Before, c.After })
                .Append(r.After?[field.Ordinal])).OfType<string>().Select(text => long.Parse(text, CultureInfo.InvariantCulture)));
        return new RecordImportView(kind, set, report, query, [.. rows.Take(size)], after,
            rows.Count > size ? rows[size - 1].Seq : null) { Fields = RecordImportView.Shown(kind, report) };
    }
}
