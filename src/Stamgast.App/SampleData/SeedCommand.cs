using System.CommandLine;
using System.Text;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Files;
using Stamgast.SampleData;

namespace Stamgast.App.SampleData;

/// <summary><c>stamgast seed --customers N [--seed S] [--duplicates PCT] [--truth FILE] [--records]</c></summary>
internal sealed class SeedCommand : StamgastCommand
{
    private const double MostDuplicates = 90;

    private readonly Option<int> customers = new("--customers") { HelpName = "N", Required = true };
    private readonly Option<long> seed = new("--seed") { HelpName = "S", DefaultValueFactory = _ => 1 };
    private readonly Option<double> duplicates = new("--duplicates") { HelpName = "PCT" };
    private readonly Option<string?> truth = new("--truth") { HelpName = "FILE" };

    private readonly Option<bool> records = new("--records");

    public SeedCommand() : base("seed", Permission.SampleData)
    {
        foreach (var option in new Option[] { customers, seed, duplicates, truth, records }) Add(option);
        customers.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && given.GetValueOrDefault<int>() < 1) given.AddError("--customers takes a number from 1.");
        });
        duplicates.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is < 0 or > MostDuplicates) given.AddError("--duplicates takes a percentage from 0 to 90.");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var count = arguments.GetValue(customers);
        var path = arguments.GetValue(truth) is { } file ? context.PathOf(file) : null;
        using var truthFile = path is null ? null : new OutputFile(path);
        ChangeOutcome outcome;
        using (var writer = truthFile is null ? null : new StreamWriter(truthFile.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true))
        using (var line = context.Progress(context.T("command.seed.making")))
        {
            outcome = new Samples(context.Base, TimeProvider.System).Add(count, arguments.GetValue(seed), arguments.GetValue(duplicates), Actor.CommandLine,
                writer, made => line.Report((made, count)), context.Cancel);
        }
        truthFile?.Complete();
        long? hanging = null;
        if (arguments.GetValue(records))
            using (var line = context.Progress(context.T("command.seed.records")))
                hanging = new Samples(context.Base, TimeProvider.System).AddRecords(outcome, count, arguments.GetValue(seed), arguments.GetValue(duplicates),
                    Actor.CommandLine, made => line.Report((made, null)), context.Cancel);
        var result = new
        {
            changeSet = outcome.Set.Id, customers = outcome.Customers, truth = path, records = hanging, seconds = Math.Round(outcome.Set.Seconds, 3),
        };
        var said = context.T("command.seed.done", outcome.Customers, outcome.Set.Id);
        return Task.FromResult(context.Done(result, hanging is { } number ? said + "\n" + context.T("command.seed.records.done", number) : said));
    }
}
