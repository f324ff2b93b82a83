using System.Runtime.InteropServices;

namespace Stamgast.Comparing;

/// <summary>
/// Numbers distinct texts from 1; 0 is the empty text. A million customers share their streets and names, so columns keep
/// numbers and work is done once a distinct value. The letters lie in a few large blocks, which the collector need not walk.
/// </summary>
public sealed class ValuePool
{
    /// <summary>Longer texts are cut: the rest does not distinguish customers.</summary>
    public const int LongestText = 1000;

    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<char[]> chunks = [];
    private int used = ChunkSize;
    private int[] starts = new int[64];
    private ushort[] lengths = new ushort[64];
    private uint[] hashes = new uint[64];
    private int[] slots = new int[128];
    private int count = 1;

    /// <summary>One more than the highest number in use.</summary>
    public int Count => count;

    /// <summary>The text with this number.</summary>
    public ReadOnlySpan<char> this[int id] =>
        id == 0 ? default : chunks[starts[id] >> ChunkBits].AsSpan(starts[id] & (ChunkSize - 1), lengths[id]);

    /// <summary>The number of the text, a new one when it was not seen before.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return 0;
        if (text.Length > LongestText) text = text[..LongestText];
        var hash = Hash(text);
        var slot = Slot(text, hash);
        if (slots[slot] != 0) return slots[slot];
        if (count == starts.Length) Grow();
        if (count * 2 > slots.Length) { Rehash(); slot = Slot(text, hash); }
        if (used + text.Length > ChunkSize) { chunks.Add(new char[ChunkSize]); used = 0; }
        text.CopyTo(chunks[^1].AsSpan(used));
        starts[count] = ((chunks.Count - 1) << ChunkBits) | used;
        lengths[count] = (ushort)text.Length;
        hashes[count] = hash;
        used += text.Length;
        slots[slot] = count;
        return count++;
    }

    /// <summary>The number of the text, or 0 when it was never added.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        return text.Length == 0 ? 0 : slots[Slot(text, Hash(text))];
    }

    /// <summary>A number computed from the text only, the same in every run.</summary>
    public uint HashOf(int id) => id == 0 ? 0 : hashes[id];

    /// <summary>A hash of the text, the same in every run and on every machine.</summary>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = (ulong)text.Length * 0x9E3779B97F4A7C15;
        var fours = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var four in fours)
        {
            hash = (hash ^ four) * 0xD6E8FEB86659FD93;
            hash ^= hash >> 32;
        }
        foreach (var c in text[(fours.Length * 4)..]) hash = (hash ^ c) * 0x9FB21C651E98DF25;
        hash ^= hash >> 29;
        hash *= 0xD6E8FEB86659FD93;
        return (uint)(hash >> 32);
    }

    private int Slot(ReadOnlySpan<char> text, uint hash)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var id = slots[slot];
            if (id == 0 || (hashes[id] == hash && this[id].SequenceEqual(text))) return slot;
        }
    }

    private void Grow()
    {
        Array.Resize(ref starts, starts.Length * 2);
        Array.Resize(ref lengths, lengths.Length * 2);
        Array.Resize(ref hashes, hashes.Length * 2);
    }

    private void Rehash()
    {
        slots = new int[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var id = 1; id < count; id++)
        {
            var slot = (int)hashes[id] & mask;
            while (slots[slot] != 0) slot = (slot + 1) & mask;
            slots[slot] = id;
        }
    }
}
