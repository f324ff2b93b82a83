using Stamgast.Text;

namespace Stamgast.Comparing.Places;

/// <summary>
/// Splits an address line into street, house number and box: "Kerkstraat 12 bus 3", "12 rue de la Loi bte 4", "Kerkstraat 12b", "27 Washington".
/// Anything that is not a number stays in the street.
/// </summary>
internal readonly record struct AddressLine(string Street, int Number, int Box)
{
    /// <summary>Reads a line that holds the street and perhaps number and box.</summary>
    public static AddressLine Read(ReadOnlySpan<char> text)
    {
        var folded = Folding.Fold(text);
        if (folded.Length == 0) return new("", 0, 0);
        var words = folded.Split(' ');
        int number = 0, box = 0, from = 0, to = words.Length;
        for (var i = 1; i < words.Length; i++)
        {
            if (!IsBoxWord(words[i])) continue;
            box = i + 1 < words.Length ? HouseNumber(words[i + 1]) : 0;
            to = i;
            break;
        }
        if (to > 1 && IsNumber(words[to - 1]) && !IsNumber(words[0]))
        {
            number = HouseNumber(words[to - 1]);
            to--;
        }
        else if (to > 2 && words[to - 1].Length == 1 && IsNumber(words[to - 2]) && !IsNumber(words[0]))
        {
            number = HouseNumber(words[to - 2] + words[to - 1]);
            to -= 2;
        }
        else if (to > 1 && IsNumber(words[0]))
        {
            number = HouseNumber(words[0]);
            from = 1;
        }
        return new(StreetWords.Plain(string.Join(' ', words[from..to])), number, box);
    }

    /// <summary>A house number cell: "61", "61 bus 10", "50B", "12-14" as number and box.</summary>
    public static (int Number, int Box) ReadNumber(ReadOnlySpan<char> text)
    {
        var words = Folding.Fold(text).Split(' ');
        if (words[0].Length == 0) return (0, 0);
        var number = words.Length > 1 && words[1].Length == 1 && char.IsAsciiLetter(words[1][0]) ? HouseNumber(words[0] + words[1]) : HouseNumber(words[0]);
        for (var i = 1; i + 1 < words.Length; i++)
            if (IsBoxWord(words[i])) return (number, HouseNumber(words[i + 1]));
        return (number, 0);
    }

    /// <summary>The digits times 32 plus the letter after them (a = 1); texts without digits get a number of their own. 0 for none.</summary>
    public static int HouseNumber(ReadOnlySpan<char> word)
    {
        int digits = 0, i = 0;
        while (i < word.Length && char.IsAsciiDigit(word[i]) && digits < 10_000_000) digits = digits * 10 + word[i++] - '0';
        if (i == 0) return word.Length == 0 ? 0 : (int)(ValuePool.Hash(word) % 0x3FFFFFF) | 0x40000000;
        var suffix = i < word.Length && char.IsAsciiLetter(word[i]) ? word[i] - 'a' + 1 : 0;
        return digits * 32 + suffix;
    }

    private static bool IsNumber(string word) =>
        char.IsAsciiDigit(word[0]) && (word.Length < 2 || char.IsAsciiDigit(word[^1]) || !char.IsAsciiLetter(word[^2])) && word.Length <= 6;

    private static bool IsBoxWord(string word) =>
        word is "bus" or "box" or "bte" or "boite" or "bt" or "apt" or "app" or "apartment" or "appartement" or "unit" or "suite" or "wohnung";
}
