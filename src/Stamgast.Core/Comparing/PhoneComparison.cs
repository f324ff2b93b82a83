namespace Stamgast.Comparing;

/// <summary>Compares telephone numbers, as their digits within the country: equal in any column, or one digit typed wrong.</summary>
internal sealed class PhoneComparison(TextValues phones, int[] slots) : ValueComparison("phone", Sharing.Household, PhoneLevels, 1e-6, phones, slots)
{
    public const int Typo = 2, Differ = 3;

    private static readonly Level[] PhoneLevels =
    [
        Level.Missing, new("exact", 0.75, 1, true), new("typo", 0.05, 20), new("differ", 0.20, 1_000_000),
    ];

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        int lengthA = Values.LengthOf(a), lengthB = Values.LengthOf(b);
        if (Math.Min(lengthA, lengthB) < 6 || Values.AtLeast(a, b) > Math.Max(1, Math.Abs(lengthA - lengthB))) return Differ;
        if (Values.Distance(a, b, 1) <= 1) return Typo;
        if (lengthA == lengthB) return Differ;
        ReadOnlySpan<char> x = Values[a], y = Values[b];
        return x.EndsWith(y, StringComparison.Ordinal) || y.EndsWith(x, StringComparison.Ordinal) ? Typo : Differ;
    }
}
