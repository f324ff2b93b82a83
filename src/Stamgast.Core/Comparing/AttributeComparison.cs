namespace Stamgast.Comparing;

/// <summary>Compares any other short value (birth place, occupation, segment, language): equal, alike, or different.</summary>
internal sealed class AttributeComparison(string field, TextValues values, int slot)
    : ValueComparison(field, Sharing.Household, AttributeLevels, 0.1, values, [slot])
{
    public const int Alike = 2, Differ = 3;

    private static readonly Level[] AttributeLevels =
    [
        Level.Missing, new("exact", 0.85, 1, true), new("alike", 0.05, 0.5), new("differ", 0.10, 5),
    ];

    // A text that hardly two rows share (the title of a book) says more than an occupation.
    public override double MostBits => ExactChance switch { > 0.03 => 0.3, > 0.003 => 5, > 0.0005 => 8, _ => 12 };

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        ReadOnlySpan<char> x = Values[a], y = Values[b];
        var shorter = Math.Min(x.Length, y.Length);
        if (shorter < 4) return Differ;
        if (x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal)) return Alike;
        return Values.Distance(a, b, 2) <= (shorter >= 7 ? 2 : 1) || Values.Likeness(a, b) >= 0.92 ? Alike : Differ;
    }
}
