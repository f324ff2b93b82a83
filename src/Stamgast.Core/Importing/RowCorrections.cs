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
/// the counts follow. What was corrected outlives reading the file again.
/// </summary>
public sealed class RowCorrections(Base customers)
{
    private const int AtOnce = 200;

    // Two corrections at the same time must see each other's rows.
    private static readonly Lock Turn = new();

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
    public void Correct(long setId, IReadOnlyList<CorrectedRow> rows)
    {
        lock (Turn)
        {
            var stage = Stage.OfProposal(customers, setId);
            var report = Ready(setId);
            new SeenInStage(stage, customers.Engine).PrepareIndexes();
            foreach (var portion in rows.Chunk(AtOnce))
            {
                Replace(setId, stage, report, portion, byHand: true);
                // Who was second to one of these may be the first now.
                foreach (var waiting in RefusedBecauseOf(stage, portion).Chunk(AtOnce)) Replace(setId, stage, report, waiting, byHand: false);
            }
        }
    }

    private ImportReport Ready(long setId)
    {
        using var context = customers.NewContext();
        var set = context.ChangeSets.SingleOrDefault(s => s.Id == setId) ?? throw new RefusedException("change_set.unknown", setId);
        Proposal.MustBeReady(set, null);
        return Imports.ReportOf(set) ?? throw new RefusedException("proposal.lost", setId);
    }

    private void Replace(long setId, Stage stage, ImportReport report, CorrectedRow[] rows, bool byHand)
    {
        var staged = Compared(stage, report, rows);
        customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            Proposal.MustBeReady(set, null, stage);
            // Read again meanwhile, by another node: what was compared is not what stands there.
            if (set.Reading is null || Imports.ReportOf(set) is not { } now || now.Mapping.ToJson() != report.Mapping.ToJson()) throw new RefusedException("proposal.revision", setId);
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
            set.Revision++;
            ChangeSetRows.Update(transaction, set);
            return true;
        }, Base.Patience, stage.File);
    }

    // As when the whole file is read, with what the other rows say known beforehand.
    private List<StagedRow> Compared(Stage stage, ImportReport report, CorrectedRow[] rows)
    {
        using var connection = stage.OpenReader();
        var settings = OrganisationSettings.Of(customers);
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

    private List<CorrectedRow> RefusedBecauseOf(Stage stage, CorrectedRow[] rows)
    {
        using var connection = stage.OpenReader();
        var lines = rows.Select(r => LineOf(connection, stage, r.Seq)).ToHashSet();
        var corrected = rows.Select(r => r.Seq).ToHashSet();
        var waiting = new List<CorrectedRow>();
        using var command = connection.Query($"select seq, problems, cells from {stage.Rows} where class = {(int)RowClass.Error} and cells is not null and problems like '%\"import.second_%' order by seq");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var problems = JsonSerializer.Deserialize<List<Problem>>(reader.GetString(1))!;
            if (!corrected.Contains(reader.GetInt64(0)) && problems.Exists(p => FirstLine(p) is { } line && lines.Contains(line)))
                waiting.Add(new CorrectedRow(reader.GetInt64(0), JsonSerializer.Deserialize<string[]>(reader.GetString(2))!));
        }
        return waiting;
    }

    // The line that was there first, as the problem names it.
    private static long? FirstLine(Problem problem) =>
        long.TryParse(problem.Code switch { "import.second_row" => problem.Text, "import.second_number" or "import.second_email" => problem.Detail, _ => null },
            System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var line) ? line : null;

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
