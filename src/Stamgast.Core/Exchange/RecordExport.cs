using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange.Writing;
using Stamgast.Exporting;
using Stamgast.Files;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Sales.Lines;

namespace Stamgast.Exchange;

/// <summary>
/// Writes records of a declared kind into a file as <see cref="RecordImport"/> reads them; streaming. In a table a document has a row for each of its
/// lines, in JSON a list of them. Computed values are there too; an import passes over them.
/// </summary>
/// <param name="viewer">Whose customers are named.</param>
public sealed class RecordExport(Base customers, RecordKind kind, Viewer viewer, TimeProvider clock)
{
    private static readonly string[] LineColumns = ["line_code", "line_text", "line_quantity", "line_unit", "line_price", "line_discount", "line_vat"];

    /// <summary>Columns that sum up amounts; the others count.</summary>
    private static readonly HashSet<string> Sums = ["paid", "refunded", "settled", "credited", "open_amount", "returned"];

    /// <summary>The columns of a file of a kind: those that say which record it is, the fields, what sums them up, and the parts of a line.</summary>
    public static IReadOnlyList<string> Columns(RecordKind kind) =>
        ["id", "version", .. Shown(kind).SelectMany(f => f.To is null or "shops" ? (string[])[f.Name] : [f.Name, NumberName(f)]), .. kind.SummedUp,
            .. HasLines(kind) ? LineColumns : []];

    /// <summary>The columns of a file to fill in: the fields that a file gives.</summary>
    public static IReadOnlyList<string> Template(RecordKind kind) =>
        [.. Shown(kind).Where(f => f is { IsDerived: false } && f.By != GivenBy.Rules && f.Kind != FieldKind.Map)
            .Select(f => f.To is null or "shops" ? f.Name : NumberName(f)), .. HasLines(kind) ? LineColumns : []];

    /// <summary>Writes a file, which is there when it is whole and not before. Gives the number of records.</summary>
    /// <exception cref="RefusedException">export.file: it cannot be written. export.sheet: too many rows for a sheet. output.own, output.special: it would
    /// destroy something else.</exception>
    public long WriteFile(string path, ExportFormat format, IProgress<(long Done, long? Total)>? progress = null, CancellationToken cancel = default) =>
        ExportFile.Write(path, file => Write(file, format, null, progress, cancel));

    /// <summary>Writes into a stream, in the order of the IDs. Gives the number of records.</summary>
    /// <param name="query">Which ones; null means all outside the trash.</param>
    public long Write(Stream into, ExportFormat format, RecordQuery? query = null, IProgress<(long Done, long? Total)>? progress = null,
        CancellationToken cancel = default)
    {
        using var context = new KindContext(customers, Viewer.System, clock);
        var columns = Columns(kind);
        using var writer = format == ExportFormat.Json ? new JsonRecords(into) : (RecordWriting)new TableRecords(into, format, kind, columns);
        var count = 0L;
        foreach (var portion in new RecordList(customers, kind, viewer, context.Today).Each(query ?? new RecordQuery()).Chunk(RecordStates.Portion))
        {
            cancel.ThrowIfCancellationRequested();
            Know(context, portion);
            foreach (var row in portion)
            {
                var cells = Cells(row, context);
                writer.Write(columns, cells, HasLines(kind) ? [.. DocumentLine.All(row.State.Values[kind.By("lines")!]).Select(l => l.Line)] : null);
            }
            count += portion.Length;
            progress?.Report((count, null));
        }
        writer.End();
        return count;
    }

    internal static bool HasLines(RecordKind kind) => kind.By("lines") is not null && kind.By("net") is not null;

    // The key of the number repeats it, and lines have their own columns.
    private static IEnumerable<KindField> Shown(RecordKind kind) =>
        kind.Fields.Where(f => f != kind.NumberKey && !(HasLines(kind) && f.Name == "lines"));

    // A family has no number, only its name.
    private static string NumberName(KindField field) =>
        (field.Name.EndsWith("_id", StringComparison.Ordinal) ? field.Name[..^"_id".Length] : field.Name)
            + (RecordKinds.Find(field.To!) is { Number: null, NamedBy: not null } ? "_name" : "_number");

    private void Know(KindContext context, RecordRow[] rows)
    {
        context.Forget();
        foreach (var field in kind.Fields)
            if (field.To is not null && RecordShapes.ByKey(field.To) is { } to)
                context.Know(to, rows.Select(r => r[field]).OfType<string>().Select(id => long.Parse(id, CultureInfo.InvariantCulture)));
    }

    private List<string?> Cells(RecordRow row, KindContext context)
    {
        var cells = new List<string?>(64) { Text(row.State.Id), Text(row.State.Version) };
        foreach (var field in Shown(kind))
        {
            var value = kind.Shown(field, row);
            if (field.To == "shops") cells.Add(context.Find(RecordKinds.Of("shops"), value)?.Values is { } shop ? shop[shop.Shape.ByName("code")!] : value);
            else if (field.To is { } to) cells.AddRange([value, NumberOf(to, value, context)]);
            // People know each other by address, not by number; a deleted user keeps the number.
            else if (field.IsUser && value is not null) cells.Add(context.UserById(long.Parse(value, CultureInfo.InvariantCulture))?.Email ?? value);
            else cells.Add(value);
        }
        foreach (var sum in kind.SummedUp)
            cells.Add(Sums.Contains(sum) ? Amount.OfColumn(row.SummedUp[sum]).ToString("0.0000", CultureInfo.InvariantCulture) : Text(row.SummedUp[sum]));
        return cells;
    }

    // Of a merged customer that of the kept one: no other customer can have it.
    private string? NumberOf(string to, string? id, KindContext context)
    {
        if (id is null) return null;
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (to == "customers") return context.CustomerOf(number) is { Trashed: false } customer && viewer.Sees(customer.Values)
            ? customer.Values[CustomerFields.Number] : null;
        return RecordKinds.Find(to) is { NamedBy: { } field } kindOf ? context.Find(kindOf.Shape, number)?.Values[field] : null;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
