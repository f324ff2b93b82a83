using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>Current and finished background jobs.</summary>
/// <param name="Open">Jobs that wait or run.</param>
/// <param name="Ended">Some of the others, the newest first.</param>
/// <param name="Next">The number before which there are more; null when these are the last.</param>
public sealed record JobsView(IReadOnlyList<JobRow> Open, IReadOnlyList<JobRow> Ended, long? Next, UserNames Users)
{
    public const string Path = "/settings/jobs";
}

/// <summary>One job in the list.</summary>
/// <param name="Kind">Null when this version does not know the kind, or the visitor may not see it.</param>
public sealed record JobRow(Job Job, PageJob? Kind, DateTime Now)
{
    /// <summary>True when it can be requested again: it failed, and its parameters are known.</summary>
    public bool MayStartAgain => Kind is not null && Job is { State: JobState.Failed or JobState.Cancelled or JobState.Interrupted, Payload: not null };

    public bool MayCancel => Kind is not null && Job is { HasEnded: false, CancelAsked: false };

    /// <summary>A description of the job.</summary>
    public string Title(Visit visit) => Kind is null ? Job.Kind : visit.T(Kind.Title);

    /// <summary>The colour of the state.</summary>
    public string Tag => Job.State switch
    {
        JobState.Done => "ok",
        JobState.Failed => "bad",
        JobState.Interrupted => "warn",
        JobState.Running => "calm",
        _ => "",
    };

    /// <summary>Its progress or duration as text; empty when there is nothing to show.</summary>
    public string Reached(Visit visit)
    {
        var rows = Job.Done > 0 ? visit.Many("shell.progress.rows", Job.Done) : "";
        return Job switch
        {
            { State: JobState.Running, Fraction: { } part } => Joined(Math.Clamp(part, 0, 1).ToString("P0", visit.Culture), rows),
            { State: JobState.Waiting } when Job.NextAt > Now => visit.T("jobs.next", visit.Moment(Job.NextAt)),
            { StartedAt: { } started, EndedAt: { } ended } when ended > started => Joined(rows, visit.Duration(ended - started)),
            _ => rows,
        };
    }

    /// <summary>Why it failed or must be tried again, what to do about it included; null when all is well.</summary>
    public string? Why(Visit visit) => Job switch
    {
        { Refusal: { } refusal } => InWords(refusal, visit),
        { State: JobState.Interrupted } => InWords(new Refusal("job.interrupted", Job.Id), visit),
        _ => null,
    };

    private static string InWords(Refusal refusal, Visit visit) => refusal.What(visit.Culture) + " " + refusal.Remedy(visit.Culture);

    private static string Joined(params string[] parts) => string.Join(" · ", parts.Where(part => part.Length > 0));
}
