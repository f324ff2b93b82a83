using System.CommandLine;
using Stamgast.App.Changes;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;

namespace Stamgast.App.Activity;

/// <summary><c>stamgast changes [--last N]</c>: what changed lately, the newest first.</summary>
internal sealed class ChangesCommand : StamgastCommand
{
    private readonly Option<int> last = new("--last") { HelpName = "N", DefaultValueFactory = _ => 20 };

    public ChangesCommand() : base("changes", Permission.ReadActivity)
    {
        Add(last);
        last.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--last takes a number from 1.");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var count = arguments.GetValue(last);
        var seen = new SeenChangeSets(context.Base, context.Viewer);
        var sets = seen.Of(all => all.Where(s => s.State == ChangeState.Applied).OrderByDescending(s => s.Id).Take(count));
        var visit = context.Visit;
        var names = UserNames.Read(context.Base, visit);
        var titles = ChangeTitles.Read(context.Base, sets, visit);
        var lines = sets.Select(s => $"{s.Id}  {visit.Moment(s.AppliedAt!.Value)}  {names.Of(s)}  {titles[s]}");
        var result = new { changes = sets.Select(s => ChangeResult.Json(s, [], s.Seconds, context)) };
        return Task.FromResult(context.Done(result, sets.Count == 0 ? context.T("command.changes.none") : string.Join('\n', lines)));
    }
}
