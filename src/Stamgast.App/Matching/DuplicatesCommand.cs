using System.CommandLine;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Matching;
using Stamgast.Profiling;

namespace Stamgast.App.Matching;

/// <summary><c>stamgast duplicates FILE --out PAIRS.csv [--id COLUMN] [--threshold P] [--column NAME=ROLE]</c></summary>
internal sealed class DuplicatesCommand : StamgastCommand
{
    private readonly Argument<string> file = new("FILE");
    private readonly Option<string> output = new("--out") { HelpName = "PAIRS", Required = true };
    private readonly Option<string?> id = new("--id") { HelpName = "COLUMN" };
    private readonly Option<string?> threshold = new("--threshold") { HelpName = "P" };
    private readonly Option<string[]> column = new("--column") { HelpName = "NAME=ROLE" };

    public DuplicatesCommand(CultureInfo culture) : base("duplicates", Permission.FindDuplicates)
    {
        Action = new StandsAlone();
        Add(file);
        foreach (var option in (Option[])[output, id, threshold, column]) Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(threshold) is { } text && Probability(text) is null)
                result.AddError(Language.Texts.Get("command.duplicates.threshold", culture));
            foreach (var told in result.GetValue(column) ?? [])
                if (Told(told) is null)
                    result.AddError(Language.Texts.Get("command.duplicates.column", culture, told, string.Join(", ", Enum.GetNames<ColumnRole>())));
        });
    }

    public override CommandPlace Place => CommandPlace.Here;

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var options = new MatchingOptions
        {
            IdColumn = arguments.GetValue(id),
            Threshold = arguments.GetValue(threshold) is { } text ? Probability(text)!.Value : MatchingOptions.DefaultThreshold,
            Roles = (arguments.GetValue(column) ?? []).Select(Told).OfType<(string Name, ColumnRole Role)>()
            .ToDictionary(c => c.Name, c => c.Role, StringComparer.Ordinal),
        };
        var pairs = context.PathOf(arguments.GetRequiredValue(output));
        DuplicatesFound found;
        using (var shown = new Shown(context))
            found = DuplicatesInFile.Find(context.PathOf(arguments.GetRequiredValue(file)), pairs, options, shown, context.Cancel);
        return Task.FromResult(context.Done(Result(found), Words(found, pairs, context)));
    }

    private static object Result(DuplicatesFound found) => new
    {
        records = found.Records,
        pairs = found.Pairs,
        threshold = found.Threshold,
        seconds = Math.Round(found.Seconds, 3),
        columns = found.Columns.Select(c => new { name = c.Name, role = c.Role }),
    };

    private static string Words(DuplicatesFound found, string pairs, CommandContext context)
    {
        var columns = found.Columns.Where(c => c.Role != ColumnRole.Ignored).Select(c => $"{c.Name} = {context.T("matching.role." + KeyOf(c.Role))}");
        return context.Many("command.duplicates.done", found.Pairs, found.Records, pairs, found.Seconds)
            + (found.Records == 0 ? "" : "\n" + context.T("command.duplicates.understood", string.Join(", ", columns)));
    }

    // "GivenName" is "given_name" in the resource files.
    private static string KeyOf(ColumnRole role) =>
        string.Concat(role.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static double? Probability(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1
            ? Math.Max(p, MatchingOptions.LeastThreshold) : null;

    private static (string Name, ColumnRole Role)? Told(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && Enum.TryParse<ColumnRole>(text.AsSpan(at + 1), true, out var role) && Enum.IsDefined(role) ? (text[..at], role) : null;
    }

    /// <summary>A line for each stage, one after the other.</summary>
    private sealed class Shown(CommandContext context) : IProgress<MatchingProgress>, IDisposable
    {
        private readonly Lock changing = new();
        private ProgressLine? line;
        private MatchingStage stage;

        public void Report(MatchingProgress value)
        {
            lock (changing)
            {
                if (line is null || stage != value.Stage)
                {
                    line?.Dispose();
                    stage = value.Stage;
                    line = context.Progress(context.T("command.duplicates.stage." + stage.ToString().ToLowerInvariant()));
                }
                line.Report((value.Done, value.Total > 0 ? value.Total : null));
            }
        }

        public void Dispose() => line?.Dispose();
    }
}
