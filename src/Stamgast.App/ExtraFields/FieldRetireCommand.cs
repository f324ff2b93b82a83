using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.ExtraFields;

namespace Stamgast.App.ExtraFields;

/// <summary><c>stamgast field retire KEY [--back]</c></summary>
internal sealed class FieldRetireCommand : ExtraFieldCommand
{
    private readonly Argument<string> key = new("KEY");
    private readonly Option<bool> back = new("--back");

    public FieldRetireCommand() : base("field.retire")
    {
        Add(key);
        Add(back);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var (verbs, named) = (new ExtraFieldVerbs(context.Base, TimeProvider.System), arguments.GetRequiredValue(key));
        var known = ExtraDefinitions.Of(context.Base).Require(named);
        var field = arguments.GetValue(back) ? verbs.Revive(known.Key) : verbs.Retire(known.Key);
        MakeIndexes(context);
        return Task.FromResult(context.Done(new { field = Shape(field) }, Line(field, context)));
    }
}
