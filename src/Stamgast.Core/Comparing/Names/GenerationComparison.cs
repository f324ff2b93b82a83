namespace Stamgast.Comparing.Names;

/// <summary>Compares which of several people of one name is meant: junior and senior, the second and the third.</summary>
internal sealed class GenerationComparison(int slot) : Comparison("generation", Sharing.Personal, GenerationLevels)
{
    public const int Differ = 2;

    private static readonly Level[] GenerationLevels = [Level.Missing, new("exact", 0.97, 1, MostBits: 1), new("differ", 0.03, 1, MostBits: -5)];

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => a[slot] == 0 || b[slot] == 0 ? 0 : a[slot] == b[slot] ? 1 : Differ;

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache) => Quick(a, b);
}
