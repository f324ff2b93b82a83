using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Guessing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tables;

namespace Stamgast.Importing.Correcting;

/// <summary>
/// Copies corrections of a customer's address, country, language or label to the row of the partner on the same line, where both share the cell.
/// </summary>
public sealed class SharedCells(Base customers)
{
    /// <summary>The corrected row, followed by that of the partner if a shared cell was corrected and theirs was still the same.</summary>
    /// <param name="before">The cells of the row before they were corrected, as many.</param>
    /// <param name="path">The file, for a row whose cells were not kept; null when it is not available.</param>
    public IReadOnlyList<CorrectedRow> Follow(ChangeSet set, CorrectedRow corrected, IReadOnlyList<string> before, string? path)
    {
        if (Imports.ReportOf(set) is not { } report || PartnerColumns.Of(report.Mapping) is not { } columns) return [corrected];
        var mended = report.Mapping.Columns.Select(c => c.Column)
            .Where(c => columns.IsShared(c) && c < before.Count && c < corrected.Cells.Count && before[c] != corrected.Cells[c]).ToList();
        if (mended.Count == 0 || !IsBefore(set, corrected.Seq)) return [corrected];
        if (new RowCorrections(customers).CellsOf(set, corrected.Seq + 1, path) is not { } cells) return [corrected];
        var theirs = cells.Concat(Enumerable.Repeat("", Math.Max(0, before.Count - cells.Count))).ToArray();
        using (var row = GivenRow.Of(1, theirs))
            if (columns.HasAddress(row))
                mended.RemoveAll(c => report.Mapping.Columns.Any(m => m.Column == c && m.Target is { } target && PartnerColumns.IsAddress(target)));
        mended.RemoveAll(c => theirs[c] != before[c]);
        if (mended.Count == 0) return [corrected];
        foreach (var column in mended) theirs[column] = corrected.Cells[column];
        return [corrected, new CorrectedRow(corrected.Seq + 1, theirs)];
    }

    // The partner's row is the next one, and has the line below zero.
    private bool IsBefore(ChangeSet set, long seq)
    {
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, seq - 1, 2);
        return rows.Count == 2 && rows[0].Seq == seq && rows[1].Seq == seq + 1 && rows[0].Line > 0 && rows[1].Line == -rows[0].Line;
    }
}
