using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Sales.Nightly;

namespace Stamgast.App.Sales;

/// <summary>Offers and agreements expire, contracts are renewed and tasks remind, once a day.</summary>
internal sealed class SalesNightJob(Base customers, TimeProvider clock) : PageJob
{
    /// <inheritdoc />
    public override string Name => "sales.night";

    /// <inheritdoc />
    public override bool IsDaily => true;

    /// <inheritdoc />
    public override int Resumptions => 3;

    /// <inheritdoc />
    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <inheritdoc />
    public override Permission Permission => Permission.ChangeSettings;

    /// <inheritdoc />
    public override string Caption => "job.sales.night";

    /// <inheritdoc />
    protected override string Do(JobRun run)
    {
        new SalesNight(customers, clock, Actor.Program with { Committing = (transaction, _) => run.StillMine(transaction) }).Run(run.Cancel);
        return JobsView.Path;
    }
}
