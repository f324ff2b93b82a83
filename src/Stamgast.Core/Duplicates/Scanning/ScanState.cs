using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Duplicates.Scanning;

/// <summary>What is known of the last search of the whole base, and how far changes were followed since. The base has one, or none before the first.</summary>
/// <param name="LastItem">The number of the last change that the stored pairs take into account.</param>
/// <param name="Followed">How many customers were compared again since the search.</param>
/// <param name="Customers">How many were searched.</param>
/// <param name="Pairs">How many pairs were found.</param>
/// <param name="Groups">How many customers are in the base more than once, by what was found.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ScannedAt">When it ended.</param>
public sealed record ScanState(long LastItem, long Followed, long Customers, long Pairs, long Groups, double Seconds, DateTime ScannedAt)
{
    /// <summary>The only row.</summary>
    private const int Row = 1;

    private const int LeastForWhole = 200;
    private const double ShareForWhole = 0.03;

    /// <summary>
    /// So many customers are compared one by one after a search; then it is quicker, and the weights are better, when all are searched again.
    /// </summary>
    public long MostToFollow => Math.Max(LeastForWhole, (long)(Customers * ShareForWhole));

    /// <summary>The state of a base; null before its first search.</summary>
    internal static ScanState? Read(DbConnection connection)
    {
        using var command = connection.Query(
            "select last_item, followed, customers, pairs, groups, seconds, scanned_at from duplicate_scan where id = @id", ("id", Row));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new ScanState(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetDouble(5),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)).UtcDateTime)
            : null;
    }

    /// <summary>Stores the state after a search, in the transaction that stores its pairs.</summary>
    internal void Write(WriteTransaction transaction)
    {
        transaction.Execute("delete from duplicate_scan");
        transaction.Execute("""
            insert into duplicate_scan(id, last_item, followed, customers, pairs, groups, seconds, scanned_at)
            values(@id, @last, @followed, @customers, @pairs, @groups, @seconds, @at)
            """, ("id", Row), ("last", LastItem), ("followed", Followed), ("customers", Customers), ("pairs", Pairs), ("groups", Groups),
            ("seconds", Seconds), ("at", new DateTimeOffset(ScannedAt, TimeSpan.Zero).ToUnixTimeMilliseconds()));
    }

    /// <summary>
    /// Goes on from this state, in the transaction that stores the pairs of the changed customers; false when somebody else did so meanwhile.
    /// </summary>
    /// <param name="lastItem">The number of the last change that these pairs take into account.</param>
    /// <param name="changed">How many customers were compared again.</param>
    internal bool Advance(WriteTransaction transaction, long lastItem, int changed) => transaction.Execute("""
        update duplicate_scan set last_item = @to, followed = followed + @changed where id = @id and last_item = @from
        """, ("to", lastItem), ("changed", changed), ("id", Row), ("from", LastItem)) == 1;
}
