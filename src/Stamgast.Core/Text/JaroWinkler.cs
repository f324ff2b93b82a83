namespace Stamgast.Text;

/// <summary>
/// The similarity of two names, from 0 to 1: high when most letters agree in nearly the same order; a common beginning counts more, since people
/// seldom mistype the first letters.
/// </summary>
/// <remarks>M. A. Jaro (1989); W. E. Winkler, "String Comparator Metrics" (1990): prefix of up to four letters, scale 0.1.</remarks>
public static class JaroWinkler
{
    private const int Longest = 64;

    /// <summary>The similarity, 0 to 1. Only the first 64 characters count.</summary>
    public static double Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > Longest) a = a[..Longest];
        if (b.Length > Longest) b = b[..Longest];
        if (a.SequenceEqual(b)) return 1;
        if (a.Length == 0 || b.Length == 0) return 0;
        var jaro = Jaro(a, b);
        var prefix = 0;
        while (prefix < 4 && prefix < a.Length && prefix < b.Length && a[prefix] == b[prefix]) prefix++;
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var reach = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        ulong usedA = 0, usedB = 0;
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var to = Math.Min(b.Length - 1, i + reach);
            for (var j = Math.Max(0, i - reach); j <= to; j++)
            {
                if (a[i] != b[j] || (usedB & (1UL << j)) != 0) continue;
                usedA |= 1UL << i;
                usedB |= 1UL << j;
                common++;
                break;
            }
        }
        if (common == 0) return 0;
        var outOfOrder = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if ((usedA & (1UL << i)) == 0) continue;
            while ((usedB & (1UL << j)) == 0) j++;
            if (a[i] != b[j]) outOfOrder++;
            j++;
        }
        return ((double)common / a.Length + (double)common / b.Length + (common - outOfOrder / 2.0) / common) / 3;
    }
}
