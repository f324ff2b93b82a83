namespace Stamgast.Comparing;

/// <summary>
/// Compares birth dates, as numbers yyyymmdd with 00 for unknown parts: equal, one digit wrong or two swapped, day and month swapped, two of the
/// three parts equal, near, the same year.
/// </summary>
internal sealed class DateComparison(int slot) : Comparison("birth_date", Sharing.Personal, DateLevels)
{
    public const int Exact = 1, Typo = 2, Swapped = 3, Partial = 4, TwoParts = 5, Birthday = 6, Near = 7, SameYear = 8, Differ = 9;

    private static readonly Level[] DateLevels =
    [
        Level.Missing, new("exact", 0.84, 1, true), new("typo", 0.05, 10), new("swapped", 0.015, 1), new("partial", 0.01, 5), new("two_parts", 0.025, 60),
        new("birthday", 0.01, 75), new("near", 0.015, 60), new("year", 0.01, 300), new("differ", 0.03, 25000),
    ];

    private const int LeastBetween = 15, MostBetween = 60;

    private readonly Dictionary<int, int> numbers = [];
    private readonly ValueShares shares = new(5e-5);

    public override double? ExactChance => shares.Agreement;

    /// <summary>True when as many years may lie between the two as between parents and children, or grandchildren; also for an unknown year.</summary>
    public bool AreGenerationsApart(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int yearA = a[slot] / 10000, yearB = b[slot] / 10000;
        return yearA == 0 || yearB == 0 || Math.Abs(yearA - yearB) is >= LeastBetween and <= MostBetween;
    }

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => Compare(a[slot], b[slot]);

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache) => Compare(a[slot], b[slot]);

    public override bool IsOneMissing(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => (a[slot] == 0) != (b[slot] == 0);

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) => shares[ShareOf(a[slot])];

    public override void ClearShares() => shares.Clear(60_000);

    public override void CountShares(ReadOnlySpan<int> row, int times)
    {
        if (row[slot] == 0) return;
        if (!numbers.TryGetValue(row[slot], out var number)) numbers[row[slot]] = number = Math.Min(59_999, numbers.Count + 1);
        shares.Add(number, times);
    }

    public override void CloseShares() => shares.Close();

    private int ShareOf(int date) => numbers.GetValueOrDefault(date, int.MaxValue);

    internal static int Compare(int a, int b)
    {
        if (a == 0 || b == 0) return 0;
        if (a == b) return Exact;
        if (IsMistyped(a) || IsMistyped(b)) return LacksDigit(Math.Min(a, b), Math.Max(a, b)) ? Typo : Differ;
        int yearA = a / 10000, yearB = b / 10000, monthA = a / 100 % 100, monthB = b / 100 % 100, dayA = a % 100, dayB = b % 100;
        if (monthA == 0 || monthB == 0 || dayA == 0 || dayB == 0)
            return yearA == yearB && (monthA == 0 || monthB == 0 || monthA == monthB) ? Partial : Math.Abs(yearA - yearB) <= 1 ? SameYear : Differ;
        if (yearA == yearB && monthA == dayB && dayA == monthB) return Swapped;
        if (IsTypo(a, b)) return Typo;
        var equal = (yearA == yearB ? 1 : 0) + (monthA == monthB ? 1 : 0) + (dayA == dayB ? 1 : 0);
        // One in 365 strangers has the same birthday, one in 800 the same year and month: the year is the part that tells more.
        if (equal == 2) return yearA == yearB ? TwoParts : Birthday;
        var days = Math.Abs((yearA - yearB) * 372 + (monthA - monthB) * 31 + dayA - dayB);
        if (days <= 45 || (Math.Abs(yearA - yearB) is 1 or 10 && Math.Abs((monthA - monthB) * 31 + dayA - dayB) <= 45)) return Near;
        return yearA == yearB ? SameYear : Differ;
    }

    // Seven digits or nine, where eight belong.
    private static bool IsMistyped(int date) => date is >= 100_000_000 or (>= 1_000_000 and < 10_000_000);

    // True when the shorter number is the longer one without one of its digits.
    private static bool LacksDigit(int shorter, int longer)
    {
        for (var place = 1L; place <= longer; place *= 10)
            if (longer / (place * 10) * place + longer % place == shorter) return true;
        return false;
    }

    // One digit differs, or two neighbours are exchanged.
    private static bool IsTypo(int a, int b)
    {
        int differing = 0, first = -1, last = -1, place = 0;
        for (int x = a, y = b; place < 8; x /= 10, y /= 10, place++)
        {
            if (x % 10 == y % 10) continue;
            differing++;
            if (first < 0) first = place;
            last = place;
        }
        if (differing == 1) return true;
        if (differing != 2 || last != first + 1) return false;
        return Digit(a, first) == Digit(b, last) && Digit(a, last) == Digit(b, first);
    }

    private static int Digit(int number, int place)
    {
        for (var i = 0; i < place; i++) number /= 10;
        return number % 10;
    }
}
