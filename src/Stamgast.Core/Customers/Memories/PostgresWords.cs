using System.Data.Common;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Customers.Memories;

/// <summary>Reads all search words on PostgreSQL.</summary>
internal static class PostgresWords
{
    // So many are put in order at once, which takes 20 MB.
    private const int AtOnce = 100_000;

    /// <summary>The words and, separately, those of places.</summary>
    /// <param name="length">All IDs are lower.</param>
    public static (WordIndex Words, WordIndex Places) Read(DbConnection connection, int length, CancellationToken cancel)
    {
        using var command = connection.Query("select customer_id, array_to_string(tsvector_to_array(words), ' ') from customer_search");
        using var reader = command.ExecuteReader();
        List<WordIndex> words = [], places = [];
        List<(int Id, string Words)> wordRows = new(AtOnce), placeRows = new(AtOnce);
        while (reader.Read())
        {
            var (some, more) = SearchWords.Parted(reader.GetString(1));
            wordRows.Add((reader.GetInt32(0), some));
            placeRows.Add((reader.GetInt32(0), more));
            if (wordRows.Count == AtOnce) PutInOrder();
        }
        PutInOrder();
        return (WordIndex.Merged([.. words], length), WordIndex.Merged([.. places], length));

        void PutInOrder()
        {
            cancel.ThrowIfCancellationRequested();
            words.Add(WordIndex.Of(wordRows, length));
            places.Add(WordIndex.Of(placeRows, length));
            wordRows.Clear();
            placeRows.Clear();
        }
    }
}
