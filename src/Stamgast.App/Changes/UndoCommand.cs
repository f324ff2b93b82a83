using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;

namespace Stamgast.App.Changes;

/// <summary><c>stamgast undo ID</c>: takes an applied change set back, or brings an undone one in again.</summary>
internal sealed class UndoCommand : StamgastCommand
{
    private readonly Argument<long> id = new("ID");

    public UndoCommand() : base("undo", Permission.Undo) => Add(id);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var set = arguments.GetRequiredValue(id);
        try
        {
            var outcome = new ChangeSets(context.Base, TimeProvider.System).Undo(set, Actor.CommandLine, cancel: context.Cancel);
            return Task.FromResult(ChangeResult.Print(context, outcome, watch.Elapsed.TotalSeconds));
        }
        catch (NothingUndoneException nothing)
        {
            // Nothing to do is done; no new set stands in the history for it.
            return Task.FromResult(ChangeResult.PrintNothing(context, set, nothing, watch.Elapsed.TotalSeconds));
        }
    }
}
