using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Jobs;
using Stamgast.Matching;

namespace Stamgast.App.Duplicates.Scanning;

/// <summary>Searches the whole base for duplicates. Done twice, it finds the same.</summary>
internal sealed class ScanJob(Base customers, TimeProvider clock, MatchMemory memory) : PageJob
{
    public const string KindName = "duplicates.scan";

    /// <summary>One at a time, whoever asks for it.</summary>
    public const string Key = "duplicates-scan";

    private const string Place = DuplicateAddress.Path;

    public override string Name => KindName;

    public override string Caption => "duplicates.scanning";

    public override string At => "duplicates";

    public override Permission Permission => Permission.FindDuplicates;

    public override int Resumptions => 3;

    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <summary>The request for a search; while one is under way, it is that one.</summary>
    /// <param name="user">Who asks for it; null when the program does by itself.</param>
    public static JobRequest Request(long? user) => new(KindName, Key, user, Place);

    protected override string Do(JobRun run)
    {
        new ScanBase(customers, clock, memory).Run(waits: true, run.StillMine, new Shown(run), run.Cancel);
        return PlaceOf(run.Job);
    }

    private sealed class Shown(JobRun run) : IProgress<MatchingProgress>
    {
        private long customers;

        public void Report(MatchingProgress value)
        {
            // How much of the time each part takes, at a million customers.
            var (from, to) = value.Stage switch
            {
                MatchingStage.Reading => (0, 0.15),
                MatchingStage.Preparing => (0.15, 0.45),
                MatchingStage.Learning => (0.45, 0.6),
                MatchingStage.Comparing => (0.6, 0.85),
                _ => (0.85, 1),
            };
            // Later parts count comparisons and pairs, which say nothing to whoever waits.
            if (value.Stage == MatchingStage.Reading) customers = value.Done;
            run.Report(customers, from + (to - from) * (value.Total == 0 ? 0 : Math.Min(1, (double)value.Done / value.Total)));
        }
    }
}
