using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Importing.Similar;
using Stamgast.Jobs;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing.Similar;

/// <summary>Searches the new rows of a preview for duplicates, beside the preview. Done twice it finds the same.</summary>
internal sealed class FindSimilarJob(Base customers, MatchMemory memory, PreviewMemory previews) : PageJob
{
    public const string KindName = "import.similar";

    private const string Prefix = "similar-";

    public override string Name => KindName;

    public override string Caption => "import.similar.searching";

    public override string At => "import";

    public override Permission Permission => Permission.Import;

    public override int AtOnce => 1;

    public override int Resumptions => 2;

    public static string KeyOf(long setId) => Prefix + setId.ToString(CultureInfo.InvariantCulture);

    protected override string Do(JobRun run)
    {
        var setId = long.Parse(run.Job.Key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
        var all = Math.Max(1, run.Job.PayloadOf<long>());
        run.Report(0, 0, all);
        new FindSimilarRows(customers, memory).Do(setId, done => run.Report(done, Math.Min(1, (double)done / all), all), run.Cancel);
        // What it remembers of the rows does not know them yet.
        previews.Drop(setId);
        return ImportWork.AddressOf(setId);
    }
}
