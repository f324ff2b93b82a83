using Stamgast.App.Jobs;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Language;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>Applies the preview that somebody confirmed. Whoever does it again finds it applied.</summary>
internal sealed class ApplyImportJob(Base customers, TimeProvider clock, Uploads uploads, PreviewMemory previews, ImportsLetGo letGo, JobActors actors)
    : ImportJob(previews, letGo)
{
    public const string KindName = "import.apply";

    /// <param name="Revision">Of the preview that was confirmed.</param>
    /// <param name="Culture">The language in which the rows that are left out are explained.</param>
    public sealed record Order(int Revision, string Culture);

    public override string Name => KindName;

    public override string Caption => "import.applying";

    // It was confirmed once; nobody needs to stand by until others have written.
    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    public override string AddressOfDone(Job job) => ImportWork.AddressOf(SetOf(job)) + "/done";

    protected override string Do(JobRun run, long setId)
    {
        var order = run.Job.PayloadOf<Order>();
        // The program stopped after it was applied by somebody else, or before that could be said.
        if (ImportRoutes.Find(customers, setId).State == ChangeState.Applied) return AddressOfDone(run.Job);
        ErrorsFile.Write(customers, setId, uploads.ErrorsPath(setId), Cultures.Match(order.Culture) ?? Cultures.English);
        var actor = actors.OfAll(run, Door.Import);
        new ConfirmProposal(customers, clock).Do(setId, order.Revision, actor, strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        uploads.Remove(setId);
        return AddressOfDone(run.Job);
    }
}
