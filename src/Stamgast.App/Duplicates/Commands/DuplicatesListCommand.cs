using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Duplicates.Queue;
using Stamgast.Matching;

namespace Stamgast.App.Duplicates.Commands;

/// <summary><c>stamgast duplicates list [--threshold P] --out FILE</c>: the open pairs of the base.</summary>
internal sealed class DuplicatesListCommand : StamgastCommand
{
    private readonly Option<string> output = new("--out") { HelpName = "PAIRS", Required = true };
    private readonly Option<string?> threshold = new("--threshold") { HelpName = "P" };

    public DuplicatesListCommand(CultureInfo culture) : base("duplicates.list", Permission.FindDuplicates)
    {
        Add(output);
        Add(threshold);
        Validators.Add(result =>
        {
            if (result.GetValue(threshold) is { } text && Probability(text) is null)
                result.AddError(Language.Texts.Get("command.duplicates.threshold", culture));
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var least = arguments.GetValue(threshold) is { } text ? Probability(text)!.Value : MatchingOptions.DefaultThreshold;
        var file = context.PathOf(arguments.GetRequiredValue(output));
        var pairs = PairsFile.Write(context.Base, context.Viewer, least, file, context.Cancel);
        return Task.FromResult(context.Done(new { pairs, threshold = least, file, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) },
            context.Many("command.duplicates.list.done", pairs, file)));
    }

    private static double? Probability(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p is >= 0 and < 1
            ? Math.Max(p, MatchingOptions.LeastThreshold) : null;
}
