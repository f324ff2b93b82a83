using System.Globalization;
using System.Text;

namespace Stamgast.SampleData;

/// <summary>Slips of the fingers: a letter left out, doubled, swapped with the next, or its neighbour on the keyboard.</summary>
internal static class Typing
{
    private static readonly Dictionary<char, string> Neighbours = new()
    {
        ['a'] = "qsz", ['b'] = "vn", ['c'] = "xv", ['d'] = "sf", ['e'] = "wr", ['f'] = "dg", ['g'] = "fh", ['h'] = "gj", ['i'] = "uo", ['j'] = "hk",
            ['k'] = "jl", ['l'] = "km",
        ['m'] = "n", ['n'] = "bm", ['o'] = "ip", ['p'] = "o", ['q'] = "a", ['r'] = "et", ['s'] = "dz", ['t'] = "ry", ['u'] = "yi", ['v'] = "cb", ['w'] = "xe",
        ['x'] = "wc", ['y'] = "tu", ['z'] = "sa",
    };

    /// <summary>The text with one slip, never at its first letter; a text of two letters or less stays.</summary>
    public static string Slip(string text, SeededRandom random)
    {
        if (text.Length < 3) return text;
        var at = random.Between(1, text.Length - 2);
        if (!char.IsLetter(text[at]) || !char.IsLetter(text[at + 1])) at = FirstLetterPair(text);
        if (at < 1) return text;
        return random.Below(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            _ => Neighbours.TryGetValue(char.ToLowerInvariant(text[at]), out var near)
            ? $"{text[..at]}{near[random.Below(near.Length)]}{text[(at + 1)..]}" : text.Remove(at, 1),
        };
    }

    /// <summary>A slip in the part before a sign.</summary>
    public static string SlipBefore(string text, char sign, SeededRandom random)
    {
        var end = text.IndexOf(sign, StringComparison.Ordinal);
        return end < 3 ? text : Slip(text[..end], random) + text[end..];
    }

    /// <summary>Without accents, otherwise unchanged.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(c);
        return plain.ToString();
    }

    private static int FirstLetterPair(string text)
    {
        for (var i = 1; i + 1 < text.Length; i++)
            if (char.IsLetter(text[i]) && char.IsLetter(text[i + 1])) return i;
        return -1;
    }
}
