using Stamgast.App.CommandLine;
using Stamgast.App.Said;
using Stamgast.Changes;

namespace Stamgast.App.Changes;

/// <summary>The output of <c>apply</c>, <c>undo</c> and <c>changes</c> about a change set.</summary>
internal static class ChangeResult
{
    public static int Print(CommandContext context, ChangeOutcome outcome, double seconds)
    {
        var changesNothing = outcome is { Customers: 0, Conflicts: 0, LeftCount: 0, Set.UndoOf: null };
        var words = new List<string> { context.T(changesNothing ? "command.apply.nothing" : outcome.Set.UndoOf is null
            ? "command.apply.done" : "command.undo.done", outcome.Set.Id, context.Many(RecordTexts.Key(outcome.Set, "command.count.customers"),
            outcome.Customers), context.Many("command.count.values", outcome.Fields)) };
        if (outcome.Conflicts > 0) words.Add(context.Many(RecordTexts.Key(outcome.Set, "command.apply.conflicts"), outcome.Conflicts));
        if (outcome.LeftTo is { } leftTo) words.Add(context.T("command.apply.left", leftTo));
        words.AddRange(LateTexts.Merged(outcome.Left, context.Culture));
        words.AddRange(LateTexts.NotOffered(outcome.Left, outcome.LeftCount, context.Culture, RecordShapes.Of(outcome.Set.RecordKind)));
        // Each is named once.
        words.AddRange(InWords([.. outcome.Kept.ExceptBy(outcome.Left.Select(l => l.CustomerId), k => (long?)k.CustomerId)], context));
        if (outcome.Set.UndoOf is { } undone) words.AddRange(SplitFirst(undone, outcome.Kept, context));
        if (SplitsOf(outcome) is { Count: > 0 } splits) words.Add(context.T("command.undo.splits", string.Join(", ", splits)));
        return context.Done(Json(outcome.Set, outcome.Kept, seconds, context, outcome.LeftTo, outcome.Left, SplitsOf(outcome)), string.Join('\n', words));
    }

    /// <summary>For an undo that had nothing to do: the original set, no customers, and the list of customers left unchanged.</summary>
    public static int PrintNothing(CommandContext context, long setId, NothingUndoneException nothing, double seconds)
    {
        var result = new { changeSet = setId, of = setId, customers = 0, fields = 0, kept = Kept(nothing.Kept), conflicts = 0, leftTo = (long?)null,
            left = Array.Empty<object>(), seconds = Math.Round(seconds, 3) };
        return context.Done(result, string.Join('\n',
            [nothing.Refusal.What(context.Culture), nothing.Refusal.Remedy(context.Culture), .. InWords(nothing.Kept, context),
            .. SplitFirst(setId, nothing.Kept, context)]));
    }

    // The merges that were split before the undo, so that nobody had to stay.
    private static List<long> SplitsOf(ChangeOutcome outcome) =>
        [.. outcome.Also.Where(o => o.Set is { UndoOf: not null, Revives: false } set && set.UndoOf != outcome.Set.UndoOf
            && set.RecordKind == outcome.Set.RecordKind && set.Kind == ChangeKind.Undo && o.Set.HasOrigins).Select(o => o.Set.Id)];

    private static IEnumerable<string> SplitFirst(long undone, IReadOnlyList<KeptChange> kept, CommandContext context) =>
        kept.Any(k => k.Reason == "merged") ? [context.T("command.undo.splitFirst", undone)] : [];

    private static IEnumerable<string> InWords(IReadOnlyList<KeptChange> kept, CommandContext context) =>
        kept.Take(20).Select(k => context.T("command.undo.kept." + k.Reason, k.CustomerId, k.Name ?? "", string.Join(", ", k.Fields)));

    private static IEnumerable<object> Kept(IReadOnlyList<KeptChange> kept) =>
        kept.Select(k => new { customer = k.CustomerId, reason = k.Reason, fields = k.Fields });

    /// <summary>For <c>--json</c>.</summary>
    public static object Json(ChangeSet set, IReadOnlyList<KeptChange> kept, double seconds, CommandContext context, long? leftTo = null,
        IReadOnlyList<LateRow>? left = null, IReadOnlyList<long>? splits = null) => new
    {
        changeSet = set.Id,
        of = set.UndoOf,
        customers = set.Created + set.Changed,
        fields = set.Fields,
        kept = Kept(kept),
        conflicts = set.Conflicts,
        leftTo,
        left = LateTexts.Json(left ?? [], context.Culture),
        splits = splits ?? [],
        seconds = Math.Round(seconds, 3),
        title = ChangeTitles.Of(context.Base, set, context.Visit),
        at = set.AppliedAt,
        undone = set.Undone,
    };
}
