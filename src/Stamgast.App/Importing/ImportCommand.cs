using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Exchange;
using Stamgast.App.Importing.Formats;
using Stamgast.App.Importing.Similar;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Tasks;
using Stamgast.App.Tasks.Exchange;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Exchange;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tables;
using Stamgast.Tasks;

namespace Stamgast.App.Importing;

/// <summary><c>stamgast import FILE [--into KIND] [--preview | --yes | --strict] [--profile NAME] [--key ...] [--empty ...] [--mode ...]
/// [--default FIELD=VALUE] [--encoding NAME] [--create-customers | --with-customers] [--update-customers]</c></summary>
internal sealed class ImportCommand : StamgastCommand
{
    private const int RefusedNamed = 20;

    private readonly Argument<string> file = new("FILE");
    private readonly Option<string> into = RecordOption.Named("--into");
    private readonly Option<bool> preview = new("--preview");
    private readonly Option<bool> yes = new("--yes");
    private readonly Option<bool> strict = new("--strict");
    private readonly Option<string?> profile = new("--profile") { HelpName = "NAME" };
    private readonly Option<string?> key = ChoiceOption.Of("--key", typeof(ImportKey), nameof(ImportKey.Number));
    private readonly Option<string?> empty = ChoiceOption.Of("--empty", typeof(EmptyCells), nameof(EmptyCells.Leave));
    private readonly Option<string?> mode = ChoiceOption.Of("--mode", typeof(ImportMode), nameof(ImportMode.Upsert));
    private readonly Option<string[]> defaults = new("--default") { HelpName = "FIELD=VALUE", AllowMultipleArgumentsPerToken = false };

    private readonly Option<string?> encoding = new("--encoding") { HelpName = "NAME" };
    private readonly Option<bool> createCustomers = new("--create-customers");
    private readonly Option<bool> updateCustomers = new("--update-customers");
    private readonly Option<bool> withCustomers = new("--with-customers");

    public ImportCommand() : base("import", Permission.Import)
    {
        Add(file);
        foreach (var option in (Option[])[into, preview, yes, strict, profile, key, empty, mode, defaults, encoding, createCustomers, withCustomers,
            updateCustomers])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(defaults) is { } given && given.FirstOrDefault(d => !d.Contains('=', StringComparison.Ordinal)) is { } wrong)
                result.AddError($"--default {wrong}: FIELD=VALUE");
            if (new[] { preview, yes, strict }.Count(o => result.GetValue(o)) > 1) result.AddError("--preview, --yes, --strict: one of the three.");
            var kind = result.GetValue(into)!;
            if (kind == TaskShape.Instance.Key && Any(profile, key, mode, defaults, encoding, createCustomers, withCustomers, updateCustomers))
                result.AddError("--into tasks: without --profile, --key, --mode, --default, --encoding, --create-customers, --update-customers.");
            else if (RecordKinds.Find(kind) is { } declared)
            {
                if (Any(profile, key, defaults, encoding)) result.AddError($"--into {kind}: without --profile, --key, --default, --encoding.");
                if (declared.Customer is null && Any(createCustomers, withCustomers, updateCustomers))
                    result.AddError($"--into {kind}: without --create-customers, --update-customers.");
            }
            else if (Any(createCustomers, withCustomers, updateCustomers))
                result.AddError("--create-customers, --with-customers, --update-customers: --into orders, invoices ...");

            bool Any(params ReadOnlySpan<Option> given)
            {
                foreach (var option in given)
                    if (result.GetResult(option) is { Implicit: false }) return true;
                return false;
            }
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        _ = Task.Run(Imports.Prepare, CancellationToken.None);
        var path = context.PathOf(arguments.GetRequiredValue(file));
        if (arguments.GetValue(into) == TaskShape.Instance.Key)
            return Task.FromResult(new TaskImportRun(context, watch).Do(path, ChoiceOption.Chosen<EmptyCells>(arguments, empty) == EmptyCells.Clear,
                arguments.GetValue(yes), arguments.GetValue(strict)));
        if (RecordKinds.Find(arguments.GetValue(into)!) is { } other)
            return Task.FromResult(new RecordImportRun(context, other, watch).Do(path, new ExchangeOptions
            {
                Empty = ChoiceOption.Chosen<EmptyCells>(arguments, empty)!.Value, Mode = ChoiceOption.Chosen<ImportMode>(arguments, mode)!.Value,
                CreatesCustomers = arguments.GetValue(createCustomers) || arguments.GetValue(withCustomers),
                UpdatesCustomers = arguments.GetValue(updateCustomers),
            }, arguments.GetValue(yes), arguments.GetValue(strict)));
        var imports = new Imports(context.Base, TimeProvider.System);
        var joins = CorrectedFile.WaitingFor(context.Base, path, context.Cancel);
        var set = joins ?? imports.Begin(path, Actor.CommandLine);
        var options = new ImportOptions
        {
            Profile = arguments.GetValue(profile), Key = ChoiceOption.Chosen<ImportKey>(arguments, key)!.Value,
                Empty = ChoiceOption.Chosen<EmptyCells>(arguments, empty)!.Value, Mode = ChoiceOption.Chosen<ImportMode>(arguments, mode)!.Value,
            Defaults = (arguments.GetValue(defaults) ?? []).Select(d => d.Split('=', 2, StringSplitOptions.TrimEntries)).DistinctBy(d => d[0])
            .ToDictionary(d => d[0], d => d[1]),
            Table = new TableOptions { Encoding = arguments.GetValue(encoding) },
        };
        IReadOnlyList<PreviewRow> refused;
        ChangeOutcome? outcome = null;
        JoinedRows? joined = null;
        try
        {
            using (var line = context.Progress(context.T("command.import.reading")))
                (set, joined) = joins is not null ? Join(context, joins, path) : (imports.Stage(set.Id, path, options,
                    p => line.Report((p.Rows, p.Bytes > 0 ? p.Rows * p.TotalBytes / p.Bytes : null)), context.Cancel), null);
            if (joins is null) set = SimilarBeforeEnd.Search(context, set);
            refused = new ProposalPreview(context.Base, context.Viewer).Page(set.Id, PreviewFilter.Errors, 0, RefusedNamed);
            if (arguments.GetValue(strict) && !context.Json && refused.Count > 0) context.Err.WriteLine(Named(refused, set, context));
            // The rest of an import that waits is not this file: it is confirmed by its number.
            if (joins is null && (arguments.GetValue(yes) || arguments.GetValue(strict)))
                set = (outcome = Apply(context, set, arguments.GetValue(strict))).Set;
        }
        catch (Exception e) when (e is not RefusedException { Refusal.Code: "proposal.applied" })
        {
            if (joins is null) imports.Cancel(set.Id);
            throw;
        }
        var report = Imports.ReportOf(set)!;
        return Task.FromResult(context.Done(() => Result(set, report, refused, outcome, joined, watch.Elapsed.TotalSeconds, context),
            () => Words(set, report, refused, outcome, context)));
    }

    // The corrected errors of an import that still waits.
    private static (ChangeSet, JoinedRows?) Join(CommandContext context, ChangeSet waiting, string path)
    {
        var joined = CorrectedFile.Join(context.Base, waiting, path, cancel: context.Cancel);
        if (!context.Json)
            context.Err.WriteLine(context.T("command.import.joined", joined.Rows, waiting.Id, waiting.FileName ?? "", joined.Unknown, joined.Right,
            joined.Wrong));
        return (new SeenChangeSets(context.Base, context.Viewer).Find(waiting.Id)!, joined);
    }

    private static ChangeOutcome Apply(CommandContext context, ChangeSet set, bool strict)
    {
        using var line = context.Progress(context.T("command.import.applying"));
        var total = set.Created + set.Changed;
        return new ConfirmProposal(context.Base, TimeProvider.System)
            .Do(set.Id, set.Revision, Actor.CommandLine, strict, (rows, _) => line.Report((rows, total)), context.Cancel);
    }

    private static object Result(ChangeSet set, ImportReport report, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome, JoinedRows? joined,
        double seconds, CommandContext context) => new
    {
        changeSet = set.Id, rows = set.Rows, @new = set.Created, changed = set.Changed, unchanged = set.Unchanged,
        errors = set.Errors, conflicts = set.Conflicts, possibleDuplicates = set.PossibleDuplicates, searched = report.IsSearched || set.Created == 0,
        merged = report.Merges, mergedBy = outcome?.Also is [var merges, ..] ? merges.Set.Id : (long?)null,
        unmappedColumns = report.Mapping.Unmapped, seconds = Math.Round(seconds, 3),
        applied = set.State == ChangeState.Applied, leftTo = outcome?.LeftTo, left = LateTexts.Json(outcome?.Left ?? [], context.Culture),
        encoding = report.Format.Encoding, otherEncodings = report.Format.Readings.Skip(1).Select(r => r.Encoding),
        notices = Told(report, context.Culture),
        profile = report.Mapping.Profile, mapping = report.Mapping.Saved?.Name,
        joined = joined is null ? null : new { rows = joined.Rows, right = joined.Right, wrong = joined.Wrong, unknown = joined.Unknown },
        errorRows = refused.SelectMany(row => row.Problems.Select(p => new { line = row.FileLine, partner = row.IsPartner, field = p.Name, code = p.Code,
        message = FileLine.InWords(p, context.Culture).What(context.Culture), remedy = p.Remedy(context.Culture) })),
    };

    private static string Words(ChangeSet set, ImportReport report, IReadOnlyList<PreviewRow> refused, ChangeOutcome? outcome, CommandContext context)
    {
        var changesNothing = set.Created + set.Changed == 0;
        var lines = new List<string>
        {
            context.T(changesNothing ? "command.import.nothing" : set.State == ChangeState.Applied
                ? "command.import.applied" : "command.import.proposed", set.Id),
            context.T("command.import.counts", context.Many("command.import.count.rows", set.Rows), context.Many("command.import.count.new", set.Created),
                context.Many("command.import.count.changed", set.Changed), context.Many("command.import.count.unchanged", set.Unchanged),
                context.Many("command.import.count.errors", set.Errors), context.Many("command.import.count.conflicts", set.Conflicts),
                context.Many("command.import.count.duplicates", set.PossibleDuplicates)),
        };
        if (report.Merges > 0)
            lines.Add(context.Many(set.State == ChangeState.Applied ? "import.done.merged" : "import.merges", report.Merges) + " "
                + context.T("import.merges.why"));
        if (set.Created > 0 && !report.IsSearched) lines.Add(context.T("command.import.notSearched"));
        if (set.Rows == 0) lines.Add(context.T("command.import.norows"));
        if (report.Mapping.Saved is { } saved) lines.Add(context.T("command.import.mapping", saved.Name, context.Visit.Moment(saved.At)));
        if (report.Mapping.Unmapped.Count > 0) lines.Add(context.T("command.import.unmapped", string.Join(", ", report.Mapping.Unmapped)));
        foreach (var (column, dates) in report.DateOrders.Where(d => d.Value.Finding is DateOrderFinding.Undecided or DateOrderFinding.Mixed))
            lines.Add(context.T("command.import.dates", report.Columns[column], string.Join(", ", dates.Examples), context.T("import.dates." + dates.Order)));
        if (report.Format.Readings.Count > 1)
            lines.Add(context.T("command.import.letters", string.Join(", ", report.Format.Readings.Select(r => LetterReadings.Of(r, context.Culture)))));
        lines.AddRange(Told(report, context.Culture));
        if (report.ImportedBefore.Count > 0) lines.Add(context.T("command.import.before", string.Join(", ", report.ImportedBefore)));
        if (refused.Count > 0) lines.Add(Named(refused, set, context));
        if (outcome?.LeftTo is { } left) lines.Add(context.T("command.apply.left", left));
        if (outcome is not null) lines.AddRange(LateTexts.Merged(outcome.Left, context.Culture));
        if (outcome is not null) lines.AddRange(LateTexts.NotOffered(outcome.Left, outcome.LeftCount, context.Culture));
        if (!changesNothing)
            lines.Add(set.State == ChangeState.Applied ? context.T("command.import.undo", set.Id) : context.T("command.import.confirm", set.Id));
        return string.Join('\n', lines);
    }

    // The repairs and remarks that the preview page shows.
    private static IEnumerable<string> Told(ImportReport report, CultureInfo culture) =>
        report.Repairs.Select(r => r.What(culture)).Concat(ImportNotices.Of(report, culture))
            .Concat(report.Warnings.Select(w =>
            $"{MappedColumn.CaptionOf(w.Header, w.Column, culture)} ({w.Count.ToString("N0", culture)}): {w.Text(culture)}"));

    // Where, what and remedy of the first refused rows.
    private static string Named(IReadOnlyList<PreviewRow> refused, ChangeSet set, CommandContext context)
    {
        var lines = refused.SelectMany(row => row.Problems.Select(p => context.T("command.import.refused", FileLine.Shown(row.Line ?? 0, context.Culture),
            ProblemTexts.FieldOf(p, context.Culture), FileLine.InWords(p, context.Culture).What(context.Culture), p.Remedy(context.Culture)))).ToList();
        var more = set.Errors + set.Conflicts - refused.Count;
        if (more > 0) lines.Add(context.T("command.import.more", more));
        return string.Join('\n', lines);
    }
}
