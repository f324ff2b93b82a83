namespace Stamgast.Formats.Phones;

/// <summary>
/// The structure of phone numbers in a home country: their length and first digits, but not which ranges are in use. It reads a million numbers in a
/// tenth of the time of the library. Anything it does not allow is checked by the library, so it may allow too little, but never read a number
/// differently.
/// </summary>
/// <param name="Code">The calling code of the country.</param>
/// <param name="Shortest">Digits of the shortest number, without the trunk prefix.</param>
/// <param name="Longest">Digits of the longest one.</param>
internal sealed record PhonePlan(CallingCode Code, int Shortest, int Longest)
{
    private static readonly PhonePlan Belgium = new(new("32", "BE", "0"), 8, 9);
    private static readonly PhonePlan Netherlands = new(new("31", "NL", "0"), 7, 11);
    private static readonly PhonePlan France = new(new("33", "FR", "0"), 9, 9);
    private static readonly PhonePlan Germany = new(new("49", "DE", "0"), 5, 13);
    private static readonly PhonePlan Luxembourg = new(new("352", "LU", ""), 4, 11);

    /// <summary>The home countries that an organisation may have.</summary>
    public static IReadOnlyList<PhonePlan> All { get; } = [Belgium, Netherlands, France, Germany, Luxembourg];

    /// <summary>The plan of a country (alpha-2); null for other than home countries.</summary>
    public static PhonePlan? Of(string country) => country switch
    {
        "BE" => Belgium,
        "NL" => Netherlands,
        "FR" => France,
        "DE" => Germany,
        "LU" => Luxembourg,
        _ => null,
    };

    /// <summary>The plan whose calling code begins these digits; null for other countries.</summary>
    public static PhonePlan? AtStart(ReadOnlySpan<char> digits) => digits switch
    {
        ['3', '2', ..] => Belgium,
        ['3', '1', ..] => Netherlands,
        ['3', '3', ..] => France,
        ['4', '9', ..] => Germany,
        ['3', '5', '2', ..] => Luxembourg,
        _ => null,
    };

    /// <summary>True when a number of these digits, without its code and trunk digit, has the structure of the country's numbers.</summary>
    public bool Allows(ReadOnlySpan<char> number)
    {
        if (number.Length < Shortest || number.Length > Longest) return false;
        return Code.Country switch
        {
            // Nine digits are mobile numbers, which begin with 4; landlines have eight.
            "BE" => number[0] != '0' && (number.Length == 8 || number[0] == '4'),
            // Nine digits; 800, 900, 906 and 909 have shorter and longer ones, machines (97) eleven.
            "NL" => number[0] != '0' && (number.Length == 9 || number[0] == '8' && number[1] == '0' || number[0] == '9' && number[1] is '0' or '7'),
            "FR" or "DE" => number[0] != '0',
            _ => true,
        };
    }

    /// <summary>
    /// True when the first digits may be the code of a carrier (15 in Luxembourg), not part of the number: only the library can tell.
    /// </summary>
    public bool MayBeginWithCarrier(ReadOnlySpan<char> number) => Code.Country == "LU" && number is ['1', '5', ..];

    /// <summary>True when such a number is a mobile one.</summary>
    public bool IsMobile(ReadOnlySpan<char> number) => Code.Country switch
    {
        "BE" => number.Length == 9 && number[0] == '4',
        // 66 are pagers, 970 machines.
        "NL" => number.Length == 9 && number[0] == '6' && number[1] != '6' || number.Length == 11 && number.StartsWith("970"),
        "FR" => number.Length == 9 && number[0] is '6' or '7',
        // 164, 168 and 169 were pagers; longer ones are voice mails.
        "DE" => number.Length is >= 9 and <= 11 && number[0] == '1' && (number[1] is '5' or '7' || number[1] == '6' && number[2] is not ('4' or '8' or '9')),
        _ => number.Length == 9 && number[0] == '6',
    };
}
