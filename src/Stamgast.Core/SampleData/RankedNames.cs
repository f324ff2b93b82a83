namespace Stamgast.SampleData;

/// <summary>Names in the order of their frequency; drawn with about the frequency of their rank (Zipf).</summary>
internal sealed class RankedNames
{
    private const double Shift = 4;

    private readonly string[] names;
    private readonly double[] upTo;

    public RankedNames(string list)
    {
        names = list.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        upTo = new double[names.Length];
        double sum = 0;
        for (var i = 0; i < names.Length; i++) upTo[i] = sum += 1 / ToSevenEighths(i + 1 + Shift);
        for (var i = 0; i < names.Length; i++) upTo[i] /= sum;
    }

    public string Draw(SeededRandom random)
    {
        var at = Array.BinarySearch(upTo, random.Below(1 << 24) / (double)(1 << 24));
        return names[Math.Min(at < 0 ? ~at : at + 1, names.Length - 1)];
    }

    // Square roots are rounded alike on every processor, powers are not.
    private static double ToSevenEighths(double rank) => Math.Sqrt(rank) * Math.Sqrt(Math.Sqrt(rank)) * Math.Sqrt(Math.Sqrt(Math.Sqrt(rank)));
}
