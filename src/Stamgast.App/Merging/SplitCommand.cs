using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.App.Changes;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Merging;
using Stamgast.Merging.Splitting;

namespace Stamgast.App.Merging;

/// <summary>
/// <c>stamgast split CHANGESET</c> or <c>stamgast split --customer ID</c>: splits a merge. Where it is unclear what belongs to whom, it takes the
/// safest answer and says so.
/// </summary>
internal sealed class SplitCommand : StamgastCommand
{
    private readonly Argument<long?> set = new("CHANGESET") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<long?> customer = new("--customer") { HelpName = "ID" };

    public SplitCommand() : base("split", Permission.Merge)
    {
        Add(set);
        Add(customer);
        Validators.Add(result =>
        {
            if (result.GetValue(set) is null == result.GetValue(customer) is null) result.AddError("CHANGESET | --customer ID");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var splitting = new SplitCustomers(context.Base, TimeProvider.System);
        var doubtful = new List<SplitQuestion>();
        ChangeOutcome outcome;
        if (arguments.GetValue(customer) is { } one)
        {
            doubtful.AddRange(splitting.LookOne(one, context.Viewer).Questions);
            outcome = splitting.One(one, Actor.CommandLine);
        }
        else
        {
            var merge = arguments.GetValue(set)!.Value;
            foreach (var (_, absorbed) in splitting.Absorbed(merge, context.Viewer))
                doubtful.AddRange(splitting.Look(merge, context.Viewer, new SplitAsked { Absorbed = [.. absorbed.Select(a => a.Id)] }).Questions);
            outcome = splitting.Do(merge, Actor.CommandLine);
        }
        if (doubtful.Count == 0 && !context.Json) return Task.FromResult(ChangeResult.Print(context, outcome, watch.Elapsed.TotalSeconds));
        return Task.FromResult(Print(context, outcome, doubtful, watch.Elapsed.TotalSeconds));
    }

    private static int Print(CommandContext context, ChangeOutcome outcome, List<SplitQuestion> doubtful, double seconds)
    {
        var json = JsonSerializer.SerializeToNode(ChangeResult.Json(outcome.Set, outcome.Kept, seconds, context))!.AsObject();
        json["doubtful"] = new JsonArray([.. doubtful.Select(q => (JsonNode)new JsonObject
        {
            ["customer"] = q.Customer, ["field"] = q.Key[(q.Key.IndexOf('.', StringComparison.Ordinal) + 1)..].Split('.')[0], ["value"] = q.Value,
            ["why"] = q.Doubt switch { SplitDoubt.CameAndEdited => "came", SplitDoubt.BothAndEdited => "both", _ => "removed" },
            ["answer"] = q.Safest switch { SplitAnswer.Back => "back", SplitAnswer.Both => "both", _ => "stay" }, ["changedIn"] = q.ChangedIn,
        })]);
        var words = new List<string>
        {
            context.T("command.undo.done", outcome.Set.Id, context.Many("command.count.customers", outcome.Customers),
                context.Many("command.count.values", outcome.Fields)),
        };
        words.AddRange(doubtful.Select(q => context.T("command.split.doubtful", q.Customer, CaptionOf(q, context), q.Value ?? "",
            context.T((q.Doubt == SplitDoubt.Removed ? "split.removed." : "split.answer.") + q.Safest))));
        return context.Done(json, string.Join('\n', words));
    }

    private static string CaptionOf(SplitQuestion question, CommandContext context) => question.Map is { } map
        ? context.Visit.Extra.ById(map)?.Caption(context.Culture) ?? map : context.T(CustomerFields.Stored[question.Fields[0]].CaptionKey);
}
