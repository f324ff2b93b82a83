using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;

namespace Stamgast.App.Start;

/// <summary><c>stamgast migrate</c>: upgrades the base to this version; opening it has just done so.</summary>
internal sealed class MigrateCommand() : StamgastCommand("migrate", Permission.Operate)
{
    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var version = typeof(MigrateCommand).Assembly.GetName().Version!.ToString(3);
        var result = new { version, engine = context.Base.Engine, place = context.Base.Location.DataFolder };
        return Task.FromResult(context.Done(result, context.T("command.migrate.done", version)));
    }
}
