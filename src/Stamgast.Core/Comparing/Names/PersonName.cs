using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>
/// Splits a full name into first names and last name: "Willem de Bakker", "de Bakker, Willem", "Dr. Jozefien Aerts". The position of the last name is
/// not always clear; the comparison also checks for the two swapped.
/// </summary>
internal static class PersonName
{
    /// <summary>First names and family name, folded; either may be empty.</summary>
    /// <param name="text">The name as written.</param>
    /// <param name="isFamilyFirst">How most names of its column are written.</param>
    public static (string Given, string Family) Split(ReadOnlySpan<char> text, bool isFamilyFirst = false) => Split(text, isFamilyFirst, out _);

    /// <summary>The same, with the generation that follows the name, 0 for none: see <see cref="Generations"/>.</summary>
    public static (string Given, string Family) Split(ReadOnlySpan<char> text, bool isFamilyFirst, out int generation)
    {
        generation = 0;
        var comma = text.IndexOf(',');
        if (comma > 0 && text[(comma + 1)..].IndexOf(',') < 0)
        {
            var behind = Bare(Folding.Fold(text[(comma + 1)..]));
            var before = Bare(Folding.Fold(text[..comma]));
            var given = Generations.Without(behind, out generation);
            if (given.Length > 0 && !given.Split(' ').Any(w => char.IsAsciiDigit(w[0]) || IsRank(w)))
                return (given, generation > 0 ? before : Generations.Without(before, out generation));
            Generations.Without("x " + behind, out generation);
            text = text[..comma];
        }
        var bare = Generations.Without(Bare(Folding.Fold(text)), out var number);
        if (number > 0) generation = number;
        var words = bare.Split(' ');
        if (words.Length == 1) return ("", words[0]);
        if (isFamilyFirst) return FamilyFirst(words);
        var family = words.Length - 1;
        for (var i = 1; i < words.Length; i++)
        {
            if (!NameParticles.Contains(words[i]) || words[i].Length == 1) continue;
            family = i;
            break;
        }
        if (NameParticles.Contains(words[0]) && words[0].Length > 1 && Nicknames.Knows(words[^1])) return (words[^1], string.Join(' ', words[..^1]));
        if (words.Length == 2 && Nicknames.Knows(words[1]) && !Nicknames.Knows(words[0])) return (words[1], words[0]);
        return (string.Join(' ', words[..family]), string.Join(' ', words[family..]));
    }

    /// <summary>+1 when the first word of a name is a known first name and the last is not, -1 for the reverse, otherwise 0.</summary>
    public static int OrderVote(string[] words) =>
        words.Length < 2 ? 0 : (Nicknames.Knows(words[0]) ? 1 : 0) - (Nicknames.Knows(words[^1]) ? 1 : 0);

    private static (string Given, string Family) FamilyFirst(string[] words)
    {
        var end = 0;
        while (end < words.Length - 2 && NameParticles.Contains(words[end])) end++;
        return (string.Join(' ', words[(end + 1)..]), string.Join(' ', words[..(end + 1)]));
    }

    /// <summary>A folded name without forms of address and academic titles.</summary>
    public static string Bare(string folded)
    {
        var start = 0;
        while (true)
        {
            var space = folded.IndexOf(' ', start);
            if (space < 0 || !Generations.IsTitle(folded.AsSpan(start, space - start))) break;
            start = space + 1;
        }
        return start == 0 ? folded : folded[start..];
    }

    // Text after a name that is not part of it: "Edward Stanley, Earl of Derby", "Karl Huber, jun."
    private static bool IsRank(string word) => word is "duke" or "duchess" or "earl" or "countess" or "count" or "baron" or "baroness" or "baronet"
        or "viscount" or "marquess" or "prince" or "princess" or "king" or "queen" or "bishop"
        or "hertog" or "hertogin" or "graaf" or "gravin" or "burggraaf" or "markies" or "ridder" or "duc" or "comte" or "comtesse" or "vicomte" or "marquis"
            or "chevalier" or "herzog" or "graf" or "grafin" or "freiherr"
        or "jr" or "jun" or "junior" or "sr" or "sen" or "senior" or "esq" or "phd" or "md";
}
