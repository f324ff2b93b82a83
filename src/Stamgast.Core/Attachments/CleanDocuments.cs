using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>
/// Deletes documents for good to which nothing has led for thirty days: no attachment has them, or all that have are in the trash for so long.
/// </summary>
public sealed class CleanDocuments(Base customers, DocumentStore store, TimeProvider clock)
{
    /// <summary>So long they can be brought back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Deletes them.</summary>
    /// <returns>How many were deleted.</returns>
    public long Run(CancellationToken cancel = default)
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        long deleted = 0;
        foreach (var keys in store.KeptBefore(before))
        {
            cancel.ThrowIfCancellationRequested();
            var needed = Needed(keys, before);
            foreach (var key in keys.Distinct().Where(k => !needed.Contains(k)))
            {
                store.DeleteIfBefore(key, before);
                deleted++;
            }
        }
        return deleted;
    }

    // Trashing is a change: what went there later was changed later.
    private HashSet<string> Needed(IReadOnlyList<string> keys, DateTime before)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select distinct store_key from attachment where store_key {customers.Engine.OneOf("@keys")}
            and ({customers.Engine.No("trashed")} or changed_at >= @before)
            """, ("keys", customers.Engine.Texts(keys)), ("before", new DateTimeOffset(before, TimeSpan.Zero).ToUnixTimeMilliseconds()));
        using var rows = command.ExecuteReader();
        var needed = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read()) needed.Add(rows.GetString(0));
        return needed;
    }
}
