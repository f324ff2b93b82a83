using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>
/// Compares company names without their legal form: equal, a typing error, one name within the other, most or some of the distinctive words shared.
/// </summary>
/// <param name="organisations">The names.</param>
/// <param name="slot">Where a row has its name.</param>
/// <param name="otherSlot">Where it has another (trade name beside legal name); -1 for nowhere.</param>
/// <param name="contextSlots">What tells two companies of one name apart: where they are.</param>
internal sealed class OrganisationComparison(OrganisationValues organisations, int slot, int otherSlot, int[] contextSlots)
    : Comparison("company_name", Sharing.Household, NameLevels)
{
    public const int Exact = 1, Typo = 2, Within = 3, Most = 4, Some = 5, Differ = 6;

    // What a word cut short is worth of the whole.
    private const double ShortWord = 0.7;

    private static readonly Level[] NameLevels =
    [
        Level.Missing, new("exact", 0.72, 1, true, Household: 0.01), new("typo", 0.08, 0.5, Household: 0.01), new("within", 0.07, 2, Household: 0.04),
        new("most_words", 0.05, 2, Household: 0.03), new("some_words", 0.03, 20, Household: 0.1), new("differ", 0.05, 2000, Household: 0.8),
    ];

    private readonly ValueShares shares = new(1e-5);
    private readonly SeenSet seen = new();

    public override double? ExactChance => shares.Agreement;

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int x = a[slot], y = b[slot];
        if (x == 0 || y == 0) return otherSlot < 0 || (x | a[otherSlot]) == 0 || (y | b[otherSlot]) == 0 ? 0 : Unsure;
        return organisations.LettersOf[x] == organisations.LettersOf[y] ? Exact : Unsure;
    }

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache)
    {
        var quick = Quick(a, b);
        return quick != Unsure ? quick : Best(a, b, cache, out _, out _);
    }

    // The best of either name of one with either name of the other.
    private int Best(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache, out int nameA, out int nameB)
    {
        (nameA, nameB) = (a[slot], b[slot]);
        var best = LevelOf(nameA, nameB, cache);
        if (otherSlot < 0) return best;
        ReadOnlySpan<(int, int)> others = [(a[slot], b[otherSlot]), (a[otherSlot], b[slot]), (a[otherSlot], b[otherSlot])];
        foreach (var (x, y) in others)
        {
            var level = LevelOf(x, y, cache);
            if (level != 0 && (best == 0 || level < best)) (best, nameA, nameB) = (level, x, y);
        }
        return best;
    }

    private int LevelOf(int x, int y, PairCache cache)
    {
        if (x == 0 || y == 0) return 0;
        if (organisations.LettersOf[x] == organisations.LettersOf[y]) return Exact;
        var level = cache.Find(Number, x, y);
        if (level >= 0) return level;
        level = Work(x, y);
        cache.Keep(Number, x, y, level);
        return level;
    }

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level)
    {
        Letters(a, b, out var x, out var y);
        return shares.RarerOf(x, y);
    }

    public override float LogShareOfFrequent(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level)
    {
        if (level != Typo) return float.NegativeInfinity;
        Letters(a, b, out var x, out var y);
        return shares.MoreFrequentOf(x, y);
    }

    // Only an equal name matters to rarity beyond the first names: of other levels, the first names decide.
    private void Letters(ReadOnlySpan<int> a, ReadOnlySpan<int> b, out int x, out int y)
    {
        var (nameA, nameB) = (a[slot], b[slot]);
        if (otherSlot >= 0)
        {
            if (nameA == 0 || (b[otherSlot] != 0 && SameLetters(a[otherSlot], b[otherSlot]))) nameA = a[otherSlot];
            if (nameB == 0 || SameLetters(nameA, b[otherSlot])) nameB = b[otherSlot];
            else if (SameLetters(a[otherSlot], nameB)) nameA = a[otherSlot];
        }
        (x, y) = (organisations.LettersOf[nameA], organisations.LettersOf[nameB]);
    }

    private bool SameLetters(int x, int y) => x != 0 && y != 0 && organisations.LettersOf[x] == organisations.LettersOf[y];

    public override void ClearShares()
    {
        shares.Clear(organisations.Letters.Count);
        seen.Clear();
    }

    // A company that is in the table a thousand times is one company, not a frequent name: it counts once for each place where it is.
    public override void CountShares(ReadOnlySpan<int> row, int times)
    {
        var letters = organisations.LettersOf[row[slot] != 0 || otherSlot < 0 ? row[slot] : row[otherSlot]];
        if (letters == 0) return;
        var context = 0UL;
        foreach (var place in contextSlots) if (context == 0 && place >= 0 && row[place] != 0) context = (ulong)(uint)row[place] << 8 | (uint)place;
        if (seen.Add((ulong)letters * 0x9E3779B97F4A7C15 ^ context * 0xD6E8FEB86659FD93)) shares.Add(letters, times);
    }

    public override void CloseShares()
    {
        shares.Close();
        seen.Free();
    }

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
                else if (IsShort(word, other)) best = Math.Max(best, ShortWord * organisations.Weight(Longer(word, other)));
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

    // "Alt." for "Altitech", "deli" for "delicatessen".
    private bool IsShort(int a, int b)
    {
        ReadOnlySpan<char> x = organisations.Words[a], y = organisations.Words[b];
        return Math.Min(x.Length, y.Length) >= 3 && (x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal));
    }

    private int Longer(int a, int b) => organisations.Words.LengthOf(a) > organisations.Words.LengthOf(b) ? a : b;

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
