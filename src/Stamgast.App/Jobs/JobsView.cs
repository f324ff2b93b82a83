using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>What is done in the background and what was.</summary>
/// <param name="Open">Those that wait or are being done.</param>
/// <param name="Ended">Some of the others, the newest first.</param>
/// <param name="Next">The number before which there are more; null when these are the last.</param>
public sealed record JobsView(IReadOnlyList<JobRow> Open, IReadOnlyList<JobRow> Ended, long? Next, UserNames Users)
{
    public const string Path = "/settings/jobs";
}

/// <summary>One job in the list.</summary>
/// <param name="Kind">Null when this version does not know what it is, or the visitor may not look at it.</param>
public sealed record JobRow(Job Job, PageJob? Kind, DateTime Now)
{
    /// <summary>True when it can be asked for anew: it did not go well, and what it was about is known.</summary>
    public bool MayStartAgain => Kind is not null && Job is { State: JobState.Failed or JobState.Cancelled or JobState.Interrupted, Payload: not null };

    public bool MayCancel => Kind is not null && Job is { HasEnded: false, CancelAsked: false };

    /// <summary>What it does, in words.</summary>
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

    /// <summary>How far it is or how long it took, in words; empty when there is nothing to say.</summary>
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
