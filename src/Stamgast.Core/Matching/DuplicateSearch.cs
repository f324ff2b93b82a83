using System.Globalization;
using Stamgast.Matching.Blocking;
using Stamgast.Matching.Scoring;
using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>
/// Finds the rows of a table that are probably one customer: understands the columns, brings rows together in blocks, learns the weights, scores
/// every pair, and makes the groups consistent. The same table gives the same pairs whatever the order of its rows and columns.
/// </summary>
public sealed class DuplicateSearch
{
    private const int RelearnUpTo = 150_000;
    private const double PairsPerRow = 10;
    private const double PairsAtLeast = 4_000_000;

    private readonly RecordTable records;
    private readonly MatchModel model;
    private readonly Explainer explainer;
    private readonly int[] recordOf;

    private DuplicateSearch(IReadOnlyList<UnderstoodColumn> columns, RecordTable records, Blocks blocks, MatchModel model)
    {
        Columns = columns;
        this.records = records;
        this.model = model;
        Blocks = blocks;
        explainer = new Explainer(records, model);
        recordOf = new int[records.Count];
        for (var i = 0; i < recordOf.Length; i++) recordOf[records.RowOf[i]] = i;
    }

    /// <summary>The role of each column.</summary>
    public IReadOnlyList<UnderstoodColumn> Columns { get; }

    /// <summary>The pairs from the threshold on, by their rows.</summary>
    public IReadOnlyList<MatchedPair> Pairs { get; private set; } = [];

    /// <summary>The rows of each customer that has several, the earliest first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; private set; } = [];

    /// <summary>The maximum number of pairs of rows that were compared.</summary>
    public long Compared => Blocks.Comparisons;

    /// <summary>The rules that selected pairs for comparison: shared values.</summary>
    public IReadOnlyList<string> RuleNames => [.. Blocks.Rules.Select(r => r.Name)];

    /// <summary>The learned model: a line for each level with m, u and the weight in bits.</summary>
    public IEnumerable<string> Weights()
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"prior {model.Prior:0.00} bits, households {(model.KnowsHouseholds ? model.HouseholdPrior : double.NegativeInfinity):0.00}");
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            var comparison = model.Comparisons[k];
            for (var l = 1; l < comparison.Levels.Count; l++)
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{comparison.Field}:{comparison.Levels[l].Code} m {model.Match[k][l]:0.0000} u {model.Chance[k][l]:0.0000000} weight "
                    + $"{model.Weights[k][l]:0.00} household {model.HouseholdWeights[k][l]:0.00} typical {model.Typical[k][l]:0.0}");
        }
    }

    internal Blocks Blocks { get; }

    internal RecordTable Records => records;

    internal MatchModel Model => model;

    /// <summary>Searches a table.</summary>
    public static DuplicateSearch Run(MatchingTable table, MatchingOptions options, IProgress<MatchingProgress>? progress, CancellationToken cancellation)
    {
        var search = Prepare(table, options, progress, cancellation);
        var least = Math.Max(options.Threshold, MatchingOptions.LeastThreshold);
        var scored = search.ScoreAll(Math.Min(0, Math.Log2(least / Math.Max(1e-9, 1 - least))), progress, cancellation);
        search.Finish(scored, least);
        return search;
    }

    /// <summary>Everything before comparing: reads the table, sorts it into blocks, and learns the weights.</summary>
    internal static DuplicateSearch Prepare(MatchingTable table, MatchingOptions options, IProgress<MatchingProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new(MatchingStage.Preparing, 0, table.Rows));
        var columns = ColumnUnderstanding.Of(table, options.Roles, options.IdColumn);
        var reader = new SlotReader(columns);
        var records = RecordTable.Read(table, reader, cancellation);
        if (options.FreesTable) Free(table, columns);
        var atoms = new BlockingAtoms(reader, options.MeetsAnyScript);
        var plan = BlockingPlan.Choose(atoms, records, PairsAtLeast + PairsPerRow * records.Count);
        var blocks = new Blocks(records, atoms, plan, cancellation);
        var turns = records.Count > RelearnUpTo ? 1 : 2;
        var pairs = ModelTraining.PairsToCompare(records, blocks);
        progress?.Report(new(MatchingStage.Learning, 0, pairs * turns));
        var model = ModelTraining.Learn(records, blocks, null, done => progress?.Report(new(MatchingStage.Learning, done, pairs * turns)), cancellation);
        var search = new DuplicateSearch(columns, records, blocks, model);
        if (turns == 1) return search;
        // Now that the customers are roughly known, values repeated by one customer no longer count as frequent.
        var customers = search.Group(search.ScoreAll(0, null, cancellation)).GroupOf;
        model = ModelTraining.Learn(records, blocks, (customers, model), done => progress?.Report(new(MatchingStage.Learning, pairs + done, pairs * turns)),
            cancellation);
        return new DuplicateSearch(columns, records, blocks, model);
    }

    /// <summary>The explanation of two rows' score, or why they are not a pair; rows from 0.</summary>
    public Explanation Explain(int rowA, int rowB) => explainer.Explain(recordOf[rowA], recordOf[rowB]);

    /// <summary>The explanation of a pair of <see cref="Pairs"/>, including the effect of its group.</summary>
    public Explanation Explain(MatchedPair pair) => Explain(pair, explainer);

    internal Explanation Explain(MatchedPair pair, Explainer with) => with.Explain(recordOf[pair.A], recordOf[pair.B], pair.Bits);

    /// <summary>One for each thread.</summary>
    internal Explainer NewExplainer() => new(records, model);

    // A million rows hold some 400 MB of text, which the collector would leave until long after.
    private static void Free(MatchingTable table, IReadOnlyList<UnderstoodColumn> columns)
    {
        table.KeepOnly(columns.FirstOrDefault(c => c.Role == ColumnRole.RowId)?.Index);
        if (table.Rows > 100_000) GC.Collect(2, GCCollectionMode.Aggressive, true, true);
    }

    private List<(int A, int B, double Bits)> ScoreAll(double floor, IProgress<MatchingProgress>? progress, CancellationToken cancellation)
    {
        void Visit((PairScorer Scorer, List<(int, int, double)> Found) state, int a, int b)
        {
            var bits = state.Scorer.Score(records[a], records[b], floor);
            if (bits < Explainer.IdenticalBits) bits = explainer.Lifted(a, b, bits);
            if (bits >= floor) state.Found.Add((a, b, bits));
        }
        void Report(long done) => progress?.Report(new(MatchingStage.Comparing, done, Blocks.Comparisons));
        (PairScorer, List<(int, int, double)> Found) Start() => (new PairScorer(model), []);
        var parts = Blocks.ComparesAll ? [Blocks.VisitAll(Start(), Visit, Report, cancellation)] : Blocks.Visit(1, Start, Visit, Report, cancellation);
        return [.. parts.SelectMany(p => p.Found).OrderBy(p => p.Item1).ThenBy(p => p.Item2)];
    }

    private CustomerGroups Group(List<(int A, int B, double Bits)> pairs) => CustomerGroups.Of(records.Count, pairs, explainer.Bits, explainer.AreTwo);

    private void Finish(List<(int A, int B, double Bits)> scored, double threshold)
    {
        var groups = Group(scored);
        var least = Math.Log2(threshold / Math.Max(1e-9, 1 - threshold));
        var pairs = new List<MatchedPair>(scored.Count);
        var direct = new Dictionary<(int, int), double>();
        foreach (var (a, b, bits) in scored)
        {
            if (groups.GroupOf[a] == groups.GroupOf[b]) direct[(a, b)] = bits;
            else Add(pairs, a, b, Math.Min(bits, -1), least);
        }
        foreach (var group in groups.Members)
            foreach (var (a, b, through) in groups.Through(group))
                Add(pairs, a, b, Math.Max(direct.TryGetValue((a, b), out var own) ? own : explainer.Bits(a, b), through), least);
        Pairs = [.. pairs.OrderBy(p => p.A).ThenBy(p => p.B)];
        Groups = [.. groups.Members.Select(g => (IReadOnlyList<int>)[.. g.Select(r => records.RowOf[r]).Order()]).OrderBy(g => g[0])];
    }

    private void Add(List<MatchedPair> pairs, int a, int b, double bits, double least)
    {
        if (bits < least) return;
        int rowA = records.RowOf[a], rowB = records.RowOf[b];
        pairs.Add(new MatchedPair(Math.Min(rowA, rowB), Math.Max(rowA, rowB), bits));
    }
}
