using Stamgast.Formats;

namespace Stamgast.Comparing;

/// <summary>
/// Compares identifiers (VAT number, IBAN, social security number): equal, one or two characters typed wrong, two numbers that are both in order, or
/// anything else.
/// </summary>
internal sealed class CodeComparison(string field, Sharing sharing, TextValues codes, int[] slots)
    : ValueComparison(field, sharing, CodeLevels, 1e-6, codes, slots)
{
    public const int Typo = 2, Other = 3, Differ = 4;

    private const int FewestDigits = 5;

    // People have several accounts; of their other numbers they have one.
    public override int OwnLevel => Field == "iban" ? 0 : Other;

    private static readonly Level[] CodeLevels =
    [
        Level.Missing, new("exact", 0.88, 1, true), new("typo", 0.06, 30), new("other_code", 0.01, 900_000, MostBits: -4),
        new("differ", 0.05, 1_000_000, MostBits: -2),
    ];

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        int x = Values.LengthOf(a), y = Values.LengthOf(b), longest = Math.Max(x, y);
        var limit = longest >= 10 ? 2 : longest >= FewestDigits ? 1 : 0;
        if (Values.Distance(a, b, limit) <= limit) return HasCheckDigits(Values[a]) && HasCheckDigits(Values[b]) ? Other : Typo;
        // Of one length and unlike in more places than two slips of the hand explain.
        return x == y && x >= FewestDigits && Values.Distance(a, b, limit + 1) > limit + 1 ? Other : Differ;
    }

    // By digits that a slip of the hand gets past once in a hundred times; leading zeros and the country of a VAT number are left out here.
    private static bool HasCheckDigits(ReadOnlySpan<char> code)
    {
        if (Iban.IsValid(code)) return true;
        if (code.Length is < 8 or > 11 || !CheckDigits.AreDigits(code)) return false;
        Span<char> padded = stackalloc char[11];
        padded.Fill('0');
        code.CopyTo(padded[(padded.Length - code.Length)..]);
        return BelgianRegisterNumber.IsRegisterNumber(padded) || BelgianRegisterNumber.IsBis(padded) || EnterpriseNumber.IsBelgian(padded[1..]);
    }
}
