using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Duplicates;

namespace Stamgast.App.Duplicates.Commands;

/// <summary><c>stamgast duplicates decide A B --as duplicate|different|later</c>. It merges nobody: a duplicate waits in the basket.</summary>
internal sealed class DuplicatesDecideCommand : StamgastCommand
{
    private readonly Argument<long> a = new("A");
    private readonly Argument<long> b = new("B");
    private readonly Option<string?> verdict = ChoiceOption.Of("--as", typeof(PairVerdict));

    public DuplicatesDecideCommand() : base("duplicates.decide", Permission.Merge)
    {
        Add(a);
        Add(b);
        verdict.Required = true;
        Add(verdict);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var chosen = ChoiceOption.Chosen<PairVerdict>(arguments, verdict)!.Value;
        var decision = new DecidePair(context.Base, TimeProvider.System)
            .Do(arguments.GetRequiredValue(a), arguments.GetRequiredValue(b), chosen, Actor.CommandLine);
        return Task.FromResult(context.Done(
            new { a = decision.A, b = decision.B, decision = chosen, at = decision.DecidedAt, backAt = decision.BackAt, merged = false },
            context.T("command.duplicates.decide." + chosen.ToString().ToLowerInvariant(), decision.A, decision.B)));
    }
}
