using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;

namespace Stamgast.App.BulkEdit;

/// <summary><c>stamgast bring-back ID...</c>: brings customers back from the trash, however they got there.</summary>
internal sealed class BringBackCommand() : NamedCustomersCommand("bring-back", Permission.DeleteCustomers)
{
    private const int KeptNamed = 20;

    protected override (object Result, string Words) Do(IReadOnlyList<long> customers, Course course, CommandContext context, Func<double> seconds)
    {
        var outcomes = new BringBackCustomers(context.Base, TimeProvider.System).Do(customers, Actor.CommandLine, course);
        var count = outcomes.Sum(o => o.Customers);
        var kept = outcomes.SelectMany(o => o.Kept).ToList();
        var result = new
        {
            // If there are several, the last one; the others are listed beside it.
            changeSet = outcomes.Count == 0 ? (long?)null : outcomes[^1].Set.Id, customers = count, seconds = seconds(),
            changeSets = outcomes.Select(o => o.Set.Id),
            kept = kept.Select(k => new { customer = k.CustomerId, reason = k.Reason, fields = k.Fields }),
        };
        var words = new List<string>
        {
            outcomes.Count == 0 ? context.T("command.bring-back.nothing")
                : context.T("command.bring-back.done", context.Many("command.count.customers", count), string.Join(", ", outcomes.Select(o => o.Set.Id))),
        };
        words.AddRange(kept.Take(KeptNamed).Select(k => context.T("command.bring-back.kept", k.CustomerId, k.Name ?? "")));
        return (result, string.Join('\n', words));
    }
}
