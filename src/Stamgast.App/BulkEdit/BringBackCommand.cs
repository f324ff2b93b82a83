using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;

namespace Stamgast.App.BulkEdit;

/// <summary><c>stamgast bring-back ID...</c>: brings customers back from the trash, however they came there.</summary>
internal sealed class BringBackCommand : StamgastCommand
{
    private readonly Argument<long[]> ids = new("ID") { Arity = ArgumentArity.OneOrMore };

    public BringBackCommand() : base("bring-back", Permission.DeleteCustomers) => Add(ids);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var verb = new BringBackCustomers(context.Base, TimeProvider.System);
        var outcomes = verb.Do([.. arguments.GetRequiredValue(ids).Distinct()], Actor.CommandLine, new Course(Cancel: context.Cancel));
        var customers = outcomes.Sum(o => o.Customers);
        var kept = outcomes.SelectMany(o => o.Kept).ToList();
        var result = new
        {
            // Of several the last one; all of them stand beside it.
            changeSet = outcomes.Count == 0 ? (long?)null : outcomes[^1].Set.Id,
            customers,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
            changeSets = outcomes.Select(o => o.Set.Id),
            kept = kept.Select(k => new { customer = k.CustomerId, reason = k.Reason, fields = k.Fields }),
        };
        var words = new List<string>
        {
            outcomes.Count == 0 ? context.T("command.bring-back.nothing")
                : context.T("command.bring-back.done", context.Many("command.count.customers", customers), string.Join(", ", outcomes.Select(o => o.Set.Id))),
        };
        words.AddRange(kept.Take(20).Select(k => context.T("command.bring-back.kept", k.CustomerId, k.Name ?? "")));
        return Task.FromResult(context.Done(result, string.Join('\n', words)));
    }
}
