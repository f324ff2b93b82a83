using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stamgast.App.Duplicates.Pairs;

/// <summary>A piece of a text, and whether the other text lacks it.</summary>
public readonly record struct TextPiece(string Text, bool Differs);

/// <summary>Finds the letters in which two texts differ: word by word, and within words that are nearly alike letter by letter.</summary>
public static class MarkedText
{
    private const int Longest = 400;

    /// <summary>Both texts in pieces.</summary>
    public static (IReadOnlyList<TextPiece> A, IReadOnlyList<TextPiece> B) Of(string a, string b)
    {
        if (a == b) return ([new(a, false)], [new(b, false)]);
        if (a.Length > Longest || b.Length > Longest) return ([new(a, true)], [new(b, true)]);
        var (one, other) = (Words(a), Words(b));
        var (ofA, ofB) = (new List<TextPiece>(), new List<TextPiece>());
        var (i, j) = (0, 0);
        foreach (var (x, y) in Common(one, other).Append((one.Count, other.Count)))
        {
            Differing(string.Concat(one.GetRange(i, x - i)), string.Concat(other.GetRange(j, y - j)), ofA, ofB);
            if (x < one.Count)
            {
                ofA.Add(new(one[x], false));
                ofB.Add(new(other[y], false));
            }
            (i, j) = (x + 1, y + 1);
        }
        return (Joined(ofA), Joined(ofB));
    }

    // Two spellings of one word share most of their letters; of others all is marked.
    private static void Differing(string a, string b, List<TextPiece> ofA, List<TextPiece> ofB)
    {
        var (one, other) = (Letters(a), Letters(b));
        var most = Math.Min(one.Count, other.Count);
        var start = 0;
        while (start < most && one[start] == other[start]) start++;
        var end = 0;
        while (end < most - start && one[^(end + 1)] == other[^(end + 1)]) end++;
        if ((start + end) * 2 < most) (start, end) = (0, 0);
        foreach (var (letters, into) in new[] { (one, ofA), (other, ofB) })
        {
            into.Add(new(string.Concat(letters.Take(start)), false));
            into.Add(new(string.Concat(letters.Skip(start).SkipLast(end)), true));
            into.Add(new(string.Concat(letters.TakeLast(end)), false));
        }
    }

    // A letter is what a reader takes for one: with its accents, or an emoji of several parts.
    private static List<string> Letters(string text)
    {
        var letters = new List<string>();
        for (var at = 0; at < text.Length; at += letters[^1].Length) letters.Add(StringInfo.GetNextTextElement(text, at));
        return letters;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var wasWord = false;
        foreach (var letter in Letters(text))
        {
            var isWord = Rune.DecodeFromUtf16(letter, out var rune, out _) == OperationStatus.Done && Rune.IsLetterOrDigit(rune);
            if (isWord && wasWord) words[^1] += letter;
            else words.Add(letter);
            wasWord = isWord;
        }
        return words;
    }

    // The longest common sequence.
    private static List<(int, int)> Common(List<string> a, List<string> b)
    {
        var length = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
            for (var j = b.Count - 1; j >= 0; j--)
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < a.Count && j < b.Count;)
            if (a[i] == b[j]) pairs.Add((i++, j++));
            else if (length[i + 1, j] >= length[i, j + 1]) i++;
            else j++;
        return pairs;
    }

    private static List<TextPiece> Joined(List<TextPiece> pieces)
    {
        var joined = new List<TextPiece>();
        foreach (var piece in pieces.Where(p => p.Text.Length > 0))
            if (joined.Count > 0 && joined[^1].Differs == piece.Differs) joined[^1] = new(joined[^1].Text + piece.Text, piece.Differs);
            else joined.Add(piece);
        return joined;
    }
}
