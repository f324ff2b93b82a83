using System.Runtime.InteropServices;

namespace Stamgast.Customers;

/// <summary>
/// Who has which words, of some customers: the keys of all their words in order, and for each the IDs of those who have it,
/// 4 bytes each. It is never altered.
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

    /// <summary>The customers of whom it knows all words; they may have none.</summary>
    public IdSet Customers { get; }

    /// <summary>How many these are.</summary>
    public int Count { get; }

    /// <summary>True when somebody has a word with a key from one up to, but not with, another.</summary>
    public bool HasAny(ulong from, ulong to) => Find(from) is var at && at < keys.Length && keys[at] < to;

    /// <summary>The customers who have a word with a key from one up to, but not with, another; some of them several times.</summary>
    public ReadOnlySpan<int> Of(ulong from, ulong to)
    {
        var first = Find(from);
        return ids.AsSpan(starts[first]..starts[Find(to)]);
    }

    // The first that is not below.
    private int Find(ulong key) => Array.BinarySearch(keys, key) is var at && at >= 0 ? at : ~at;

    /// <summary>One index of several, whose customers may be in more than one: the last one knows them best.</summary>
    public static WordIndex Merged(ReadOnlySpan<WordIndex> indexes, int length)
    {
        var building = new Building(length);
        var at = new int[indexes.Length];
        while (true)
        {
            var next = ulong.MaxValue;
            for (var i = 0; i < at.Length; i++)
                if (at[i] < indexes[i].keys.Length) next = Math.Min(next, indexes[i].keys[at[i]]);
            if (next == ulong.MaxValue) break;
            for (var i = 0; i < at.Length; i++)
            {
                if (at[i] == indexes[i].keys.Length || indexes[i].keys[at[i]] != next) continue;
                foreach (var id in indexes[i].ids.AsSpan(indexes[i].starts[at[i]]..indexes[i].starts[at[i] + 1]))
                    if (!IsIn(indexes[(i + 1)..], id)) building.Add(next, id);
                at[i]++;
            }
        }
        foreach (var index in indexes) building.Know(index.Customers);
        return building.ToIndex();
    }

    private static bool IsIn(ReadOnlySpan<WordIndex> indexes, int id)
    {
        foreach (var index in indexes)
            if (index.Customers.Has(id)) return true;
        return false;
    }

    /// <summary>An index of customers and their words, one space between those.</summary>
    /// <param name="length">All IDs are below.</param>
    public static WordIndex Of(IEnumerable<(int Id, string Words)> customers, int length)
    {
        var (keys, ids) = (new List<ulong>(), new List<int>());
        var building = new Building(length);
        foreach (var (id, words) in customers)
        {
            building.Know(id);
            foreach (var range in words.AsSpan().Split(' '))
            {
                if (words.AsSpan()[range].IsEmpty) continue;
                keys.Add(WordKey.Of(words.AsSpan()[range]).Value);
                ids.Add(id);
            }
        }
        CollectionsMarshal.AsSpan(keys).Sort(CollectionsMarshal.AsSpan(ids));
        for (var i = 0; i < keys.Count; i++) building.Add(keys[i], ids[i]);
        return building.ToIndex();
    }

    /// <summary>Takes words in the order of their keys, then makes the index.</summary>
    /// <param name="length">All IDs are below.</param>
    internal sealed class Building(int length)
    {
        private readonly IdSet customers = new(length);
        private readonly List<ulong> keys = [];
        private readonly List<int> starts = [];
        private readonly List<int> ids = [];
        private bool isInOrder = true;

        public void Know(int id) => customers.Add(id);

        public void Know(IdSet others) => customers.Add(others);

        public void Add(ulong key, int id)
        {
            if (keys.Count == 0 || keys[^1] != key)
            {
                End();
                keys.Add(key);
                starts.Add(ids.Count);
            }
            else if (ids[^1] == id) return;
            else isInOrder &= ids[^1] < id;
            ids.Add(id);
        }

        public WordIndex ToIndex()
        {
            End();
            starts.Add(ids.Count);
            return new WordIndex(customers, customers.Count, Taken(keys), Taken(starts), Taken(ids));
        }

        // Each list goes as soon as it is copied.
        private static T[] Taken<T>(List<T> list)
        {
            var array = list.ToArray();
            list.Clear();
            list.Capacity = 0;
            return array;
        }

        // Several words have one key when it does not hold all of them.
        private void End()
        {
            if (isInOrder) return;
            isInOrder = true;
            var last = CollectionsMarshal.AsSpan(ids)[starts[^1]..];
            last.Sort();
            var kept = 1;
            for (var i = 1; i < last.Length; i++)
                if (last[i] != last[kept - 1]) last[kept++] = last[i];
            ids.RemoveRange(starts[^1] + kept, last.Length - kept);
        }
    }
}
