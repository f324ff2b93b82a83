using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.ExtraFields;

namespace Stamgast.App.ExtraFields;

/// <summary><c>stamgast field list</c></summary>
internal sealed class FieldListCommand() : ExtraFieldCommand("field.list")
{
    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var fields = ExtraDefinitions.Of(context.Base).All;
        return Task.FromResult(context.Done(new { fields = fields.Select(Shape) },
            fields.Count == 0 ? context.T("command.field.none") : string.Join('\n', fields.Select(f => Line(f, context)))));
    }
}
