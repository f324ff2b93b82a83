namespace Stamgast.SampleData;

/// <summary>People who share a stock of names: common ones by rank, and parts from which rarer last names are composed.</summary>
internal sealed class Community
{
    private readonly RankedNames men;
    private readonly RankedNames women;
    private readonly RankedNames surnames;
    private readonly string[] before;
    private readonly string[] roots;
    private readonly string[] endings;

    /// <param name="composed">"before | roots | endings", each a list; null when all surnames come from the list. "_" is nothing, "+" after a word glues
    /// it.</param>
    public Community(string men, string women, string surnames, string? composed = null)
    {
        this.men = new(men);
        this.women = new(women);
        this.surnames = new(surnames);
        var parts = composed?.Split('|') ?? ["", "", ""];
        (before, roots, endings) = (Words(parts[0]), Words(parts[1]), Words(parts[2]));
    }

    public string First(SeededRandom random, bool isMan) => (isMan ? men : women).Draw(random);

    /// <summary>Half of the people have a common last name, the other half one of thousands.</summary>
    public string Surname(SeededRandom random, out bool isCommon)
    {
        isCommon = roots.Length == 0 || random.Chance(48);
        return isCommon ? surnames.Draw(random) : Composed(random);
    }

    private string Composed(SeededRandom random)
    {
        var prefix = random.Pick(before);
        var root = random.Pick(roots);
        var ending = random.Pick(endings);
        if (prefix.Length == 0) return root + ending;
        return prefix[^1] == '+'
            ? string.Concat(prefix.AsSpan(0, prefix.Length - 1), Lower(root), ending)
            : string.Concat(prefix, " ", string.Concat(root, ending));
    }

    private static string Lower(string root) => string.Concat(root[..1].ToLowerInvariant(), root.AsSpan(1));

    private static string[] Words(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(w => w == "_" ? "" : w)];
}
