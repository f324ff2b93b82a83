using System.Collections.Frozen;

namespace Stamgast.Text;

/// <summary>The small words before a family name ("van den", "de la", "von", "el", "ben"), which people leave out, join or write with a capital.</summary>
public static class NameParticles
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "van", "von", "vom", "vander", "vanden", "vande", "de", "den", "der", "des", "del", "della", "di", "da", "do", "dos", "das", "du", "d",
        "la", "le", "les", "lo", "l", "ter", "ten", "te", "t", "zu", "zum", "zur", "af", "av", "el", "al", "ul", "ur", "ben", "bin", "ibn", "ait", "oulad",
        "op", "in", "het", "aan", "bij", "y", "e", "san", "santa", "mac", "mc", "of",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // Written together: "vandenberghe" is "van den berghe". Longest first.
    private static readonly string[] Joined = ["vanden", "vander", "vande", "vant", "van", "dela", "del", "des", "den", "der", "de", "du", "la", "le",
        "el", "al"];

    /// <summary>True when a folded word is a particle.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Lookup.Contains(word);

    /// <summary>The folded name from its first word that is not a particle ("berghe" of "van den berghe"); the whole name when all are.</summary>
    public static ReadOnlySpan<char> Core(ReadOnlySpan<char> folded)
    {
        var rest = folded;
        for (var space = rest.IndexOf(' '); space > 0 && Contains(rest[..space]); space = rest.IndexOf(' ')) rest = rest[(space + 1)..];
        return Contains(rest) ? folded : rest;
    }

    /// <summary>The same for a name that may have its particles attached ("berghe" of "vandenberghe"); at least four letters remain.</summary>
    public static ReadOnlySpan<char> DeepCore(ReadOnlySpan<char> folded)
    {
        var core = Core(folded);
        foreach (var particle in Joined)
            if (core.Length >= particle.Length + 4 && core.StartsWith(particle, StringComparison.Ordinal)) return core[particle.Length..];
        return core;
    }
}
