using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Service.Tickets;

namespace Stamgast.App.Service;

/// <summary>Tickets resolved long enough are closed, and those that waited until today are open again, once a day.</summary>
internal sealed class TicketNightJob(Base customers, TimeProvider clock) : PageJob
{
    /// <inheritdoc />
    public override string Name => "tickets.night";

    /// <inheritdoc />
    public override bool IsDaily => true;

    /// <inheritdoc />
    public override int Resumptions => 3;

    /// <inheritdoc />
    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <inheritdoc />
    public override Permission Permission => Permission.ChangeSettings;

    /// <inheritdoc />
    public override string Caption => "job.tickets.night";

    /// <inheritdoc />
    protected override string Do(JobRun run)
    {
        new CloseTickets(customers, clock).Do(Actor.Program with { Committing = (transaction, _) => run.StillMine(transaction) }, run.Cancel);
        return JobsView.Path;
    }
}
