using Stamgast.Customers.Extras;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Customers;

/// <summary>Makes the indexes by which customers are found by extra fields. Done twice it finds them made.</summary>
internal sealed class ExtraIndexJob(Base customers) : PageJob
{
    public const string KindName = "fields.index";

    /// <summary>One at a time: it makes all that are missing.</summary>
    public const string Key = "fields-index";

    public override string Name => KindName;

    public override string Caption => "extra.indexing";

    public override string At => "settings";

    public override Permission Permission => Permission.ChangeSettings;

    public override int Resumptions => 3;

    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    protected override string Do(JobRun run)
    {
        var indexes = new ExtraIndexes(customers);
        // Fields may be altered while it works.
        while (!indexes.AreMade) indexes.Make((made, all) => run.Report(made, all == 0 ? null : (double)made / all), run.Cancel);
        return PlaceOf(run.Job);
    }
}
