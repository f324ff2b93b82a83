using System.Globalization;
using Microsoft.Extensions.Primitives;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.App.Exchange;
using Stamgast.App.Tasks.Exchange;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Jobs;
using Stamgast.Proposals;
using Stamgast.Tasks;

namespace Stamgast.App.Importing;

/// <summary>Discarding an import, or all waiting ones: at once, or after a question if corrections by hand would be lost.</summary>
public static class ImportCancel
{
    public static void MapImportCancel(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/import/{id:long}/cancel", Permission.Import, Ask);
        routes.MapAction("/import/{id:long}/cancel", Permission.Import, Cancel);
        routes.MapPage("/import/cancel-all", Permission.Import, AskForAll);
        routes.MapAction("/import/cancel-all", Permission.Import, CancelAll);
    }

    private static IResult Ask(long id, HttpContext context, Base customers, Visit visit)
    {
        var set = ImportRoutes.Find(customers, id);
        var byHand = ByHandIn(set, customers);
        if (byHand == 0) return Page.GoTo(ImportWork.AddressOf(id));
        var back = context.Request.Headers.Referer.ToString().EndsWith("/import", StringComparison.Ordinal) ? "/import" : ImportWork.AddressOf(id);
        return Question(visit, "import.cancel.title", byHand, set.FileName ?? "", ImportWork.AddressOf(id) + "/cancel", back, []);
    }

    private static IResult Cancel(long id, HttpContext context, Base customers, ImportWork work)
    {
        if (context.Request.Form["sure"] != "1" && ByHandIn(ImportRoutes.Find(customers, id), customers) > 0)
            return Page.GoTo(ImportWork.AddressOf(id) + "/cancel");
        work.LetGo(id);
        return Page.GoTo(DoneTexts.Said("/import", "import.cancelled"));
    }

    private static IResult AskForAll(HttpContext context, Base customers, Visit visit)
    {
        var sets = Waiting(customers, visit.Viewer, context.Request.Query["id"]);
        if (sets.Count == 0) return Page.GoTo("/import");
        return Question(visit, "import.letGo.all.title", sets.Sum(s => ByHandIn(s, customers)), string.Join(", ", sets.Select(s => s.FileName)),
            "/import/cancel-all", "/import", [.. sets.Select(s => ("id", Number(s.Id)))]);
    }

    private static IResult CancelAll(HttpContext context, Base customers, Viewer viewer, ImportWork work, JobQueue jobs)
    {
        // Only the listed ones: imports somebody else has started since stay.
        var sets = Waiting(customers, viewer, context.Request.Form["id"]);
        if (context.Request.Form["sure"] != "1" && sets.Any(s => ByHandIn(s, customers) > 0))
            return Page.GoTo("/import/cancel-all?" + string.Join('&', sets.Select(s => "id=" + Number(s.Id))));
        foreach (var set in sets)
            if (set.RecordKind == CustomerShape.KindNumber) work.LetGo(set.Id);
            else if (set.RecordKind == TaskShape.KindNumber) TaskImportRoutes.LetGo(set.Id, customers, jobs);
            else RecordImportRoutes.LetGo(set.Id, customers, jobs);
        return Page.GoTo(DoneTexts.Said("/import", "import.cancelled"));
    }

    private static IResult Question(Visit visit, string title, long byHand, string files, string action, string back, IReadOnlyList<(string, string)> fields) =>
        Page.Of<ConfirmPage>(new
    {
        Ask = new Confirmation(visit.T(title), visit.Many("import.cancel.text", byHand, files), action, visit.T("import.cancel.sure"),
            back) { Fields = [("sure", "1"), .. fields], IsDangerous = true, At = "import" },
    });

    private static IReadOnlyList<ChangeSet> Waiting(Base customers, Viewer viewer, StringValues sent)
    {
        var ids = sent.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)
            .Take(ImportRoutes.WaitingShown).ToList();
        return new SeenChangeSets(customers, viewer).Of(all => all
            .Where(s => s.Kind == ChangeKind.Import && s.State != ChangeState.Applied && ids.Contains(s.Id)).OrderByDescending(s => s.Id));
    }

    // Rows that were corrected, left out or matched, and remedies that were chosen.
    private static long ByHandIn(ChangeSet set, Base customers) =>
        set is { State: ChangeState.Proposed, Staged: > 0, RecordKind: CustomerShape.KindNumber } && Imports.ReportOf(set) is { } report
            ? new ProposalPreview(customers, Viewer.System).CountByHand(set.Id) + report.Options.EmptiedCauses.Count + report.Options.LeftOutCauses.Count
            + report.Options.LeftColumns.Count : 0;

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
