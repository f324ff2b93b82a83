using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Proposals;

namespace Stamgast.App.Changes;

/// <summary><c>stamgast apply ID</c>: confirms a stored proposal.</summary>
internal sealed class ApplyCommand : StamgastCommand
{
    private readonly Argument<long> id = new("ID");

    public ApplyCommand() : base("apply", Permission.Import) => Add(id);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var outcome = new ConfirmProposal(context.Base, TimeProvider.System).Do(arguments.GetRequiredValue(id), null, Actor.CommandLine,
            cancel: context.Cancel);
        return Task.FromResult(ChangeResult.Print(context, outcome, watch.Elapsed.TotalSeconds));
    }
}
