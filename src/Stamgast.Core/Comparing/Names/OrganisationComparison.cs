using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>
/// Compares company names without their legal form: equal, a typing error, one name within the other, most or some of the distinctive words shared.
/// </summary>
internal sealed class OrganisationComparison(OrganisationValues organisations, int slot) : Comparison("company_name", Sharing.Household, NameLevels)
{
    public const int Exact = 1, Typo = 2, Within = 3, Most = 4, Some = 5, Differ = 6;

    private static readonly Level[] NameLevels =
    [
        Level.Missing, new("exact", 0.72, 1, true), new("typo", 0.08, 0.5), new("within", 0.07, 2), new("most_words", 0.05, 2), new("some_words", 0.03, 20),
            new("differ", 0.05, 2000),
    ];

    private readonly ValueShares shares = new(1e-5);

    public override double? ExactChance => shares.Agreement;

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int x = a[slot], y = b[slot];
        if (x == 0 || y == 0) return 0;
        return organisations.LettersOf[x] == organisations.LettersOf[y] ? Exact : Unsure;
    }

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache)
    {
        var quick = Quick(a, b);
        if (quick != Unsure) return quick;
        var level = cache.Find(Number, a[slot], b[slot]);
        if (level >= 0) return level;
        level = Work(a[slot], b[slot]);
        cache.Keep(Number, a[slot], b[slot], level);
        return level;
    }

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) =>
        shares.RarerOf(organisations.LettersOf[a[slot]], organisations.LettersOf[b[slot]]);

    public override void ClearShares() => shares.Clear(organisations.Letters.Count);

    public override void CountShares(ReadOnlySpan<int> row, int times) => shares.Add(organisations.LettersOf[row[slot]], times);

    public override void CloseShares() => shares.Close();

    private int Work(int a, int b)
    {
        int x = organisations.LettersOf[a], y = organisations.LettersOf[b];
        int shorter = Math.Min(organisations.Letters[x].Length, organisations.Letters[y].Length), limit = Math.Min(3, shorter / 5);
        if (organisations.Letters.Distance(x, y, limit) <= limit) return Typo;
        ReadOnlySpan<int> wordsA = organisations.WordsOf(a), wordsB = organisations.WordsOf(b);
        double shared = Math.Min(Shared(wordsA, wordsB), Shared(wordsB, wordsA)), ofA = Sum(wordsA), ofB = Sum(wordsB);
        if (shared <= 0) return IsAcronym(a, b) || IsAcronym(b, a) ? Some : Differ;
        if (shared >= 0.95 * Math.Min(ofA, ofB)) return Within;
        return shared / Math.Max(ofA, ofB) >= 0.6 ? Most : shared / Math.Min(ofA, ofB) >= 0.4 ? Some : Differ;
    }

    // The weight of the words of one name that the other has too, allowing typing errors.
    private double Shared(ReadOnlySpan<int> words, ReadOnlySpan<int> others)
    {
        var shared = 0.0;
        foreach (var word in words)
        {
            var best = 0.0;
            foreach (var other in others)
                if (word == other || IsNearWord(word, other)) best = Math.Max(best, Math.Min(organisations.Weight(word), organisations.Weight(other)));
            shared += best;
        }
        return shared;
    }

    private double Sum(ReadOnlySpan<int> words)
    {
        var sum = 0.0;
        foreach (var word in words) sum += organisations.Weight(word);
        return sum;
    }

    private bool IsNearWord(int a, int b)
    {
        var shorter = Math.Min(organisations.Words[a].Length, organisations.Words[b].Length);
        if (shorter < 4) return false;
        var limit = shorter >= 8 ? 2 : 1;
        return organisations.Words.Distance(a, b, limit) <= limit;
    }

    // "KBC" and "Kredietbank Brussel Centrum".
    private bool IsAcronym(int shortName, int longName)
    {
        var letters = organisations.Letters[organisations.LettersOf[shortName]];
        var words = organisations.WordsOf(longName);
        if (letters.Length < 3 || letters.Length != words.Length) return false;
        for (var i = 0; i < words.Length; i++)
            if (organisations.Words[words[i]][0] != letters[i]) return false;
        return true;
    }
}
