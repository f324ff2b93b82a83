using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary><c>stamgast merge KEEP ABSORB... [--preview | --yes] [--take FIELD=ID]...</c></summary>
internal sealed class MergeCommand : StamgastCommand
{
    private readonly Argument<long> keep = new("KEEP");
    private readonly Argument<long[]> absorb = new("ABSORB") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> preview = new("--preview");
    private readonly Option<bool> yes = new("--yes");
    private readonly Option<string[]> take = new("--take") { HelpName = "FIELD=ID" };

    public MergeCommand() : base("merge", Permission.Merge)
    {
        Add(keep);
        Add(absorb);
        Add(preview);
        Add(yes);
        Add(take);
        Validators.Add(result =>
        {
            if (result.GetValue(preview) && result.GetValue(yes)) result.AddError("--preview --yes");
            foreach (var given in result.GetValue(take) ?? [])
                if (Taken(given) is null) result.AddError($"--take {given}: FIELD=ID");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var (kept, others) = (arguments.GetRequiredValue(keep), arguments.GetRequiredValue(absorb).Distinct().ToList());
        var taken = (arguments.GetValue(take) ?? []).Select(t => Taken(t)!.Value).DistinctBy(t => t.Field).ToDictionary(t => t.Field, t => t.Customer);
        var choices = MergeChoices.Of(taken);
        var merging = new MergeCustomers(context.Base, TimeProvider.System);
        var plan = merging.Look(kept, others, context.Viewer, choices);
        var outcome = arguments.GetValue(yes)
            ? merging.Do(kept, others, Actor.CommandLine, choices, plan.Everybody.ToDictionary(c => c.Id, c => c.Version)) : null;
        var absorbed = plan.Absorbed.Select(c => c.Id).ToList();
        var moved = LinkedRecords.Of(context.Base, absorbed);
        var result = new
        {
            changeSet = outcome?.Set.Id, kept, absorbed, moved = moved.Values.Sum(), movedByKind = moved,
            values = CustomerFields.All.Where(f => plan.Result[f] is not null).ToDictionary(f => f.Name, f => plan.Result[f]),
            from = CustomerFields.All.Where(f => plan.Source(f.Ordinal) != kept).ToDictionary(f => f.Name, f => plan.Source(f.Ordinal)),
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        };
        var done = context.Many(outcome is null ? "command.merge.preview" : "command.merge.done", absorbed.Count, plan.Result.DisplayName, kept,
            outcome?.Set.Id ?? 0);
        return Task.FromResult(context.Done(result, string.Join('\n', Lines(plan, context).Prepend(done))));
    }

    private static IEnumerable<string> Lines(MergePreview plan, CommandContext context) =>
        CustomerFields.All.Where(f => plan.Result[f] != plan.Kept.Values[f])
            .Select(f => context.T("command.merge.value", context.T(f.CaptionKey), plan.Result[f] ?? "", plan.Source(f.Ordinal)));

    private static (int Field, long Customer)? Taken(string text) =>
        text.Split('=') is [var name, var id] && CustomerFields.ByName(name.Trim()) is { } field
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var customer) ? (field.Ordinal, customer) : null;
}
