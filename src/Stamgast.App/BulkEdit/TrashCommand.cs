using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;

namespace Stamgast.App.BulkEdit;

/// <summary><c>stamgast trash ID...</c>: puts customers in the trash, as one change that can be undone.</summary>
internal sealed class TrashCommand : StamgastCommand
{
    private readonly Argument<long[]> ids = new("ID") { Arity = ArgumentArity.OneOrMore };

    public TrashCommand() : base("trash", Permission.DeleteCustomers) => Add(ids);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var verb = new TrashCustomers(context.Base, TimeProvider.System);
        var outcome = verb.Do([.. arguments.GetRequiredValue(ids).Distinct()], Actor.CommandLine, new Course(Cancel: context.Cancel));
        var result = new { changeSet = outcome?.Set.Id, customers = outcome?.Customers ?? 0, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) };
        return Task.FromResult(context.Done(result, outcome is null ? context.T("command.trash.nothing")
            : context.T("command.trash.done", context.Many("command.count.customers", outcome.Customers), outcome.Set.Id)));
    }
}
