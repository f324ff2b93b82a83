using System.Data.Common;
using Microsoft.Data.Sqlite;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Customers.Memories;

/// <summary>Reads all search words on SQLite.</summary>
internal static class SqliteWords
{
    /// <summary>The words and, separately, those of places.</summary>
    /// <param name="length">All IDs are lower.</param>
    public static (WordIndex Words, WordIndex Places) Read(DbConnection connection, int length, CancellationToken cancel) =>
        (FromIndex((SqliteConnection)connection, length, places: false, cancel), FromIndex((SqliteConnection)connection, length, places: true, cancel));

    // The index itself has the words in order, with the IDs of their customers; this table shows them. Words of places come first.
    private static WordIndex FromIndex(SqliteConnection connection, int length, bool places, CancellationToken cancel)
    {
        using (var create = connection.Query("create virtual table if not exists temp.customer_word using fts5vocab(main, customer_search, instance)"))
            create.ExecuteNonQuery();
        var building = new WordIndex.Building(length);
        var mark = places ? 1 : 0;
        using var entries = new SqliteStatement(connection,
            $"select term, doc from temp.customer_word where term {(places ? "<" : ">=")} '{(char)(SearchWords.PlaceMark + 1)}'");
        Span<char> start = stackalloc char[WordKey.MostRead];
        for (var rows = 0; entries.Step(); rows++)
        {
            if ((rows & 65_535) == 0) cancel.ThrowIfCancellationRequested();
            var term = entries.Text(0);
            if (term.Length <= mark) continue;
            var read = Math.Min(term.Length - mark, start.Length);
            // For characters other than plain letters and digits, it is enough to know that they are others.
            for (var i = 0; i < read; i++) start[i] = term[mark + i] < 128 ? (char)term[mark + i] : char.MaxValue;
            var id = (int)entries.Number(1);
            building.Know(id);
            building.Add(WordKey.Of(start[..read]).Value, id);
        }
        return building.ToIndex();
    }
}
