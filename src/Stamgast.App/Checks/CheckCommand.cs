using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Checks;

namespace Stamgast.App.Checks;

/// <summary><c>stamgast check [--quick]</c>: exits with 0 if all is well, otherwise with 1.</summary>
internal sealed class CheckCommand : StamgastCommand
{
    private readonly Option<bool> quick = new("--quick");

    public CheckCommand() : base("check", Permission.Operate) => Add(quick);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<CheckResult> results;
        using (var line = context.Progress(context.T("command.check.looking")))
            results = new BaseCheck(context.Base).Run(arguments.GetValue(quick), customers => line.Report((customers, null)), context.Cancel);
        var ok = results.All(r => r.Ok);
        var result = new
        {
            ok,
            checks = results.Select(r => new { name = r.Name, ok = r.Ok, detail = r.Detail(context.Culture) }),
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        };
        var words = results.Select(r => $"{(r.Ok ? "✓" : "✗")} {r.Caption(context.Culture)}: {r.Detail(context.Culture)}")
            .Append(context.T(ok ? "command.check.well" : "command.check.ill"));
        context.Done(result, string.Join('\n', words));
        return Task.FromResult(ok ? CommandRunner.Done : CommandRunner.Refused);
    }
}
