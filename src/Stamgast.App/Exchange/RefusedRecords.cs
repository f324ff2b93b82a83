using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tables.Csv;

namespace Stamgast.App.Exchange;

/// <summary>The refused rows of an import as a CSV to correct and import again: the cells as they were, the line, and what is wrong.</summary>
internal static class RefusedRecords
{
    private const int RowsAtOnce = 1000;

    /// <summary>Writes the rows to a stream, page by page.</summary>
    public static void Write(Base customers, ChangeSet set, Viewer viewer, Stream into, CultureInfo culture)
    {
        var headers = RecordReport.Of(set).Headers;
        var shape = RecordShapes.Of(set.RecordKind);
        using var writer = new CsvTableWriter(into);
        writer.WriteRow([.. headers, "stamgast:line", "stamgast:problem"]);
        var preview = new ProposalPreview(customers, viewer);
        for (long after = 0; preview.Page(set.Id, PreviewFilter.Errors, after, RowsAtOnce) is { Count: > 0 } rows; after = rows[^1].Seq)
            foreach (var row in rows)
            {
                // Left-out rows are no longer errors.
                if (row.LeftOut) continue;
                for (var i = 0; i < headers.Count; i++) writer.WriteCell(row.Cells is { } cells && i < cells.Count ? cells[i] : "");
                writer.WriteCell(row.FileLine?.ToString(CultureInfo.InvariantCulture) ?? "");
                writer.WriteCell(string.Join(' ', row.Problems.Select(p => p.What(culture, shape) + " " + p.Remedy(culture, shape))));
                writer.EndRow();
            }
    }
}
