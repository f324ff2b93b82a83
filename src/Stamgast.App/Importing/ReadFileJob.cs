using Stamgast.App.Importing.Formats;
using Stamgast.App.Jobs;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mapping;
using Stamgast.Jobs;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>Reads the file of an import and makes a new preview; an existing one stays if the reading fails or is cancelled.</summary>
internal sealed class ReadFileJob(Base customers, TimeProvider clock, Uploads uploads, PreviewMemory previews, ImportsLetGo letGo) : ImportJob(previews, letGo)
{
    public const string KindName = "import.read";

    // A machine away for this long will not come back with its files.
    private static readonly TimeSpan UntilAnybody = TimeSpan.FromDays(1);

    /// <param name="Options">The reading options; the mapping is separate.</param>
    /// <param name="Mapping">The columns, as <see cref="ColumnMapping.ToJson"/> writes them; null to guess.</param>
    /// <param name="Back">Appended to the address of the preview at the end.</param>
    /// <param name="Asks">True to end at the columns page if the preview would show hardly anything but errors.</param>
    public sealed record Order(ImportOptions Options, string? Mapping, string Back, bool Asks);

    public override string Name => KindName;

    public override string Caption => "import.reading";

    // Of many files that arrive together, only this many are read at a time; the others wait.
    public override int AtOnce => 2;

    // The file is on the disk of the program that received it.
    public override bool CanBeDoneHere(Job job) =>
        !customers.Location.IsOnServer || uploads.Find(SetOf(job)) is not null || clock.GetUtcNow().UtcDateTime - job.NextAt > UntilAnybody;

    public override void Dropped(Job job) => RemoveUnlessSeen(SetOf(job));

    public override string? AddressOfEnd(Job job) =>
        // Kept with the set: its page says why.
        job.State == JobState.Failed && LetGo.Find(SetOf(job)) is { State: ChangeState.Failed } or { State: ChangeState.Proposed, Failure: not null }
            ? ImportWork.AddressOf(SetOf(job)) : base.AddressOfEnd(job);

    protected override string Do(JobRun run, long setId)
    {
        var order = run.Job.PayloadOf<Order>();
        var options = order.Options with { Mapping = order.Mapping is { } mapping ? ColumnMapping.FromJson(mapping) : null };
        var imports = new Imports(customers, clock);
        try
        {
            run.Cancel.ThrowIfCancellationRequested();
            if (CorrectedFile.WaitingFor(customers, uploads.PathOf(setId), run.Cancel) is { } waiting && waiting.Id != setId) return Join(setId, waiting, run);
            imports.Stage(setId, uploads.PathOf(setId), options, progress => Report(run, progress), run.Cancel);
        }
        catch (OperationCanceledException) when (run.IsCancelled)
        {
            RemoveUnlessSeen(setId);
            throw;
        }
        catch (RefusedException e) when (!IsReadElsewhere(e.Refusal, setId) && LetGo.Find(setId) is { State: ChangeState.Staging, Staged: 0 })
        {
            // Corrected rows that could not join their import: there is nothing else to do with them now.
            LetGo.Remove(setId);
            throw;
        }
        catch (Exception e) when (e is not (RefusedException or OperationCanceledException))
        {
            // Its page offers to try again, instead of claiming for ever that it is being read.
            imports.GiveUp(setId);
            throw;
        }
        return order.Asks && ImportRoutes.Find(customers, setId) is var read && Imports.ReportOf(read) is { } report && ImportQuestion.IsAsked(read, report)
            ? ImportWork.AddressOf(setId) + "/columns" : ImportWork.AddressOf(setId) + order.Back;
    }

    // An existing preview stays; a file read for the first time leaves nothing behind.
    private void RemoveUnlessSeen(long setId)
    {
        if (LetGo.Find(setId) is { State: not (ChangeState.Proposed or ChangeState.Applied) }) LetGo.Remove(setId);
    }

    private static bool IsReadElsewhere(Refusal refusal, long setId) => refusal is { Code: "proposal.staging", Arguments: [long read, ..] } && read == setId;

    private static void Report(JobRun run, ImportProgress progress) =>
        run.Report(progress.Rows, progress.TotalBytes > 0 ? (double)progress.Bytes / progress.TotalBytes : null);

    // The errors file of a waiting import: its rows return to their places, and it is not an import of its own.
    private string Join(long setId, ChangeSet waiting, JobRun run)
    {
        var joined = CorrectedFile.Join(customers, waiting, uploads.PathOf(setId), progress => Report(run, progress), run.Cancel);
        uploads.Remove(setId);
        new Imports(customers, clock).Cancel(setId);
        List<FlashCount> more = joined.Wrong > 0 ? [new("import.joined.right", joined.Right), new("import.joined.fix", joined.Wrong)] : [];
        if (joined.Unknown > 0) more.Add(new("import.joined.unknown", joined.Unknown));
        return new Flash
        {
            Key = "import.joined", Count = joined.Rows, And = more, Warns = joined.Right == 0 || joined.Wrong > 0,
            Href = joined.Wrong > 0 ? ImportWork.AddressOf(waiting.Id) + "/errors.csv" : null, LinkKey = "import.errors.download",
        }.At(ImportWork.AddressOf(waiting.Id));
    }
}
