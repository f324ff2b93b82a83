namespace Stamgast.Comparing;

/// <summary>
/// Remembers which hashes it has seen, in a few megabytes whatever their number: two may be taken for one now and then, which matters to no frequency. The
/// answer is the same in every run.
/// </summary>
internal sealed class SeenSet
{
    private const int Bits = 26;

    private ulong[] seen = [];

    public void Clear()
    {
        if (seen.Length == 0) seen = new ulong[1 << (Bits - 6)];
        else Array.Clear(seen);
    }

    /// <summary>True when the hash was not seen before.</summary>
    public bool Add(ulong hash)
    {
        var bit = hash * 0x9E3779B97F4A7C15 >> (64 - Bits);
        ref var word = ref seen[bit >> 6];
        var mask = 1UL << (int)(bit & 63);
        if ((word & mask) != 0) return false;
        word |= mask;
        return true;
    }

    /// <summary>Gives the memory back, until <see cref="Clear"/>.</summary>
    public void Free() => seen = [];
}
