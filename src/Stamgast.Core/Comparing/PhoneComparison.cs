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
        ReadOnlySpan<char> x = Values[a], y = Values[b];
        var shorter = Math.Min(x.Length, y.Length);
        if (shorter < 6) return Differ;
        return Values.Distance(a, b, 1) <= 1 || x.EndsWith(y, StringComparison.Ordinal) || y.EndsWith(x, StringComparison.Ordinal) ? Typo : Differ;
    }
}
