using System.Diagnostics;
using Stamgast.Customers;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Benchmarks;

/// <summary>
/// Reads as many damaged files as wanted: none may break the program, each within 5 seconds, all within 256 MB:
/// <c>soak-tables COUNT [SEED]</c>. A file that breaks it is kept and named.
/// </summary>
internal static class TableSoak
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const long MostMemory = 256L << 20;

    public static int Run(int count, int seed, TextWriter output)
    {
        var mutator = new FileMutator(seed);
        var path = Path.Combine(Path.GetTempPath(), $"stamgast-soak-{Environment.ProcessId}");
        int read = 0, refused = 0, broken = 0;
        var slowest = TimeSpan.Zero;
        for (var number = 0; number < count; number++)
        {
            File.WriteAllBytes(path, mutator.Next());
            var watch = Stopwatch.StartNew();
            try
            {
                ReadWhole(path);
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
            if (watch.Elapsed > slowest) slowest = watch.Elapsed;
        }
        File.Delete(path);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        output.WriteLine($"{count} files: {read} read, {refused} refused, {broken} broken; slowest {slowest.TotalSeconds:F2} s; peak memory {peak >> 20} MB");
        return broken > 0 || slowest > Longest || peak > MostMemory ? 1 : 0;
    }

    private static void ReadWhole(string path)
    {
        using var file = TableFile.Open(path, null, default);
        var reader = new RowReader(ColumnMapping.Guess(file), new ImportOptions(), new Dictionary<int, DateOrder>(), new RuleContext("BE", new DateOnly(2026, 11, 22)));
        using var rows = file.ReadRows();
        var row = new ImportedRow();
        while (rows.Read()) reader.Read(rows, row);
    }
}
