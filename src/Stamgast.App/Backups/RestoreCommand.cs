using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Backups;
using Stamgast.Checks;
using Stamgast.Database;

namespace Stamgast.App.Backups;

/// <summary><c>stamgast restore FILE</c>: replaces the base with a backup when nobody is using it.</summary>
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
        // Checks whether the restored base is sound, since people want to know. It stays either way: it may be all they have.
        IReadOnlyList<CheckResult> checks;
        using (var line = context.Progress(context.T("command.check.looking")))
        using (var customers = Base.Open(context.Location))
            checks = new BaseCheck(customers).Run(quick: true, looked => line.Report((looked, null)), context.Cancel);
        var ill = checks.Where(c => !c.Ok).ToList();
        var result = new
        {
            file = restored.File, customers = restored.Customers, rows = restored.Rows, createdAt = restored.CreatedAt, before = restored.Before,
            check = new { ok = ill.Count == 0, failed = ill.Select(c => new { name = c.Name, detail = c.Detail(context.Culture) }) },
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        };
        var words = context.T("command.restore.done", restored.File, restored.Customers, restored.CreatedAt.ToLocalTime());
        if (restored.Before is not null) words += "\n" + context.T("command.restore.before", restored.Before);
        words += "\n" + string.Join('\n', ill.Select(c => $"✗ {c.Caption(context.Culture)}: {c.Detail(context.Culture)}")
            .Append(context.T(ill.Count == 0 ? "command.check.well" : "command.check.ill")));
        return Task.FromResult(context.Done(result, words));
    }
}
