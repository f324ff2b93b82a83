using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Changes.Applying;

/// <summary>
/// Removes words that no customer has any more from the search index for good. FTS5 only notes that a row of ours is gone
/// (<c>contentless_delete</c>); its words stay in the index until the segments that hold them are merged. Its <c>secure-delete</c>, which removes
/// them at once, does not work for such tables, and on others it makes each change of a customer several times slower
/// (docs/decisions/0046-places-of-personal-data.md).
/// </summary>
internal static class ErasedWords
{
    // The first of the pages on which FTS5 notes rows that are gone: FTS5_TOMBSTONE_ROWID of a segment 0.
    private const long FirstNote = 1L << 53;

    // Of 4 kB: a step blocks other writers for a quarter of a second.
    private const int PagesAtOnce = 2000;

    // Enough for ten million customers, unless words are changed all the time.
    private const int MostSteps = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Rewrites the segments with such words, in steps between which others can write; does nothing when there are none.</summary>
    public static void Purge(Base customers, CancellationToken cancel)
    {
        if (!SearchIndex.Of(customers.Engine).KeepsReplacedWords) return;
        // The first step requests that everything is merged. So does each step after one that found nothing left to do: words have changed in the
        // meantime.
        var begins = true;
        for (var step = 0; step < MostSteps; step++)
        {
            if (customers.WriteCustomers(transaction => Step(transaction, begins), Patience, cancel: cancel) is not { } didAny) return;
            begins = !didAny;
        }
        const string AtOnce = "insert into customer_search(customer_search) values('optimize')";
        customers.WriteCustomers(transaction => transaction.Execute(AtOnce), Patience, cancel: cancel);
    }

    // Null when no such word is left; otherwise whether anything was merged.
    private static bool? Step(WriteTransaction transaction, bool begins)
    {
        if (transaction.Number("select exists(select 1 from customer_search_data where id >= @first)", ("first", FirstNote)) == 0) return null;
        var before = transaction.Number("select total_changes()");
        var pages = begins ? -PagesAtOnce : PagesAtOnce;
        transaction.Execute("insert into customer_search(customer_search, rank) values('merge', @pages)", ("pages", pages));
        // The command itself is one change (sqlite.org/fts5.html, 6.7).
        return transaction.Number("select total_changes()") - before >= 2;
    }
}
