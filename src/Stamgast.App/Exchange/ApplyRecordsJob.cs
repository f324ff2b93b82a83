using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Kinds;
using Stamgast.Proposals;

namespace Stamgast.App.Exchange;

/// <summary>Applies a confirmed preview of an import of a declared kind.</summary>
internal sealed class ApplyRecordsJob(Base customers, TimeProvider clock, JobActors actors) : PageJob
{
    private const string KindName = "records.apply";

    /// <param name="Kind">The key of the kind.</param>
    /// <param name="Set">The proposal.</param>
    /// <param name="Revision">The revision of the confirmed preview.</param>
    public sealed record Order(string Kind, long Set, int Revision);

    public override string Name => KindName;

    public override string Caption => "exchange.applying";

    public override Permission Permission => Permission.Import;

    public override string At => "import";

    public static string KeyOf(long setId) => "records-" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The request to apply a preview.</summary>
    public static JobRequest Request(Order order, long user) =>
        new JobRequest(KindName, KeyOf(order.Set), user, ExchangeAddress.OfImport(RecordKinds.Of(order.Kind), order.Set)).With(order);

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var kind = RecordKinds.Of(order.Kind);
        // The program stopped after applying it, or before it could report.
        if (ConfirmProposal.Find(customers, order.Set).State == ChangeState.Applied) return ExchangeAddress.OfList(kind);
        var outcome = new ConfirmProposal(customers, clock).Do(
            order.Set, order.Revision, actors.OfAll(run, Door.Import), strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        // Rows that somebody else changed are offered again.
        var path = outcome.LeftTo is { } left ? ExchangeAddress.OfImport(kind, left) : ExchangeAddress.OfList(kind);
        // Where only the customers changed, that is what was done.
        if (outcome is { Set: { Created: 0, Changed: 0 }, Also: [var along] }) outcome = along;
        return outcome.CustomersKept is { Count: > 0 } kept ? DoneTexts.AddressKeeping(path, outcome, kept, "exchange.customers.kept")
            : DoneTexts.Address(path, outcome);
    }
}
