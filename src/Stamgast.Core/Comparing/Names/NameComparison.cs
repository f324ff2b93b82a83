using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>
/// Compares first names, or family names: equal, another form of the same name, an initial, one part of a compound name,
/// a typing error, the same sound, or first and family name swapped.
/// </summary>
internal sealed class NameComparison : Comparison
{
    public const int Exact = 1, Variant = 2, Initial = 3, Part = 4, Typo = 5, Sound = 6, Distant = 7, Swapped = 8, Other = 9, Script = 10, Differ = 11;

    /// <summary>The code of the level for two real first names that are not forms of one name.</summary>
    public const string OtherCode = "other_name";

    private static readonly Level[] GivenLevels =
    [
        Level.Missing, new("exact", 0.80, 1, true), new("variant", 0.03, 0.5), new("initial", 0.03, 5, MostBits: 6), new("part", 0.02, 0.3, true), new("typo",
            0.05, 0.3, true),
        new("sound", 0.02, 1, true), new("distant", 0.01, 4), new("swapped", 0.02, 0.05, true, true), new(OtherCode, 0.004, 60), new("script", 0.02, 2, true),
        new("differ", 0.02, 60),
    ];

    private static readonly Level[] FamilyLevels =
    [
        Level.Missing, new("exact", 0.82, 1, true), new("variant", 0.02, 0.3, true), new("initial", 0.005, 0.5, MostBits: 6),
        new("part", 0.02, 0.3, true), new("typo", 0.05, 0.5, true), new("sound", 0.02, 2, true), new("distant", 0.01, 5), new("swapped", 0.02, 0.1, true, true),
        new(OtherCode, 0.0001, 0.01), new("script", 0.02, 2, true),
        new("differ", 0.035, 300),
    ];

    private readonly NameValues names;
    private readonly int slot;
    private readonly int otherSlot;
    private readonly bool isGiven;
    private readonly ValueShares shares;
    private readonly ValueShares otherShares;

    // The number of rows with a first and last name together, by a hash of both.
    private readonly ushort[] together = [];

    public NameComparison(NameValues names, bool isGiven, int slot, int otherSlot, ValueShares shares, ValueShares otherShares)
        : base(isGiven ? "first_name" : "last_name", isGiven ? Sharing.Personal : Sharing.Household, isGiven ? GivenLevels : FamilyLevels)
    {
        this.names = names;
        this.isGiven = isGiven;
        this.slot = slot;
        this.otherSlot = otherSlot;
        this.shares = shares;
        this.otherShares = otherShares;
        if (!isGiven && otherSlot >= 0) together = new ushort[1 << 22];
    }

    public override double? ExactChance => shares.Agreement;

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int mine = a[slot], other = b[slot];
        if (mine == 0 || other == 0) return otherSlot < 0 || (mine | a[otherSlot]) == 0 || (other | b[otherSlot]) == 0 ? 0 : Unsure;
        return mine == other || names.LettersOf(mine) == names.LettersOf(other) ? Exact : Unsure;
    }

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache)
    {
        int mine = a[slot], other = b[slot];
        var level = mine == 0 || other == 0 ? 0 : Compare(mine, other, cache);
        if (otherSlot < 0 || level is > 0 and not (Initial or Distant or Other or Differ)) return level;
        if (IsSwapped(a, b, cache, out var both) && (both || isGiven)) return Swapped;
        return !isGiven && level is Distant or Differ && FamilyAmongGiven(a, b) != 0 ? Part : level;
    }

    /// <summary>The level of two names, leaving the other column out.</summary>
    public int Compare(int a, int b, PairCache cache)
    {
        if (a == b) return Exact;
        var level = cache.Find(isGiven ? 0 : 1, a, b);
        if (level >= 0) return level;
        level = Work(a, b);
        cache.Keep(isGiven ? 0 : 1, a, b, level);
        return level;
    }

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level)
    {
        if (level == Exact && together.Length > 0) return Math.Max(shares[names.LettersOf(a[slot])], Together(a, b));
        if (level == Part && !isGiven && otherSlot >= 0 && FamilyAmongGiven(a, b) is var word and not 0) return Math.Max(shares[word], otherShares[word]);
        if (level != Swapped) return shares.RarerOf(names.LettersOf(a[slot]), names.LettersOf(b[slot]));
        // Both columns carry half of the evidence of the two names, so that the order of the rows plays no part.
        int mine = a[slot], other = a[otherSlot];
        var first = Agrees(mine, b[otherSlot]) ? More(mine, b[otherSlot]) : 0;
        var second = Agrees(other, b[slot]) ? More(other, b[slot]) : 0;
        return mine != 0 && other != 0 && b[slot] != 0 && b[otherSlot] != 0 ? (first + second) / 2 : first + second;
    }

    public override float LogShareOfFrequent(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) =>
        level is Variant or Typo or Sound or Script ? shares.MoreFrequentOf(names.LettersOf(a[slot]), names.LettersOf(b[slot])) : float.NegativeInfinity;

    public override bool IsOneMissing(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => (a[slot] == 0) != (b[slot] == 0);

    public override void ClearShares()
    {
        shares.Clear(names.Forms.Count);
        Array.Clear(together);
    }

    public override void CountShares(ReadOnlySpan<int> row, int times)
    {
        shares.Add(names.LettersOf(row[slot]), times);
        if (together.Length == 0 || row[slot] == 0 || row[otherSlot] == 0) return;
        ref var count = ref together[Place(row)];
        if (count < ushort.MaxValue) count++;
    }

    public override void CloseShares() => shares.Close();

    // Names go together (Klaus and Weber, Mehmet and Yılmaz): the share of this last name among the other rows with this first name.
    private float Together(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int given = a[otherSlot], other = b[otherSlot];
        if (given == 0 || other == 0 || names.LettersOf(given) != names.LettersOf(other)) return float.NegativeInfinity;
        var others = together[Place(a)] - 2;
        return others <= 0 ? float.NegativeInfinity : (float)Math.Min(0,
            Math.Log2(others / (double)Math.Max(others, otherShares.Rowed(names.LettersOf(given)))));
    }

    private int Place(ReadOnlySpan<int> row) =>
        (int)((names.Forms.HashOf(names.LettersOf(row[slot])) * 0x9E3779B97F4A7C15 ^ names.Forms.HashOf(
            names.LettersOf(row[otherSlot])) * 0xD6E8FEB86659FD93) >> 42);

    // As frequent as the more frequent of two spellings: strangers of that name are misspelt too.
    private float More(int a, int b)
    {
        int x = names.LettersOf(a), y = names.LettersOf(b);
        return Math.Max(Math.Max(shares[x], otherShares[x]), Math.Max(shares[y], otherShares[y]));
    }

    // True when the first name of one is the family name of the other, and nothing that is filled in speaks against it.
    private bool IsSwapped(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache, out bool both)
    {
        int mineA = a[slot], otherA = a[otherSlot], mineB = b[slot], otherB = b[otherSlot];
        var across = Agrees(mineA, otherB);
        var back = Agrees(otherA, mineB);
        both = across && back;
        if (both) return mineA != otherA;
        if (!across && !back) return false;
        if (mineA != 0 && mineB != 0 && otherA != 0 && otherB != 0)
            return both = across ? IsNear(otherA, mineB, cache) : IsNear(mineA, otherB, cache);
        // One name is missing: the direct comparison of the other must not agree already.
        return (mineA == 0 || otherB == 0 || across) && (otherA == 0 || mineB == 0 || back)
            && !(mineA != 0 && mineB != 0 && Agrees(mineA, mineB)) && !(otherA != 0 && otherB != 0 && Agrees(otherA, otherB));
    }

    // "Anna Peeters Janssens", elsewhere "Anna Peeters": her last name follows the first name. Its letters, or 0.
    private int FamilyAmongGiven(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var found = AmongGiven(a[otherSlot], b[slot]);
        return found != 0 ? found : AmongGiven(b[otherSlot], a[slot]);
    }

    private int AmongGiven(int given, int family)
    {
        if (given == 0 || family == 0 || !names.IsCompound(given)) return 0;
        var letters = names.LettersOf(family);
        return names.WordsOf(given)[1..].Contains(letters) && names.Forms[letters].Length >= 3 ? letters : 0;
    }

    private bool Agrees(int a, int b) =>
        a != 0 && b != 0 && (a == b || names.LettersOf(a) == names.LettersOf(b) || names[a].Loose == names[b].Loose) && names.Letters(a).Length > 1;

    private bool IsNear(int a, int b, PairCache cache) => Compare(a, b, cache) is Variant or Initial or Part or Typo or Sound or Distant;

    private int Work(int idA, int idB)
    {
        ref readonly var a = ref names[idA];
        ref readonly var b = ref names[idB];
        if (a.Letters == b.Letters) return Exact;
        if (a.IsForeign != b.IsForeign) return AreOneInLatin(a, b) ? Script : Differ;
        ReadOnlySpan<char> x = names.Forms[a.Letters], y = names.Forms[b.Letters];
        if (a.IsInitials || b.IsInitials) return x.Length > 0 && y.Length > 0 && x[0] == y[0] ? Initial : Differ;
        if (a.Loose == b.Loose || (a.Core == b.Core && names.Forms[a.Core].Length >= 3) || (isGiven && a.Root == b.Root)) return Variant;
        var longest = Math.Max(x.Length, y.Length);
        var distance = EditDistance.AtLeast(a.Signature, b.Signature) > 3 ? 4 : EditDistance.Of(x, y, 3);
        // Two names that people have, and not forms of one: brother and sister rather than a typing error, unless it is one letter. By one or two at the
        // end sexes differ; more may be cut off.
        var isCut = x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal);
        if (isGiven && a.IsFirstName && b.IsFirstName && (isCut ? distance <= 2 : distance > 1)) return Other;
        if (distance == 1 ? longest >= 4 : distance == 2 ? longest >= 7 : distance == 3 && longest >= 12) return Typo;
        if (SharePart(idA, idB, x, y) || (isGiven && a.FirstRoot == b.FirstRoot && a.FirstRoot != 0)) return Part;
        if (distance == 2 && longest >= 5 || distance == 3 && longest >= 8) return Sound;
        var likeness = EditDistance.AtLeast(a.Signature, b.Signature) * 2 > longest + 1 ? 0 : JaroWinkler.Of(x, y);
        if (a.Sound == b.Sound && likeness >= 0.75) return Sound;
        return likeness >= 0.85 || distance == 1 ? Distant : Differ;
    }

    // One of the two is in another script: its letters stand for several Latin ones, and Arabic leaves vowels out.
    private bool AreOneInLatin(in NameFacts a, in NameFacts b)
    {
        if (a.Loose == b.Loose || a.Root == b.Root || (a.Sound == b.Sound && names.Forms[a.Loose][0] == names.Forms[b.Loose][0])) return true;
        ReadOnlySpan<char> x = names.Forms[a.Skeleton], y = names.Forms[b.Skeleton];
        if (x.SequenceEqual(y)) return x.Length > 1;
        ReadOnlySpan<char> looseX = names.Forms[a.Loose], looseY = names.Forms[b.Loose];
        return Math.Min(looseX.Length, looseY.Length) >= 5 && EditDistance.Of(looseX, looseY, 2) <= 2;
    }

    // "Peeters-Janssens" and "Peeters", "Jean-Pierre" and "Jean"; or one is cut short.
    private bool SharePart(int a, int b, ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var shorter = Math.Min(x.Length, y.Length);
        if (shorter >= 3 && (x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal))) return true;
        ReadOnlySpan<int> wordsA = names.WordsOf(a), wordsB = names.WordsOf(b);
        if (wordsA.Length < 2 && wordsB.Length < 2) return false;
        foreach (var word in wordsA)
            if (wordsB.Contains(word) && names.Forms[word].Length >= 3) return true;
        return shorter >= 4 && (x.EndsWith(y, StringComparison.Ordinal) || y.EndsWith(x, StringComparison.Ordinal));
    }
}
