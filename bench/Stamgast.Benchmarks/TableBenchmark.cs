using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Rows;
using Stamgast.Tables;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Benchmarks;

/// <summary>
/// Reads a table several ways and prints wall and processor seconds, with the sqlite3 shell importing the same file as the yardstick:
/// <c>tables FILE.csv [FILE.xlsx]</c>.
/// </summary>
internal static class TableBenchmark
{
    private const int Rounds = 3;

    public static int Run(string[] files, TextWriter output)
    {
        foreach (var file in files)
        {
            output.WriteLine($"{Path.GetFileName(file)}, {new FileInfo(file).Length / 1e6:F1} MB");
            var isWorkbook = file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
            if (isWorkbook) Measure(output, "unzip, find every tag", () => Unzip(file));
            else Shell(output, file);
            Measure(output, "read every cell", () => Read(file));
            Measure(output, "read, repair, normalise", () => Normalise(file));
            Measure(output, "read, write CSV", () => Write(file, columns => new CsvTableWriter(Stream.Null)));
            Measure(output, "read, write xlsx", () => Write(file, columns => new XlsxTableWriter(Stream.Null, columns, "Klanten")));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        }
        return 0;
    }

    private static void Measure(TextWriter output, string what, Func<long> work)
    {
        var best = (Wall: double.MaxValue, Cpu: double.MaxValue);
        long result = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            result = work();
            best = (Math.Min(best.Wall, watch.Elapsed.TotalSeconds), Math.Min(best.Cpu, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-26} {best.Wall,6:F2} s wall {best.Cpu,6:F2} s CPU   {result:N0}"));
    }

    private static long Read(string file)
    {
        using var table = TableFile.Open(file, null, default);
        using var rows = table.ReadRows();
        long characters = 0;
        while (rows.Read())
            for (var column = 0; column < rows.CellCount; column++) characters += rows[column].Length;
        return characters;
    }

    private static long Normalise(string file)
    {
        using var table = TableFile.Open(file, null, default);
        var mapping = ColumnMapping.Guess(table);
        var reader = new RowReader(mapping, new ImportOptions(), new Dictionary<int, DateOrder>(),
            new RuleContext("BE", DateOnly.FromDateTime(DateTime.UtcNow)));
        using var rows = table.ReadRows();
        var row = new ImportedRow();
        long problems = 0;
        while (rows.Read())
        {
            reader.Read(rows, row);
            problems += row.Problems.Count;
        }
        return problems;
    }

    private static long Write(string file, Func<IReadOnlyList<SheetColumn>, TableWriter> create)
    {
        using var table = TableFile.Open(file, null, default);
        using var rows = table.ReadRows();
        using var writer = create([.. table.Columns.Select(c => new SheetColumn(c.Length > 0 ? c : "column"))]);
        long count = 0;
        while (count < XlsxTableWriter.MaxRows && rows.Read())
        {
            for (var column = 0; column < table.Columns.Count; column++) writer.WriteCell(rows[column]);
            writer.EndRow();
            count++;
        }
        return count;
    }

    // The least that any reader must do: unpack and look at each tag once.
    private static long Unzip(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var buffer = new byte[1 << 16];
        long tags = 0;
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            for (var count = part.Read(buffer); count > 0; count = part.Read(buffer))
                for (var rest = buffer.AsSpan(0, count); rest.IndexOf((byte)'<') is var at and >= 0; rest = rest[(at + 1)..]) tags++;
        }
        return tags;
    }

    private static void Shell(TextWriter output, string file)
    {
        using var table = TableFile.Open(file, null, default);
        var info = new ProcessStartInfo("bash") { RedirectStandardError = true };
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add(
            $"TIMEFORMAT='%R %U %S'; d=$(mktemp -d); time sqlite3 $d/a.db -cmd '.mode csv' -cmd '.separator \"{table.Format.Delimiter}\"' \".import '{file}' "
            + $"t\"; rm -r $d");
        using var process = Process.Start(info)!;
        var figures = process.StandardError.ReadToEnd().Trim().Split('\n')[^1].Split(' ').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        process.WaitForExit();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {"sqlite3 .import",-26} {figures[0],6:F2} s wall {figures[1] + figures[2],6:F2} s CPU"));
    }
}
