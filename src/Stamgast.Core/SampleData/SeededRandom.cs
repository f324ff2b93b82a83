namespace Stamgast.SampleData;

/// <summary>
/// Random numbers that are the same on every machine and in every version of .NET: SplitMix64 (Steele, Lea, Flood 2014), one
/// stream for each customer, so that any customer can be made again without those before it.
/// </summary>
internal sealed class SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state;

    public SeededRandom(long seed, long stream) => state = Mix((ulong)seed * Golden + Mix((ulong)stream + Golden));

    public ulong Next()
    {
        state += Golden;
        return Mix(state);
    }

    /// <summary>From 0 to below the limit.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(double percent) => (Next() >> 11) * (100.0 / (1UL << 53)) < percent;

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    public string Pick(string[] list) => list[Below(list.Length)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
