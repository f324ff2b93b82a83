namespace Stamgast.Formats;

/// <summary>A phone number in the groups in which people of its country read it: "+32 486 12 33 09", "+31 6 2433 1180", "+33 1 23 45 67 89".</summary>
public static class PhoneDisplay
{
    // Dutch areas of two digits after the 0; all others have three (Stichting COIN, numbering plan of ACM).
    private const string ShortDutchAreas = "10 13 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 70 71 72 73 74 75 76 77 78 79 85 88";

    // German areas of two and three digits (Bundesnetzagentur); mobile numbers and all others get four.
    private const string ShortGermanAreas = "30 40 69 89 201 202 203 208 209 211 212 214 221 228 231 234 241 251 271 281 291 335 340 341 345 351 355 361 365 371 375 381 385 391 395 421 431 441 451 461 471 481 491 511 521 531 541 551 561 571 581 591 611 621 631 641 651 661 671 681 711 721 731 741 751 761 771 781 791 811 821 831 841 851 861 871 881 906 911 921 931 941 951 961 971 981 991 151 152 155 156 157 159 160 162 163 170 171 172 173 174 175 176 177 178 179";

    /// <summary>International form. A text that is no E.164 number comes back as it is.</summary>
    public static string International(string e164) =>
        Split(e164) is var (plan, number) ? $"+{plan.CallingCode} {Grouped(plan, number)}" : e164;

    /// <summary>As dialled inside the number's own country, "0486 12 33 09"; in international form when it is of another one.</summary>
    public static string National(string e164, string country) =>
        Split(e164) is var (plan, number) && plan.Country == country && plan.Trunk is "0" or "" ? plan.Trunk + Grouped(plan, number) : International(e164);

    private static (PhonePlan Plan, string Number)? Split(string e164) =>
        e164.Length > 5 && e164[0] == '+' && CheckDigits.AreDigits(e164.AsSpan(1)) && PhonePlans.AtStart(e164.AsSpan(1)) is { } plan && e164.Length > plan.CallingCode.Length + 3
            ? (plan, e164[(1 + plan.CallingCode.Length)..])
            : null;

    private static string Grouped(PhonePlan plan, string number) => plan.Country switch
    {
        "BE" => Belgian(number),
        "NL" => Dutch(number),
        "FR" or "GP" or "MQ" or "RE" or "GF" => Groups(number, 1, 2, 2, 2, 2),
        "DE" => German(number),
        "LU" => number.Length == 9 ? Groups(number, 3, 3, 3) : Pairs(number),
        "US" => Groups(number, 3, 3, 4),
        "GB" => number[0] == '7' ? Groups(number, 4, 6) : number[0] == '2' ? Groups(number, 2, 4, 4) : Groups(number, 4, 6),
        "CH" => Groups(number, 2, 3, 2, 2),
        "ES" or "PT" or "PL" or "CZ" => Groups(number, 3, 3, 3),
        "TR" => Groups(number, 3, 3, 2, 2),
        "MA" => Groups(number, 3, 2, 2, 2),
        _ => Groups(number, 3, 3, 3, 3),
    };

    // Mobile 3-2-2-2; areas 2, 3, 4 and 9 have one digit, the others two.
    private static string Belgian(string number) =>
        number.Length == 9 ? Groups(number, 3, 2, 2, 2)
        : number[0] is '2' or '3' or '4' or '9' && number[..2] != "90" ? Groups(number, 1, 3, 2, 2)
        : number[..2] is "80" or "90" or "70" or "78" ? Groups(number, 3, 2, 3)
        : Groups(number, 2, 2, 2, 2);

    private static string Dutch(string number) =>
        number.Length != 9 ? Groups(number, 3, 4, 4)
        : number[0] == '6' ? Groups(number, 1, 4, 4)
        : ShortDutchAreas.Contains(number[..2], StringComparison.Ordinal) ? Groups(number, 2, 3, 4)
        : Groups(number, 3, 3, 3);

    private static string German(string number)
    {
        var area = ShortGermanAreas.Split(' ').FirstOrDefault(a => number.StartsWith(a, StringComparison.Ordinal))?.Length ?? 4;
        return number.Length <= area ? number : $"{number[..area]} {number[area..]}";
    }

    private static string Pairs(string number) => Groups(number, number.Length % 2 == 0 ? 2 : 3, 2, 2, 2, 2, 2);

    // What is left after the last group joins it; missing digits leave groups out.
    private static string Groups(string number, params ReadOnlySpan<int> sizes)
    {
        Span<char> text = stackalloc char[32];
        int length = 0, at = 0;
        for (var i = 0; i < sizes.Length && at < number.Length; i++)
        {
            if (i > 0) text[length++] = ' ';
            var size = i == sizes.Length - 1 ? number.Length - at : Math.Min(sizes[i], number.Length - at);
            number.AsSpan(at, size).CopyTo(text[length..]);
            length += size;
            at += size;
        }
        return text[..length].ToString();
    }
}
