using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Tables;

namespace Stamgast.App.Importing.Formats;

/// <summary>A line of a file split into cells; the header is marked, lines above it are not read.</summary>
public sealed record FirstLine(long Line, IReadOnlyList<string> Cells);

/// <summary>How a file is read, or would be read with other options, and its first lines.</summary>
/// <param name="Options">The choices of a person; the rest was detected.</param>
/// <param name="Format">Null when the file cannot be read so.</param>
public sealed record ImportFormatView(ChangeSet Set, TableOptions Options, TableFormat? Format, IReadOnlyList<FirstLine> Lines)
{
    public Refusal? Refusal { get; init; }
}

/// <summary>The page on which is shown, and corrected, how a file is cut into rows and cells: each alteration shows its effect at once.</summary>
public static class ImportFormat
{
    private const int LinesShown = 12;
    private const int LongestCell = 60;

    public static void MapFormat(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/import/{id:long}/format", Permission.Import, Show);
        routes.MapAction("/import/{id:long}/format", Permission.Import, ReadSo);
    }

    private static IResult Show(long id, HttpContext context, Base customers, Uploads uploads)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State is not (ChangeState.Proposed or ChangeState.Failed)) return Page.GoTo(ImportWork.AddressOf(id));
        var kept = Imports.ReportOf(set)?.Options.Table ?? new TableOptions();
        var query = context.Request.Query;
        var options = query.Count == 0 ? kept : FormatChoice.Read(name => query[name]);
        var view = ViewOf(set, options, uploads.PathOf(id));
        return context.Request.Headers["HX-Target"] == "format" ? Page.Of<ImportFormatPart>(new { View = view })
            : Page.Of<ImportFormatPage>(new { View = view });
    }

    private static async Task<IResult> ReadSo(long id, HttpContext context, Base customers, Uploads uploads, ImportWork work)
    {
        var set = ImportRoutes.Find(customers, id);
        var form = context.Request.Form;
        if (set.State is not (ChangeState.Proposed or ChangeState.Failed)) return Page.GoTo(ImportWork.AddressOf(id));
        var options = FormatChoice.Read(name => form[name]);
        // Without script a button shows the effect; without a change there is nothing to read again.
        if (form.ContainsKey("show")) return Page.Of<ImportFormatPage>(new { View = ViewOf(set, options, uploads.PathOf(id)) });
        if (set.State == ChangeState.Proposed && options == Imports.ReportOf(set)?.Options.Table) return Page.GoTo(ImportWork.AddressOf(id));
        IReadOnlyList<string> columns;
        try
        {
            using var file = TableFile.Open(uploads.PathOf(id), options, context.RequestAborted);
            columns = file.Columns;
        }
        catch (RefusedException refused)
        {
            return Page.Of<ImportFormatPage>(new { View = Refused(set, options, uploads.PathOf(id), refused.Refusal) },
                StatusCodes.Status422UnprocessableEntity);
        }
        var report = Imports.ReportOf(set);
        // With other columns, choices for the old ones are meaningless.
        var again = report is not null && report.Columns.SequenceEqual(columns)
            ? report.Again with { Table = options }
            : (report?.Options ?? new ImportOptions()) with { Table = options, Mapping = null, RepairsOff = [],
            DateOrders = new Dictionary<int, Stamgast.Formats.DateOrder>(), EmptiedCauses = [], LeftOutCauses = [], LeftColumns = [] };
        return await work.ReadAsync(id, again, asks: again.Mapping is null);
    }

    private static ImportFormatView ViewOf(ChangeSet set, TableOptions options, string path)
    {
        try
        {
            TableFormat format;
            using (var file = TableFile.Open(path, options, CancellationToken.None)) format = file.Format;
            return new ImportFormatView(set, options, format, format.Kind == TableKind.VCard
                ? [] : Lines(path, options with { HasHeader = false, HeaderLine = 1, KeepSubtotals = true, Encoding = format.Encoding,
                Delimiter = format.Kind == TableKind.Csv ? format.Delimiter : null, Quote = format.Kind == TableKind.Csv ? format.Quote : null }));
        }
        catch (RefusedException refused)
        {
            return Refused(set, options, path, refused.Refusal);
        }
    }

    // If one sheet cannot be read, the others are still offered.
    private static ImportFormatView Refused(ChangeSet set, TableOptions options, string path, Refusal refusal)
    {
        TableFormat? format = null;
        if (options.Sheet is { } sheet)
        {
            try
            {
                using var file = TableFile.Open(path, new TableOptions(), CancellationToken.None);
                format = file.Format with { Sheet = sheet, HeaderLine = options.HeaderLine ?? 0 };
            }
            catch (RefusedException)
            {
                // No other sheet can be read either.
            }
        }
        return new ImportFormatView(set, options, format, []) { Refusal = refusal };
    }

    // From the very first line, including those that will not be read.
    private static List<FirstLine> Lines(string path, TableOptions options)
    {
        using var file = TableFile.Open(path, options, CancellationToken.None);
        using var rows = file.ReadRows();
        var lines = new List<FirstLine>();
        while (lines.Count < LinesShown && rows.Read())
            lines.Add(new FirstLine(rows.Line, [.. Enumerable.Range(0, rows.CellCount).Select(c => Shown(rows[c]))]));
        return lines;
    }

    private static string Shown(ReadOnlySpan<char> cell) => cell.Length > LongestCell ? string.Concat(cell[..LongestCell], "…") : cell.ToString();
}
