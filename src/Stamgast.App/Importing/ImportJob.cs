using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Jobs;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>What reading and applying an import have in common: somebody may let go of it meanwhile, and its own page says how it ended.</summary>
public abstract class ImportJob(PreviewMemory previews, ImportsLetGo letGo) : PageJob
{
    /// <inheritdoc />
    public override Permission Permission => Permission.Import;

    /// <inheritdoc />
    public override string At => "import";

    /// <summary>Neither is done twice: reading makes the preview anew, and what was applied is not applied again.</summary>
    public override int Resumptions => 2;

    protected ImportsLetGo LetGo => letGo;

    /// <inheritdoc />
    protected sealed override string Do(JobRun run)
    {
        var setId = SetOf(run.Job);
        // What is remembered of it will be no more, and both cores have other work.
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
            // Whoever let go of it does not ask why it failed.
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
        if (letGo.Find(setId) is null) return job.State == JobState.Cancelled ? DoneWords.Said("/import", "import.cancelled") : null;
        return job.State switch
        {
            JobState.Cancelled => DoneWords.Said(ImportWork.AddressOf(setId), "import.applyCancelled"),
            JobState.Interrupted => ImportWork.AddressOf(setId),
            _ => null,
        };
    }

    protected abstract string Do(JobRun run, long setId);

    protected static long SetOf(Job job) => ImportWork.SetOf(job.Key);
}
