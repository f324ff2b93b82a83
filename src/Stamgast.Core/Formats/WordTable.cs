using System.Collections.Frozen;
using Stamgast.Text;

namespace Stamgast.Formats;

/// <summary>
/// Words of any language and the code they stand for ("Belgique" → "BE"), found whatever their case, accents, spaces and punctuation. A lookup
/// allocates nothing.
/// </summary>
internal sealed class WordTable
{
    private const int LongestWord = 64;
    private const double NearEnough = 0.9;

    private readonly FrozenDictionary<string, string> codes;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    /// <summary>Of two entries with the same word, the first wins.</summary>
    public WordTable(IEnumerable<(string Word, string Code)> entries)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, code) in entries) all.TryAdd(Folding.Letters(word), code);
        codes = all.ToFrozenDictionary(StringComparer.Ordinal);
        bySpan = codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>From lines "CODE: word, word"; several lines may have the same code.</summary>
    public static WordTable Parse(string lines) => new(Entries(lines));

    /// <summary>The entries of lines "CODE: word, word".</summary>
    public static IEnumerable<(string Word, string Code)> Entries(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var word in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries))
                yield return (word, line[..colon]);
        }
    }

    /// <summary>The code of the word that is nearest to a misspelt one; null when none is near, or several with different codes are.</summary>
    public string? Nearest(string word)
    {
        var letters = Folding.Letters(word);
        if (letters.Length is < 4 or > LongestWord) return null;
        string? found = null;
        var best = NearEnough;
        foreach (var (known, code) in codes)
        {
            if (Math.Abs(known.Length - letters.Length) > 3 || known.Length < 4) continue;
            var likeness = JaroWinkler.Of(letters, known);
            if (likeness < best) continue;
            found = likeness > best || found is null || found == code ? code : null;
            best = likeness;
        }
        return found;
    }

    /// <summary>The code of a word, or null.</summary>
    public string? Find(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord) return null;
        Span<char> letters = stackalloc char[LongestWord * Folding.MaxExpansion];
        return bySpan.TryGetValue(letters[..Folding.Fold(word, letters, spaces: false)], out var code) ? code : null;
    }
}
