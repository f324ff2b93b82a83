using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Importing.SameEmails;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Settings;
using Stamgast.Tables;

namespace Stamgast.Importing.Correcting;

/// <summary>A row of a preview with cells that a person corrected.</summary>
/// <param name="Cells">All cells of the row, in the order of the file's columns.</param>
public sealed record CorrectedRow(long Seq, IReadOnlyList<string> Cells);

/// <summary>The outcome of corrected rows.</summary>
/// <param name="MovedOthers">Other rows were compared again as well.</param>
/// <param name="Wrong">The number of corrected rows that still cannot be imported.</param>
internal sealed record Corrected(bool MovedOthers, long Wrong);

/// <summary>
/// Corrects cells in a preview: only that row is read, compared and staged again, together with rows that were refused because of it, and the counts
/// follow; all in one transaction. Corrections survive reading the file again.
/// </summary>
public sealed class RowCorrections(Base customers)
{
    private const int AtOnce = 200;
    private const int MostCounted = 5_000;

    private sealed record Comparison(Stage Stage, ImportReport Report, OrganisationSettings Settings)
    {
        /// <summary>Numbers added or given up by the affected rows.</summary>
        public HashSet<string> Numbers { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The cells of a row as in the file, or as corrected.</summary>
    /// <param name="path">The file, for a row whose cells were not kept; null when it is not available.</param>
    /// <returns>Null when there is no such row, or its cells are not available.</returns>
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
            if (line is { } known && RowDecisions.Corrected(connection, stage, known) is { } corrected) return corrected;
        }
        return path is null || Imports.ReportOf(set) is not { } report ? null : FromFile(path, report, seq);
    }

    /// <summary>Replaces rows with their corrected versions. Raises the revision.</summary>
    /// <returns>True when other rows were compared again as well.</returns>
    /// <exception cref="RefusedException">proposal.applied, proposal.staging, proposal.failed, proposal.lost, busy</exception>
    public bool Correct(long setId, IReadOnlyList<CorrectedRow> rows) => Correct(setId, (_, _) => [rows], Base.Patience, CancellationToken.None).MovedOthers;

    /// <summary>Replaces any number of rows with their corrected versions, all of them or none.</summary>
    /// <param name="portions">Gives the rows, portion by portion; it may read the proposal through the transaction.</param>
    internal Corrected Correct(long setId, Func<WriteTransaction, Stage, IEnumerable<IReadOnlyList<CorrectedRow>>> portions, TimeSpan patience,
        CancellationToken cancel)
    {
        var asked = MustBeReady(setId);
        var stage = Stage.OfProposal(customers, asked);
        new SeenInStage(stage, customers.Engine, KeyOf(asked)).PrepareIndexes();
        var settings = OrganisationSettings.Of(customers);
        return customers.WriteCustomers(transaction =>
        {
            var (set, comparison) = Begin(transaction, setId, stage, settings);
            var lines = new HashSet<long>();
            var seqs = new HashSet<long>();
            foreach (var portion in portions(transaction, stage).SelectMany(rows => rows.Chunk(AtOnce)))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var row in Replace(transaction, set, comparison, portion, byHand: true))
                {
                    lines.Add(row.Line ?? 0);
                    seqs.Add(row.Seq);
                }
            }
            var others = CompareWaiting(transaction, set, comparison, lines) | SettleNumbers(transaction, set, comparison);
            stage.KeepRevision(transaction, ++set.Revision);
            ChangeSetRows.Update(transaction, set);
            return new Corrected(others, seqs.Chunk(MostCounted).Sum(some => Wrong(transaction, stage, some)));
        }, patience, stage.File, cancel);
    }

    /// <summary>
    /// Makes a row an update of a customer chosen by a person, whatever its cells say, or says that it is a new one (0), whoever it resembles; null
    /// reverses either. Raises the revision.
    /// </summary>
    /// <param name="path">The file, for the cells of the row; null when it is not available.</param>
    /// <exception cref="RefusedException">import.row_gone, upload.gone, and those of <see cref="Correct(long, IReadOnlyList{CorrectedRow})"/></exception>
    public bool Match(long setId, long seq, long? customerId, string? path)
    {
        var asked = MustBeReady(setId);
        var cells = CellsOf(asked, seq, path) ?? throw new RefusedException("upload.gone", setId);
        var stage = Stage.OfProposal(customers, asked);
        new SeenInStage(stage, customers.Engine, KeyOf(asked)).PrepareIndexes();
        var settings = OrganisationSettings.Of(customers);
        return customers.WriteCustomers(transaction =>
        {
            var (set, comparison) = Begin(transaction, setId, stage, settings);
            Proposal.MustBeReady(set, asked.Revision);
            var line = transaction.Number($"select coalesce(max(line), 0) from {stage.Rows} where seq = @seq", ("seq", seq));
            if (line == 0) throw new RefusedException("import.row_gone", seq);
            MatchedRows.Put(transaction.Connection, transaction.Transaction, stage, line, customerId);
            Replace(transaction, set, comparison, [new CorrectedRow(seq, cells)], byHand: false);
            // Its cells were not corrected; those of a refused row are shown.
            if (RowDecisions.Corrected(transaction.Connection, stage, line) is null)
                transaction.Execute($"update {stage.Rows} set cells = null where seq = @seq and class < {(int)RowClass.Error}", ("seq", seq));
            var others = CompareWaiting(transaction, set, comparison, new HashSet<long> { line }) | SettleNumbers(transaction, set, comparison);
            stage.KeepRevision(transaction, ++set.Revision);
            ChangeSetRows.Update(transaction, set);
            return others;
        }, Base.Patience, stage.File);
    }

    /// <summary>
    /// Leaves a row out of the proposal, or includes it again. A row refused as the second one because of it becomes the first, and stays so if it is
    /// included again: then that one is the second. Raises the revision.
    /// </summary>
    /// <param name="path">The file, for the cells of a row that is included as the second one; null when it is not available.</param>
    /// <inheritdoc cref="Correct(long, IReadOnlyList{CorrectedRow})" />
    public bool LeaveOut(long setId, long seq, bool leftOut, string? path = null)
    {
        var asked = MustBeReady(setId);
        var stage = Stage.OfProposal(customers, asked);
        var others = new SeenInStage(stage, customers.Engine, KeyOf(asked));
        var isConcerned = IsConcerned(stage, others, seq, leftOut);
        var cells = isConcerned && !leftOut ? CellsOf(asked, seq, path) ?? throw new RefusedException("import.place_taken", seq) : null;
        var settings = OrganisationSettings.Of(customers);
        return customers.WriteCustomers(transaction =>
        {
            var (set, comparison) = Begin(transaction, setId, stage, settings);
            // Whether it becomes a second row was checked against the rows before the change.
            if (!leftOut) Proposal.MustBeReady(set, asked.Revision);
            if (!ProposalRows.LeaveOut(transaction, stage, set, comparison.Report.Options.LeftOutCauses, seq, leftOut)) return false;
            var line = transaction.Number($"select line from {stage.Rows} where seq = @seq", ("seq", seq));
            if (line != 0) RowDecisions.Leave(transaction, stage, line, leftOut);
            if (cells is not null) Replace(transaction, set, comparison, [new CorrectedRow(seq, cells)], byHand: false);
            var moved = isConcerned && leftOut && CompareWaiting(transaction, set, comparison, new HashSet<long> { line });
            if (isConcerned || !leftOut)
            {
                comparison.Numbers.UnionWith(new ConflictCheck(transaction, stage).NumbersOf([seq]));
                moved |= SettleNumbers(transaction, set, comparison);
            }
            stage.KeepRevision(transaction, ++set.Revision);
            ChangeSetRows.Update(transaction, set);
            return moved;
        }, Base.Patience, stage.File);
    }

    // Asked before it is done, since the indexes for it are made by another connection.
    private static bool IsConcerned(Stage stage, SeenInStage others, long seq, bool leftOut)
    {
        if (!leftOut) others.PrepareIndexes();
        using (var connection = stage.OpenReader())
        {
            if (!leftOut) return others.HasRival(connection, seq);
            // A number that its customer gives up counts for others only while the row does.
            using var command = connection.Query($"""
                select s.line, case when c.number is not null and s.number is distinct from c.number then 1 else 0 end from {stage.Rows} s
                left join customer c on c.id = s.record_id and s.class = {(int)RowClass.Changed} where s.seq = @seq
                """, ("seq", seq));
            using var row = command.ExecuteReader();
            if (!row.Read()) return false;
            var (line, givesUp) = (row.NumberOrNull(0) ?? 0, row.GetInt32(1) == 1);
            row.Close();
            if (!givesUp && others.RefusedBecauseOf(connection, new HashSet<long> { line }).Count == 0) return false;
        }
        others.PrepareIndexes();
        return true;
    }

    private static ImportKey KeyOf(ChangeSet set) => Imports.ReportOf(set)?.Key ?? ImportKey.Number;

    private ChangeSet MustBeReady(long setId)
    {
        var set = Proposal.Waiting(customers, setId);
        Proposal.MustBeReady(set, null);
        return set;
    }

    private static (ChangeSet Set, Comparison Comparison) Begin(WriteTransaction transaction, long setId, Stage stage, OrganisationSettings settings)
    {
        var set = ChangeSetRows.Find(transaction, setId);
        Proposal.MustBeReady(set, null, stage);
        return (set, new Comparison(stage, Imports.ReportOf(set) ?? throw new RefusedException("proposal.lost", setId), settings));
    }

    // Second rows to one of these lines may become the first now.
    private bool CompareWaiting(WriteTransaction transaction, ChangeSet set, Comparison comparison, IReadOnlySet<long> lines)
    {
        var waiting = new SeenInStage(comparison.Stage, customers.Engine, comparison.Report.Key).RefusedBecauseOf(transaction.Connection, lines);
        foreach (var portion in waiting.Chunk(AtOnce)) Replace(transaction, set, comparison, portion, byHand: false);
        return waiting.Count > 0;
    }

    private static bool SettleNumbers(WriteTransaction transaction, ChangeSet set, Comparison comparison) =>
        ProposalRows.SettleNumbers(transaction, comparison.Stage, set, comparison.Report.Options.LeftOutCauses, comparison.Numbers);

    private List<StagedRow> Replace(WriteTransaction transaction, ChangeSet set, Comparison comparison, CorrectedRow[] rows, bool byHand)
    {
        var stage = comparison.Stage;
        var staged = Compared(transaction.Connection, comparison, rows);
        var check = new ConflictCheck(transaction, stage);
        comparison.Numbers.UnionWith(check.NumbersOf(rows.Select(r => r.Seq)));
        var before = CountedRow.Of(transaction, stage, staged.Select(s => s.Seq));
        NumberNewRows(transaction, stage, staged);
        Write(transaction, stage, staged);
        NoteMerges(transaction, comparison, rows);
        foreach (var row in staged)
            if (StaysOut(before[row.Seq], row, comparison.Report.Options))
                transaction.Execute($"update {stage.Rows} set left_out = 1 where seq = @seq", ("seq", row.Seq));
        comparison.Numbers.UnionWith(check.NumbersOf(rows.Select(r => r.Seq)));
        if (byHand) RowDecisions.Correct(transaction, stage, rows.Zip(staged, (row, staging) => (staging.Line ?? 0, row.Cells)));
        var after = CountedRow.Of(transaction, stage, staged.Select(s => s.Seq));
        PreviewCounts.Moved(set, comparison.Report.Options.LeftOutCauses, [.. staged.Select(row => (before[row.Seq], after[row.Seq]))]);
        AlteredRows.Note(transaction, stage, set.Revision + 1, staged.Select(row => row.Seq));
        return staged;
    }

    // By the policy on customers with the same e-mail address, as when the file was read.
    private static void NoteMerges(WriteTransaction transaction, Comparison comparison, CorrectedRow[] rows)
    {
        var (stage, report, settings) = comparison;
        if (settings.SameEmail != SameEmailPolicy.Merge || report.Key == ImportKey.Email) return;
        var corrected = rows.Select(r => r.Seq).ToHashSet();
        var found = new SameEmailRows(stage, transaction.Engine).Find(transaction.Connection, Viewer.System, only: corrected);
        SameEmailRows.Note(transaction.Connection, stage, found, transaction.Transaction);
    }

    // A row left out for its cause is included once the cause is gone; one left out by a person stays so.
    private static bool StaysOut(CountedRow before, StagedRow now, ImportOptions options)
    {
        if (options.LeftOutCauses.Count == 0) return before.LeftOut;
        var problems = now.Class is RowClass.Error or RowClass.Conflict && now.Problems is { } json ? JsonSerializer.Deserialize<List<Problem>>(json)! : [];
        return problems.Exists(p => ErrorCauses.IsLeftOut(p, options.LeftOutCauses))
            || (before.LeftOut && !before.Problems.Any(p => ErrorCauses.IsLeftOut(p, options.LeftOutCauses)));
    }

    // Asked at the end: a row may be wrong because of another one, or be right again.
    private static long Wrong(WriteTransaction transaction, Stage stage, IEnumerable<long> seqs) =>
        transaction.Number($"select count(*) from {stage.Rows} where class in ({(int)RowClass.Error}, {(int)RowClass.Conflict}) and seq in {Sql.InList(seqs)}");

    // As when the whole file is read, with the values of the other rows known in advance.
    private List<StagedRow> Compared(DbConnection connection, Comparison comparison, CorrectedRow[] rows)
    {
        var (stage, report, settings) = comparison;
        var options = report.Again with { Key = report.Key, Empty = report.Empty, Mode = report.Mode };
        var repairs = new Repairs(report.Mapping, options.RepairsOff);
        var extra = ExtraDefinitions.Of(customers);
        var reader = new RowReaders(report.Mapping, options, report.DateOrders, ImportStaging.ContextOf(customers, report.Mapping, settings), repairs,
            keepsGiven: true, extra);
        var lines = Lines(connection, stage, rows);
        var matched = MatchedRows.Of(connection, stage, lines.Values.DefaultIfEmpty(0));
        var read = rows.Select(row => Read(reader, row, lines.TryGetValue(row.Seq, out var line)
            ? line : throw new RefusedException("import.row_gone", row.Seq), matched)).ToList();
        using var namesakes = Namesakes.Of(connection);
        var known = KnownCustomers.Of(connection, customers.Engine, read, options.Key, namesakes, new WrongIds(options, report.Mapping),
            AbsorbedKeys.Any(connection));
        var seen = new SeenRows();
        var classifier = new RowClassifier(options, settings.Required, report.Mapping, seen, repairs) { Extra = extra, Readers = reader,
            Context = ImportStaging.ContextOf(customers, report.Mapping, settings) };
        new SeenInStage(stage, customers.Engine, report.Key).Note(connection, read, known, seen);
        var stale = new StaleCells(connection);
        return [.. read.Zip(rows, (row, corrected) =>
        {
            var staged = new StagedRow();
            classifier.Classify(row, known, stale, staged);
            staged.Cells = JsonSerializer.Serialize(corrected.Cells);
            return staged;
        })];
    }

    private static ImportedRow Read(RowReaders reader, CorrectedRow corrected, long line, Dictionary<long, long> matched)
    {
        var row = new ImportedRow();
        reader.Read(line, corrected.Cells, row);
        row.Settle(matched.TryGetValue(line, out var customer) ? customer : null);
        row.Seq = corrected.Seq;
        return row;
    }

    // New rows are renumbered, in file order, as soon as there is a gap.
    private static void NumberNewRows(WriteTransaction transaction, Stage stage, List<StagedRow> staged)
    {
        var last = transaction.Number($"select coalesce(max(seq), 0) from {stage.Rows}");
        foreach (var row in staged)
            if (row.NewNumber is not null) row.NewNumber = last + 1 + row.Seq;
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

    private static Dictionary<long, long> Lines(DbConnection connection, Stage stage, CorrectedRow[] rows)
    {
        using var command = connection.Query($"select seq, line from {stage.Rows} where line is not null and seq in {Sql.InList(rows.Select(r => r.Seq))}");
        using var reader = command.ExecuteReader();
        var lines = new Dictionary<long, long>();
        while (reader.Read()) lines.Add(reader.GetInt64(0), reader.GetInt64(1));
        return lines;
    }

    private static string[]? FromFile(string path, ImportReport report, long seq)
    {
        using var file = TableFile.Open(path, report.Options.Table, CancellationToken.None);
        using var rows = FileRows.Of(file, report.Mapping, CancellationToken.None);
        for (long row = 1; rows.Read(); row++)
            if (row == seq) return rows.Texts();
        return null;
    }
}
