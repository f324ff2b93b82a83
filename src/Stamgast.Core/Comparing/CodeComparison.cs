namespace Stamgast.Comparing;

/// <summary>Compares identifiers (VAT number, IBAN, social security number): equal, or one or two characters typed wrong.</summary>
internal sealed class CodeComparison(string field, Sharing sharing, TextValues codes, int[] slots)
    : ValueComparison(field, sharing, CodeLevels, 1e-6, codes, slots)
{
    public const int Typo = 2, Differ = 3;

    private static readonly Level[] CodeLevels =
    [
        Level.Missing, new("exact", 0.88, 1, true), new("typo", 0.06, 30), new("differ", 0.06, 1_000_000),
    ];

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        var longest = Math.Max(Values.LengthOf(a), Values.LengthOf(b));
        var limit = longest >= 10 ? 2 : longest >= 5 ? 1 : 0;
        return Values.Distance(a, b, limit) <= limit ? Typo : Differ;
    }
}
