using Stamgast.Comparing.Names;
using Stamgast.Matching.Blocking;

namespace Stamgast.Matching.Scoring;

/// <summary>
/// Learns the weights from the table itself, without examples: by expectation maximisation over the pairs from blocking, and over random pairs for
/// agreement by chance. If there is little data, experience from other tables fills in.
/// </summary>
/// <remarks>
/// A. P. Dempster, N. M. Laird and D. B. Rubin (1977); W. E. Winkler, "Using the EM Algorithm for Weight Computation in the
/// Fellegi–Sunter Model" (1988). The prior odds are learned over all pairs of the table, those outside the blocks counted as
/// unrelated. Dirichlet priors keep levels that were hardly seen at their defaults.
/// </remarks>
internal sealed class ModelTraining
{
    private const int Rounds = 30;
    private const int SamplePairs = 400_000;
    private const int RandomPairs = 500_000;
    private const int RandomPairsPerRow = 60;
    private const int RandomParts = 8;
    private const int PairsATurn = 1 << 12;
    private const int AllPairsUpTo = 400;
    private const double Experience = 25;
    private const int RoundsBetween = 6;
    private const double CertainBits = 6, OwnUntilSeen = 3, OwnShare = 0.12, MostOwn = 0.04, NamesakesUntilSeen = 1000;

    private readonly RecordTable records;
    private readonly MatchModel model;
    private readonly double pairsInAll;
    private readonly int given, family;

    // The chance of each level among strangers of one name, by comparison; null where none follows from the name.
    private readonly double[]?[] namesakes;

    private readonly Action<long>? progress;
    private long compared;

    private ModelTraining(RecordTable records, MatchModel model, Action<long>? progress)
    {
        this.progress = progress;
        this.records = records;
        this.model = model;
        namesakes = new double[model.Comparisons.Count][];
        (given, family) = (IndexOf("first_name"), IndexOf("last_name"));
        pairsInAll = Math.Max(1, records.Count * (records.Count - 1.0) / 2);
    }

    /// <summary>The approximate number of pairs compared for learning.</summary>
    public static long PairsToCompare(RecordTable records, Blocks blocks) =>
        Math.Min(RandomPairs, RandomPairsPerRow * (long)records.Count) + Math.Min(SamplePairs, blocks.Pairs);

    /// <summary>A model for the records; a further round counts the rows of one customer once.</summary>
    /// <param name="records">All rows.</param>
    /// <param name="blocks">The rows to compare.</param>
    /// <param name="earlier">Earlier results: the lowest record of each record's customer, and the model behind it; null at first.</param>
    /// <param name="progress">Receives the number of compared pairs.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static MatchModel Learn(RecordTable records, Blocks blocks, (int[] CustomerOf, MatchModel Model)? earlier, Action<long>? progress,
        CancellationToken cancellation)
    {
        var model = new MatchModel(records.Reader.Comparisons);
        var training = new ModelTraining(records, model, progress);
        training.CountShares(earlier?.CustomerOf);
        training.StartFromExperience(earlier?.Model);
        var random = training.CompareRandom(cancellation);
        var fraction = Math.Min(1, SamplePairs / (double)Math.Max(1, blocks.Pairs));
        var candidates = training.CompareBlocks(blocks, fraction, cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (round % RoundsBetween == 0)
            {
                training.LearnOwnNumbers(candidates);
                training.LearnFromNamesakes(candidates);
            }
            training.Maximise(candidates, random, 1 / fraction);
        }
        return model;
    }

    private int IndexOf(string field) => model.Comparisons.ToList().FindIndex(c => c.Field == field);

    // Now and then, not for each pair: the counter is shared by the cores.
    private void Compared(PairCounts counts)
    {
        if (progress is not null && (counts.Pairs & (PairsATurn - 1)) == 0) progress(Interlocked.Add(ref compared, PairsATurn));
    }

    // A value repeated by one customer's rows is not more frequent for that. Before customers are known, each value counts once less.
    private void CountShares(int[]? customerOf)
    {
        foreach (var comparison in model.Comparisons) comparison.ClearShares();
        var members = customerOf is null ? null : new int[records.Count];
        if (members is not null) foreach (var customer in customerOf!) members[customer]++;
        Parallel.ForEach(model.Comparisons, comparison =>
        {
            for (var i = 0; i < records.Count; i++)
                if (members is null || (customerOf![i] == i && members[i] == 1)) comparison.CountShares(records[i], 1);
        });
        if (members is not null) CountGroups(customerOf!, members);
        foreach (var comparison in model.Comparisons) comparison.CloseShares();
    }

    // Of a customer's several rows, each distinct row counts as a part of one.
    private void CountGroups(int[] customerOf, int[] members)
    {
        var groups = new Dictionary<int, List<int>>();
        for (var i = 0; i < records.Count; i++)
            if (members[customerOf[i]] > 1) (groups.TryGetValue(customerOf[i], out var list) ? list : groups[customerOf[i]] = []).Add(i);
        var one = new int[records.Reader.Stride];
        var seen = new HashSet<(int, int)>();
        foreach (var group in groups.Values)
        {
            seen.Clear();
            foreach (var record in group)
            {
                records[record].CopyTo(one);
                for (var slot = 0; slot < one.Length; slot++) if (one[slot] != 0 && !seen.Add((slot, one[slot]))) one[slot] = 0;
                foreach (var comparison in model.Comparisons) comparison.CountShares(one, 1);
            }
        }
    }

    private void StartFromExperience(MatchModel? earlier)
    {
        var comparisons = model.Comparisons;
        for (var k = 0; k < comparisons.Count; k++)
        {
            var exact = comparisons[k].ExactChance ?? 1e-3;
            var total = 0.0;
            for (var l = 1; l < comparisons[k].Levels.Count; l++)
            {
                var level = comparisons[k].Levels[l];
                model.Match[k][l] = level.Match;
                // Not learned where it tells the kinds apart: otherwise one takes over the other.
                model.Household[k][l] = level.Household ?? level.Match;
                model.Chance[k][l] = l == comparisons[k].Levels.Count - 1 ? 1 : Math.Min(0.3, Math.Max(1e-8, exact * level.Chance));
                total += model.Chance[k][l];
            }
            for (var l = 1; l < comparisons[k].Levels.Count; l++) model.Chance[k][l] /= total;
            for (var l = 1; l < comparisons[k].Levels.Count; l++) model.Typical[k][l] = Math.Log2(exact);
        }
        model.KnowsHouseholds = comparisons.Any(c => c.Field is "first_name" or "company_name")
            && comparisons.Any(c => c.Field is "address" or "phone" or "place");
        model.Prior = earlier?.Prior ?? Math.Log2(0.1 / Math.Max(2, records.Count));
        model.HouseholdPrior = earlier?.HouseholdPrior ?? model.Prior;
        model.SetWeights();
        if (earlier is null) return;
        for (var k = 0; k < comparisons.Count; k++)
        {
            earlier.Match[k].CopyTo(model.Match[k], 0);
            earlier.Chance[k].CopyTo(model.Chance[k], 0);
            earlier.Household[k].CopyTo(model.Household[k], 0);
        }
        model.SetWeights();
    }

    // Random pairs; the typical rarity of each level is the harmonic mean of the rarer value's share (see docs/reference/matching.md).
    private PairCounts CompareRandom(CancellationToken cancellation)
    {
        var parts = new RandomPart[RandomParts];
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellation }, part => parts[part] = CompareRandom(part, cancellation));
        var all = parts[0];
        foreach (var part in parts[1..]) all.Add(part);
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            for (var l = 1; l < model.Comparisons[k].Levels.Count; l++)
            {
                // With few such pairs the share of exact agreement fills in, with the weight of three pairs.
                var start = Math.Log2(model.Comparisons[k].ExactChance ?? Math.Max(1e-7, model.Chance[k][1]));
                model.Typical[k][l] = l == 1 ? start : -Math.Log2((3 * Math.Pow(2, -start) + all.Inverse[k][l]) / (3 + all.Seen[k][l]));
            }
        }
        return all.Counts;
    }

    private RandomPart CompareRandom(int number, CancellationToken cancellation)
    {
        var part = new RandomPart(model);
        var scorer = new PairScorer(model);
        foreach (var (i, j) in Drawn(number))
        {
            if ((part.Counts.Pairs & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            var pattern = scorer.Compare(records[i], records[j]);
            part.Counts.Add(pattern.Bits, 0, 0);
            Compared(part.Counts);
            var unrelated = 1 - MatchModel.Probability(Bits(pattern.Bits, scorer.PersonalRarity, scorer.SharedRarity, out _));
            for (var k = 0; k < model.Comparisons.Count; k++)
            {
                var level = pattern[k];
                if (level < 2 || !model.Comparisons[k].Levels[level].UsesRarity) continue;
                part.Inverse[k][level] += unrelated * Math.Pow(2, -model.Comparisons[k].LogShare(records[i], records[j], level));
                part.Seen[k][level] += unrelated;
            }
        }
        return part;
    }

    // Always the same parts, whatever the number of cores: floating-point sums depend on their order.
    private IEnumerable<(int, int)> Drawn(int part)
    {
        var count = records.Count;
        if (count <= AllPairsUpTo)
        {
            for (var i = part; i < count; i += RandomParts)
                for (var j = i + 1; j < count; j++) yield return (i, j);
            yield break;
        }
        var random = new Random(7 + part);
        for (var n = Math.Min(RandomPairs, RandomPairsPerRow * count) / RandomParts; n > 0; n--)
        {
            int i = random.Next(count), j = random.Next(count - 1);
            yield return (i, j >= i ? j + 1 : j);
        }
    }

    /// <summary>
    /// The results of a part of the random pairs: their patterns and, by comparison and level, the sum of 1 / share and the number of pairs.
    /// </summary>
    private sealed class RandomPart(MatchModel model)
    {
        public PairCounts Counts { get; } = new();

        public double[][] Inverse { get; } = [.. model.Comparisons.Select(c => new double[c.Levels.Count])];

        public double[][] Seen { get; } = [.. model.Comparisons.Select(c => new double[c.Levels.Count])];

        public void Add(RandomPart other)
        {
            Counts.Add(other.Counts);
            for (var k = 0; k < Seen.Length; k++)
            {
                for (var l = 0; l < Seen[k].Length; l++)
                {
                    Inverse[k][l] += other.Inverse[k][l];
                    Seen[k][l] += other.Seen[k][l];
                }
            }
        }
    }

    private PairCounts CompareBlocks(Blocks blocks, double fraction, CancellationToken cancellation)
    {
        var parts = blocks.Visit(fraction, () => (Scorer: new PairScorer(model), Counts: new PairCounts()), (state, i, j) =>
        {
            var pattern = state.Scorer.Compare(records[i], records[j]);
            state.Counts.Add(pattern.Bits, state.Scorer.PersonalRarity, state.Scorer.SharedRarity);
            Compared(state.Counts);
        }, null, cancellation);
        var all = new PairCounts();
        foreach (var part in parts) all.Add(part.Counts);
        return all;
    }

    private double Bits(ulong pattern, double personalRarity, double sharedRarity, out double household)
    {
        var evidence = model.Start(personalRarity, sharedRarity);
        for (var k = 0; pattern != 0; k++, pattern >>= 4)
            if ((int)(pattern & 15) is > 0 and var level) model.Take(k, level, 0, ref evidence);
        household = model.Together(evidence);
        return evidence.Bits + model.Doubt(evidence);
    }

    // A number is the customer's own where it agrees, at least now and then, in pairs that are certain without it. One that never does (of an order)
    // says nothing about two customers.
    private void LearnOwnNumbers(PairCounts candidates)
    {
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            if (model.Comparisons[k].OwnLevel == 0) continue;
            double agree = OwnUntilSeen, all = OwnUntilSeen;
            var others = ~(15UL << (k * 4));
            foreach (var (pattern, personal, shared, count) in candidates.Sorted())
            {
                var level = (int)(pattern >> (k * 4)) & 15;
                if (level == 0 || Bits(pattern & others, personal, shared, out _) < CertainBits) continue;
                all += count;
                if (level < model.Comparisons[k].OwnLevel) agree += count;
            }
            model.AreOwn[k] = agree >= OwnShare * all;
        }
    }

    // One round: the probability that each kind of pair is the same customer, and the resulting weights.
    private void Maximise(PairCounts candidates, PairCounts random, double scale)
    {
        var comparisons = model.Comparisons;
        var match = comparisons.Select(c => new double[c.Levels.Count]).ToArray();
        var household = comparisons.Select(c => new double[c.Levels.Count]).ToArray();
        var chance = comparisons.Select(c => new double[c.Levels.Count]).ToArray();
        double matches = 0, households = 0;
        foreach (var (pattern, personal, shared, count) in candidates.Sorted())
        {
            var same = MatchModel.Probability(Bits(pattern, personal, shared, out var bits)) * count;
            var relatives = model.KnowsHouseholds ? (count - same) * MatchModel.Probability(bits) : 0;
            matches += same;
            households += relatives;
            Spread(pattern, same, match);
            Spread(pattern, relatives, household);
        }
        foreach (var (pattern, _, _, count) in random.Sorted()) Spread(pattern, count * (1 - MatchModel.Probability(Bits(pattern, 0, 0, out _))), chance);
        Settle(match, chance, household);
        // A hundredth of a duplicate for each hundred rows is always allowed for.
        model.Prior = Math.Log2((matches * scale + 1e-4 * records.Count + 0.01) / pairsInAll);
        model.HouseholdPrior = Math.Log2((households * scale + 1e-5 * records.Count + 0.001) / pairsInAll);
        model.SetWeights();
    }

    private static void Spread(ulong pattern, double weight, double[][] into)
    {
        for (var k = 0; pattern != 0; k++, pattern >>= 4) into[k][(int)(pattern & 15)] += weight;
    }

    // How often strangers of one name are at a level that follows from the name: two of them may both be jan.peeters@, other strangers never.
    private void LearnFromNamesakes(PairCounts candidates)
    {
        if (given < 0 || family < 0) return;
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            var levels = model.Comparisons[k].Levels;
            if (!levels.Any(l => l.FollowsFromNames)) continue;
            var seen = new double[levels.Count];
            var all = NamesakesUntilSeen;
            foreach (var (pattern, personal, shared, count) in candidates.Sorted())
            {
                var level = (int)(pattern >> (k * 4)) & 15;
                if (level == 0 || ((pattern >> (given * 4)) & 15) != NameComparison.Exact || ((pattern >> (family * 4)) & 15) != NameComparison.Exact) continue;
                var strangers = count * (1 - MatchModel.Probability(Bits(pattern, personal, shared, out _)));
                seen[level] += strangers;
                all += strangers;
            }
            namesakes[k] = [.. seen.Select(s => (s + 1) / all)];
        }
    }

    private void Settle(double[][] match, double[][] chance, double[][] household)
    {
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            var comparison = model.Comparisons[k];
            double matchSum = match[k].Skip(1).Sum(), householdSum = household[k].Skip(1).Sum(), chanceSum = chance[k].Skip(1).Sum();
            var exact = comparison.ExactChance;
            var chanceTotal = 0.0;
            for (var l = 1; l < comparison.Levels.Count; l++)
            {
                var level = comparison.Levels[l];
                model.Match[k][l] = (match[k][l] + Experience * level.Match) / (matchSum + Experience);
                // Most rows of one customer agree in each column, by definition: this keeps the kinds of pairs apart.
                if (l == comparison.Levels.Count - 1) model.Match[k][l] = Math.Min(model.Match[k][l], Math.Min(0.65, 3 * level.Match + 0.05));
                // Two numbers that are both in order are two customers', unless they are no customer's own.
                if (l == comparison.OwnLevel && model.AreOwn[k]) model.Match[k][l] = Math.Min(model.Match[k][l], MostOwn);
                // Twins are alike in everything else: learning from them would make one person of any two.
                if (level.Code == NameComparison.OtherCode) model.Match[k][l] = Math.Min(model.Match[k][l], level.Match);
                model.Household[k][l] = level.Household ?? (household[k][l] + Experience * level.Match) / (householdSum + Experience);
                if (namesakes[k] is { } learned && level.FollowsFromNames)
                {
                    model.Chance[k][l] = learned[l];
                    continue;
                }
                // A level that random pairs never show counts as seen once in as many pairs as its default asks for.
                var usual = Math.Clamp((exact ?? 1e-4) * level.Chance, 1e-8, 0.5);
                model.Chance[k][l] = l == 1 && exact is { } agreement ? Math.Max(agreement, 1e-9) : (chance[k][l] + 1) / (chanceSum + 1 / usual);
                chanceTotal += model.Chance[k][l];
            }
            for (var l = 2; l < comparison.Levels.Count; l++)
                if (!comparison.Levels[l].FollowsFromNames || namesakes[k] is null) model.Chance[k][l] /= chanceTotal;
        }
    }
}
