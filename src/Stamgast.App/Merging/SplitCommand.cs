using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.Changes;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary><c>stamgast split CHANGESET</c> or <c>stamgast split --customer ID</c>: splits a merge.</summary>
internal sealed class SplitCommand : StamgastCommand
{
    private readonly Argument<long?> set = new("CHANGESET") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<long?> customer = new("--customer") { HelpName = "ID" };

    public SplitCommand() : base("split", Permission.Merge)
    {
        Add(set);
        Add(customer);
        Validators.Add(result =>
        {
            if (result.GetValue(set) is null == result.GetValue(customer) is null) result.AddError("CHANGESET | --customer ID");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var splitting = new SplitCustomers(context.Base, TimeProvider.System);
        var outcome = arguments.GetValue(customer) is { } one
            ? splitting.One(one, Actor.CommandLine) : splitting.Do(arguments.GetValue(set)!.Value, Actor.CommandLine);
        return Task.FromResult(ChangeResult.Print(context, outcome, watch.Elapsed.TotalSeconds));
    }
}
