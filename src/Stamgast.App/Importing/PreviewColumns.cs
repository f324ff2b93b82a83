using System.Collections.Concurrent;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>
/// Which fields an import changes, the most frequent first; counted over all its rows once, not for each piece that is scrolled to.
/// </summary>
public sealed class PreviewColumns(Base customers)
{
    private const int Kept = 50;

    // A file that is read again, with other columns, took another time to read: that tells its readings apart.
    private readonly ConcurrentDictionary<(long Set, double Seconds), IReadOnlyList<CustomerField>> known = new();

    public IReadOnlyList<CustomerField> ChangedBy(ChangeSet set)
    {
        if (set.Changed == 0) return [];
        if (known.Count > Kept) known.Clear();
        return known.GetOrAdd((set.Id, set.Seconds), _ => [.. new ImportPreview(customers).FieldCounts(set.Id).Select(c => c.Field)]);
    }
}
