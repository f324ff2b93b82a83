using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Stamgast.App.Importing.Columns;
using Stamgast.App.Importing.Formats;
using Stamgast.App.Importing.Previews;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.App.Exchange;
using Stamgast.App.Tasks.Exchange;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Jobs;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tasks;

namespace Stamgast.App.Importing;

/// <summary>An import from the file that is dropped to the thumb up.</summary>
public static class ImportRoutes
{
    private const int RecentImports = 8;
    private const int LeftNamed = 5;
    internal const int WaitingShown = 50;

    public static void MapImport(this IEndpointRouteBuilder all)
    {
        var routes = all.Checking(MustSeeImport);
        routes.MapPage("/import", Permission.Import, Start);
        routes.MapUpload("/import", Permission.Import, Upload);
        routes.MapPage("/import/waiting", Permission.Import, (Base customers, Visit visit, JobQueue jobs) =>
            Page.Of<WaitingImports>(new { Waiting = WaitingOf(customers, visit.Viewer, jobs), Users = UserNames.Read(customers, visit) }));
        routes.MapPage("/import/template.csv", Permission.Import, Template);
        routes.MapPage("/import/{id:long}", Permission.Import, ImportPreviewing.Show);
        routes.MapPage("/import/{id:long}/head", Permission.Import, ImportPreviewing.Head);
        routes.MapAction("/import/{id:long}/rows/{seq:long}", Permission.Import, ImportPreviewing.LeaveOut);
        routes.MapImportColumns();
        routes.MapSavedMappings();
        routes.MapPage("/import/{id:long}/errors.csv", Permission.Import, Errors);
        routes.MapAction("/import/{id:long}/confirm", Permission.Import, Confirm);
        routes.MapImportCancel();
        routes.MapPage("/import/{id:long}/done", Permission.Import, Done);
        routes.MapReadAgain();
        routes.MapErrorRemedies();
        routes.MapImportQuestion();
        routes.MapRowMatching();
        routes.MapFormat();
        routes.MapRowCells();
    }

    // A limited viewer sees their own proposals, and applied imports that touched a visible customer.
    private static void MustSeeImport(HttpContext context)
    {
        var parts = context.RequestServices;
        var viewer = parts.GetRequiredService<Viewer>();
        if (!viewer.SeesAll && long.TryParse(context.GetRouteValue("id")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && new SeenChangeSets(parts.GetRequiredService<Base>(), viewer).Find(id) is null)
            throw new RefusedException("import.unknown", id);
    }

    internal static ChangeSet Find(Base customers, long id)
    {
        try
        {
            if (Imports.Find(customers, id) is { Kind: ChangeKind.Import, RecordKind: CustomerShape.KindNumber } set) return set;
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "change_set.unknown")
        {
            // Somebody else may have discarded it, which leaves nothing in Activity.
        }
        throw new RefusedException("import.unknown", id);
    }

    private static IResult Start(Base customers, Visit visit, JobQueue jobs) => ShowStart(customers, visit, jobs, null);

    // The last ones of each: with hundreds waiting, some must be discarded before others show.
    private static IReadOnlyList<WaitingImport> WaitingOf(Base customers, Viewer viewer, JobQueue jobs)
    {
        Imports.TakeBackAll(customers);
        var open = jobs.Open();
        var seen = new SeenChangeSets(customers, viewer);
        return [.. seen.Of(all => all.Where(s => s.Kind == ChangeKind.Import && s.State != ChangeState.Applied)
            .OrderByDescending(s => s.Id).Take(WaitingShown))
            .Select(s => new WaitingImport(s, s.State == ChangeState.Staging || open.Contains(KeyOf(s))))];
    }

    private static string KeyOf(ChangeSet set) => set.RecordKind == CustomerShape.KindNumber ? ImportWork.KeyOf(set.Id)
        : set.RecordKind == TaskShape.KindNumber ? ApplyTasksJob.KeyOf(set.Id) : ApplyRecordsJob.KeyOf(set.Id);

    private static IResult ShowStart(Base customers, Visit visit, JobQueue jobs, Refusal? refusal)
    {
        var seen = new SeenChangeSets(customers, visit.Viewer);
        return Page.Of<ImportStartPage>(new
        {
            View = new ImportStartView(
                WaitingOf(customers, visit.Viewer, jobs),
                seen.Of(all => all
                    .Where(s => s.Kind == ChangeKind.Import && s.RecordKind == CustomerShape.KindNumber && s.State == ChangeState.Applied)
                    .OrderByDescending(s => s.Id).Take(RecentImports)),
                UserNames.Read(customers, visit)) 
            { Refusal = refusal },
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Upload(HttpContext context, Base customers, TimeProvider clock, Requester requester, Visit visit, Uploads uploads,
        ImportWork work, JobQueue jobs, JobProgress progress, WaitingRoom room)
    {
        var upload = await StreamedUpload.ReadAsync(context);
        if (upload.FileName is null || upload.Content is null)
            return Page.IsFragment(context.Request) ? throw new RefusedException("import.nofile")
            : ShowStart(customers, visit, jobs, new Refusal("import.nofile"));
        var begun = new List<Job>();
        do
        {
            var file = await uploads.TakeInAsync(upload.Content!, begun.Count == 0 ? context.Request.ContentLength : null, context.RequestAborted);
            try
            {
                // It has arrived and may be large: let it wait rather than ask for it again.
                await room.PassAsync(Permission.Import, () =>
                {
                    begun.Add(Begin(upload.FileName!, file, new Imports(customers, clock), requester, uploads, work));
                    return Task.CompletedTask;
                }, context.RequestAborted, Imports.LongPatience);
            }
            finally { Uploads.Forget(file); }
        }
        while (await upload.NextFileAsync(context.RequestAborted));
        return begun.Count == 1 ? await progress.FollowAsync(begun[0]) : Page.GoTo(new Flash { Key = "import.files", Count = begun.Count }.At("/import"));
    }

    private static Job Begin(string fileName, string file, Imports imports, Requester requester, Uploads uploads, ImportWork work)
    {
        var set = imports.Begin(fileName, requester.By(Door.Import)).Id;
        try
        {
            uploads.Keep(set, fileName, file);
            return work.Read(set, new ImportOptions { Kept = KeptMapping.All }, asks: true);
        }
        catch
        {
            // Its page then offers to read the file, instead of claiming for ever that it is being read.
            imports.GiveUp(set);
            throw;
        }
    }

    private static IResult Template(Visit visit) => Results.File(
        [.. System.Text.Encoding.UTF8.Preamble, .. System.Text.Encoding.UTF8.GetBytes("id;version;"
            + string.Join(';', CustomerFields.All.Select(f => f.Name).Concat(visit.Extra.Living.Select(f => f.Name))) + "\r\n")],
        "text/csv; charset=utf-8", "stamgast-template.csv");

    private static IResult Errors(long id, HttpContext context, Base customers, Uploads uploads, Downloads downloads, Visit visit)
    {
        var set = Find(customers, id);
        var name = Path.GetFileNameWithoutExtension(set.FileName) + "-" + visit.T("import.errors.name") + ".csv";
        if (set.State == ChangeState.Applied)
            return File.Exists(uploads.ErrorsPath(id)) ? Results.File(uploads.ErrorsPath(id), "text/csv; charset=utf-8", name)
                : throw new RefusedException("upload.gone", id);
        var report = Imports.ReportOf(set) ?? throw new RefusedException("proposal.staging", id);
        return downloads.Send(context, "text/csv; charset=utf-8", name, output => ErrorsFile.Write(customers, set, report, output, visit.Culture));
    }

    private static async Task<IResult> Confirm(long id, HttpContext context, Base customers, Visit visit, ImportWork work, JobQueue jobs)
    {
        var set = Find(customers, id);
        // A second click, or the back button after the end.
        if (set.State == ChangeState.Applied) return Page.GoTo(ImportWork.AddressOf(id) + "/done");
        if (jobs.IsOpen(ImportWork.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ImportWork.KeyOf(id)));
        if (!int.TryParse(context.Request.Form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            throw new RefusedException("proposal.revision", id);
        try
        {
            return await work.ApplyAsync(id, revision, visit.Culture);
        }
        catch (RefusedException refused)
        {
            return ImportPreviewing.Refused(id, customers, visit.Viewer, refused.Refusal);
        }
    }

    private static IResult Done(long id, HttpContext context, Base customers, Visit visit, Uploads uploads)
    {
        var set = Find(customers, id);
        if (set.State != ChangeState.Applied) return Page.GoTo(ImportWork.AddressOf(id));
        var report = Imports.ReportOf(set);
        var left = report?.LeftTo is { } leftTo && new SeenChangeSets(customers, visit.Viewer).Find(leftTo) is { State: ChangeState.Proposed } offered
            ? offered : null;
        var rows = LateTexts.NamedNow(report?.Left ?? [], customers, visit.Viewer);
        return Page.Of<ImportDonePage>(new
        {
            View = new ImportDoneView(set, UserNames.Read(customers, visit).Of(set), File.Exists(uploads.ErrorsPath(id)))
            {
                Left = left, LeftNames = left is null ? "" : NamesIn(left, customers, visit),
                LeftMerged = LateTexts.Merged(rows, visit.Culture),
                LeftChanged = (left?.Rows ?? 0) - rows.Count(LateTexts.IsMerged),
                LeftOut = report?.LeftOut ?? 0,
                LeftOutBy = [.. (report?.LeftOutBy ?? []).Select(c => c.Cause.Caption(visit.Culture, c.Examples.Count > 0 ? c.Examples[0] : "") + " ("
                + visit.N(c.Rows) + ")")],
                Merged = report?.MergedAlong is { } along && new SeenChangeSets(customers, visit.Viewer).Find(along) is { } merges
                    && merges.Undone < merges.Changed ? along : null,
                MergedRows = report?.Merges ?? 0,
                Late = report?.LeftCount ?? 0,
                NotOffered = report is null ? [] : LateTexts.NotOffered(rows, report.LeftCount, visit.Culture),
            },
        });
    }

    private static string NamesIn(ChangeSet set, Base customers, Visit visit)
    {
        var rows = new ProposalPreview(customers, visit.Viewer).Page(set.Id, PreviewFilter.All, 0, LeftNamed + 1);
        var ids = rows.Take(LeftNamed).Select(r => r.CustomerId).OfType<long>().ToList();
        var names = new CustomerLookup(customers, visit.Viewer).All(ids).Select(c => c.Values.DisplayName);
        return "(" + string.Join(", ", names) + (rows.Count > LeftNamed ? ", …" : "") + ")";
    }
}
