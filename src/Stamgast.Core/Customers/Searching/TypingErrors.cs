namespace Stamgast.Customers.Searching;

/// <summary>
/// The possible meanings of a word with one typing error: a letter too many, one missing, a wrong one, or two swapped (Damerau, A technique for
/// computer detection and correction of spelling errors, 1964). The words are enumerated and looked up in the index of word beginnings, which needs
/// no index of its own for errors.
/// </summary>
internal static class TypingErrors
{
    // Shorter words would be everything.
    private const int Shortest = 4;
    private const int Longest = 30;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>The folded word and all that is one error away from it; only itself for a short word or one with a digit.</summary>
    public static IReadOnlyList<string> Of(string word)
    {
        if (word.Length is < Shortest or > Longest || word.Any(char.IsDigit)) return [word];
        var words = new HashSet<string>(StringComparer.Ordinal) { word };
        for (var at = 0; at < word.Length; at++)
        {
            var (before, after) = (word[..at], word[(at + 1)..]);
            // Without its last letter a word being typed is only less of it.
            if (at < word.Length - 1) words.Add(before + after);
            if (at + 1 < word.Length) words.Add(before + word[at + 1] + word[at] + word[(at + 2)..]);
            foreach (var letter in Letters)
            {
                words.Add(before + letter + after);
                words.Add(before + letter + word[at..]);
            }
        }
        return [.. words];
    }

    /// <summary>
    /// True when one of the words, with a space before and after each, begins with the term or with a text that is one error away from it.
    /// </summary>
    public static bool HasBeginning(string words, string term)
    {
        for (var at = words.IndexOf(' ', StringComparison.Ordinal); at >= 0 && at < words.Length - 1; at = words.IndexOf(' ', at + 1))
            if (Begins(words.AsSpan(at + 1, words.IndexOf(' ', at + 1) - at - 1), term)) return true;
        return false;
    }

    // After the first letter that differs one of the four errors must explain all the rest.
    private static bool Begins(ReadOnlySpan<char> word, ReadOnlySpan<char> term)
    {
        var same = word.CommonPrefixLength(term);
        if (same == term.Length) return true;
        var rest = word[same..];
        var typed = term[same..];
        return rest.StartsWith(typed[1..]) || (rest.Length > 0 && (rest[1..].StartsWith(typed[1..]) || rest[1..].StartsWith(typed)))
            || (rest.Length > 1 && typed.Length > 1 && rest[0] == typed[1] && rest[1] == typed[0] && rest[2..].StartsWith(typed[2..]));
    }
}
