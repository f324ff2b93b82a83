using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Duplicates.Commands;

/// <summary><c>stamgast duplicates export-decisions --out FILE</c></summary>
internal sealed class DecisionsExportCommand : StamgastCommand
{
    private readonly Option<string> output = new("--out") { HelpName = "FILE", Required = true };

    public DecisionsExportCommand() : base("duplicates.export-decisions", Permission.FindDuplicates) => Add(output);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var file = context.PathOf(arguments.GetRequiredValue(output));
        var rows = DecisionsFile.WriteFile(context.Base, context.Viewer, file);
        return Task.FromResult(context.Done(new { rows, file }, context.Many("command.duplicates.export-decisions.done", rows, file)));
    }
}
