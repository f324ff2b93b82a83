using System.CommandLine;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Matching;

namespace Stamgast.App.Duplicates.Scanning;

/// <summary><c>stamgast duplicates scan [--wait]</c>: searches the whole base.</summary>
internal sealed class DuplicatesScanCommand : StamgastCommand
{
    private readonly Option<bool> wait = new("--wait");

    public DuplicatesScanCommand() : base("duplicates.scan", Permission.FindDuplicates) => Add(wait);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        ScanFound found;
        using (var line = context.Progress(context.T("duplicates.scanning")))
            found = new ScanBase(context.Base, TimeProvider.System).Run(arguments.GetValue(wait), null, new Shown(line), context.Cancel);
        return Task.FromResult(context.Done(new { pairs = found.Pairs, groups = found.Groups, seconds = Math.Round(found.Seconds, 3) },
            context.Many("command.duplicates.scan.done", found.Pairs) + " " + context.Many("command.duplicates.scan.twice", found.Groups, found.Seconds)));
    }

    private sealed class Shown(ProgressLine line) : IProgress<MatchingProgress>
    {
        public void Report(MatchingProgress value) => line.Report((value.Done, value.Total > 0 ? value.Total : null));
    }
}
