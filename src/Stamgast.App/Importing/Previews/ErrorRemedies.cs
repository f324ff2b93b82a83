using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Proposals;

namespace Stamgast.App.Importing.Previews;

/// <summary>
/// A remedy for all errors of one cause: read their cells as empty, leave out the column, or leave out the rows. The file is read again with it, so
/// it works for any number of rows, keeps corrections made by hand, and can be reversed.
/// </summary>
public static class ErrorRemedies
{
    /// <summary>The position after a remedy: at the causes, so that the keyboard continues there.</summary>
    public const string Anchor = "causes";

    public static void MapErrorRemedies(this IEndpointRouteBuilder routes) => routes.MapAction("/import/{id:long}/causes", Permission.Import, Choose);

    private static async Task<IResult> Choose(long id, HttpContext context, Base customers, ImportWork work)
    {
        var form = context.Request.Form;
        var address = ImportWork.AddressOf(id);
        if (ImportRoutes.Find(customers, id) is not { State: ChangeState.Proposed } set || Imports.ReportOf(set) is not { } report) return Page.GoTo(address);
        if (Changed(report, form["do"], ErrorCause.Parse(form["cause"]), form["column"]) is not { } options) return Page.GoTo(address);
        return await work.ReadAsync(id, options, "?show=Errors&chosen=1#" + Anchor);
    }

    /// <summary>The options with one remedy applied or reversed; null when it is not applicable.</summary>
    internal static ImportOptions? Changed(ImportReport report, string? remedy, ErrorCause? cause, string? column)
    {
        var options = report.Again;
        return remedy switch
        {
            "empty" when cause is { CanBeEmptied: true } =>
                options with { EmptiedCauses = With(options.EmptiedCauses, cause), LeftOutCauses = Without(options.LeftOutCauses, cause) },
            "fill" when cause is not null => options with { EmptiedCauses = Without(options.EmptiedCauses, cause) },
            "out" when cause is not null => options with { LeftOutCauses = With(options.LeftOutCauses, cause) },
            "in" when cause is not null => options with { LeftOutCauses = Without(options.LeftOutCauses, cause) },
            "leave" when cause?.ColumnsIn(report.Mapping) is { Count: > 0 } columns => columns.Aggregate(options, (o, c) => Left(o, c)),
            "take" when int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var left) => Taken(options, left),
            _ => null,
        };
    }

    private static ImportOptions Left(ImportOptions options, int column) => options.Mapping!.Columns[column].Target is not { } target ? options : options with
    {
        Mapping = options.Mapping.With(column, null),
        LeftColumns = [.. options.LeftColumns.Where(c => c.Column != column), new LeftColumn(column, target)],
    };

    // A field that another column has taken by now stays there.
    private static ImportOptions? Taken(ImportOptions options, int column)
    {
        if (options.LeftColumns.FirstOrDefault(c => c.Column == column) is not { } left) return null;
        var isFree = ImportTarget.TakesSeveral(left.Target) || options.Mapping!.ColumnOf(left.Target) < 0;
        return options with { LeftColumns = [.. options.LeftColumns.Where(c => c != left)],
            Mapping = isFree ? options.Mapping!.With(column, left.Target) : options.Mapping };
    }

    private static IReadOnlyList<ErrorCause> With(IReadOnlyList<ErrorCause> causes, ErrorCause cause) => [.. Without(causes, cause), cause];

    private static IReadOnlyList<ErrorCause> Without(IReadOnlyList<ErrorCause> causes, ErrorCause cause) => [.. causes.Where(c => c != cause)];
}
