using System.Globalization;

namespace Stamgast.Matching.Scoring;

/// <summary>
/// Experience with the scores: how often pairs with such evidence were one customer in tables whose truth is known. Two companies of one house share
/// more than the comparisons can know of each other, so that their evidence is worth less than it adds up to.
/// </summary>
internal sealed class Calibration
{
    private readonly double[] given, measured;

    private Calibration(List<(double Given, double Measured)> points)
    {
        given = [.. points.Select(p => p.Given)];
        measured = [.. points.Select(p => p.Measured)];
    }

    /// <summary>Of two companies.</summary>
    public static Calibration Companies { get; } = Read("companies");

    /// <summary>Of two persons, or of rows without names.</summary>
    public static Calibration Others { get; } = Read("others");

    /// <summary>
    /// The odds that the evidence is worth, both in bits; between two measured points in proportion, outside them as far away as the nearest.
    /// </summary>
    public double Of(double bits)
    {
        if (bits <= given[0]) return bits + measured[0] - given[0];
        for (var i = 1; i < given.Length; i++)
            if (bits <= given[i]) return measured[i - 1] + (bits - given[i - 1]) * (measured[i] - measured[i - 1]) / (given[i] - given[i - 1]);
        return bits + measured[^1] - given[^1];
    }

    private static Calibration Read(string kind)
    {
        using var stream = typeof(Calibration).Assembly.GetManifestResourceStream("Calibration.csv")!;
        using var reader = new StreamReader(stream);
        var points = new List<(double, double)>();
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split(',') is [var of, var bits, var measured, _] && of == kind)
                points.Add((double.Parse(bits, CultureInfo.InvariantCulture), double.Parse(measured, CultureInfo.InvariantCulture)));
        return new Calibration(points);
    }
}
