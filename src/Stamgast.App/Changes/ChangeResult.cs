using Stamgast.App.CommandLine;
using Stamgast.Changes;

namespace Stamgast.App.Changes;

/// <summary>What <c>apply</c> and <c>undo</c> print.</summary>
internal static class ChangeResult
{
    public static int Print(CommandContext context, ChangeOutcome outcome, double seconds)
    {
        var result = new
        {
            changeSet = outcome.Set.Id,
            of = outcome.Set.UndoOf,
            customers = outcome.Customers,
            fields = outcome.Fields,
            kept = outcome.Kept.Select(k => new { customer = k.CustomerId, reason = k.Reason, fields = k.Fields }),
            conflicts = outcome.Conflicts,
            seconds = Math.Round(seconds, 3),
        };
        var words = new List<string> { context.T(outcome.Set.UndoOf is null ? "command.apply.done" : "command.undo.done", outcome.Set.Id, outcome.Customers, outcome.Fields) };
        if (outcome.Conflicts > 0) words.Add(context.Many("command.apply.conflicts", outcome.Conflicts));
        foreach (var kept in outcome.Kept.Take(20))
            words.Add(context.T("command.undo.kept." + kept.Reason, kept.CustomerId, kept.Name ?? "", string.Join(", ", kept.Fields)));
        return context.Done(result, string.Join('\n', words));
    }
}
