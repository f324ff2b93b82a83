using System.Runtime.InteropServices;
using Stamgast.Customers.Searching;

namespace Stamgast.Customers.Memories;

/// <summary>
/// Which of some customers have which words: the keys of all their words in order, and for each the IDs of its customers, 4 bytes each. It is
/// immutable.
/// </summary>
internal sealed class WordIndex
{
    private readonly ulong[] keys;
    private readonly int[] starts;
    private readonly int[] ids;

    private WordIndex(IdSet customers, int count, ulong[] keys, int[] starts, int[] ids)
    {
        (Customers, Count, this.keys, this.starts, this.ids) = (customers, count, keys, starts, ids);
    }

    /// <summary>The customers whose words it knows completely; they may have none.</summary>
    public IdSet Customers { get; }

    /// <summary>Their number.</summary>
    public int Count { get; }

    /// <summary>True when a customer has a word with a key in the range, end excluded.</summary>
    public bool HasAny(ulong from, ulong to) => Find(from) is var at && at < keys.Length && keys[at] < to;

    /// <summary>The customers with a word whose key is in the range, end excluded; some of them several times.</summary>
    public ReadOnlySpan<int> Of(ulong from, ulong to)
    {
        var first = Find(from);
        return ids.AsSpan(starts[first]..starts[Find(to)]);
    }

    // The first that is not lower.
    private int Find(ulong key) => Array.BinarySearch(keys, key) is var at && at >= 0 ? at : ~at;

    /// <summary>Merges several indexes whose customers may overlap: the last one wins.</summary>
    public static WordIndex Merged(ReadOnlySpan<WordIndex> indexes, int length)
    {
        var apart = AreApart(indexes, length);
        var at = new int[indexes.Length];
        var (words, entries) = (0, 0);
        while (TakeNext(indexes, at, out _)) words++;
        foreach (var index in indexes) entries += index.ids.Length;
        var building = new Building(length, words, entries);
        Array.Clear(at);
        var before = at.ToArray();
        while (TakeNext(indexes, at, out var key))
            for (var i = 0; i < at.Length; before[i] = at[i], i++)
            {
                if (at[i] == before[i]) continue;
                foreach (var id in indexes[i].ids.AsSpan(indexes[i].starts[before[i]]..indexes[i].starts[at[i]]))
                    if (apart || !IsIn(indexes[(i + 1)..], id)) building.Add(key, id);
            }
        foreach (var index in indexes) building.Know(index.Customers);
        return building.ToIndex();
    }

    // Goes past the lowest key in all indexes that have it; false at the end.
    private static bool TakeNext(ReadOnlySpan<WordIndex> indexes, Span<int> at, out ulong key)
    {
        key = ulong.MaxValue;
        for (var i = 0; i < at.Length; i++)
            if (at[i] < indexes[i].keys.Length) key = Math.Min(key, indexes[i].keys[at[i]]);
        if (key == ulong.MaxValue) return false;
        for (var i = 0; i < at.Length; i++)
            if (at[i] < indexes[i].keys.Length && indexes[i].keys[at[i]] == key) at[i]++;
        return true;
    }

    // No customer is in two of them.
    private static bool AreApart(ReadOnlySpan<WordIndex> indexes, int length)
    {
        var (all, count) = (new IdSet(length), 0);
        foreach (var index in indexes)
        {
            all.Add(index.Customers);
            count += index.Count;
        }
        return all.Count == count;
    }

    private static bool IsIn(ReadOnlySpan<WordIndex> indexes, int id)
    {
        foreach (var index in indexes)
            if (index.Customers.Has(id)) return true;
        return false;
    }

    /// <summary>An index of customers and their words, one space between those.</summary>
    /// <param name="length">All IDs are lower.</param>
    public static WordIndex Of(IEnumerable<(int Id, string Words)> customers, int length)
    {
        var gathering = new Gathering(length);
        foreach (var (id, words) in customers)
        {
            gathering.Know(id);
            foreach (var range in words.AsSpan().Split(' '))
                if (!words.AsSpan()[range].IsEmpty) gathering.Add(WordKey.Of(words.AsSpan()[range]).Value, id);
        }
        return gathering.ToIndex();
    }

    /// <summary>Takes words in any order; can be used again for the next customers, so that a million need no more room than some thousands.</summary>
    /// <param name="length">All IDs are lower.</param>
    internal sealed class Gathering(int length)
    {
        private readonly List<ulong> keys = [];
        private readonly List<int> ids = [];
        private IdSet customers = new(length);

        /// <summary>The number of its entries.</summary>
        public int Count => keys.Count;

        public void Know(int id) => customers.Add(id);

        public void Add(ulong key, int id)
        {
            keys.Add(key);
            ids.Add(id);
        }

        /// <summary>The index of the entries, leaving this one empty.</summary>
        public WordIndex ToIndex()
        {
            CollectionsMarshal.AsSpan(keys).Sort(CollectionsMarshal.AsSpan(ids));
            var building = new Building(length, 0, keys.Count);
            for (var i = 0; i < keys.Count; i++) building.Add(keys[i], ids[i]);
            building.Know(customers);
            keys.Clear();
            ids.Clear();
            customers = new IdSet(length);
            return building.ToIndex();
        }
    }

    /// <summary>Takes words in the order of their keys, then makes the index.</summary>
    /// <param name="length">All IDs are lower.</param>
    /// <param name="words">The maximum number of different words, to allocate room.</param>
    /// <param name="entries">The maximum number of entries.</param>
    internal sealed class Building(int length, int words = 0, int entries = 0)
    {
        private readonly IdSet customers = new(length);
        private ulong[] keys = new ulong[words];
        private int[] starts = new int[words + 1];
        private int[] ids = new int[entries];
        private int keyCount;
        private int idCount;
        private bool isInOrder = true;

        public void Know(int id) => customers.Add(id);

        public void Know(IdSet others) => customers.Add(others);

        public void Add(ulong key, int id)
        {
            if (keyCount == 0 || keys[keyCount - 1] != key)
            {
                End();
                if (keyCount == keys.Length) Array.Resize(ref keys, Larger(keyCount));
                if (keyCount == starts.Length) Array.Resize(ref starts, Larger(keyCount));
                starts[keyCount] = idCount;
                keys[keyCount++] = key;
            }
            else if (ids[idCount - 1] == id) return;
            else isInOrder &= ids[idCount - 1] < id;
            if (idCount == ids.Length) Array.Resize(ref ids, Larger(idCount));
            ids[idCount++] = id;
        }

        public WordIndex ToIndex()
        {
            End();
            // An exactly filled array is not copied.
            Array.Resize(ref keys, keyCount);
            Array.Resize(ref starts, keyCount + 1);
            starts[keyCount] = idCount;
            Array.Resize(ref ids, idCount);
            return new WordIndex(customers, customers.Count, keys, starts, ids);
        }

        private static int Larger(int length) => Math.Max(16, checked(length * 2));

        // Several words have one key when it does not hold all of them.
        private void End()
        {
            if (isInOrder) return;
            isInOrder = true;
            var from = starts[keyCount - 1];
            var last = ids.AsSpan(from, idCount - from);
            last.Sort();
            var kept = 1;
            for (var i = 1; i < last.Length; i++)
                if (last[i] != last[kept - 1]) last[kept++] = last[i];
            idCount = from + kept;
        }
    }
}
