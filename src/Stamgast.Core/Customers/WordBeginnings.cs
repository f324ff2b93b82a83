using System.Data.Common;
using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>
/// The first twelve letters of every word by which a customer can be found, in memory: of the hundreds of ways to mistype a word
/// only those few are looked for that lead to one. 8 bytes a beginning; what was taken away stays until the next start, which
/// costs a look and changes nothing.
/// </summary>
internal sealed class WordBeginnings
{
    private const int Letters = 12;
    private const int BitsPerLetter = 5;
    private const int Most = 8_000_000;

    private ulong[] sorted = [];
    private readonly HashSet<ulong> reading = [];
    private List<ulong> added = [];

    private WordBeginnings() { }

    /// <summary>Reads all words; null when they are so many that they are better left in the database.</summary>
    public static WordBeginnings? Read(DbConnection connection, Engine engine, CancellationToken cancel)
    {
        var words = new WordBeginnings();
        // The words stand nowhere but in the index itself; this table shows each of them once.
        if (engine == Engine.Sqlite)
            using (var create = connection.Query("create virtual table if not exists temp.customer_word using fts5vocab(main, customer_search, row)")) create.ExecuteNonQuery();
        using var command = connection.Query(engine == Engine.Sqlite
            ? "select term from temp.customer_word where term >= 'a' and term < '{'"
            : "select array_to_string(tsvector_to_array(words), ' ') from customer_search");
        using var reader = command.ExecuteReader();
        for (var rows = 0; reader.Read(); rows++)
        {
            if ((rows & 4095) == 0) cancel.ThrowIfCancellationRequested();
            words.Take(reader.GetString(0));
            if (words.reading.Count > Most) return null;
        }
        words.sorted = [.. words.reading];
        words.reading.Clear();
        words.reading.TrimExcess();
        Array.Sort(words.sorted);
        return words;
    }

    /// <summary>Adds the words of the customers that were changed since.</summary>
    public void CatchUp(DbConnection connection, Engine engine, long afterItem, long lastItem)
    {
        var fields = CustomerSearch.Fields;
        using (var command = connection.Query($"""
            select {CustomerColumns.AsText(fields, engine, "c")} from customer c where c.id in
                (select record_id from change_item where seq > {afterItem.ToString(CultureInfo.InvariantCulture)} and seq <= {lastItem.ToString(CultureInfo.InvariantCulture)} and record_kind = 1)
            """))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                var values = new CustomerValues();
                for (var i = 0; i < fields.Count; i++) values[fields[i]] = reader.TextOrNull(i);
                Take(SearchWords.Of(values));
            }
        if (reading.Count == 0) return;
        // A list that is never altered, only replaced: others may be looking into it.
        added = [.. added.Concat(reading.Where(key => Array.BinarySearch(sorted, key) < 0)).Distinct().Order()];
        reading.Clear();
    }

    /// <summary>True when there may be a word that begins so; only texts of small plain letters are known.</summary>
    public bool MayHave(string beginning)
    {
        if (KeyOf(beginning, out var length) is var key && length < Math.Min(beginning.Length, Letters)) return true;
        var past = key + (1UL << ((Letters - length) * BitsPerLetter));
        var at = Array.BinarySearch(sorted, key);
        if (at >= 0 || (~at < sorted.Length && sorted[~at] < past)) return true;
        var later = added;
        at = later.BinarySearch(key);
        return at >= 0 || (~at < later.Count && later[~at] < past);
    }

    private void Take(ReadOnlySpan<char> words)
    {
        foreach (var range in words.Split(' '))
            if (KeyOf(words[range], out var length) is var key && length > 0) reading.Add(key);
    }

    // The letters up to the first that is none, five bits each, from the left.
    private static ulong KeyOf(ReadOnlySpan<char> word, out int length)
    {
        var key = 0UL;
        for (length = 0; length < word.Length && length < Letters && char.IsAsciiLetterLower(word[length]); length++)
            key = (key << BitsPerLetter) | (uint)(word[length] - 'a' + 1);
        return key << ((Letters - length) * BitsPerLetter);
    }
}
