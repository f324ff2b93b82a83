using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.ExtraFields;

namespace Stamgast.App.ExtraFields;

/// <summary><c>stamgast field add KEY --kind KIND [--choices "a|b"] [--caption en=TEXT]...</c></summary>
internal sealed class FieldAddCommand : ExtraFieldCommand
{
    private readonly Argument<string> key = new("KEY");
    private readonly Option<string?> kind = KindOption(required: true);

    public FieldAddCommand() : base("field.add")
    {
        Add(key);
        Add(kind);
        AddWishes();
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var field = new ExtraFieldVerbs(context.Base, TimeProvider.System).Add(arguments.GetRequiredValue(key),
            ChoiceOption.Chosen<ExtraKind>(arguments, kind)!.Value, WishOf(arguments));
        MakeIndexes(context);
        return Task.FromResult(context.Done(new { field = Shape(field) }, Line(field, context)));
    }
}
