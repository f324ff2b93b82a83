using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Tables;

namespace Stamgast.Tasks;

/// <summary>The result of reading a file of tasks: the proposal, and the headers of columns that were not imported.</summary>
public sealed record TaskImportResult(ChangeSet Set, IReadOnlyList<string> Unmapped);

/// <summary>Reads a file of tasks into a proposal, which is looked at, confirmed and undone as any other.</summary>
public sealed class TaskImport(Base customers, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Reads a whole file and stores what it would change; nothing is applied.</summary>
    /// <param name="clears">True when an empty cell clears its field; false when it leaves it.</param>
    /// <param name="progress">Receives the number of rows read.</param>
    /// <exception cref="RefusedException">The file is not a table, or task.import.columns. Nothing of it remains then.</exception>
    public TaskImportResult Stage(
        string path, Actor actor, bool clears = false, IProgress<(long Done, long? Total)>? progress = null, CancellationToken cancel = default)
    {
        using var file = TableFile.Open(path, new TableOptions { HasHeader = true, KeepSubtotals = true }, cancel);
        var columns = TaskColumns.Of(file.Columns, path);
        var set = Begin(path, actor);
        var stage = Changes.Stages.Stage.Next(customers, set);
        try
        {
            using (var writer = stage.Create())
            using (var rows = file.ReadRows(cancel))
            using (var reading = new TaskRows(customers, actor.Viewer, clock, columns, clears))
            {
                reading.Run(rows, writer, progress, cancel);
                writer.Complete();
            }
            return new TaskImportResult(Propose(set, stage, cancel), columns.Unmapped);
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

    /// <summary>Deletes a proposal with everything stored for it.</summary>
    /// <exception cref="RefusedException">change_set.unknown; proposal.applied</exception>
    public void Cancel(long setId)
    {
        var set = customers.WriteCustomers(transaction =>
        {
            var found = ChangeSetRows.Find(transaction, setId);
            if (found.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
            ChangeSetRows.Drop(transaction, setId);
            return found;
        }, Patience);
        Changes.Stages.Stage.OfProposal(customers, set).Delete();
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

    private ChangeSet Propose(ChangeSet set, Stage stage, CancellationToken cancel) => customers.WriteCustomers(transaction =>
    {
        new ConflictCheck(transaction, stage).Run(mayRebase: true);
        Proposal.Recount(transaction, stage, set);
        (set.State, set.Staged) = (ChangeState.Proposed, stage.Number);
        stage.KeepRevision(transaction, set.Revision);
        ChangeSetRows.Update(transaction, set);
        return set;
    }, Patience, stage.File, cancel);
}
