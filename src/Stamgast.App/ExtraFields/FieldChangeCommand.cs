using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;
using Stamgast.ExtraFields;

namespace Stamgast.App.ExtraFields;

/// <summary><c>stamgast field change KEY [--kind KIND [--preview|--yes]] [--choices "a|b"] [--caption en=TEXT]...</c></summary>
internal sealed class FieldChangeCommand : ExtraFieldCommand
{
    private readonly Argument<string> key = new("KEY");
    private readonly Option<string?> kind = KindOption(required: false);
    private readonly Option<bool> preview = new("--preview");
    private readonly Option<bool> yes = new("--yes");

    public FieldChangeCommand() : base("field.change")
    {
        Add(key);
        Add(kind);
        Add(preview);
        Add(yes);
        AddWishes();
        Validators.Add(given =>
        {
            if (given.GetValue(preview) && given.GetValue(yes)) given.AddError("--preview --yes");
        });
    }

    // A new kind needs confirmation; other changes of the definition lose nothing.
    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var field = ExtraDefinitions.Of(context.Base).Require(arguments.GetRequiredValue(key));
        if (ChoiceOption.Chosen<ExtraKind>(arguments, kind) is { } wanted && wanted != field.Kind)
            return Task.FromResult(ChangeKind(field, wanted, arguments, context));
        if (!arguments.GetValue(preview)) field = new ExtraFieldVerbs(context.Base, TimeProvider.System).Change(field.Key, WishOf(arguments));
        MakeIndexes(context);
        return Task.FromResult(context.Done(new { changeSet = (long?)null, field = Shape(field) }, Line(field, context)));
    }

    private int ChangeKind(ExtraDefinition field, ExtraKind wanted, ParseResult arguments, CommandContext context)
    {
        var verb = new ChangeExtraKind(context.Base, TimeProvider.System);
        var seen = verb.Look(field.Key, wanted);
        var outcome = arguments.GetValue(yes) ? verb.Do(field.Key, wanted, Actor.CommandLine, seen.Lost, new Course(Cancel: context.Cancel)) : null;
        if (arguments.GetValue(yes)) new ExtraFieldVerbs(context.Base, TimeProvider.System).Change(field.Key, WishOf(arguments));
        if (arguments.GetValue(yes)) MakeIndexes(context);
        var now = ExtraDefinitions.Of(context.Base).Require(field.Key);
        var result = new
        {
            changeSet = outcome?.Set.Id, field = Shape(now), applied = arguments.GetValue(yes), values = seen.Values, kept = seen.Kept, altered = seen.Altered,
                lost = seen.Lost,
            examples = seen.Examples.Select(e => new { customer = e.Customer, value = e.Value }), conflicts = outcome?.Conflicts ?? 0,
        };
        return context.Done(() => result, () => Words(seen, arguments.GetValue(yes), outcome, context));
    }

    private static string Words(ExtraKindPreview seen, bool isDone, ChangeOutcome? outcome, CommandContext context)
    {
        var lines = new List<string> { context.T("command.field.change.values", seen.Values, seen.Kept, seen.Altered, seen.Lost) };
        lines.AddRange(seen.Examples.Select(e => $"  {e.Customer}: {e.Value}"));
        lines.Add(!isDone ? context.T("command.field.change.confirm") : outcome is null
            ? context.T("command.field.change.done") : context.T("command.field.change.set", outcome.Set.Id));
        return string.Join('\n', lines);
    }
}
