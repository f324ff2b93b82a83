using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Backups;

namespace Stamgast.App.Backups;

/// <summary><c>stamgast backup FILE</c>: while people go on working.</summary>
internal sealed class BackupCommand : StamgastCommand
{
    private readonly Argument<string> file = new("FILE");

    public BackupCommand() : base("backup", Permission.Operate) => Add(file);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        BackupSummary made;
        using (var line = context.Progress(context.T("command.backup.writing")))
            made = new Backup(context.Base).To(context.PathOf(arguments.GetRequiredValue(file)), rows => line.Report((rows, null)), context.Cancel);
        var result = new { file = made.File, bytes = made.Bytes, customers = made.Customers, rows = made.Rows, createdAt = made.CreatedAt,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) };
        return Task.FromResult(context.Done(result, context.T("command.backup.done", made.File, made.Customers, made.Bytes / 1048576.0)));
    }
}
