using Microsoft.AspNetCore.Http.Features;
using Stamgast.App.Customers.Lists;
using Stamgast.App.Customers.Lists.Columns;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Queues;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Exchange.Letters;
using Stamgast.Exporting;

namespace Stamgast.App.Exporting;

/// <summary>The page that asks as what to export a list or a selection, and the file that comes of it.</summary>
public static class ExportRoutes
{
    public static void MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/export", Permission.Export, Ask);
        routes.MapAction("/export/selection", Permission.Export, AskSelection);
        routes.MapAction("/export/file", Permission.Export, Send);
    }

    private static IResult Ask(HttpContext context, Base customers, ListMemory memory, ListCounts counts, SelectionsKept kept, Requester requester, Visit visit)
    {
        var query = context.Request.Query;
        if (query.ContainsKey("ids") || query.ContainsKey("kept"))
        {
            var selected = Selected.Read(query);
            var ids = selected.In(customers, requester.Viewer, memory, kept);
            return Page.Of<ExportPage>(new { View = new ExportView(selected.Query, string.Join(',', ids), ids.Count) });
        }
        var list = ListAddress.Parse(query, visit.Extra) with { After = null };
        return Page.Of<ExportPage>(new { View = new ExportView(list.Query, "", counts.Count(requester.Viewer, list.Asked)) });
    }

    private static IResult AskSelection(IFormCollection form, SelectionsKept kept, Requester requester)
    {
        var selected = Selected.Read(form);
        if (selected.All) return Page.GoTo(selected.Query.Length == 0 ? "/export" : "/export?" + selected.Query);
        return Page.GoTo(selected.Ids.Length == 0 ? selected.List : selected.Short(kept, requester.User!.Id).Address("/export"));
    }

    private static IResult Send(HttpContext context, Base customers, ListMemory memory, SelectionsKept kept, Downloads downloads,
        Requester requester, Visit visit)
    {
        var form = context.Request.Form;
        var list = ListAddress.Parse(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form["query"].ToString())), visit.Extra);
        var query = list.Asked;
        if (form["ids"].ToString().Length > 0) query = query with { Ids = Selected.Read(form).In(customers, requester.Viewer, memory, kept) };
        if (!Enum.TryParse<ExportFormat>(form["format"], ignoreCase: true, out var format) || !Enum.IsDefined(format)) format = ExportFormat.Csv;
        if (form["fields"] == "letters")
            return SendLetters(context, new LetterExport(customers, requester.Viewer), query, format, downloads, visit, refusal => Page.Of<ExportPage>(new
            {
                View = new ExportView(list.Query, form["ids"].ToString(), new CustomerList(customers, requester.Viewer).Count(query)) { Refusal = refusal },
            }, StatusCodes.Status422UnprocessableEntity));
        var request = new ExportRequest(query, format) { AllFields = form["fields"] == "all", Captions = visit.Culture, ForExcel = true,
            Columns = ListColumn.Exported(ListColumn.Shown(list, ListColumn.Chosen(list, requester, visit.Extra))) };
        var export = new CustomerExport(customers, requester.Viewer);
        export.Check(request);
        return downloads.Send(context, MediaType(format), FileName("export.file", format, visit),
            body => export.Write(request, body, cancel: context.RequestAborted));
    }

    private static IResult SendLetters(HttpContext context, LetterExport export, CustomerQuery query, ExportFormat format, Downloads downloads, Visit visit,
        Func<Refusal, IResult> again)
    {
        try { export.Check(query, format); }
        catch (RefusedException e) when (e.Refusal.Code == "export.letters") { return again(e.Refusal); }
        return downloads.Send(context, MediaType(format), FileName("export.letters.file", format, visit),
            body => export.Write(query, format, body, forExcel: true, cancel: context.RequestAborted));
    }

    private static string FileName(string key, ExportFormat format, Visit visit) =>
        $"{visit.T(key)}-{DateTime.UtcNow:yyyy-MM-dd}.{format.ToString().ToLowerInvariant()}";

    private static string MediaType(ExportFormat format) => format switch
    {
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Json => "application/json",
        ExportFormat.Vcf => "text/vcard; charset=utf-8",
        _ => "text/csv; charset=utf-8",
    };
}

/// <summary>The export about to be made.</summary>
/// <param name="Query">The address of the list.</param>
/// <param name="Ids">The ticked IDs with commas; empty when all that match the query are meant.</param>
public sealed record ExportView(string Query, string Ids, long Count)
{
    /// <summary>Why what was asked cannot be made.</summary>
    public Refusal? Refusal { get; init; }
}
