using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Customers.Memories;

/// <summary>
/// The words by which customers can be found, in memory, with their customers: searches are answered without the database, typing errors included. A
/// million customers take some 80 MB. It is immutable: <see cref="CaughtUp"/> returns the next one, so that others can continue to use this one.
/// </summary>
internal sealed class WordMemory
{
    // A newer index is joined with the one before it unless that one is so many times larger: of n changes each is joined log n times.
    private const int Larger = 2;

    private readonly WordIndex[] indexes;
    private readonly int length;

    private WordMemory(WordIndex[] indexes, int length)
    {
        (this.indexes, this.length) = (indexes, length);
    }

    /// <summary>Reads all words, those of places separately.</summary>
    /// <param name="highest">The highest ID.</param>
    public static (WordMemory Words, WordMemory Places) Read(DbConnection connection, Engine engine, long highest, CancellationToken cancel)
    {
        var length = checked((int)highest + 1);
        var (words, places) = engine == Engine.Sqlite ? SqliteWords.Read(connection, length, cancel) : PostgresWords.Read(connection, length, cancel);
        return (new WordMemory([words], length), new WordMemory([places], length));
    }

    /// <summary>The words of the changed customers, those of places separately.</summary>
    public static List<(int Id, string Words, string Places)> Changed(DbConnection connection, Engine engine, (long AfterItem, long LastItem) changes)
    {
        var fields = CustomerSearch.Fields;
        var changed = new List<(int Id, string Words, string Places)>();
        using var command = connection.Query($"""
            select c.id, {CustomerColumns.AsText(fields, engine, "c")} from customer c where c.id in
                (select record_id from change_item where seq > {changes.AfterItem.ToString(CultureInfo.InvariantCulture)}
                    and seq <= {changes.LastItem.ToString(CultureInfo.InvariantCulture)} and record_kind = 1)
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new CustomerValues();
            for (var i = 0; i < fields.Count; i++) values[fields[i]] = reader.TextOrNull(1 + i);
            var (words, places) = SearchWords.Parted(SearchWords.Of(values));
            changed.Add((reader.GetInt32(0), words, places));
        }
        return changed;
    }

    /// <summary>The words of some, each with one space between them.</summary>
    /// <param name="reach">All IDs are lower.</param>
    public static WordMemory Of(WordIndex all, int reach) => new([all], reach);

    /// <summary>The same if these have other words than before, or were unknown.</summary>
    /// <param name="reach">All IDs are lower.</param>
    public WordMemory With(IReadOnlyCollection<(int Id, string Words)> changed, int reach)
    {
        if (changed.Count == 0) return this;
        reach = Math.Max(length, reach);
        List<WordIndex> all = [.. indexes, WordIndex.Of(changed, reach)];
        var joined = all.Count - 1;
        for (var count = all[joined].Count; joined > 0 && all[joined - 1].Count <= Larger * count;) count += all[--joined].Count;
        if (joined == all.Count - 1) return new WordMemory([.. all], reach);
        return new WordMemory([.. all[..joined], WordIndex.Merged([.. all[joined..]], reach)], reach);
    }

    /// <summary>True when some customer may have a word that begins with this.</summary>
    public bool MayHave(string beginning)
    {
        var key = WordKey.Of(beginning);
        return indexes.Any(index => index.HasAny(key.Value, key.IsWhole ? key.End : key.Value + 1));
    }

    /// <summary>
    /// True when it can tell which customers have a word that begins with this: longer words are left to the database, which has few of each.
    /// </summary>
    public static bool Knows(string beginning) => WordKey.Of(beginning).IsWhole;

    /// <summary>A set with room for all customers.</summary>
    public IdSet Nobody() => new(length);

    /// <summary>All customers with any of these words, or of the words that begin with them; it must know them.</summary>
    public IdSet Having(IEnumerable<string> words, bool whole)
    {
        var keys = words.Select(w => WordKey.Of(w)).Select(key => (From: key.Value, To: whole ? key.Value + 1 : key.End)).ToList();
        var found = Nobody();
        foreach (var (i, index) in indexes.Index())
        {
            if (i > 0) found.Remove(index.Customers);
            foreach (var (from, to) in keys) found.Add(index.Of(from, to));
        }
        return found;
    }
}
