using System.Numerics;

namespace Stamgast.Customers.Memories;

/// <summary>A set of customers, one bit each by ID: a million take 125 kB, and two sets are compared 64 customers at a time.</summary>
/// <param name="length">All IDs are lower.</param>
internal sealed class IdSet(int length)
{
    private readonly ulong[] bits = new ulong[(length + 63) / 64];

    /// <summary>All IDs are lower.</summary>
    public int Length => bits.Length * 64;

    public bool HasRoomFor(long id) => id >= 0 && id >> 6 < bits.Length;

    public bool Has(long id) => HasRoomFor(id) && (bits[id >> 6] & (1UL << (int)id)) != 0;

    public bool IsEmpty => !bits.AsSpan().ContainsAnyExcept(0UL);

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in bits) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Adds a customer whose ID is below the length.</summary>
    public void Add(int id) => bits[id >> 6] |= 1UL << id;

    public void Add(ReadOnlySpan<int> ids)
    {
        foreach (var id in ids) bits[id >> 6] |= 1UL << id;
    }

    /// <summary>Adds the customers whose bits are set among the 64 from an ID on, which is a multiple of 64.</summary>
    public void Add(int from, ulong those) => bits[from >> 6] |= those;

    /// <summary>Adds those of another set, which is not longer.</summary>
    public void Add(IdSet others)
    {
        for (var i = 0; i < others.bits.Length; i++) bits[i] |= others.bits[i];
    }

    /// <summary>Takes one away, also while they are gone through.</summary>
    public void Remove(int id) => bits[id >> 6] &= ~(1UL << id);

    /// <summary>Removes all that are not in another set.</summary>
    public void KeepOnly(IdSet others)
    {
        var both = Math.Min(bits.Length, others.bits.Length);
        for (var i = 0; i < both; i++) bits[i] &= others.bits[i];
        bits.AsSpan(both).Clear();
    }

    /// <summary>Takes away all that are in another set.</summary>
    public void Remove(IdSet others)
    {
        for (var i = 0; i < Math.Min(bits.Length, others.bits.Length); i++) bits[i] &= ~others.bits[i];
    }

    /// <summary>All IDs, ascending, at a few nanoseconds each; a returned one may be removed meanwhile.</summary>
    public Enumerator GetEnumerator() => new(bits);

    /// <summary>The IDs above one, ascending.</summary>
    public IEnumerable<long> After(long id)
    {
        // Anything a person typed into the address.
        var from = Math.Clamp(id, -1, Length) + 1;
        for (var at = from >> 6; at < bits.Length; at++)
        {
            var left = at == from >> 6 ? bits[at] & (ulong.MaxValue << (int)from) : bits[at];
            for (; left != 0; left &= left - 1) yield return (at << 6) + BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>Goes through the IDs of a set.</summary>
    public struct Enumerator(ulong[] bits)
    {
        private int at = -1;
        private ulong left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (left == 0)
            {
                if (++at >= bits.Length) return false;
                left = bits[at];
            }
            Current = (at << 6) + BitOperations.TrailingZeroCount(left);
            left &= left - 1;
            return true;
        }
    }
}
