using System.Diagnostics;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Rows;
using Stamgast.Refusing;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Benchmarks;

/// <summary>
/// Reads as many damaged files as wanted, every twentieth to its preview in a base: none may break the program, each within 5 seconds of CPU,
/// all within 256 MB: <c>soak-tables COUNT [SEED]</c>. A file that breaks it is kept and named.
/// </summary>
internal static class TableSoak
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const int PreviewEvery = 20;
    private const long MostMemory = 256L << 20;

    public static int Run(int count, int seed, TextWriter output)
    {
        var mutator = new FileMutator(seed);
        var folder = Directory.CreateTempSubdirectory("stamgast-soak-");
        using var customers = Base.Open(BaseLocation.InFolder(folder.FullName));
        var path = Path.Combine(Path.GetTempPath(), $"stamgast-soak-{Environment.ProcessId}");
        int read = 0, refused = 0, broken = 0;
        var slowest = TimeSpan.Zero;
        using var self = Process.GetCurrentProcess();
        for (var number = 0; number < count; number++)
        {
            File.WriteAllBytes(path, mutator.Next());
            var begun = self.TotalProcessorTime;
            try
            {
                if (number % PreviewEvery == 0) Preview(customers, path);
                else ReadWhole(path);
                read++;
            }
            catch (RefusedException)
            {
                refused++;
            }
#pragma warning disable CA1031 // Whatever else comes out is what this looks for.
            catch (Exception error)
#pragma warning restore CA1031
            {
                broken++;
                File.Copy(path, $"{path}-{number}", overwrite: true);
                output.WriteLine($"{path}-{number}: {error}");
            }
            self.Refresh();
            var taken = self.TotalProcessorTime - begun;
            if (taken > slowest) slowest = taken;
            if (taken <= Longest) continue;
            File.Copy(path, $"{path}-{number}", overwrite: true);
            output.WriteLine($"{path}-{number}: {taken.TotalSeconds:F2} s of CPU");
        }
        File.Delete(path);
        customers.Dispose();
        folder.Delete(recursive: true);
        self.Refresh();
        var peak = self.PeakWorkingSet64;
        output.WriteLine(
            $"{count} files: {read} read, {refused} refused, {broken} broken; slowest {slowest.TotalSeconds:F2} s of CPU; peak memory {peak >> 20} MB");
        return broken > 0 || slowest > Longest || peak > MostMemory ? 1 : 0;
    }

    // The whole way to the preview and back, on a base.
    private static void Preview(Base customers, string path)
    {
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Begin(path, Actor.CommandLine);
        try { imports.Stage(set.Id, path, new ImportOptions()); }
        finally { imports.Cancel(set.Id); }
    }

    private static void ReadWhole(string path)
    {
        using var file = TableFile.Open(path, null, default);
        var reader = new RowReader(ColumnMapping.Guess(file), new ImportOptions(), new Dictionary<int, DateOrder>(),
            new RuleContext("BE", new DateOnly(2026, 11, 22)));
        using var rows = file.ReadRows();
        var row = new ImportedRow();
        while (rows.Read()) reader.Read(rows, row);
    }
}
