using Stamgast.Text;

namespace Stamgast.Comparing;

/// <summary>
/// Compares any other short value (birth place, occupation, title of a song): equal, alike, in the cell of another such column, or different.
/// </summary>
internal sealed class AttributeComparison(string field, TextValues values, int slot)
    : ValueComparison(field, Sharing.Household, AttributeLevels, 0.1, values, [slot])
{
    public const int Alike = 2, Crossed = 3, Differ = 4;

    // Only texts that hardly two rows share are looked for in another cell: a language or a colour is there by chance.
    private const double LeastBits = 8;
    private const int Shortest = 4, LongEnough = 12;

    private static readonly Level[] AttributeLevels =
    [
        Level.Missing, new("exact", 0.85, 1, true), new("alike", 0.05, 0.5), new("crossed", 0.01, 0.05, true, true), new("differ", 0.10, 5),
    ];

    private readonly int slot = slot;

    private double mostBits = 12;

    /// <summary>The columns in whose cells a value of this one may stand by mistake.</summary>
    public IReadOnlyList<AttributeComparison> Others { get; set; } = [];

    // A text that hardly two rows share (the title of a book) says more than an occupation.
    public override double MostBits => mostBits;

    public override void CloseShares()
    {
        base.CloseShares();
        mostBits = ExactChance switch { > 0.03 => 0.3, > 0.003 => 5, > 0.0005 => LeastBits, _ => 12 };
    }

    // Each of the two columns carries half of what both values say; put together in one cell, that cell says both.
    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level)
    {
        if (level != Crossed) return base.LogShare(a, b, level);
        foreach (var other in Others)
        {
            if (other.mostBits < LeastBits) continue;
            var found = Exchange(other, a, b);
            if (found == Found.None) continue;
            var both = Rarity(a, b) + other.Rarity(a, b);
            return found == Found.Together ? both : both / 2;
        }
        return 0;
    }

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        if (IsAlike(a, b)) return Alike;
        if (mostBits < LeastBits) return Differ;
        foreach (var other in Others) if (other.mostBits >= LeastBits && Exchange(other, rowA, rowB) != Found.None) return Crossed;
        return Differ;
    }

    private enum Found : byte { None, Exchanged, Together }

    private Found Exchange(AttributeComparison other, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int mineA = a[slot], mineB = b[slot], theirsA = a[other.slot], theirsB = b[other.slot];
        if (mineA == 0 || mineB == 0 || (theirsA | theirsB) == 0) return Found.None;
        if (theirsA != 0 && theirsB != 0)
            return IsOne(Values, mineA, other.Values, theirsB) && IsOne(other.Values, theirsA, Values, mineB) ? Found.Exchanged : Found.None;
        return theirsA == 0 ? Together(mineA, mineB, theirsB, other) : Together(mineB, mineA, theirsA, other);
    }

    // "Artist - title" in one cell.
    private Found Together(int whole, int mine, int theirs, AttributeComparison other)
    {
        ReadOnlySpan<char> all = Values[whole], x = Values[mine], y = other.Values[theirs];
        if (all.Length < x.Length + y.Length - 2 || x.Length < Shortest || y.Length < Shortest) return Found.None;
        return IsBesides(all, x, y) || IsBesides(all, y, x) ? Found.Together : Found.None;
    }

    // Something may follow ("live").
    private static bool IsBesides(ReadOnlySpan<char> all, ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        (all.StartsWith(one, StringComparison.Ordinal) && IsNear(all[one.Length..].Trim(), other))
        || (all.EndsWith(one, StringComparison.Ordinal) && IsNear(all[..^one.Length].Trim(), other));

    private static bool IsNear(ReadOnlySpan<char> rest, ReadOnlySpan<char> text) =>
        rest.StartsWith(text, StringComparison.Ordinal) || EditDistance.Of(rest, text, 2) <= LimitOf(text.Length);

    // As frequent as the more frequent of the two texts, and at most as telling as an equal one.
    private float Rarity(ReadOnlySpan<int> a, ReadOnlySpan<int> b) =>
        (float)Math.Max(-mostBits, a[slot] == 0 || b[slot] == 0 ? Math.Max(Shares[a[slot]], Shares[b[slot]]) : Shares.MoreFrequentOf(a[slot], b[slot]));

    private static bool IsOne(TextValues valuesA, int a, TextValues valuesB, int b) =>
        valuesA.LengthOf(a) >= Shortest && valuesB.LengthOf(b) >= Shortest
        && (valuesA.Hash(a) == valuesB.Hash(b) || StartsWith(valuesA[a], valuesB[b])
            || TextValues.Distance(valuesA, a, valuesB, b, 2) <= LimitOf(Math.Min(valuesA.LengthOf(a), valuesB.LengthOf(b))));

    private bool IsAlike(int a, int b)
    {
        ReadOnlySpan<char> x = Values[a], y = Values[b];
        int shorter = Math.Min(x.Length, y.Length), longer = Math.Max(x.Length, y.Length);
        if (shorter < Shortest) return false;
        if (StartsWith(x, y) || Values.Distance(a, b, 2) <= LimitOf(shorter)) return true;
        // With something after it ("live", "single version") and a slip of the hand.
        return (shorter >= LongEnough && longer > shorter + 2 && x[0] == y[0] && EditDistance.Of(x[..shorter], y[..shorter], 2) <= 2)
            || Values.Likeness(a, b) >= 0.92;
    }

    private static bool StartsWith(ReadOnlySpan<char> x, ReadOnlySpan<char> y) =>
        x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal);

    private static int LimitOf(int length) => length >= 7 ? 2 : 1;
}
