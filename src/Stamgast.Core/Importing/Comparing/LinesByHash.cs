using System.Numerics;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The first line with each of many hashes: open addressing, 16 bytes an entry and one memory access a lookup. It holds a limited number of hashes,
/// so that a file of any size is read in bounded memory.
/// </summary>
/// <param name="most">The maximum number of hashes; later ones are looked up, but not stored.</param>
internal sealed class LinesByHash(int most)
{
    private record struct Place(ulong Hash, long Line);

    private int most = most;
    private Place[] places = new Place[1024];
    private int count;

    /// <summary>Hashes were met that found no place.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The earlier line with a hash; null after storing this one.</summary>
    public long? Seen(ulong hash, long line)
    {
        // Zero marks a free place.
        if (hash == 0) hash = 1;
        var at = Find(hash);
        if (places[at].Hash == hash) return places[at].Line;
        if (count == most)
        {
            IsFull = true;
            return null;
        }
        places[at] = new Place(hash, line);
        if (++count > places.Length / 8 * 5) Grow();
        return null;
    }

    /// <summary>The earlier line with a hash; null if there is none, without storing it.</summary>
    public long? LineOf(ulong hash)
    {
        if (hash == 0) hash = 1;
        var at = Find(hash);
        return places[at].Hash == hash ? places[at].Line : null;
    }

    /// <summary>Takes no more than so many from now on.</summary>
    public void Limit(int fewer) => most = Math.Min(most, fewer);

    /// <summary>Allocates room for all hashes at once; growing step by step would waste half of it.</summary>
    public void Reserve(long hashes)
    {
        var room = (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Min(hashes, most) / 5 * 8 + 1);
        if (count > 0 || room <= places.Length) return;
        // Written before it is read: memory that is read first is fetched twice.
        places = GC.AllocateUninitializedArray<Place>(room);
        Array.Clear(places);
    }

    /// <summary>
    /// Touches the entries of hashes that will be looked up: many memory accesses at once take hardly longer than one. The sum only keeps the
    /// compiler from removing the reads.
    /// </summary>
    public ulong Touch(ReadOnlySpan<ulong> hashes)
    {
        var mask = places.Length - 1;
        var sum = 0UL;
        foreach (var hash in hashes) sum += places[(int)hash & mask].Hash;
        return sum;
    }

    private int Find(ulong hash)
    {
        // The hashes are good: their lower bits can be used directly.
        var mask = places.Length - 1;
        var at = (int)hash & mask;
        while (places[at].Hash != 0 && places[at].Hash != hash) at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        var before = places;
        places = new Place[before.Length * 2];
        foreach (var place in before)
            if (place.Hash != 0) places[Find(place.Hash)] = place;
    }
}
