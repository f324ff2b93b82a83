using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tables;

namespace Stamgast.Tasks.Exchange;

/// <summary>The result of reading a file of tasks: the proposal, and the headers of columns that were not imported.</summary>
public sealed record TaskImportResult(ChangeSet Set, IReadOnlyList<string> Unmapped);

/// <summary>Reads a file of tasks into a proposal, which is looked at, confirmed and undone as any other.</summary>
public sealed class TaskImport(Base customers, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Reads a whole file and stores what it would change; nothing is applied.</summary>
    /// <param name="clears">True when an empty cell clears its field; false when it leaves it.</param>
    /// <param name="progress">Receives the number of rows read.</param>
    /// <param name="fileName">The original name of the file; null to use its name here.</param>
    /// <exception cref="RefusedException">The file is not a table, or task.import.columns. Nothing of it remains then.</exception>
    public TaskImportResult Stage(
        string path, Actor actor, bool clears = false, IProgress<(long Done, long? Total)>? progress = null, string? fileName = null,
        CancellationToken cancel = default)
    {
        using var file = TableFile.Open(path, new TableOptions { HasHeader = true, KeepSubtotals = true }, cancel);
        var columns = TaskColumns.Of(file.Columns, fileName ?? path);
        var set = Begin(fileName ?? path, actor);
        var stage = Changes.Stages.Stage.Next(customers, set);
        try
        {
            IReadOnlyDictionary<string, long> changing;
            using (var writer = stage.Create())
            using (var rows = file.ReadRows(cancel))
            using (var reading = new TaskRows(customers, actor.Viewer, clock, columns, clears))
            {
                reading.Run(rows, writer, progress, cancel);
                writer.Complete();
                changing = reading.FieldCounts;
            }
            Compare(stage, cancel);
            var causes = ErrorCauses.Count(stage, [], cancel).Open;
            var report = new TaskReport { FieldCounts = changing, Causes = causes, Unmapped = columns.Unmapped, Columns = columns.ByName };
            return new TaskImportResult(Propose(set, stage, report, cancel), columns.Unmapped);
        }
        catch
        {
            stage.Delete();
            customers.WriteCustomers(transaction =>
            {
                ChangeSetRows.Drop(transaction, set.Id);
                return true;
            }, Patience, cancel: CancellationToken.None);
            throw;
        }
        finally { customers.InHand.LetGo(set.Id); }
    }

    /// <summary>An import of tasks, applied or not.</summary>
    /// <exception cref="RefusedException">task.import.unknown: no import of tasks has this number.</exception>
    public static ChangeSet Find(Base customers, long setId)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.SingleOrDefault(s => s.Id == setId && s.RecordKind == TaskShape.KindNumber && s.Kind == ChangeKind.Import)
            ?? throw new RefusedException("task.import.unknown", setId);
    }

    private ChangeSet Begin(string path, Actor actor) => customers.WriteCustomers(transaction =>
    {
        var set = new ChangeSet
        {
            RecordKind = TaskShape.KindNumber, Kind = ChangeKind.Import, Door = actor.Door, State = ChangeState.Staging, UserId = actor.UserId,
            ProposedAt = clock.GetUtcNow().UtcDateTime, FileName = Path.GetFileName(path),
        };
        ChangeSetRows.Insert(transaction, set);
        // Others see it as soon as it is stored: this program must hold it from then on, or they would free it.
        customers.InHand.TryHold(set.Id);
        return set;
    }, Patience);

    private void Compare(Stage stage, CancellationToken cancel) => customers.WriteCustomers(transaction =>
    {
        new ConflictCheck(transaction, stage).Run(mayRebase: true);
        return true;
    }, Patience, stage.File, cancel);

    private ChangeSet Propose(ChangeSet set, Stage stage, TaskReport report, CancellationToken cancel) => customers.WriteCustomers(transaction =>
    {
        var counts = PreviewCounts.FieldsOf(transaction, stage, report.FieldCounts, anyLeftOut: false);
        set.Reading = JsonSerializer.Serialize(report with { FieldCounts = counts }, JsonSerializerOptions.Web);
        Proposal.Recount(transaction, stage, set);
        (set.State, set.Staged) = (ChangeState.Proposed, stage.Number);
        stage.KeepRevision(transaction, set.Revision);
        ChangeSetRows.Update(transaction, set);
        return set;
    }, Patience, stage.File, cancel);
}
