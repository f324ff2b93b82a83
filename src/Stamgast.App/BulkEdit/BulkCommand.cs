using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Settings;

namespace Stamgast.App.BulkEdit;

/// <summary>
/// <c>stamgast bulk (--filter TEXT | --ids 1,2) [--set FIELD=VALUE] [--clear FIELD] [--add FIELD=V] [--take FIELD=V] [--replace FIELD=OLD=&gt;NEW]
/// [--preview | --yes]</c>
/// </summary>
internal sealed class BulkCommand : StamgastCommand
{
    private const int RefusedNamed = 20;

    private readonly Option<string?> filter = new("--filter") { HelpName = "TEXT" };
    private readonly Option<string?> ids = new("--ids") { HelpName = "1,2" };
    private readonly Option<string[]> set = Several("--set", "FIELD=VALUE");
    private readonly Option<string[]> clear = Several("--clear", "FIELD");
    private readonly Option<string[]> add = Several("--add", "FIELD=VALUE");
    private readonly Option<string[]> take = Several("--take", "FIELD=VALUE");
    private readonly Option<string[]> replace = Several("--replace", "FIELD=OLD=>NEW");
    private readonly Option<bool> preview = new("--preview");
    private readonly Option<bool> yes = new("--yes");

    public BulkCommand() : base("bulk", Permission.EditCustomers)
    {
        foreach (var option in (Option[])[filter, ids, set, clear, add, take, replace, preview, yes]) Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(filter) is null == result.GetValue(ids) is null) result.AddError("--filter TEXT | --ids 1,2");
            if (result.GetValue(ids) is { } given && NumbersIn(given) is null) result.AddError($"--ids {given}: 1,2,3");
            if (result.GetValue(preview) && result.GetValue(yes)) result.AddError("--preview | --yes");
            foreach (var option in new[] { set, add, take })
                if ((result.GetValue(option) ?? []).FirstOrDefault(text => text.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
                    result.AddError($"{option.Name} {wrong}: FIELD=VALUE");
            if ((result.GetValue(replace) ?? []).FirstOrDefault(text => Replacement(text) is null) is { } unclear)
                result.AddError($"--replace {unclear}: FIELD=OLD=>NEW");
            if (new[] { set, clear, add, take, replace }.All(o => result.GetValue(o) is null or { Length: 0 }))
                result.AddError("--set FIELD=VALUE | --clear FIELD | --add FIELD=VALUE | --take FIELD=VALUE | --replace FIELD=OLD=>NEW");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var verb = new EditFields(EditsIn(arguments, RuleContext.Of(context.Base, TimeProvider.System),
            ExtraDefinitions.Of(context.Base)));
        var chosen = arguments.GetValue(ids) is { } given ? NumbersIn(given)!
            : [.. new CustomerList(context.Base, context.Viewer)
            .Ids(CustomerQueryText.FromFilter(arguments.GetValue(filter)!, ExtraDefinitions.Of(context.Base))).Order()];
        var proposed = Propose(context, verb, chosen);
        ChangeOutcome? outcome = null;
        var refused = new ProposalPreview(context.Base, context.Viewer).Page(proposed.Id, PreviewFilter.Errors, 0, RefusedNamed);
        try
        {
            if (arguments.GetValue(yes)) outcome = Confirm(context, proposed);
        }
        catch
        {
            // Nothing was changed, so the number of the proposal is not shown.
            new DropProposal(context.Base).Do(proposed.Id);
            throw;
        }
        var done = outcome?.Set ?? proposed;
        var seconds = watch.Elapsed.TotalSeconds;
        return Task.FromResult(context.Done(() => Result(done, refused, outcome, seconds, context), () => Words(done, refused, outcome, context)));
    }

    private static ChangeSet Propose(CommandContext context, CustomerVerb verb, IReadOnlyList<long> chosen)
    {
        using var line = context.Progress(context.T("command.bulk.reading"));
        var course = new Course((rows, _) => line.Report((rows, chosen.Count)), context.Cancel);
        return new ProposeVerb(context.Base, TimeProvider.System).Do(verb, chosen, Actor.CommandLine, course: course);
    }

    private static ChangeOutcome Confirm(CommandContext context, ChangeSet proposed)
    {
        using var line = context.Progress(context.T("command.import.applying"));
        return new ConfirmProposal(context.Base, TimeProvider.System)
            .Do(proposed.Id, proposed.Revision, Actor.CommandLine, strict: false, (rows, _) => line.Report((rows, proposed.Changed)), context.Cancel);
    }

    private List<FieldEdit> EditsIn(ParseResult arguments, RuleContext rules, ExtraDefinitions extra)
    {
        var edits = new List<FieldEdit>();
        foreach (var (option, operation) in new[] { (set, FieldOperation.Set), (add, FieldOperation.Add), (take, FieldOperation.Take) })
            foreach (var text in arguments.GetValue(option) ?? [])
            {
                var parts = text.Split('=', 2);
                edits.Add(FieldEdit.Read(parts[0].Trim(), operation, parts[1], rules, extra));
            }
        foreach (var name in arguments.GetValue(clear) ?? []) edits.Add(FieldEdit.Read(name.Trim(), FieldOperation.Clear, null, rules, extra));
        foreach (var text in arguments.GetValue(replace) ?? [])
            if (Replacement(text) is var (field, old, by)) edits.Add(FieldEdit.Read(field.Trim(), FieldOperation.Replace, by, rules, extra, old));
        return edits;
    }

    private static object Result(ChangeSet set, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome, double seconds, CommandContext context) => new
    {
        changeSet = set.Id, rows = set.Rows, changed = set.Changed, unchanged = set.Unchanged, errors = set.Errors, conflicts = set.Conflicts,
        seconds = Math.Round(seconds, 3),
        applied = set.State == ChangeState.Applied, leftTo = outcome?.LeftTo, left = LateTexts.Json(outcome?.Left ?? [], context.Culture),
        errorRows = refused.SelectMany(row => row.Problems.Select(p => new
        {
            customer = row.CustomerId, field = p.Field < 0 ? null : p.Extra ?? CustomerFields.Stored[p.Field].Name, code = p.Code,
            message = p.What(context.Culture), remedy = p.Remedy(context.Culture),
        })),
    };

    private static string Words(ChangeSet set, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome, CommandContext context)
    {
        var (applied, changesNothing) = (set.State == ChangeState.Applied, set.Changed == 0);
        var lines = new List<string>
        {
            context.T(changesNothing ? "command.bulk.nothing" : applied ? "command.bulk.applied" : "command.import.proposed", set.Id),
            context.T("command.bulk.counts", context.Many("command.count.customers", set.Rows), context.Many("command.import.count.changed", set.Changed),
                context.Many("command.import.count.unchanged", set.Unchanged), context.Many("command.import.count.errors", set.Errors),
                context.Many("command.import.count.conflicts", set.Conflicts)),
        };
        foreach (var row in refused)
            foreach (var problem in row.Problems)
                lines.Add(context.T("command.bulk.refused", row.CustomerId, row.Cells is [var name, ..] ? name : "",
                    problem.What(context.Culture), problem.Remedy(context.Culture)));
        var more = set.Errors + set.Conflicts - refused.Count;
        if (more > 0) lines.Add(context.T("command.import.more", more));
        if (outcome?.LeftTo is { } left) lines.Add(context.T("command.apply.left", left));
        if (outcome is not null) lines.AddRange(LateTexts.NotOffered(outcome.Left, outcome.LeftCount, context.Culture));
        if (!changesNothing) lines.Add(context.T(applied ? "command.import.undo" : "command.import.confirm", set.Id));
        return string.Join('\n', lines);
    }

    private static (string Field, string Old, string New)? Replacement(string text)
    {
        var (name, arrow) = (text.IndexOf('=', StringComparison.Ordinal), text.IndexOf("=>", StringComparison.Ordinal));
        return name > 0 && arrow > name ? (text[..name], text[(name + 1)..arrow], text[(arrow + 2)..]) : null;
    }

    private static IReadOnlyList<long>? NumbersIn(string text)
    {
        var numbers = new SortedSet<long>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
            numbers.Add(id);
        }
        return numbers.Count == 0 ? null : [.. numbers];
    }

    private static Option<string[]> Several(string name, string help) => new(name) { HelpName = help, AllowMultipleArgumentsPerToken = false };
}
