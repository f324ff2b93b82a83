using System.Text;
using Stamgast.Customers.Lists;

namespace Stamgast.Customers.Names;

/// <summary>Lower and upper case as both engines compare them: only A–Z and a–z.</summary>
internal static class LetterCase
{
    // Sixteen spellings of "ABCD-1": as many questions to an index.
    private const int MostLetters = 4;

    public static string Small(string text) => string.Create(text.Length, text, static (small, all) =>
    {
        for (var i = 0; i < small.Length; i++) small[i] = char.IsAsciiLetterUpper(all[i]) ? char.ToLowerInvariant(all[i]) : all[i];
    });

    /// <summary>All ways to capitalise the letters of a text, for a case-sensitive index; null when there are too many.</summary>
    public static IReadOnlyList<string>? AllOf(string text)
    {
        if (text.Count(char.IsAsciiLetter) > MostLetters) return null;
        List<string> all = [""];
        foreach (var c in text)
            all = char.IsAsciiLetter(c) ? [.. all.SelectMany(t => new[] { t + char.ToUpperInvariant(c), t + char.ToLowerInvariant(c) })]
                : all.ConvertAll(t => t + c);
        return all;
    }

    /// <summary>A LIKE pattern for a lower-case text without accents: letters that may have one in the column match any letter.</summary>
    public static string Pattern(string text)
    {
        var pattern = new StringBuilder(text.Length + 8);
        foreach (var c in text)
            if (CustomerSort.MayHaveAccent(c)) pattern.Append('_');
            else pattern.Append(c is '%' or '_' or '\\' ? "\\" : "").Append(c);
        return pattern.ToString();
    }
}
