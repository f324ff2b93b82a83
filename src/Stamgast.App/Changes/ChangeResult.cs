using Stamgast.App.Activity;
using Stamgast.App.CommandLine;
using Stamgast.Changes;

namespace Stamgast.App.Changes;

/// <summary>What <c>apply</c>, <c>undo</c> and <c>changes</c> say of a change set.</summary>
internal static class ChangeResult
{
    public static int Print(CommandContext context, ChangeOutcome outcome, double seconds)
    {
        var words = new List<string> { context.T(outcome.Set.UndoOf is null ? "command.apply.done" : "command.undo.done", outcome.Set.Id, context.Many("command.count.customers", outcome.Customers), context.Many("command.count.values", outcome.Fields)) };
        if (outcome.Conflicts > 0) words.Add(context.Many("command.apply.conflicts", outcome.Conflicts));
        if (outcome.LeftTo is { } leftTo) words.Add(context.T("command.apply.left", leftTo));
        foreach (var kept in outcome.Kept.Take(20))
            words.Add(context.T("command.undo.kept." + kept.Reason, kept.CustomerId, kept.Name ?? "", string.Join(", ", kept.Fields)));
        return context.Done(Json(outcome.Set, outcome.Kept, seconds, context, outcome.LeftTo), string.Join('\n', words));
    }

    /// <summary>For <c>--json</c>.</summary>
    public static object Json(ChangeSet set, IReadOnlyList<KeptChange>? kept, double seconds, CommandContext context, long? leftTo = null) => new
    {
        changeSet = set.Id,
        of = set.UndoOf,
        customers = set.Created + set.Changed,
        fields = set.Fields,
        kept = kept?.Select(k => new { customer = k.CustomerId, reason = k.Reason, fields = k.Fields }),
        conflicts = set.Conflicts,
        leftTo,
        seconds = Math.Round(seconds, 3),
        title = ChangeTitle.Of(set, context.Visit),
        at = set.AppliedAt,
        undone = set.Undone,
    };
}
