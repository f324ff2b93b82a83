namespace Stamgast.Comparing;

/// <summary>
/// Remembers how two distinct values compared, for one thread: the same two last names occur together again and again. Of fixed size; a newer pair
/// may replace an older one, which is then computed again.
/// </summary>
internal sealed class PairCache
{
    private const int Bits = 17;
    private readonly ulong[] entries = new ulong[1 << Bits];

    /// <summary>The remembered level of two values (in either order) of one comparison, or -1.</summary>
    public int Find(int comparison, int a, int b)
    {
        var key = Key(comparison, a, b);
        var entry = entries[Place(key)];
        return entry >> 4 == key ? (int)(entry & 15) : -1;
    }

    public void Keep(int comparison, int a, int b, int level)
    {
        var key = Key(comparison, a, b);
        entries[Place(key)] = (key << 4) | (uint)level;
    }

    private static ulong Key(int comparison, int a, int b)
    {
        if (a > b) (a, b) = (b, a);
        return ((ulong)(uint)(comparison & 15) << 56) | ((ulong)(uint)a << 28) | (uint)b;
    }

    private static int Place(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> (64 - Bits));
}
