using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mapping;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing.Previews;

/// <summary>A row of a preview with its cells as they can be corrected.</summary>
/// <param name="Back">The preview to return to.</param>
public sealed record RowCellsView(ChangeSet Set, ImportReport Report, PreviewRow Row, IReadOnlyList<string> Cells, string Back)
{
    /// <summary>The column of the cell corrected in place; null for the whole row.</summary>
    public int? Column { get; init; }

    /// <summary>The targets of the columns in this row.</summary>
    public ColumnMapping Mapping => PreviewFields.MappingOf(Row, Report.Mapping, Cells);

    /// <summary>The columns in file order, without those of the other person on the line.</summary>
    public IEnumerable<MappedColumn> Columns => Mapping.Columns.OrderBy(c => c.Column)
        .Where(c => Row.IsPartner ? c.Target is not null || Report.Mapping.Columns[c.Column].Target is null : !Report.Mapping.HasPartners
        || ImportTarget.OfPartner(c.Target) is null);

    public string Action => $"{ImportWork.AddressOf(Set.Id)}/rows/{Row.Seq}/cells";

    /// <summary>The problem with a cell; null without one.</summary>
    public Problem? ProblemOf(int column) => Row.Problems.FirstOrDefault(p => p.Field >= 0 && PreviewFields.ColumnOf(p, Mapping) == column);
}

/// <summary>Correcting cells in the preview: in the cell itself, or all of a row on a page that works without script.</summary>
public static class RowCells
{
    private const string CellPrefix = "cell-";

    public static void MapRowCells(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/import/{id:long}/rows/{seq:long}", Permission.Import, Show);
        routes.MapAction("/import/{id:long}/rows/{seq:long}/cells", Permission.Import, Correct);
    }

    // With a column, and from the script, only that cell; with "row", the current row.
    private static IResult Show(long id, long seq, HttpContext context, Base customers, Viewer viewer, Uploads uploads)
    {
        var query = context.Request.Query;
        if (query.ContainsKey("row")) return ImportPreviewing.Row(id, seq, context, customers, viewer);
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed) return Page.GoTo(ImportWork.AddressOf(id));
        var view = ViewOf(set, seq, (customers, viewer),
            uploads) with { Column = int.TryParse(query["column"], NumberStyles.None, CultureInfo.InvariantCulture, out var column) ? column : null };
        view = view with { Back = ImportPreviewing.BackOf(id, query["back"]) };
        return context.Request.Headers.ContainsKey("HX-Request") && view.Column is { } one && one < view.Cells.Count
            ? Page.Of<RowCellPart>(new { View = view }) : Page.Of<RowCellsPage>(new { View = view });
    }

    private static IResult Correct(long id, long seq, HttpContext context, Base customers, Viewer viewer, Uploads uploads)
    {
        var set = ImportRoutes.Find(customers, id);
        var form = context.Request.Form;
        if (set.State == ChangeState.Proposed)
        {
            var before = ViewOf(set, seq, (customers, viewer), uploads).Cells;
            var cells = before.ToArray();
            foreach (var name in form.Keys.Where(k => k.StartsWith(CellPrefix, StringComparison.Ordinal)))
                if (int.TryParse(name.AsSpan(CellPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var column) && column < cells.Length
                    && form[name].ToString() is var given && OneLine(given) != OneLine(cells[column]))
                    cells[column] = given;
            var rows = new SharedCells(customers).Follow(set, new CorrectedRow(seq, cells), before, uploads.Find(id));
            // The partner's row, and rows refused because of this one, are elsewhere on the page.
            if (new RowCorrections(customers).Correct(id, rows) || rows.Count > 1) context.Response.Headers["HX-Refresh"] = "true";
        }
        return context.Request.Headers.ContainsKey("HX-Request") ? ImportPreviewing.Row(id, seq, context, customers, viewer)
            : Page.GoTo(ImportPreviewing.BackOf(id, form["back"]) + string.Create(CultureInfo.InvariantCulture, $"#edit-{seq}"));
    }

    // A one-line input shows a multi-line cell without line ends; unchanged cells keep theirs.
    private static string OneLine(string cell) => cell.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static RowCellsView ViewOf(ChangeSet set, long seq, (Base Base, Viewer Viewer) of, Uploads uploads)
    {
        var (customers, viewer) = of;
        var row = new ProposalPreview(customers, viewer).Page(set.Id, PreviewFilter.All, seq - 1, 1).SingleOrDefault(r => r.Seq == seq)
            ?? throw new RefusedException("import.row_gone", seq);
        var cells = new RowCorrections(customers).CellsOf(set, seq, uploads.Find(set.Id)) ?? throw new RefusedException("upload.gone", set.Id);
        var report = Imports.ReportOf(set)!;
        // A short row gets its missing cells, so that they can be filled in.
        return new RowCellsView(set, report, row, [.. cells, .. Enumerable.Repeat("", Math.Max(0, report.Columns.Count - cells.Count))],
            ImportWork.AddressOf(set.Id));
    }
}
