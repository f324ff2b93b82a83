using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>Merging two customers decides that they are one, and splitting them that they are two: recorded in the same transaction.</summary>
internal static class DecidedByMerge
{
    /// <summary>They are merged.</summary>
    public static void Merged(WriteTransaction transaction, ChangeSet set, IReadOnlyList<(long Kept, long Absorbed)> pairs)
    {
        if (set.RecordKind != CustomerShape.KindNumber) return;
        PairStore.Turn(transaction);
        foreach (var (kept, absorbed) in pairs)
            PairDecisions.Write(transaction, new DuplicateDecision
            {
                A = Math.Min(kept, absorbed), B = Math.Max(kept, absorbed), Verdict = PairVerdict.Duplicate, UserId = set.UserId,
                DecidedAt = set.AppliedAt!.Value, SetId = set.RootSet ?? set.Id,
            });
    }

    /// <summary>They are split: the scan of the next night must not bring them back. Whoever split them said that they are two.</summary>
    public static void Split(WriteTransaction transaction, ChangeSet set, IReadOnlyList<(long Kept, long Absorbed)> pairs)
    {
        if (set.RecordKind != CustomerShape.KindNumber) return;
        PairStore.Turn(transaction);
        foreach (var some in pairs.Chunk(CustomerStates.Portion / 2))
        {
            var states = CustomerStates.Read(transaction, [.. some.SelectMany(p => new[] { p.Kept, p.Absorbed }).Distinct()]);
            foreach (var (kept, absorbed) in some)
            {
                var (a, b) = (states[Math.Min(kept, absorbed)], states[Math.Max(kept, absorbed)]);
                PairDecisions.Write(transaction, new DuplicateDecision
                {
                    A = a.Id, B = b.Id, Verdict = PairVerdict.Different, UserId = set.UserId, DecidedAt = set.AppliedAt!.Value,
                    VersionA = a.Version, VersionB = b.Version, Seen = ComparedFields.Fingerprint(a.Values, b.Values),
                });
            }
        }
    }
}
