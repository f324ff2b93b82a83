using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tasks;
using Stamgast.Tasks.Exchange;

namespace Stamgast.App.Tasks.Exchange;

/// <summary><c>stamgast import FILE --into tasks [--preview | --yes | --strict]</c></summary>
internal sealed class TaskImportRun(CommandContext context, Stopwatch watch)
{
    private const int RefusedNamed = 20;

    /// <summary>Reads the file into a proposal, and applies it when that is wanted.</summary>
    /// <returns>The exit code.</returns>
    public int Do(string path, bool clears, bool yes, bool strict)
    {
        var import = new TaskImport(context.Base, TimeProvider.System);
        TaskImportResult result;
        using (var line = context.Progress(context.T("command.import.reading")))
            result = import.Stage(path, Actor.CommandLine, clears, line, cancel: context.Cancel);
        var set = result.Set;
        IReadOnlyList<PreviewRow> refused;
        ChangeOutcome? outcome = null;
        try
        {
            refused = new ProposalPreview(context.Base, context.Viewer).Page(set.Id, PreviewFilter.Errors, 0, RefusedNamed);
            if (strict && !context.Json && refused.Count > 0) context.Err.WriteLine(Named(refused, set));
            if (yes || strict)
                outcome = new ConfirmProposal(context.Base, TimeProvider.System).Do(set.Id, set.Revision, Actor.CommandLine, strict, cancel: context.Cancel);
        }
        catch (Exception e) when (e is not RefusedException { Refusal.Code: "proposal.applied" })
        {
            new DropProposal(context.Base).Do(set.Id);
            throw;
        }
        set = outcome?.Set ?? set;
        return context.Done(() => Result(set, result.Unmapped, refused, outcome), () => Words(set, result.Unmapped, refused, outcome));
    }

    private object Result(ChangeSet set, IReadOnlyList<string> unmapped, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome) => new
    {
        changeSet = set.Id, rows = set.Rows, @new = set.Created, changed = set.Changed, unchanged = set.Unchanged,
        errors = set.Errors, conflicts = set.Conflicts,
        unmappedColumns = unmapped, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3), applied = set.State == ChangeState.Applied,
        leftTo = outcome?.LeftTo, left = LateTexts.Json(outcome?.Left ?? [], context.Culture),
        errorRows = refused.SelectMany(row => row.Problems.Select(p => new
        {
            line = row.Line, field = p.Name, code = p.Code, message = p.What(context.Culture), remedy = p.Remedy(context.Culture),
        })),
    };

    private string Words(ChangeSet set, IReadOnlyList<string> unmapped, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome)
    {
        var changesNothing = set.Created + set.Changed == 0;
        var isApplied = set.State == ChangeState.Applied;
        var lines = new List<string>
        {
            context.T(changesNothing ? "tasks.command.import.nothing" : isApplied ? "tasks.command.import.applied" : "command.import.proposed", set.Id),
            context.T("tasks.command.import.counts", context.Many("command.import.count.rows", set.Rows), context.Many("command.import.count.new", set.Created),
                context.Many("command.import.count.changed", set.Changed), context.Many("command.import.count.unchanged", set.Unchanged),
                context.Many("command.import.count.errors", set.Errors), context.Many("command.import.count.conflicts", set.Conflicts)),
        };
        if (unmapped.Count > 0) lines.Add(context.T("command.import.unmapped", string.Join(", ", unmapped)));
        if (refused.Count > 0) lines.Add(Named(refused, set));
        if (outcome?.LeftTo is { } left) lines.Add(context.T("command.apply.left", left));
        if (outcome is not null) lines.AddRange(LateTexts.NotOffered(outcome.Left, outcome.LeftCount, context.Culture, TaskShape.Instance));
        if (!changesNothing) lines.Add(context.T(isApplied ? "command.import.undo" : "command.import.confirm", set.Id));
        return string.Join('\n', lines);
    }

    // Where, what and remedy of the first refused rows.
    private string Named(IReadOnlyList<PreviewRow> refused, ChangeSet set)
    {
        var lines = refused.SelectMany(row => row.Problems.Select(p => context.T("command.import.refused", row.Line ?? 0,
            p.Name is { } name && TaskShape.Instance.ByName(name) is { } field ? context.T(field.CaptionKey) + context.T("shell.colon") + " " : "",
            p.What(context.Culture), p.Remedy(context.Culture)))).ToList();
        var more = set.Errors + set.Conflicts - refused.Count;
        if (more > 0) lines.Add(context.T("command.import.more", more));
        return string.Join('\n', lines);
    }
}
