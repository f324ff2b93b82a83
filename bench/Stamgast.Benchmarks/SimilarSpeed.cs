using System.Diagnostics;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Importing;
using Stamgast.Importing.Similar;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures the preview of a file of customers without and with the search for duplicates, by turns: <c>similar DIR|CONNECTION FILE</c>. The search
/// asks the memory of matching that <c>serve</c> has.
/// </summary>
internal static class SimilarSpeed
{
    private const int Rounds = 5;

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        using var memory = new MatchMemory(customers);
        var watch = Stopwatch.StartNew();
        memory.Load();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory built in {watch.Elapsed.TotalSeconds:0.0} s"));
        output.WriteLine("| rows | preview s | processor s | its search s | processor s | with / without | resemble |\n|---|---|---|---|---|---|---|");
        for (var round = 0; round < Rounds; round++) Measure(customers, memory, arguments[1], output);
        return 0;
    }

    private static void Measure(Base customers, MatchMemory memory, string file, TextWriter output)
    {
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Begin(file, Actor.CommandLine);
        var without = Timed(() => set = imports.Stage(set.Id, file, new ImportOptions()));
        long? found = 0;
        var search = Timed(() => found = new FindSimilarRows(customers, memory).Do(set.Id, null, default));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {set.Created} | {without.Wall:0.0} | {without.Processor:0.0} | {search.Wall:0.0} | {search.Processor:0.0} "
            + $"| {(without.Wall + search.Wall) / without.Wall:0.00} | {found} |"));
        new Imports(customers, TimeProvider.System).Cancel(set.Id);
    }

    private static (double Wall, double Processor) Timed(Action work)
    {
        var process = Process.GetCurrentProcess();
        var (watch, used) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        work();
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - used).TotalSeconds);
    }
}
