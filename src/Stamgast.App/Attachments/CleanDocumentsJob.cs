using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.Attachments;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Attachments;

/// <summary>Deletes documents to which nothing has led for thirty days. Done twice, it deletes nothing more.</summary>
internal sealed class CleanDocumentsJob(Base customers, DocumentStore store, TimeProvider clock) : PageJob
{
    public const string KindName = "attachments.clean";

    public override string Name => KindName;

    public override string Caption => "attachments.cleaning";

    public override string At => "customers";

    public override Permission Permission => Permission.EditCustomers;

    public override int Resumptions => 3;

    /// <summary>The request for it, which nobody makes.</summary>
    public static JobRequest Request() => new(KindName, KindName, null, "/attachments");

    protected override string Do(JobRun run)
    {
        new CleanDocuments(customers, store, clock).Run(run.Cancel);
        return PlaceOf(run.Job);
    }
}

/// <summary>Asks for the job when the program starts, and every day after that.</summary>
internal sealed class DocumentCleaning(JobQueue jobs, ILogger<DocumentCleaning> log) : IDisposable
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private Timer? timer;

    public void Begin() => timer ??= new Timer(_ => AskQuietly(), null, FirstAfter, TimeSpan.FromDays(1));

    public void Dispose() => timer?.Dispose();

    private void AskQuietly()
    {
        try { jobs.Start(CleanDocumentsJob.Request()); }
        // Tomorrow is another day.
        catch (Exception e) when (e is RefusedException or System.Data.Common.DbException or ObjectDisposedException)
        {
            log.LogWarning(e, "The documents to which nothing leads are looked for tomorrow");
        }
    }
}
