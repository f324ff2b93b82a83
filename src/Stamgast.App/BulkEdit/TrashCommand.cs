using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;

namespace Stamgast.App.BulkEdit;

/// <summary><c>stamgast trash ID...</c>: puts customers in the trash, as one change that can be undone.</summary>
internal sealed class TrashCommand() : NamedCustomersCommand("trash", Permission.DeleteCustomers)
{
    protected override (object Result, string Words) Do(IReadOnlyList<long> customers, Course course, CommandContext context, Func<double> seconds)
    {
        var outcome = new TrashCustomers(context.Base, TimeProvider.System).Do(customers, Actor.CommandLine, course);
        return (new { changeSet = outcome?.Set.Id, customers = outcome?.Customers ?? 0, seconds = seconds() },
            outcome is null ? context.T("command.trash.nothing")
                : context.T("command.trash.done", context.Many("command.count.customers", outcome.Customers), outcome.Set.Id));
    }
}
