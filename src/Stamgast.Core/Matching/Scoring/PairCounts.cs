namespace Stamgast.Matching.Scoring;

/// <summary>The number of pairs with the same levels and (to half a bit) the same rarity: the input of expectation maximisation.</summary>
internal sealed class PairCounts
{
    private readonly Dictionary<(ulong Pattern, int Rarity), long> counts = [];
    private (ulong Pattern, double Personal, double Shared, long Count)[]? sorted;

    public long Pairs { get; private set; }

    /// <param name="pattern">The levels.</param>
    /// <param name="personal">Bits of rarity in values that households do not share.</param>
    /// <param name="shared">Bits of rarity in values that they share.</param>
    public void Add(ulong pattern, double personal, double shared)
    {
        var key = (pattern, (int)(Math.Round(personal * 2) * 1024 + Math.Round(shared * 2)));
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
        Pairs++;
        sorted = null;
    }

    public void Add(PairCounts others)
    {
        foreach (var (key, count) in others.counts) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
        Pairs += others.Pairs;
        sorted = null;
    }

    /// <summary>The counts in a fixed order, so that sums are the same in every run.</summary>
    public IReadOnlyList<(ulong Pattern, double Personal, double Shared, long Count)> Sorted() =>
        sorted ??= [.. counts.OrderBy(c => c.Key.Pattern).ThenBy(c => c.Key.Rarity)
            .Select(c => (c.Key.Pattern, Personal(c.Key.Rarity) / 2.0, Shared(c.Key.Rarity) / 2.0, c.Value))];

    private static int Personal(int rarity) => (int)Math.Floor((rarity + 512) / 1024.0);

    private static int Shared(int rarity) => rarity - Personal(rarity) * 1024;
}
