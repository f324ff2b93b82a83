using Stamgast.Changes;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>Progress and cancellation of a change within a job.</summary>
internal static class JobCourse
{
    public static Course Course(this JobRun run) => new((rows, fraction) => run.Report(rows, fraction > 0 ? fraction : null), run.Cancel);
}
