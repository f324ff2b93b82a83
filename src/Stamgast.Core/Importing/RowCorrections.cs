using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>A row of a preview with cells that a person corrected.</summary>
/// <param name="Cells">All cells of the row, in the order of the file's columns.</param>
public sealed record CorrectedRow(long Seq, IReadOnlyList<string> Cells);

/// <summary>
/// Corrects cells in a preview: the row alone is read, compared and staged again, rows that were refused because of it with it, and
/// the counts follow; all of it in one transaction. What was corrected outlives reading the file again.
/// </summary>
public sealed class RowCorrections(Base customers)
{
    private const int AtOnce = 200;

    private sealed record Comparison(Stage Stage, ImportReport Report, OrganisationSettings Settings);

    /// <summary>The cells of a row as they stand in the file, or as they were corrected.</summary>
    /// <param name="path">The file, for a row whose cells were not kept; null when it is not at hand.</param>
    /// <returns>Null when there is no such row, or its cells are not to be had.</returns>
    public IReadOnlyList<string>? CellsOf(ChangeSet set, long seq, string? path)
    {
        var stage = Stage.OfProposal(customers, set.Id);
        using (var connection = stage.OpenReader())
        using (var command = connection.Query($"select line, cells from {stage.Rows} where seq = @seq", ("seq", seq)))
        {
            long? line;
            using (var reader = command.ExecuteReader())
            {
                if (!reader.Read()) return null;
                if (reader.TextOrNull(1) is { } kept) return JsonSerializer.Deserialize<string[]>(kept);
                line = reader.NumberOrNull(0);
            }
            if (line is { } known && ByHand.Corrected(connection, customers.Engine, stage, known) is { } corrected) return corrected;
        }
        return path is null || Imports.ReportOf(set) is not { } report ? null : FromFile(path, report, seq);
    }

    /// <summary>Puts corrected rows in the place of what they were. Raises the revision.</summary>
    /// <exception cref="RefusedException">proposal.applied, proposal.staging, proposal.failed, proposal.lost, busy</exception>
    public void Correct(long setId, IReadOnlyList<CorrectedRow> rows) => Correct(setId, (_, _) => [rows], Base.Patience, CancellationToken.None);

    /// <summary>Puts any number of corrected rows in the place of what they were, all of them or none.</summary>
    /// <param name="portions">Gives the rows, portion by portion; it may read the proposal through the transaction.</param>
    internal void Correct(long setId, Func<WriteTransaction, Stage, IEnumerable<IReadOnlyList<CorrectedRow>>> portions, TimeSpan patience, CancellationToken cancel)
    {
        MustBeReady(setId);
        var stage = Stage.OfProposal(customers, setId);
        new SeenInStage(stage, customers.Engine).PrepareIndexes();
        var settings = OrganisationSettings.Of(customers);
        customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            Proposal.MustBeReady(set, null, stage);
            var comparison = new Comparison(stage, Imports.ReportOf(set) ?? throw new RefusedException("proposal.lost", setId), settings);
            var lines = new HashSet<long>();
            foreach (var portion in portions(transaction, stage).SelectMany(rows => rows.Chunk(AtOnce)))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var row in Replace(transaction, set, comparison, portion, byHand: true)) lines.Add(row.Line ?? 0);
            }
            // Who was second to one of these may be the first now.
            foreach (var waiting in new SeenInStage(stage, customers.Engine).RefusedBecauseOf(transaction.Connection, lines).Chunk(AtOnce)) Replace(transaction, set, comparison, waiting, byHand: false);
            set.Revision++;
            ChangeSetRows.Update(transaction, set);
            return true;
        }, patience, stage.File, cancel);
    }

    private void MustBeReady(long setId)
    {
        using var context = customers.NewContext();
        Proposal.MustBeReady(context.ChangeSets.SingleOrDefault(s => s.Id == setId) ?? throw new RefusedException("change_set.unknown", setId), null);
    }

    private List<StagedRow> Replace(WriteTransaction transaction, ChangeSet set, Comparison comparison, CorrectedRow[] rows, bool byHand)
    {
        var stage = comparison.Stage;
        var staged = Compared(transaction.Connection, comparison, rows);
        var before = staged.Select(row => CountedRow.Of(transaction.Connection, transaction.Transaction, stage, row.Seq) ?? throw new RefusedException("import.row_gone", row.Seq)).ToList();
        NumberNewRows(transaction, stage, staged);
        Write(transaction, stage, staged);
        foreach (var (row, was) in staged.Zip(before))
            if (was.LeftOut) transaction.Execute($"update {stage.Rows} set left_out = 1 where seq = @seq", ("seq", row.Seq));
        new ConflictCheck(transaction, stage).NumbersTaken(staged.Select(s => s.Seq));
        if (byHand)
            foreach (var (row, staging) in rows.Zip(staged))
                if (staging.Line is { } line) ByHand.Correct(transaction.Connection, transaction.Transaction, stage, line, [.. row.Cells]);
        PreviewCounts.Moved(set, [.. before.Zip(staged.Select(row => CountedRow.Of(transaction.Connection, transaction.Transaction, stage, row.Seq)!))]);
        return staged;
    }

    // As when the whole file is read, with what the other rows say known beforehand.
    private List<StagedRow> Compared(DbConnection connection, Comparison comparison, CorrectedRow[] rows)
    {
        var (stage, report, settings) = comparison;
        var options = report.Again with { Key = report.Key, Empty = report.Empty, Mode = report.Mode };
        var reader = new RowReader(report.Mapping, options, report.DateOrders.ToDictionary(d => d.Key, d => d.Value.Order), ImportStaging.ContextOf(report.Mapping, settings));
        var read = rows.Select(row => Read(reader, row, LineOf(connection, stage, row.Seq))).ToList();
        using var namesakes = new Namesakes(connection);
        var known = KnownCustomers.Of(connection, customers.Engine, read, options.Key == ImportKey.Email, namesakes);
        var seen = new SeenRows();
        var classifier = new RowClassifier(options, settings.Required, report.Mapping, seen);
        new SeenInStage(stage, customers.Engine).Note(connection, read, known, seen);
        var stale = new StaleCells(connection);
        return [.. read.Zip(rows, (row, corrected) =>
        {
            var staged = new StagedRow();
            classifier.Classify(row, known, stale, staged);
            staged.Cells = JsonSerializer.Serialize(corrected.Cells);
            return staged;
        })];
    }

    private static ImportedRow Read(RowReader reader, CorrectedRow corrected, long line)
    {
        var row = new ImportedRow();
        using var cells = GivenRow.Of(line, corrected.Cells);
        reader.Read(cells, row);
        row.Seq = corrected.Seq;
        return row;
    }

    // Numbers of new rows are given out anew, in the order of the file, as soon as they have a gap.
    private static void NumberNewRows(WriteTransaction transaction, Stage stage, List<StagedRow> staged)
    {
        var next = transaction.Number($"select coalesce(max(new_no), 0) from {stage.Rows}") + 2;
        foreach (var row in staged)
            if (row.NewNumber is not null) row.NewNumber = next++;
    }

    private static void Write(WriteTransaction transaction, Stage stage, List<StagedRow> staged)
    {
        var seqs = Sql.InList(staged.Select(s => s.Seq));
        transaction.Execute($"delete from {stage.Rows} where seq in {seqs}");
        transaction.Execute($"delete from {stage.Keys} where seq in {seqs}");
        using var writer = stage.WriterIn(transaction);
        foreach (var row in staged) writer.Write(row);
        writer.Complete();
    }

    private static long LineOf(DbConnection connection, Stage stage, long seq)
    {
        using var command = connection.Query($"select line from {stage.Rows} where seq = @seq", ("seq", seq));
        return command.ExecuteScalar() is { } line and not DBNull ? Convert.ToInt64(line, System.Globalization.CultureInfo.InvariantCulture) : throw new RefusedException("import.row_gone", seq);
    }

    private static string[]? FromFile(string path, ImportReport report, long seq)
    {
        using var file = TableFile.Open(path, report.Options.Table, CancellationToken.None);
        using var cells = file.ReadRows();
        for (long row = 1; cells.Read(); row++)
            if (row == seq) return RowReader.Cells(cells, file.Columns.Count);
        return null;
    }
}
