using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Exchange;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Exchange;

/// <summary><c>stamgast import FILE --into KIND [--preview | --yes | --strict] [--empty ...] [--mode ...] [--create-customers]
/// [--update-customers]</c></summary>
internal sealed class RecordImportRun(CommandContext context, RecordKind kind, Stopwatch watch)
{
    private const int RefusedNamed = 20;

    /// <summary>Reads the file into a proposal, and applies it when that is wanted.</summary>
    /// <returns>The exit code.</returns>
    public int Do(string path, ExchangeOptions options, bool yes, bool strict)
    {
        RecordImportResult result;
        using (var line = context.Progress(context.T("command.import.reading")))
            result = new RecordImport(context.Base, kind, TimeProvider.System).Stage(path, Actor.CommandLine, options, line, cancel: context.Cancel);
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
        return context.Done(() => Result(set, result.Report, refused, outcome), () => Words(set, result.Report, refused, outcome));
    }

    private object Result(ChangeSet set, RecordReport report, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome) => new
    {
        changeSet = set.Id, rows = set.Rows, @new = set.Created, changed = set.Changed, unchanged = set.Unchanged,
        errors = set.Errors, conflicts = set.Conflicts, possibleDuplicates = 0,
        customers = outcome is null ? report.Adding : outcome.Also.Sum(o => (long)o.Set.Created),
        customersChanged = outcome is null ? report.Changing : outcome.Also.Sum(o => (long)o.Set.Changed),
        customersKept = outcome?.CustomersKept.Select(k => new { id = k.CustomerId, name = k.Name, fields = k.Fields }) ?? [],
        customersBy = outcome?.Also is [var added, ..] ? added.Set.Id : (long?)null,
        unmappedColumns = report.Unmapped, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3), applied = set.State == ChangeState.Applied,
        leftTo = outcome?.LeftTo, left = LateTexts.Json(outcome?.Left ?? [], context.Culture),
        errorRows = refused.SelectMany(row => row.Problems.Select(p => new
        {
            line = row.Line, field = p.Name, code = p.Code, message = p.What(context.Culture, kind.Shape), remedy = p.Remedy(context.Culture, kind.Shape),
        })),
    };

    private string Words(ChangeSet set, RecordReport report, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome)
    {
        var changesNothing = set.Created + set.Changed + report.Changing == 0;
        var isApplied = set.State == ChangeState.Applied;
        var lines = new List<string>
        {
            context.T(changesNothing ? "records.command.import.nothing" : isApplied ? "records.command.import.applied" : "command.import.proposed", set.Id),
            context.T("records.command.import.counts", context.Many("command.import.count.rows", set.Rows),
                context.Many("command.import.count.new", set.Created), context.Many("command.import.count.changed", set.Changed),
                context.Many("command.import.count.unchanged", set.Unchanged), context.Many("command.import.count.errors", set.Errors),
                context.Many("command.import.count.conflicts", set.Conflicts)),
        };
        if (report.Adding > 0) lines.Add(context.Many("records.command.import.customers", report.Adding));
        if (report.Changing > 0) lines.Add(context.Many("records.command.import.customersChanged", report.Changing));
        if (outcome is { CustomersKept: { Count: > 0 } kept })
            lines.Add(context.Many("exchange.customers.kept", kept.Count) + " " + string.Join(", ", kept.Select(k => k.Name ?? $"{k.CustomerId}")));
        if (report.Unmapped.Count > 0) lines.Add(context.T("command.import.unmapped", string.Join(", ", report.Unmapped)));
        if (refused.Count > 0) lines.Add(Named(refused, set));
        if (outcome?.LeftTo is { } left) lines.Add(context.T("command.apply.left", left));
        if (outcome is not null) lines.AddRange(LateTexts.NotOffered(outcome.Left, outcome.LeftCount, context.Culture, kind.Shape));
        if (!changesNothing) lines.Add(context.T(isApplied ? "command.import.undo" : "command.import.confirm", set.Id));
        return string.Join('\n', lines);
    }

    // Where, what and remedy of the first refused rows.
    private string Named(IReadOnlyList<PreviewRow> refused, ChangeSet set)
    {
        var lines = refused.SelectMany(row => row.Problems.Select(p => context.T("command.import.refused", row.Line ?? 0,
            p.Name is { } name && kind.By(name) is { } field ? context.T(field.CaptionKey) + context.T("shell.colon") + " " : "",
            p.What(context.Culture, kind.Shape), p.Remedy(context.Culture, kind.Shape)))).ToList();
        var more = set.Errors + set.Conflicts - refused.Count;
        if (more > 0) lines.Add(context.T("command.import.more", more));
        return string.Join('\n', lines);
    }
}
