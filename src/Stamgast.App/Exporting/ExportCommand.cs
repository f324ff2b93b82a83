using System.CommandLine;
using System.CommandLine.Parsing;
using Stamgast.App.CommandLine;
using Stamgast.App.Customers.Lists.Columns;
using Stamgast.App.Permissions;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Exchange;
using Stamgast.Exchange.Letters;
using Stamgast.Exporting;
using Stamgast.ExtraFields;
using Stamgast.Kinds;
using Stamgast.Tasks;
using Stamgast.Tasks.Exchange;

namespace Stamgast.App.Exporting;

/// <summary><c>stamgast export --out FILE [--of KIND] [--format csv|xlsx|vcf|json] [--filter TEXT] [--segment NAME] [--all-fields | --letters]</c></summary>
internal sealed class ExportCommand : StamgastCommand
{
    private readonly Option<string> file = new("--out") { HelpName = "FILE", Required = true };
    private readonly Option<string> of = RecordOption.Named("--of");
    private readonly Option<ExportFormat?> format = new("--format") { HelpName = "csv|xlsx|vcf|json", CustomParser = ReadFormat };
    private readonly Option<string?> filter = new("--filter") { HelpName = "TEXT" };
    private readonly Option<string?> segment = new("--segment") { HelpName = "NAME" };
    private readonly Option<bool> allFields = new("--all-fields");
    private readonly Option<bool> letters = new("--letters");

    public ExportCommand() : base("export", Permission.Export)
    {
        foreach (var option in (Option[])[file, of, format, filter, segment, allFields, letters]) Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(letters) && result.GetValue(of) is { } other and not "customers") result.AddError($"--of {other}: without --letters.");
            if (result.GetValue(letters) && result.GetValue(allFields)) result.AddError("--letters: without --all-fields.");
            if (RecordKinds.Find(result.GetValue(of)!) is { } kind)
            {
                if (result.GetValue(format) is ExportFormat.Vcf) result.AddError($"--of {kind.Key}: --format csv | xlsx | json.");
                if ((result.GetValue(filter) ?? result.GetValue(segment)) is not null || result.GetValue(allFields))
                    result.AddError($"--of {kind.Key}: without --filter, --segment, --all-fields.");
            }
            if (result.GetValue(of) != TaskShape.Instance.Key) return;
            if (result.GetValue(format) is not (null or ExportFormat.Csv)) result.AddError("--of tasks: --format csv.");
            if ((result.GetValue(filter) ?? result.GetValue(segment)) is not null || result.GetValue(allFields))
                result.AddError("--of tasks: without --filter, --segment, --all-fields.");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        // Segments are not there yet, so none has this name.
        if (arguments.GetValue(segment) is { } name) throw new RefusedException("segment.unknown", name);
        var path = context.PathOf(arguments.GetRequiredValue(file));
        if (arguments.GetValue(of) == TaskShape.Instance.Key) return Task.FromResult(ExportTasks(context, path));
        if (RecordKinds.Find(arguments.GetValue(of)!) is { } kind) return Task.FromResult(ExportRecords(context, kind, path, arguments.GetValue(format)));
        var extra = ExtraDefinitions.Of(context.Base);
        var query = arguments.GetValue(filter) is { } text ? CustomerQueryText.FromFilter(text, extra) : new CustomerQuery();
        if (arguments.GetValue(letters)) return Task.FromResult(ExportLetters(context, query, path, arguments.GetValue(format)));
        var request = new ExportRequest(query, arguments.GetValue(format) ?? FormatOf(path)) { AllFields = arguments.GetValue(allFields) };
        if (arguments.GetValue(filter) is { } list && CustomerQueryText.ColumnsOf(list, extra) is { } columns)
            request = request with { Columns = ListColumn.Exported(columns) };
        long rows;
        using (var line = context.Progress(context.T("command.export.writing")))
            rows = new CustomerExport(context.Base, context.Viewer).WriteFile(request, path, line, context.Cancel);
        return Task.FromResult(context.Done(new { rows, file = path }, context.Many("command.export.done", rows, path)));
    }

    private static int ExportLetters(CommandContext context, CustomerQuery query, string path, ExportFormat? format)
    {
        long rows;
        using (var line = context.Progress(context.T("command.export.writing")))
            rows = new LetterExport(context.Base, context.Viewer).WriteFile(query, format ?? FormatOf(path), path, line, context.Cancel);
        return context.Done(new { rows, file = path }, context.Many("command.export.letters", rows, path));
    }

    private static int ExportTasks(CommandContext context, string path)
    {
        long rows;
        using (var line = context.Progress(context.T("command.export.writing")))
            rows = new TaskExport(context.Base, TimeProvider.System).WriteFile(path, line, context.Cancel);
        return context.Done(new { rows, file = path }, context.Many("tasks.command.export.done", rows, path));
    }

    private static int ExportRecords(CommandContext context, RecordKind kind, string path, ExportFormat? format)
    {
        long rows;
        using (var line = context.Progress(context.T("command.export.writing")))
            rows = new RecordExport(context.Base, kind, context.Viewer, TimeProvider.System)
                .WriteFile(path, format ?? (FormatOf(path) is var usual and not ExportFormat.Vcf ? usual : ExportFormat.Csv), line, context.Cancel);
        return context.Done(new { rows, file = path }, context.Many("records.command.export.done", rows, path));
    }

    // Without --format, the extension of the file decides.
    private static ExportFormat FormatOf(string path) =>
        Enum.TryParse<ExportFormat>(Path.GetExtension(path).TrimStart('.'), ignoreCase: true, out var format) && Enum.IsDefined(format)
            ? format : ExportFormat.Csv;

    private static ExportFormat? ReadFormat(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        foreach (var format in Enum.GetValues<ExportFormat>())
            if (string.Equals(format.ToString(), text, StringComparison.OrdinalIgnoreCase)) return format;
        given.AddError($"--format {text}: csv | xlsx | vcf | json");
        return null;
    }
}
