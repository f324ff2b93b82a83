using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Proposals;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Jobs;
using Stamgast.Kinds;

namespace Stamgast.App.Exchange;

/// <summary>Reads an uploaded file of a declared kind and makes its preview. Running it twice only makes a second preview.</summary>
internal sealed class ReadRecordsJob(Base customers, TimeProvider clock, BroughtFiles files, JobActors actors) : PageJob
{
    // A machine away for this long will not come back with its files.
    private static readonly TimeSpan UntilAnybody = TimeSpan.FromDays(1);

    private const string KindName = "records.read";

    /// <param name="Kind">The key of the kind.</param>
    /// <param name="Upload">Where the file is kept (<see cref="BroughtFiles.KeepApart"/>).</param>
    /// <param name="FileName">Its original name.</param>
    public sealed record Order(string Kind, string Upload, string FileName);

    public override string Name => KindName;

    public override string Caption => "exchange.reading";

    public override Permission Permission => Permission.Import;

    public override string At => "import";

    public override int Resumptions => 2;

    /// <summary>The request to read a file.</summary>
    public static JobRequest Request(Order order, long user) =>
        new JobRequest(KindName, order.Upload, user, ExchangeAddress.OfUpload(RecordKinds.Of(order.Kind))).With(order);

    // The file is on the disk of the program that received it.
    public override bool CanBeDoneHere(Job job) =>
        files.FindApart(job.PayloadOf<Order>().Upload) is not null || clock.GetUtcNow().UtcDateTime - job.NextAt > UntilAnybody;

    public override void Dropped(Job job) => files.RemoveApart(job.PayloadOf<Order>().Upload);

    public override string? AddressOfEnd(Job job) => job.State == JobState.Cancelled ? DoneTexts.Said(PlaceOf(job), "exchange.cancelled") : null;

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var kind = RecordKinds.Of(order.Kind);
        var path = files.FindApart(order.Upload) ?? throw new RefusedException("upload.gone", order.FileName);
        try
        {
            var told = new Told(progress => run.Report(progress.Done, null));
            var result = new RecordImport(customers, kind, clock).Stage(path, actors.OfPart(run, Door.Import), null, told, order.FileName, run.Cancel);
            files.RemoveApart(order.Upload);
            return ExchangeAddress.OfImport(kind, result.Set.Id);
        }
        // When the program only stops, the next one reads it again.
        catch (Exception e) when (e is not OperationCanceledException || run.IsCancelled)
        {
            files.RemoveApart(order.Upload);
            throw;
        }
    }

    private sealed class Told(Action<(long Done, long? Total)> report) : IProgress<(long Done, long? Total)>
    {
        public void Report((long Done, long? Total) value) => report(value);
    }
}
