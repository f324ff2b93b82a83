using System.Numerics;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The first line at which each of many hashes was met: open addressing, 16 bytes a place and one look into memory for a question.
/// It takes no more than a number of hashes, so that a file of any size is read in bounded memory.
/// </summary>
/// <param name="most">How many hashes it takes; those that come later are looked up, but not noted.</param>
internal sealed class LinesByHash(int most)
{
    private record struct Place(ulong Hash, long Line);

    private int most = most;
    private Place[] places = new Place[1024];
    private int count;

    /// <summary>Hashes were met that found no place.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The line at which a hash was met before; null after noting this one.</summary>
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

    /// <summary>The line at which a hash was met before; null for one that was not, which is not noted either.</summary>
    public long? LineOf(ulong hash)
    {
        if (hash == 0) hash = 1;
        var at = Find(hash);
        return places[at].Hash == hash ? places[at].Line : null;
    }

    /// <summary>Takes no more than so many from now on.</summary>
    public void Limit(int fewer) => most = Math.Min(most, fewer);

    /// <summary>Makes room at once for so many hashes; growing step by step would leave half of it behind.</summary>
    public void Reserve(long hashes)
    {
        var room = (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Min(hashes, most) / 5 * 8 + 1);
        if (count > 0 || room <= places.Length) return;
        // Written before it is read: memory that is only read first is brought twice.
        places = GC.AllocateUninitializedArray<Place>(room);
        Array.Clear(places);
    }

    /// <summary>
    /// Looks at the places of hashes that will be asked for: waiting for memory, many at once take hardly longer than one.
    /// The sum means nothing; it is there so that nobody leaves out the looking.
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
        // The hashes are good: their lower bits serve as they are.
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
