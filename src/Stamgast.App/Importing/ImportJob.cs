using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Jobs;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>Shared by reading and applying an import: both can be discarded meanwhile, and the import page shows how they ended.</summary>
public abstract class ImportJob(PreviewMemory previews, ImportsLetGo letGo) : PageJob
{
    /// <inheritdoc />
    public override Permission Permission => Permission.Import;

    /// <inheritdoc />
    public override string At => "import";

    /// <summary>Both can be repeated: reading makes a new preview, and an applied import is not applied again.</summary>
    public override int Resumptions => 2;

    protected ImportsLetGo LetGo => letGo;

    /// <inheritdoc />
    protected sealed override string Do(JobRun run)
    {
        var setId = SetOf(run.Job);
        // The memory of its preview becomes obsolete, and both cores have other work.
        previews.Drop(setId);
        try
        {
            var end = Do(run, setId);
            if (letGo.Gone(setId) is not { } gone) return end;
            run.Cancel.ThrowIfCancellationRequested();
            return gone;
        }
        catch (Exception e) when (e is not OperationCanceledException && letGo.Has(setId))
        {
            // If it was discarded, nobody asks why it failed.
            return letGo.Gone(setId) ?? ImportWork.AddressOf(setId);
        }
        catch (OperationCanceledException)
        {
            letGo.Gone(setId);
            throw;
        }
    }

    /// <inheritdoc />
    public override string? AddressOfEnd(Job job)
    {
        var setId = ImportWork.SetOf(job.Key);
        if (letGo.Find(setId) is null) return job.State == JobState.Cancelled ? DoneTexts.Said("/import", "import.cancelled") : null;
        return job.State switch
        {
            JobState.Cancelled => DoneTexts.Said(ImportWork.AddressOf(setId), "import.applyCancelled"),
            JobState.Interrupted => ImportWork.AddressOf(setId),
            _ => null,
        };
    }

    protected abstract string Do(JobRun run, long setId);

    protected static long SetOf(Job job) => ImportWork.SetOf(job.Key);
}
