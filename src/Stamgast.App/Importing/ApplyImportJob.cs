using Stamgast.App.Jobs;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Language;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>Applies a confirmed preview. Repeating it finds it already applied.</summary>
internal sealed class ApplyImportJob(Base customers, TimeProvider clock, Uploads uploads, PreviewMemory previews, ImportsLetGo letGo, JobActors actors)
    : ImportJob(previews, letGo)
{
    public const string KindName = "import.apply";

    /// <param name="Revision">The revision of the confirmed preview.</param>
    /// <param name="Culture">The language in which left-out rows are explained.</param>
    public sealed record Order(int Revision, string Culture);

    public override string Name => KindName;

    public override string Caption => "import.applying";

    // It was confirmed once; nobody has to wait while others write.
    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    public override string AddressOfDone(Job job) => ImportWork.AddressOf(SetOf(job)) + "/done";

    protected override string Do(JobRun run, long setId)
    {
        var order = run.Job.PayloadOf<Order>();
        // The program stopped after somebody else applied it, or before it could report.
        if (ImportRoutes.Find(customers, setId).State == ChangeState.Applied) return AddressOfDone(run.Job);
        ErrorsFile.Write(customers, setId, uploads.ErrorsPath(setId), Cultures.Match(order.Culture) ?? Cultures.English);
        var actor = actors.OfAll(run, Door.Import);
        new ConfirmProposal(customers, clock).Do(setId, order.Revision, actor, strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        uploads.Remove(setId);
        return AddressOfDone(run.Job);
    }
}
