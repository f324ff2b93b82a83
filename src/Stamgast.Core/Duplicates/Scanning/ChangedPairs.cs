using System.Data.Common;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Matching;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// The pairs of customers that were changed, as a search of the whole base with the same weights would find them: with those whom they resemble, and
/// those whom they did, each group is made consistent again.
/// </summary>
internal sealed class ChangedPairs
{
    private const int MostOfOne = 100;

    // A chain of customers that resemble each other is followed so far.
    private const int MostInAll = 20_000;

    private readonly MatchIndex index;
    private readonly Dictionary<long, int> numbers = [];
    private readonly List<long> ids = [];
    private readonly Dictionary<(int A, int B), double> links = [];

    private ChangedPairs(MatchIndex index) => this.index = index;

    /// <summary>The changed customers and all whose pairs may be others for it.</summary>
    public IReadOnlyCollection<long> Customers => ids;

    /// <summary>All pairs in which one of them is.</summary>
    public IReadOnlyList<ScoredPair> Pairs { get; private set; } = [];

    /// <summary>Compares some customers with all others again.</summary>
    /// <param name="connection">Reads what they resembled so far.</param>
    /// <param name="index">Must contain the changes.</param>
    /// <param name="changed">Also those that are gone.</param>
    public static ChangedPairs Of(
        DbConnection connection, Base customers, MatchIndex index, IReadOnlyCollection<long> changed, CancellationToken cancel)
    {
        var found = new ChangedPairs(index);
        foreach (var id in changed) found.NumberOf(id);
        foreach (var portion in changed.Chunk(500)) found.AddFormer(connection, portion);
        for (var next = 0; next < found.ids.Count; next++)
        {
            cancel.ThrowIfCancellationRequested();
            found.Link(next);
        }
        found.Pairs = [.. ScanBase.Judged(connection, customers.Engine, ExtraDefinitions.Of(customers), found.Scored())];
        return found;
    }

    private int NumberOf(long id)
    {
        if (numbers.TryGetValue(id, out var number)) return number;
        numbers.Add(id, ids.Count);
        ids.Add(id);
        return ids.Count - 1;
    }

    private void AddFormer(DbConnection connection, long[] changed)
    {
        var list = Sql.InList(changed);
        using var command = connection.Query(
            $"select b from duplicate_pair where a in {list} union select a from duplicate_pair where b in {list}");
        using var reader = command.ExecuteReader();
        while (reader.Read()) NumberOf(reader.GetInt64(0));
    }

    private void Link(int number)
    {
        foreach (var like in index.Like(ids[number], MostOfOne, ScanBase.Least))
        {
            if (ids.Count >= MostInAll && !numbers.ContainsKey(like.Key)) continue;
            var other = NumberOf(like.Key);
            links[(Math.Min(number, other), Math.Max(number, other))] = like.Explanation.Bits;
        }
    }

    private List<(ScoredPair Pair, double Own)> Scored()
    {
        // Which of two equally strong links comes first must not depend on which customer was changed first.
        long[] inOrder = [.. ids.Order()];
        int Place(int number) => Array.BinarySearch(inOrder, ids[number]);
        var strong = links.ToDictionary(l => (A: Math.Min(Place(l.Key.A), Place(l.Key.B)), B: Math.Max(Place(l.Key.A), Place(l.Key.B))), l => l.Value);
        double Bits(int a, int b) => index.Bits(inOrder[a], inOrder[b]) ?? double.NegativeInfinity;
        var groups = CustomerGroups.Of(inOrder.Length, [.. strong.Select(l => (l.Key.A, l.Key.B, l.Value))], Bits,
            (a, b) => index.AreTwo(inOrder[a], inOrder[b]));
        var scored = new List<(ScoredPair Pair, double Own)>();
        foreach (var group in groups.Members)
            foreach (var (a, b, through) in groups.Through(group))
            {
                var bits = Math.Max(strong.TryGetValue((a, b), out var own) ? own : Bits(a, b), through);
                if (bits >= 0 && index.Explain(inOrder[a], inOrder[b], bits) is { } why)
                    scored.Add(ScanBase.Scored(inOrder[a], inOrder[b], bits, why));
            }
        return scored;
    }
}
