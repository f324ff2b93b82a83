namespace Stamgast.Comparing.Places;

/// <summary>
/// Compares street and house number together, since neighbours share the street and many people the number: equal, a typing
/// error in the street, another number in the same street, the street written in the other address line.
/// </summary>
/// <param name="exchange">Finds a street in the cell of the town; null without one.</param>
internal sealed class AddressComparison(TextValues streets, int streetSlot, int numberSlot, int extraSlot, StreetForTown? exchange = null)
    : Comparison("address", Sharing.Household, AddressLevels)
{
    public const int Exact = 1, Street = 2, Typo = 3, OtherNumber = 4, Similar = 5, Crossed = 6, NumberOnly = 7, Exchanged = 8, Differ = 9;

    private static readonly Level[] AddressLevels =
    [
        Level.Missing, new("exact", 0.70, 0.02, true), new("street", 0.03, 0.05, true), new("typo", 0.08, 0.02, true), new("other_number", 0.06, 1, true),
        new("similar", 0.02, 2, true), new("crossed", 0.01, 0.01, true), new("number", 0.02, 15),
        new("exchanged", 0.005, 0.01, true, true), new("differ", 0.08, 1000),
    ];

    // The number is not compared, and may be another.
    private const float MostExchanged = 9;

    private readonly ValueShares shares = new(1e-3);

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int x = a[streetSlot], y = b[streetSlot];
        if (x == 0 || y == 0) return extraSlot < 0 || (x | Extra(a)) == 0 || (y | Extra(b)) == 0 ? 0 : Unsure;
        if (x != y) return Unsure;
        return SameNumber(a, b) switch { true => Exact, false => OtherNumber, null => Street };
    }

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache)
    {
        var quick = Quick(a, b);
        if (quick != Unsure) return quick;
        int x = a[streetSlot], y = b[streetSlot];
        if (extraSlot >= 0 && (IsAlike(x, Extra(b), cache) || IsAlike(Extra(a), y, cache))) return Crossed;
        if (x == 0 || y == 0) return 0;
        var number = SameNumber(a, b);
        if (IsAlike(x, y, cache)) return number == true ? Typo : Similar;
        if (number is null && exchange is not null && exchange.Found(a, b)) return Exchanged;
        return number == true ? NumberOnly : Differ;
    }

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level)
    {
        if (level == Exchanged) return Math.Max(-MostExchanged, shares[exchange!.StreetOf(a, b)]);
        if (level != Crossed) return shares.RarerOf(a[streetSlot], b[streetSlot]);
        var one = a[streetSlot] == 0 || Extra(b) == 0 ? 0 : Math.Max(shares[a[streetSlot]], shares[Extra(b)]);
        var two = b[streetSlot] == 0 || Extra(a) == 0 ? 0 : Math.Max(shares[b[streetSlot]], shares[Extra(a)]);
        return Math.Min(one, two);
    }

    public override void ClearShares() => shares.Clear(streets.Count);

    public override void CountShares(ReadOnlySpan<int> row, int times) => shares.Add(row[streetSlot], times);

    public override void CloseShares() => shares.Close();

    private int Extra(ReadOnlySpan<int> row) => extraSlot < 0 ? 0 : row[extraSlot];

    // Numbers are digits * 32 + suffix; a missing suffix goes with any.
    private bool? SameNumber(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int x = numberSlot < 0 ? 0 : a[numberSlot], y = numberSlot < 0 ? 0 : b[numberSlot];
        if (x == 0 || y == 0) return null;
        return x == y || (x >> 5 == y >> 5 && ((x & 31) == 0 || (y & 31) == 0));
    }

    private bool IsAlike(int a, int b, PairCache cache)
    {
        if (a == 0 || b == 0) return false;
        if (a == b) return true;
        var known = cache.Find(Number, a, b);
        if (known >= 0) return known == 1;
        var alike = WorkAlike(a, b);
        cache.Keep(Number, a, b, alike ? 1 : 0);
        return alike;
    }

    private bool WorkAlike(int a, int b)
    {
        ReadOnlySpan<char> x = streets[a], y = streets[b];
        int shorter = Math.Min(x.Length, y.Length), limit = shorter >= 12 ? 3 : shorter >= 6 ? 2 : 1;
        if (shorter < 3) return false;
        return streets.Distance(a, b, limit) <= limit || (shorter >= 5 && (x.Contains(y, StringComparison.Ordinal) || y.Contains(x, StringComparison.Ordinal)));
    }
}
