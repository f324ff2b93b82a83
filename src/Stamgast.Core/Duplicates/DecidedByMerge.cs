using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>
/// Merging customers decides that they are one, each two of them, and splitting them that those who come apart are not: recorded in the same
/// transaction.
/// </summary>
internal static class DecidedByMerge
{
    // Each two of a thousand would be half a million decisions. Beyond this, two absorbed ones are decided only if a search found them or a person did.
    private const int MostEachTwo = 50;

    /// <summary>They are merged.</summary>
    public static void Merged(WriteTransaction transaction, ChangeSet set, IReadOnlyList<(long Kept, long Absorbed)> pairs)
    {
        if (set.RecordKind != CustomerShape.KindNumber) return;
        PairStore.Turn(transaction);
        foreach (var group in pairs.GroupBy(p => p.Kept, p => p.Absorbed))
            foreach (var (a, b) in Together(transaction, group.Key, [.. group]))
                PairDecisions.Write(transaction, new DuplicateDecision
                {
                    A = a, B = b, Verdict = PairVerdict.Duplicate, UserId = set.UserId, DecidedAt = set.AppliedAt!.Value, SetId = set.RootSet ?? set.Id,
                });
    }

    /// <summary>
    /// They are split: the scan of the next night must not bring them back. Whoever split them said that each of them is neither the kept customer, nor
    /// one that stays with it, nor another one that leaves. Those who stay are still one, and so is one who leaves with those it absorbed itself.
    /// </summary>
    public static void Split(WriteTransaction transaction, ChangeSet set, IReadOnlyList<(long Kept, long Absorbed)> pairs)
    {
        if (set.RecordKind != CustomerShape.KindNumber) return;
        PairStore.Turn(transaction);
        var apart = new HashSet<(long A, long B)>();
        foreach (var group in pairs.GroupBy(p => p.Kept, p => p.Absorbed))
        {
            List<long> leaving = [.. group];
            if (leaving.Count < MostEachTwo) apart.UnionWith(EachTwo(leaving));
            apart.UnionWith(leaving.Select(absorbed => InOrder(group.Key, absorbed)));
        }
        AddKnown(transaction, pairs, apart);
        foreach (var some in apart.Order().Chunk(CustomerStates.Portion / 2))
        {
            var states = CustomerStates.Read(transaction, [.. some.SelectMany(p => new[] { p.A, p.B }).Distinct()]);
            foreach (var (first, second) in some)
            {
                var (a, b) = (states[first], states[second]);
                PairDecisions.Write(transaction, new DuplicateDecision
                {
                    A = a.Id, B = b.Id, Verdict = PairVerdict.Different, UserId = set.UserId, DecidedAt = set.AppliedAt!.Value,
                    VersionA = a.Version, VersionB = b.Version, Seen = ComparedFields.Fingerprint(a.Values, b.Values),
                });
            }
        }
    }

    /// <summary>Their merge is taken back as if it had not been: what it decided goes, so that the question is open again.</summary>
    public static void TakenBack(WriteTransaction transaction, ChangeSet set, IReadOnlyList<(long Kept, long Absorbed)> pairs)
    {
        if (set.RecordKind != CustomerShape.KindNumber) return;
        PairStore.Turn(transaction);
        var leaving = pairs.Select(p => p.Absorbed).ToHashSet();
        PairDecisions.TakeBack(transaction, [.. PairDecisions.Read(transaction.Connection, "d.set_id = @set", ("set", set.RootSet))
            .Where(d => leaving.Contains(d.A) || leaving.Contains(d.B)).Select(d => (d.A, d.B))]);
    }

    private static IEnumerable<(long A, long B)> Together(WriteTransaction transaction, long kept, List<long> absorbed)
    {
        if (absorbed.Count < MostEachTwo) return EachTwo([kept, .. absorbed]);
        var pairs = absorbed.Select(id => InOrder(kept, id)).ToHashSet();
        var ids = Sql.InList(absorbed);
        foreach (var table in new[] { "duplicate_pair", "duplicate_decision" })
        {
            using var command = transaction.Command($"select a, b from {table} where a in {ids} and b in {ids}");
            using var rows = command.ExecuteReader();
            while (rows.Read()) pairs.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }
        return pairs.Order();
    }

    // Pairs that somebody asked or will ask about, of one who leaves, or was merged into that one, and one who stays or leaves by itself.
    private static void AddKnown(WriteTransaction transaction, IReadOnlyList<(long Kept, long Absorbed)> pairs, HashSet<(long A, long B)> apart)
    {
        var connection = transaction.Connection;
        var keptOf = pairs.DistinctBy(p => p.Absorbed).ToDictionary(p => p.Absorbed, p => p.Kept);
        var roots = new Dictionary<long, long>();
        foreach (var some in keptOf.Keys.Chunk(500))
        {
            var ids = Sql.InList(MergedFamily.Below(connection, CustomerShape.Instance, some));
            var known = new List<(long A, long B)>();
            foreach (var table in new[] { "duplicate_pair", "duplicate_decision" })
            {
                using var command = transaction.Command($"select a, b from {table} where a in {ids} union select a, b from {table} where b in {ids}");
                using var rows = command.ExecuteReader();
                while (rows.Read()) known.Add((rows.GetInt64(0), rows.GetInt64(1)));
            }
            foreach (var (a, b) in known.Where(k => !apart.Contains(k)))
                if (Root(a) != Root(b) && Before(Root(a)) == Before(Root(b))) apart.Add((a, b));
        }

        // The customer that represented one before it left.
        long Before(long root) => keptOf.TryGetValue(root, out var kept) ? Before(Root(kept)) : root;

        long Root(long id) => roots.TryGetValue(id, out var root) ? root : roots[id] = MergedFamily.Root(connection, CustomerShape.Instance, id);
    }

    private static IEnumerable<(long A, long B)> EachTwo(IReadOnlyList<long> ids) =>
        from first in Enumerable.Range(0, ids.Count)
        from second in Enumerable.Range(first + 1, ids.Count - first - 1)
        select InOrder(ids[first], ids[second]);

    private static (long A, long B) InOrder(long one, long other) => (Math.Min(one, other), Math.Max(one, other));
}
