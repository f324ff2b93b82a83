using Stamgast.Privacy;

namespace Stamgast.Jobs;

/// <summary>The storage of jobs.</summary>
internal static class JobDataPlaces
{
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("a job that is under way compares with the customers itself");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Jobs", DataSubject.User, new TableColumns("job",
            [
                "id", "key", "kind", "state", "done", "total", "fraction", "user_id", "created_at", "started_at", "ended_at", "attempts",
                "next_at", "owner", "beat_at", "cancel_asked", "set_id", "told",
            ]),
            ErasePlan.NotPersonal("counts and times, and which user asked for it"), NoMerge, ExportPlan.LeaveOut("it tells how far some work was")),
        new("What jobs are about", DataSubject.Customer, new TableColumns("job", ["payload", "back", "error", "result"]),
            ErasePlan.Expire("what it was to do goes once it is done; words that were searched for, and cells that were refused, thirty days after its end"),
            NoMerge, ExportPlan.LeaveOut("it is work on many customers at once")),
        new("Jobs under way", DataSubject.Customer, new InMemory(nameof(LiveJob)), ErasePlan.Expire("it ends with the job"), NoMerge,
            ExportPlan.LeaveOut("it is work on many customers at once")),
    ];
}
