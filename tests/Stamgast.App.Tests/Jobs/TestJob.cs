using Stamgast.App.Permissions;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>A kind of job that does what a test says.</summary>
public sealed class TestJob(Func<JobRun, string> work, string caption = "activity.undoing") : PageJob
{
    public override string Name => "test.work";

    public override string Caption => caption;

    public override string Title => "activity.undoing";

    public override Permission Permission => Permission.Undo;

    public override string At => caption.StartsWith("import", StringComparison.Ordinal) ? "import" : "activity";

    /// <summary>Its parameters.</summary>
    public static JobRequest Request(string key, string? back = null) => new JobRequest("test.work", key, null, back).With(1);

    protected override string Do(JobRun run) => work(run);
}
