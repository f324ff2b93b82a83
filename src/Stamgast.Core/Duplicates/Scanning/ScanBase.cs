using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Settings;

namespace Stamgast.Duplicates.Scanning;

/// <summary>The result of a search of the whole base.</summary>
/// <param name="Pairs">Pairs that were found.</param>
/// <param name="Groups">Customers that are in the base more than once, by what was found.</param>
/// <param name="Seconds">Time that it took, reading and storing included.</param>
public sealed record ScanFound(long Pairs, long Groups, double Seconds);

/// <summary>
/// Searches the whole base for customers that are in it more than once, and stores the pairs. Customers that may not be merged take no part. What was
/// decided on pairs stays. Afterwards <see cref="FollowChanges"/> keeps the pairs up to date.
/// </summary>
/// <param name="memory">The memory of a running server, which takes over what the search built; null for a command by itself.</param>
public sealed class ScanBase(Base customers, TimeProvider clock, MatchMemory? memory = null)
{
    /// <summary>Pairs are stored from this probability on: more likely one customer than two.</summary>
    public const double Least = MatchingOptions.DefaultThreshold;

    /// <summary>The score, as base-2 odds, from which a pair is certain: a thousand to one, unless the organisation chose another one.</summary>
    public static double CertainBits(OrganisationSettings settings) => Math.Log2(settings.CertainFrom / (1 - settings.CertainFrom));

    private const int PairsAtOnce = 20_000;

    // A search takes all cores and half a gigabyte: of each base one at a time in this program.
    private static readonly ConditionalWeakTable<Base, SemaphoreSlim> Turns = [];

    /// <summary>Searches and stores, in one transaction at the end.</summary>
    /// <param name="waits">True to wait while another search goes on in this program, false to be refused then.</param>
    /// <param name="within">More to write in the transaction that stores the pairs.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancel">Stops it; nothing is stored then.</param>
    /// <exception cref="RefusedException">duplicates.scanning: another search goes on; busy: it could not be stored.</exception>
    public ScanFound Run(bool waits, Action<WriteTransaction>? within, IProgress<MatchingProgress>? progress, CancellationToken cancel)
    {
        var one = Turns.GetValue(customers, _ => new SemaphoreSlim(1, 1));
        if (!one.Wait(waits ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancel)) throw new RefusedException("duplicates.scanning");
        try { return Search(within, progress, cancel); }
        finally { one.Release(); }
    }

    private ScanFound Search(Action<WriteTransaction>? within, IProgress<MatchingProgress>? progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var table = BaseTable.Read(customers, (done, of) => progress?.Report(new(MatchingStage.Reading, done, of)), cancel);
        var search = DuplicateSearch.Run(table.Table, MatchColumns.Options with { Threshold = Least, FreesTable = true }, progress, cancel);
        var pairs = Scored(search, table.Ids, progress, cancel);
        progress?.Report(new(MatchingStage.Writing, 0, pairs.Count));
        var found = new ScanFound(pairs.Count, search.Groups.Count, watch.Elapsed.TotalSeconds);
        PairStore.ReplaceAll(customers, pairs, transaction =>
        {
            found = found with { Seconds = watch.Elapsed.TotalSeconds };
            new ScanState(table.LastItem, 0, table.Ids.Length, found.Pairs, found.Groups, found.Seconds, clock.GetUtcNow().UtcDateTime).Write(transaction);
            within?.Invoke(transaction);
        }, cancel);
        memory?.Renew(MatchIndex.Of(search, table.Ids), table);
        return found with { Seconds = watch.Elapsed.TotalSeconds };
    }

    private List<ScoredPair> Scored(DuplicateSearch search, long[] ids, IProgress<MatchingProgress>? progress, CancellationToken cancel)
    {
        using var connection = customers.OpenReader();
        var extra = ExtraDefinitions.Of(customers);
        var scored = new List<ScoredPair>(search.Pairs.Count);
        for (var from = 0; from < search.Pairs.Count; from += PairsAtOnce)
        {
            cancel.ThrowIfCancellationRequested();
            var some = new (ScoredPair Pair, double Own)[Math.Min(PairsAtOnce, search.Pairs.Count - from)];
            Parallel.ForEach(Partitioner.Create(0, some.Length), new ParallelOptions { CancellationToken = cancel }, range =>
            {
                var explainer = search.NewExplainer();
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    var pair = search.Pairs[from + i];
                    some[i] = Scored(ids[pair.A], ids[pair.B], pair.Bits, search.Explain(pair, explainer));
                }
            });
            scored.AddRange(Judged(connection, customers.Engine, extra, some));
            progress?.Report(new(MatchingStage.Writing, from, search.Pairs.Count));
        }
        return scored;
    }

    /// <summary>A pair with its reasons, and the score that it has by itself, without its group.</summary>
    internal static (ScoredPair Pair, double Own) Scored(long a, long b, double bits, Explanation why) =>
        (new ScoredPair(Math.Min(a, b), Math.Max(a, b), bits, why.Compact(), false), why.Reasons.Where(r => r.Field != "group").Sum(r => r.Bits));

    /// <summary>The pairs, with those marked as certain whose two customers are alike enough by themselves and contradict each other nowhere.</summary>
    internal static IEnumerable<ScoredPair> Judged(
        DbConnection connection, Engine engine, ExtraDefinitions extra, IReadOnlyList<(ScoredPair Pair, double Own)> pairs)
    {
        var least = CertainBits(OrganisationSettings.Of(connection));
        var high = pairs.Where(p => Math.Min(p.Own, p.Pair.Bits) >= least).Select(p => (p.Pair.A, p.Pair.B)).ToList();
        var certain = DifferingValues.Without(connection, engine, extra, high);
        return pairs.Select(p => certain.Contains((p.Pair.A, p.Pair.B)) ? p.Pair with { IsCertain = true } : p.Pair);
    }
}
