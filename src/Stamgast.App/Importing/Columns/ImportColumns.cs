using System.Globalization;
using Microsoft.Extensions.Primitives;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Tables;

namespace Stamgast.App.Importing.Columns;

/// <summary>The page that assigns columns, values and options of an import, and saves them for the next file.</summary>
public static class ImportColumns
{
    private const int SampleRows = 4;
    private const int RowsSampled = 200;
    private const int LongestSample = 40;

    /// <summary>The form value of a text without a chosen meaning.</summary>
    internal const string Open = "?";

    public static void MapImportColumns(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/import/{id:long}/columns", Permission.Import, Show);
        routes.MapAction("/import/{id:long}/columns", Permission.Import, Choose);
        routes.MapAction("/import/{id:long}/columns/aside", Permission.Import, SetAside);
    }

    private static IResult Show(long id, Base customers, Uploads uploads, int from = 0)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || Imports.ReportOf(set) is not { } report) return Page.GoTo(ImportWork.AddressOf(id));
        return Page.Of<ImportColumnsPage>(new { View = ViewOf(set, report, report.Again with { Key = report.Key, Empty = report.Empty, Mode = report.Mode },
            uploads) with { Remember = report.Mapping.Saved?.Name ?? "", From = Math.Clamp(from, 0, report.Columns.Count) } });
    }

    private static async Task<IResult> Choose(long id, HttpContext context, Base customers, TimeProvider clock, Uploads uploads, ImportWork work)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || Imports.ReportOf(set) is not { } report) return Page.GoTo(ImportWork.AddressOf(id));
        var form = context.Request.Form;
        var remember = form["remember"].ToString().Trim();
        var chosen = ChosenIn(form, report);
        var from = FirstOf(form["from"], report);
        if (form.ContainsKey("turn"))
        {
            chosen = chosen with { Mapping = chosen.Mapping! with { Defaults = DefaultsIn(form) } };
            return Page.Of<ImportColumnsPage>(new { View = ViewOf(set, report, chosen, uploads) with { Remember = remember,
                From = FirstOf(form["turn"], report) } });
        }
        try
        {
            chosen = chosen with { Mapping = WithDefaults(chosen.Mapping!, form) };
            // With another separator or encoding the headers differ and must be guessed again.
            if (ReadsAnew(form, report))
                return await work.ReadAsync(id, chosen with { Mapping = null, DateOrders = new Dictionary<int, DateOrder>(), RepairsOff = [],
                EmptiedCauses = [], LeftOutCauses = [], LeftColumns = [] }, asks: true);
            if (remember.Length > 0) chosen = chosen with { Mapping = new SavedMappings(customers, clock).Keep(remember, Kept(chosen, report)) };
        }
        catch (RefusedException refused) when (refused.Refusal.Code.StartsWith("mapping.", StringComparison.Ordinal))
        {
            // As submitted, including mistakes.
            chosen = chosen with { Mapping = chosen.Mapping! with { Defaults = DefaultsIn(form) } };
            return Page.Of<ImportColumnsPage>(new { View = ViewOf(set, report, chosen, uploads) with { Remember = remember, Refusal = refused.Refusal,
                From = from } }, StatusCodes.Status422UnprocessableEntity);
        }
        return await work.ReadAsync(id, chosen with { LeftColumns = [.. chosen.LeftColumns.Where(c => chosen.Mapping!.Columns[c.Column].Target is null)] });
    }

    // Reads the file without the saved mapping; the mapping stays for other files.
    private static async Task<IResult> SetAside(long id, Base customers, ImportWork work)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || Imports.ReportOf(set) is not { } report) return Page.GoTo(ImportWork.AddressOf(id));
        return await work.ReadAsync(id, new ImportOptions { Table = report.Options.Table, Kept = KeptMapping.SetAside });
    }

    private static ImportColumnsView ViewOf(ChangeSet set, ImportReport report, ImportOptions chosen, Uploads uploads)
    {
        var samples = report.Columns.Select(_ => new List<string>()).ToList();
        using var file = TableFile.Open(uploads.PathOf(set.Id), TableOptionsOf(report), CancellationToken.None);
        using var rows = file.ReadRows();
        for (var read = 0; read < RowsSampled && rows.Read() && samples.Any(s => s.Count < SampleRows); read++)
            for (var column = 0; column < samples.Count; column++)
                if (samples[column].Count < SampleRows && rows[column].ToString().Trim() is { Length: > 0 } text && !samples[column].Contains(text))
                    samples[column].Add(text.Length > LongestSample ? text[..LongestSample] + "…" : text);
        return new ImportColumnsView(set, report, chosen, samples);
    }

    private static int FirstOf(StringValues sent, ImportReport report) =>
        int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? Math.Min(first, report.Columns.Count) : 0;

    private static ImportOptions ChosenIn(IFormCollection form, ImportReport report)
    {
        var mapping = report.Mapping;
        foreach (var column in mapping.Columns)
        {
            // In a very wide table, not every column is on the page.
            if (!form.TryGetValue($"column-{column.Column}", out var sent)) continue;
            var target = sent.ToString() is { Length: > 0 } chosen ? chosen : null;
            if (target != column.Target) mapping = mapping.With(column.Column, target);
        }
        mapping = mapping with { Columns = [.. mapping.Columns.Select(c => WithValues(c, form[$"text-{c.Column}"], form[$"value-{c.Column}"]))] };
        var dates = DatesIn(form, report);
        // A saved choice for the column no longer applies once the choice is cleared.
        mapping = mapping with { Columns = [.. mapping.Columns.Select(c => c.DateOrder is not null && form.ContainsKey($"dates-{c.Column}")
            && !dates.ContainsKey(c.Column) ? c with { DateOrder = null } : c)] };
        var table = TableOptionsOf(report);
        if (form["delimiter"].ToString() is [var delimiter]) table = table with { Delimiter = delimiter };
        if (form["encoding"].ToString() is { Length: > 0 } encoding) table = table with { Encoding = encoding };
        return report.Options with
        {
            Mapping = mapping,
            Table = table,
            Key = Enum.TryParse<ImportKey>(form["key"], out var key) ? key : report.Key,
            Empty = Enum.TryParse<EmptyCells>(form["empty"], out var empty) ? empty : report.Empty,
            Mode = Enum.TryParse<ImportMode>(form["mode"], out var mode) ? mode : report.Mode,
            DateOrders = dates,
        };
    }

    // Only choices made by a person: detected or assumed date orders are detected again.
    private static Dictionary<int, DateOrder> DatesIn(IFormCollection form, ImportReport report)
    {
        var dates = new Dictionary<int, DateOrder>();
        for (var column = 0; column < report.Columns.Count; column++)
            if (form.TryGetValue($"dates-{column}", out var sent) ? Enum.TryParse<DateOrder>(sent, out var order)
                : report.Options.DateOrders.TryGetValue(column, out order)) dates[column] = order;
        return dates;
    }

    // Values chosen for this file, in addition to those of an earlier file. A group that maps to itself needs no entry.
    private static MappedColumn WithValues(MappedColumn column, StringValues texts, StringValues values)
    {
        if (texts.Count == 0 || texts.Count != values.Count || column.Target is not { } target || ImportTarget.FieldOf(target) is null) return column;
        var meanings = new Dictionary<string, string>(column.Values ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < texts.Count; at++)
        {
            var (text, value) = (texts[at] ?? "", values[at]?.Trim() ?? "");
            if (value == Open || value == text) meanings.Remove(text);
            else meanings[text] = value;
        }
        return column with { Values = meanings.Count == 0 ? null : meanings };
    }

    private static ColumnMapping WithDefaults(ColumnMapping mapping, IFormCollection form)
    {
        foreach (var field in ImportColumnsView.Defaults.Select(f => CustomerFields.All[f].Name))
            if (form.ContainsKey("default-" + field)) mapping = mapping.WithDefault(field, form["default-" + field].ToString());
        return mapping;
    }

    private static Dictionary<string, string>? DefaultsIn(IFormCollection form)
    {
        var given = ImportColumnsView.Defaults.Select(f => CustomerFields.All[f].Name).Where(f => form["default-" + f].ToString().Length > 0)
            .ToDictionary(f => f, f => form["default-" + f].ToString());
        return given.Count == 0 ? null : given;
    }

    // The date order is saved if the file left it open, the options as chosen.
    private static ColumnMapping Kept(ImportOptions chosen, ImportReport report) => chosen.Mapping! with
    {
        Choices = new MappingChoices(chosen.Key, chosen.Empty, chosen.Mode),
        Columns = [.. chosen.Mapping!.Columns.Select(c =>
            report.DateOrders.TryGetValue(c.Column, out var dates) && dates.Finding is DateOrderFinding.Undecided
                or DateOrderFinding.Mixed && chosen.DateOrders.TryGetValue(c.Column, out var order)
                ? c with { DateOrder = order } : c)],
    };

    private static bool ReadsAnew(IFormCollection form, ImportReport report) =>
        (form["delimiter"].ToString() is [var delimiter] && delimiter != report.Format.Delimiter)
            || (form["encoding"].ToString() is { Length: > 0 } encoding && encoding != report.Format.Encoding);

    // The file is read again the way it was first read.
    private static TableOptions TableOptionsOf(ImportReport report) => report.Format.Kind == TableKind.Csv
        ? report.Options.Table with { Delimiter = report.Format.Delimiter, Encoding = report.Format.Encoding }
        : report.Options.Table with { Sheet = report.Format.Sheet };
}
