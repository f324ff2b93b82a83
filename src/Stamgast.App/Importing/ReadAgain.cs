using System.Globalization;
using Stamgast.App.Importing.Previews;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mending;

namespace Stamgast.App.Importing;

/// <summary>Reads the file of an import again with one change, and returns to its preview, where the effect is visible.</summary>
public static class ReadAgain
{
    public static void MapReadAgain(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/import/{id:long}/repairs", Permission.Import, SwitchRepair);
        routes.MapAction("/import/{id:long}/dates", Permission.Import, ChooseDates);
        routes.MapAction("/import/{id:long}/fields", Permission.Import, KeepField);
        routes.MapAction("/import/{id:long}/again", Permission.Import, TryAgain);
    }

    // A file that never had a preview: there was no room, or the database was away.
    private static async Task<IResult> TryAgain(long id, Base customers, ImportWork work)
    {
        if (ImportRoutes.Find(customers, id).State != ChangeState.Failed) return Page.GoTo(ImportWork.AddressOf(id));
        return await work.ReadAsync(id, new ImportOptions { Kept = KeptMapping.All }, asks: true);
    }

    /// <summary>Starts reading and leads to its end; an import that was applied meanwhile is only shown.</summary>
    /// <param name="back">Appended to the address of the preview.</param>
    private static async Task<IResult> WithAsync(long id, Base customers, ImportWork work, Func<ImportReport, ImportOptions> change, string back = "")
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || Imports.ReportOf(set) is not { } report) return Page.GoTo(ImportWork.AddressOf(id));
        return await work.ReadAsync(id, change(report), back);
    }

    private static Task<IResult> SwitchRepair(long id, HttpContext context, Base customers, ImportWork work)
    {
        var form = context.Request.Form;
        if (!Enum.TryParse<RepairKind>(form["kind"], out var kind) || ColumnOf(form["column"]) is not { } column)
            return Task.FromResult(Page.GoTo(ImportWork.AddressOf(id)));
        var repair = new RepairKey(kind, column);
        return WithAsync(id, customers, work, report =>
        {
            var off = report.Options.RepairsOff.Where(r => r != repair);
            return report.Again with { RepairsOff = form["on"] == "1" ? [.. off] : [.. off, repair] };
        }, "?mended=1#" + ImportMended.SwitchOf(repair));
    }

    private static Task<IResult> ChooseDates(long id, HttpContext context, Base customers, ImportWork work)
    {
        var form = context.Request.Form;
        if (!Enum.TryParse<DateOrder>(form["order"], out var order) || ColumnOf(form["column"]) is not { } column)
            return Task.FromResult(Page.GoTo(ImportWork.AddressOf(id)));
        return WithAsync(id, customers, work, report =>
            report.Again with { DateOrders = new Dictionary<int, DateOrder>(report.Options.DateOrders) { [column] = order } });
    }

    private static Task<IResult> KeepField(long id, HttpContext context, Base customers, ImportWork work)
    {
        var form = context.Request.Form;
        if (CustomerFields.ByName(form["field"].ToString()) is not { } field) return Task.FromResult(Page.GoTo(ImportWork.AddressOf(id)));
        return WithAsync(id, customers, work, report =>
        {
            var kept = report.Options.FieldsKept.Where(f => f != field.Name);
            return report.Again with { FieldsKept = form["keep"] == "1" ? [.. kept, field.Name] : [.. kept] };
        });
    }

    private static int? ColumnOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var column) ? column : null;
}
