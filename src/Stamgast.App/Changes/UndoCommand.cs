using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Merging;

namespace Stamgast.App.Changes;

/// <summary><c>stamgast undo ID [--with-splits]</c>: undoes an applied change set, or redoes an undone one.</summary>
internal sealed class UndoCommand : StamgastCommand
{
    private readonly Argument<long> id = new("ID");

    private readonly Option<bool> withSplits = new("--with-splits");

    public UndoCommand() : base("undo", Permission.Undo)
    {
        Add(id);
        Add(withSplits);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var set = arguments.GetRequiredValue(id);
        try
        {
            var outcome = arguments.GetValue(withSplits)
                ? new UndoWithSplits(context.Base, TimeProvider.System).Do(set, Actor.CommandLine, cancel: context.Cancel)
                : new ChangeSets(context.Base, TimeProvider.System).Undo(set, Actor.CommandLine, cancel: context.Cancel);
            return Task.FromResult(ChangeResult.Print(context, outcome, watch.Elapsed.TotalSeconds));
        }
        catch (NothingUndoneException nothing)
        {
            // There was nothing to do, so the history gets no new set.
            return Task.FromResult(ChangeResult.PrintNothing(context, set, nothing, watch.Elapsed.TotalSeconds));
        }
    }
}
