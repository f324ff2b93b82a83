using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;

namespace Stamgast.App.Customers;

/// <summary><c>stamgast history ID</c>: what happened to one customer, the newest first.</summary>
internal sealed class HistoryCommand : StamgastCommand
{
    private const int Most = 1000;

    private readonly Argument<long> id = new("ID");

    public HistoryCommand() : base("history", Permission.ReadActivity) => Add(id);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var wanted = arguments.GetRequiredValue(id);
        var steps = new History(context.Base, context.Viewer).Of(wanted, limit: Most);
        if (steps.Count == 0) throw new RefusedException("customer.unknown", wanted);

        var visit = context.Visit;
        var names = UserNames.Read(context.Base, visit);
        var result = new
        {
            customer = wanted,
            history = steps.Select(s => new
            {
                changeSet = s.Set.Id, at = s.Set.AppliedAt, by = names.Of(s.Set), door = s.Set.Door, kind = s.Set.Kind, version = s.VersionAfter,
                    undone = s.Undone,
                changes = ExtraValues.Apart(s.Changes, visit.Extra).Select(c => new { field = c.Name, before = c.Before, after = c.After }),
            }),
        };
        var titles = ChangeTitles.Read(context.Base, [.. steps.Select(s => s.Set)], visit);
        return Task.FromResult(context.Done(result, string.Join('\n', steps.Select(s => Words(s, titles, names, context)))));
    }

    private static string Words(HistoryEntry step, ChangeTitles titles, UserNames names, CommandContext context)
    {
        var visit = context.Visit;
        var head = $"{step.Set.Id}  {visit.Moment(step.Set.AppliedAt!.Value)}  {names.Of(step.Set)}  "
            + $"{titles[step.Set]}{(step.Undone ? "  " + context.T("command.history.undone") : "")}";
        return string.Join('\n', ExtraValues.Apart(step.Changes.Where(c => c.Field >= 0), visit.Extra)
            .Select(c => $"    {CaptionOf(c, visit)}: {Arrow(c, visit)}").Prepend(head));
    }

    private static string Arrow(FieldChange change, Visit visit)
    {
        var after = Show(change, change.After, visit) ?? "—";
        return change.Before is null ? after : $"{Show(change, change.Before, visit)} → {after}";
    }

    private static string CaptionOf(FieldChange change, Visit visit) =>
        change.Of is ExtraRecordField ? ChangeTexts.Caption(change, visit) : visit.T(change.Of.CaptionKey);

    private static string? Show(FieldChange change, string? value, Visit visit) =>
        change.Of is ExtraRecordField extra ? FieldText.Show(extra.Definition, value, visit)
            : FieldText.Show(CustomerFields.Stored[change.Field], value, visit);
}
