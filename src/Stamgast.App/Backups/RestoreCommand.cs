using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Backups;

namespace Stamgast.App.Backups;

/// <summary><c>stamgast restore FILE</c>: puts a backup in the place of the base, when nobody works on it.</summary>
internal sealed class RestoreCommand : StamgastCommand
{
    private readonly Argument<string> file = new("FILE");

    public RestoreCommand() : base("restore", Permission.Operate) => Add(file);

    public override CommandPlace Place => CommandPlace.Folder;

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        BackupSummary restored;
        using (var line = context.Progress(context.T("command.restore.reading")))
            restored = new Restore(context.Location).From(context.PathOf(arguments.GetRequiredValue(file)), rows => line.Report((rows, null)), context.Cancel);
        var result = new
        {
            file = restored.File, customers = restored.Customers, rows = restored.Rows, createdAt = restored.CreatedAt, before = restored.Before,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        };
        var words = context.T("command.restore.done", restored.File, restored.Customers, restored.CreatedAt.ToLocalTime());
        return Task.FromResult(context.Done(result, restored.Before is null ? words : words + "\n" + context.T("command.restore.before", restored.Before)));
    }
}
