using System.Numerics;

namespace Stamgast.Text;

/// <summary>
/// The number of typing errors between two texts: letters added, omitted, replaced, or two neighbours swapped (Damerau–Levenshtein in its restricted
/// form, each place touched once).
/// </summary>
/// <remarks>
/// Bit-parallel after H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003), for
/// up to 64 characters; longer texts take the plain table.
/// </remarks>
public static class EditDistance
{
    [ThreadStatic]
    private static ulong[]? places;

    /// <summary>The distance, 0 or more; when it is above <paramref name="limit"/>, any number above the limit.</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit = int.MaxValue)
    {
        while (a.Length > 0 && b.Length > 0 && a[0] == b[0]) { a = a[1..]; b = b[1..]; }
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1]) { a = a[..^1]; b = b[..^1]; }
        if (a.Length > b.Length) { var longer = a; a = b; b = longer; }
        if (b.Length - a.Length > limit) return limit + 1;
        if (a.Length == 0) return b.Length;
        return a.Length <= 64 && IsLow(a) && IsLow(b) ? BitParallel(a, b) : Table(a, b);
    }

    /// <summary>
    /// The letters of a text and their counts (up to three), packed, so that most distant pairs are recognised without computing a distance: see
    /// <see cref="AtLeast"/>.
    /// </summary>
    public static ulong Signature(ReadOnlySpan<char> folded)
    {
        var bag = 0UL;
        foreach (var c in folded)
        {
            if (c == ' ') continue;
            var slot = (c >= 'a' ? c - 'a' : c + 5) % 32 * 2;
            var seen = (bag >> slot) & 3;
            if (seen < 3) bag = (bag & ~(3UL << slot)) | (((seen << 1) | 1) << slot);
        }
        return bag;
    }

    /// <summary>A distance that two texts with these signatures have at least.</summary>
    public static int AtLeast(ulong signatureA, ulong signatureB) =>
        Math.Max(BitOperations.PopCount(signatureA & ~signatureB), BitOperations.PopCount(signatureB & ~signatureA));

    private static bool IsLow(ReadOnlySpan<char> text)
    {
        foreach (var c in text) if (c >= 128) return false;
        return true;
    }

    private static int BitParallel(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var masks = places ??= new ulong[128];
        for (var i = 0; i < pattern.Length; i++) masks[pattern[i]] |= 1UL << i;
        var plus = ~0UL;
        ulong minus = 0, diagonal = 0, before = 0;
        var last = 1UL << (pattern.Length - 1);
        var distance = pattern.Length;
        foreach (var c in text)
        {
            var mask = masks[c];
            diagonal = (((~diagonal) & mask) << 1) & before;
            diagonal |= (((mask & plus) + plus) ^ plus) | mask | minus;
            var up = minus | ~(diagonal | plus);
            var down = diagonal & plus;
            if ((up & last) != 0) distance++;
            if ((down & last) != 0) distance--;
            up = (up << 1) | 1;
            down <<= 1;
            plus = down | ~(diagonal | up);
            minus = diagonal & up;
            before = mask;
        }
        foreach (var c in pattern) masks[c] = 0;
        return distance;
    }

    private static int Table(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var earlier = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = Math.Min(best, earlier[j - 2] + 1);
                current[j] = best;
            }
            (earlier, previous, current) = (previous, current, earlier);
        }
        return previous[b.Length];
    }
}
