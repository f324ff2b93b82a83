using System.Numerics;

namespace Stamgast.Matching.Blocking;

/// <summary>Rows are compared when they share these atoms: all of them, or for lists any value of the list.</summary>
internal sealed record BlockingRule(int[] Atoms, bool IsAnyOf, string Name);

/// <summary>
/// Chooses the blocking rules of a table: as many pairs of one customer as possible should meet in some rule, with as few comparisons as possible.
/// Imagines thousands of rows written a second time with errors, and adds rule after rule by the number of additional pairs for its cost, until the
/// allowed number of comparisons is used.
/// </summary>
/// <remarks>Greedy weighted set cover (V. Chvátal, 1979); blocking as in Fellegi &amp; Sunter (1969), section 3.4.</remarks>
internal sealed class BlockingPlan
{
    private const int Imagined = 2500;
    private const int SampleRows = 12_000;
    private const int MostRules = 18;
    private const double MoveRate = 0.1, SwapRate = 0.03;
    private const int CompareAllUpTo = 3000;

    // The imagined error rates in percent: ever higher, while comparisons remain.
    private static readonly double[] ErrorRates = [0.12, 0.2, 0.3, 0.45];
    private const int Moving = BlockingAtoms.Street | BlockingAtoms.Number | BlockingAtoms.Code | BlockingAtoms.Town;
    private const int Date = BlockingAtoms.Year | BlockingAtoms.Month | BlockingAtoms.Day;

    private readonly BlockingAtoms atoms;
    private readonly uint[] sample;
    private readonly int sampleCount;
    private readonly double[] agreement;
    private readonly double pairsInAll;

    private BlockingPlan(BlockingAtoms atoms, RecordTable records)
    {
        this.atoms = atoms;
        var width = atoms.All.Count;
        sampleCount = Math.Min(records.Count, SampleRows);
        sample = new uint[sampleCount * width];
        // Records lie in the order of a hash of their content: every so-manieth is a fair sample.
        for (var i = 0; i < sampleCount; i++)
            atoms.Write(records[(int)((long)i * records.Count / sampleCount)], sample.AsSpan(i * width, width));
        pairsInAll = records.Count * (records.Count - 1.0) / 2;
        agreement = [.. Enumerable.Range(0, width).Select(a => Agreement([a]))];
    }

    public IReadOnlyList<BlockingRule> Rules { get; private set; } = [];

    /// <summary>True for a table so small that every row is compared with every other.</summary>
    public bool ComparesAll { get; private set; }

    /// <summary>How often two rows share each atom, 0 to 1.</summary>
    public IReadOnlyList<double> AtomAgreement => agreement;

    /// <summary>Chooses rules that bring about at most the given number of pairs.</summary>
    public static BlockingPlan Choose(BlockingAtoms atoms, RecordTable records, double mostPairs)
    {
        var plan = new BlockingPlan(atoms, records);
        if (records.Count <= CompareAllUpTo) plan.ComparesAll = true;
        plan.Rules = plan.Greedy(mostPairs, records.Count);
        // Among few names in other scripts the imagined errors say too little about them.
        if (atoms.OfAnyScript is [_, _] both && !plan.Rules.Any(r => r.Atoms.All(both.Contains)))
            plan.Rules = [.. plan.Rules, new BlockingRule(both, false, plan.Name(both))];
        return plan;
    }

    private List<BlockingRule> Greedy(double mostPairs, int rows)
    {
        var candidates = Candidates();
        var cost = candidates.Select(c => pairsInAll * c.Atoms.Aggregate(1.0, (p, a) => p * agreement[a]) + 0.4 * rows).ToArray();
        var isMeasured = new bool[candidates.Count];
        var chosen = new List<BlockingRule>();
        var left = mostPairs;
        var errors = 0;
        var open = Scenarios(ErrorRates[0]);
        while (chosen.Count < MostRules)
        {
            var best = open.Count <= Imagined / 500 ? -1 : Best(candidates, cost, open, left);
            if (best < 0)
            {
                if (++errors == ErrorRates.Length) break;
                open = Scenarios(ErrorRates[errors]);
                foreach (var rule in chosen) open.RemoveAll(s => Covers(s, MaskOf(rule), rule.IsAnyOf));
                continue;
            }
            if (!isMeasured[best])
            {
                isMeasured[best] = true;
                var measured = pairsInAll * Agreement(candidates[best].Atoms) + 0.4 * rows;
                if (measured > cost[best] * 1.2) { cost[best] = measured; continue; }
            }
            chosen.Add(new BlockingRule(candidates[best].Atoms, candidates[best].IsAnyOf, Name(candidates[best].Atoms)));
            left -= cost[best];
            open.RemoveAll(s => Covers(s, MaskOf(chosen[^1]), chosen[^1].IsAnyOf));
        }
        return chosen;
    }

    private static int Best(List<(int[] Atoms, ulong Mask, bool IsAnyOf)> candidates, double[] cost, List<ulong> open, double left)
    {
        var best = -1;
        var bestWorth = 0.0;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (cost[i] > left) continue;
            var gain = 0;
            foreach (var scenario in open) if (Covers(scenario, candidates[i].Mask, candidates[i].IsAnyOf)) gain++;
            var worth = gain < 3 ? 0 : gain / cost[i];
            if (worth > bestWorth) (best, bestWorth) = (i, worth);
        }
        return best;
    }

    private static ulong MaskOf(BlockingRule rule) => rule.Atoms.Aggregate(0UL, (mask, atom) => mask | 1UL << atom);

    private static bool Covers(ulong scenario, ulong mask, bool isAnyOf) => isAnyOf ? (scenario & mask) != 0 : (scenario & mask) == mask;

    private string Name(int[] rule) => string.Join(" + ", rule.Select(a => atoms.All[a].Name).Distinct());

    // Every atom, every two that are not made of the same values, and three of the less distinctive ones.
    private List<(int[] Atoms, ulong Mask, bool IsAnyOf)> Candidates()
    {
        var list = new List<(int[], ulong, bool)>();
        var all = atoms.All;
        foreach (var many in all.Select((atom, i) => (atom, i)).Where(x => x.atom.IsOneOfMany).GroupBy(x => x.atom.Name))
            list.Add(([.. many.Select(x => x.i)], many.Aggregate(0UL, (m, x) => m | 1UL << x.i), true));
        var single = Enumerable.Range(0, all.Count).Where(i => !all[i].IsOneOfMany && agreement[i] < 0.5).ToArray();
        foreach (var a in single)
        {
            list.Add(([a], 1UL << a, false));
            foreach (var b in single)
            {
                if (b <= a || (all[a].Parts & all[b].Parts) != 0) continue;
                list.Add(([a, b], 1UL << a | 1UL << b, false));
                if (agreement[a] * agreement[b] * pairsInAll < 1e5) continue;
                foreach (var c in single)
                    if (c > b && ((all[a].Parts | all[b].Parts) & all[c].Parts) == 0) list.Add(([a, b, c], 1UL << a | 1UL << b | 1UL << c, false));
            }
        }
        return list;
    }

    // The atoms that two rows of one customer still share: present in both, and spared by the errors.
    private List<ulong> Scenarios(double errorRate)
    {
        var random = new Random(20);
        var width = atoms.All.Count;
        var scenarios = new List<ulong>(Imagined);
        for (var i = 0; i < Imagined && sampleCount > 0; i++)
        {
            var shared = Present(random.Next(sampleCount), width);
            if (random.Next(2) == 0) shared &= Present(random.Next(sampleCount), width);
            var lost = 0;
            for (var bit = 0; bit < 31; bit++)
                if (random.NextDouble() < ((1 << bit & Date) != 0 ? errorRate / 2 : errorRate)) lost |= 1 << bit;
            if (random.NextDouble() < MoveRate) lost |= Moving;
            var isSwapped = random.NextDouble() < SwapRate;
            for (var a = 0; a < width; a++)
            {
                var atom = atoms.All[a];
                var isLost = (atom.Parts & lost) != 0 && random.NextDouble() >= (BitOperations.PopCount((uint)(atom.Parts & lost)) > 1 ? 0 : atom.Robustness);
                if (isLost || (isSwapped && atom.Parts is BlockingAtoms.Given or BlockingAtoms.Family && isSwapped)) shared &= ~(1UL << a);
            }
            if (shared != 0) scenarios.Add(shared);
        }
        return scenarios;
    }

    private ulong Present(int row, int width)
    {
        var present = 0UL;
        for (var a = 0; a < width; a++) if (sample[row * width + a] != 0) present |= 1UL << a;
        return present;
    }

    // How often two rows of the sample share all atoms; at least the rate of half a pair in the sample.
    private double Agreement(int[] rule)
    {
        var width = atoms.All.Count;
        var keys = new uint[sampleCount];
        var filled = 0;
        for (var i = 0; i < sampleCount; i++)
        {
            var key = sample[i * width + rule[0]];
            for (var k = 1; k < rule.Length && !atoms.All[rule[0]].IsOneOfMany; k++) key = BlockingAtoms.Join(key, sample[i * width + rule[k]]);
            if (key != 0) keys[filled++] = key;
        }
        Array.Sort(keys, 0, filled);
        var pairs = 0.0;
        for (int i = 0, run = 0; i < filled; i++)
        {
            run = i > 0 && keys[i] == keys[i - 1] ? run + 1 : 0;
            pairs += run;
        }
        return Math.Max(pairs, 0.1) / Math.Max(1, sampleCount * (sampleCount - 1.0) / 2);
    }
}
