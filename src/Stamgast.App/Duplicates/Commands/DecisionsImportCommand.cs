using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Duplicates.Commands;

/// <summary><c>stamgast duplicates import-decisions FILE</c></summary>
internal sealed class DecisionsImportCommand : StamgastCommand
{
    private const int ErrorsShown = 20;

    private readonly Argument<string> file = new("FILE");

    public DecisionsImportCommand() : base("duplicates.import-decisions", Permission.Merge) => Add(file);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var read = DecisionsFile.Read(context.Base, TimeProvider.System, Actor.CommandLine, context.PathOf(arguments.GetRequiredValue(file)), context.Cancel);
        var result = new
        {
            rows = read.Rows, decided = read.Decided, unchanged = read.Unchanged,
            errors = read.Errors.Select(e => new { line = e.Line, code = e.Why.Code, message = e.Why.What(context.Culture) }),
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        };
        var lines = read.Errors.Take(ErrorsShown).Select(e => context.T("command.duplicates.import-decisions.line", e.Line, e.Why.What(context.Culture)));
        return Task.FromResult(context.Done(result, string.Join('\n', lines.Prepend(
            context.Many("command.duplicates.import-decisions.done", read.Decided, read.Unchanged, read.Errors.Count)))));
    }
}
