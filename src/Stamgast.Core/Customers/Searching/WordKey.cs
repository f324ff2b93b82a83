namespace Stamgast.Customers.Searching;

/// <summary>
/// A word as one number, in character order: its first twelve letters and digits or, since hardly two customers share a phone number, the first seven
/// if one of those is a digit. Words that continue are distinguished from words that end there.
/// </summary>
/// <param name="Value">Characters as digits of base 38, times two, plus one when the word goes on.</param>
/// <param name="Length">The number of characters it holds.</param>
/// <param name="IsWhole">True when nothing of the word is left out.</param>
internal readonly record struct WordKey(ulong Value, int Length, bool IsWhole)
{
    /// <summary>Characters beyond this many do not change the key.</summary>
    public const int MostRead = Letters + 1;

    private const int Letters = 12;
    private const int WithDigits = 7;
    private const uint Radix = 38;

    // 0 is the end; after digits and letters come all other characters, as one.
    private const uint Other = 37;

    private static readonly ulong[] Powers = [.. Enumerable.Range(0, Letters + 1)
        .Select(n => Enumerable.Repeat((ulong)Radix, n).Aggregate(1UL, (product, radix) => product * radix))];

    /// <summary>The key above those of all words that begin like this one; only for a complete one.</summary>
    public ulong End => Value + 2 * Powers[Letters - Length];

    public static WordKey Of(ReadOnlySpan<char> word)
    {
        var most = word[..Math.Min(word.Length, WithDigits)].ContainsAnyInRange('0', '9') ? WithDigits : Letters;
        var (value, length) = (0UL, 0);
        for (; length < word.Length && length < most; length++)
        {
            var symbol = Symbol(word[length]);
            value = value * Radix + symbol;
            if (symbol != Other) continue;
            length++;
            return new WordKey(2 * value * Powers[Letters - length] + 1, length, false);
        }
        var goesOn = length < word.Length;
        return new WordKey(2 * value * Powers[Letters - length] + (goesOn ? 1u : 0), length, !goesOn);
    }

    private static uint Symbol(char c) => c switch
    {
        >= '0' and <= '9' => (uint)(c - '0' + 1),
        >= 'a' and <= 'z' => (uint)(c - 'a' + 11),
        _ => Other,
    };
}
