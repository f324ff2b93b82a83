namespace Stamgast.Comparing;

/// <summary>
/// Compares values of one kind of which a row may have several (phone numbers, e-mail addresses): the best agreement counts, in whichever column.
/// Level 1 is "exact" and the last level "differ".
/// </summary>
internal abstract class ValueComparison(string field, Sharing sharing, IReadOnlyList<Level> levels, double usual, TextValues values, int[] slots)
    : Comparison(field, sharing, levels)
{
    protected const int Exact = 1;

    private readonly ValueShares shares = new(usual);
    private readonly SeenSet seen = new();

    /// <summary>Where a row says whose value it is: its names. Empty to count rows.</summary>
    public int[] OwnerSlots { get; init; } = [];

    protected TextValues Values { get; } = values;

    protected ValueShares Shares => shares;

    private int Differ => Levels.Count - 1;

    public override double? ExactChance => shares.Agreement;

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        bool hasA = false, hasB = false;
        foreach (var i in slots)
        {
            var x = a[i];
            hasB |= b[i] != 0;
            if (x == 0) continue;
            hasA = true;
            foreach (var j in slots) if (x == b[j]) return Equal(x, a, b);
        }
        return hasA && hasB ? Unsure : 0;
    }

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache)
    {
        var quick = Quick(a, b);
        return quick == Unsure ? Best(a, b, out _, out _) : quick;
    }

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level)
    {
        Best(a, b, out var x, out var y);
        return shares.RarerOf(x, y);
    }

    public override void ClearShares()
    {
        shares.Clear(Values.Count);
        if (OwnerSlots.Length > 0) seen.Clear();
    }

    // A value is as frequent as those who have it are many: their number of names, not of rows.
    public override void CountShares(ReadOnlySpan<int> row, int times)
    {
        var owner = 0UL;
        foreach (var slot in OwnerSlots) owner = (owner ^ (uint)row[slot]) * 0xD6E8FEB86659FD93;
        for (var i = 0; i < slots.Length; i++)
        {
            if (row[slots[i]] == 0 || Repeats(row, i)) continue;
            if (OwnerSlots.Length == 0 || seen.Add((ulong)row[slots[i]] * 0x9E3779B97F4A7C15 ^ owner)) shares.Add(row[slots[i]], times);
        }
    }

    public override void CloseShares()
    {
        shares.Close();
        seen.Free();
    }

    /// <summary>The result of <see cref="Compare"/> when the two values speak neither for nor against.</summary>
    protected int SaysNothing => Levels.Count;

    /// <summary>The level of two equal values.</summary>
    protected virtual int Equal(int value, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB) => Exact;

    /// <summary>The level of two different values, from 2 on.</summary>
    protected abstract int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB);

    private bool Repeats(ReadOnlySpan<int> row, int at)
    {
        for (var i = 0; i < at; i++) if (row[slots[i]] == row[slots[at]]) return true;
        return false;
    }

    private int Best(ReadOnlySpan<int> a, ReadOnlySpan<int> b, out int valueA, out int valueB)
    {
        var best = Differ + 1;
        var rarity = float.MaxValue;
        valueA = valueB = 0;
        foreach (var i in slots)
        {
            foreach (var j in slots)
            {
                int x = a[i], y = b[j];
                if (x == 0 || y == 0) continue;
                var level = x == y ? Equal(x, a, b) : Compare(x, y, a, b);
                if (level > best || (level == best && shares.RarerOf(x, y) >= rarity)) continue;
                best = level;
                rarity = shares.RarerOf(x, y);
                (valueA, valueB) = (x, y);
            }
        }
        return best > Differ ? 0 : best;
    }
}
