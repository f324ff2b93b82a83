namespace Stamgast.Formats;

/// <summary>
/// The number under which a company is registered: ten digits in Belgium (KBO), eight in the Netherlands (KvK), nine or
/// fourteen in France (SIREN, SIRET); elsewhere letters and digits only, unchecked.
/// </summary>
public static class EnterpriseNumber
{
    private static readonly string[] Captions = ["KVK", "KBO", "BCE", "SIRET", "SIREN"];
    private const int FewestDigits = 3;
    private const int LongestWord = 5;
    private static readonly string[] CheckedCountries = ["BE", "NL", "FR"];

    /// <summary>
    /// Reads a number in its country, with dots, spaces or a prefix such as "BE" or "KvK". Problems: enterprise.BE, enterprise.other (words, or
    /// hardly a digit). A number in another format than the Dutch or French one is kept with the warning enterprise.NL or enterprise.FR: many systems
    /// store the VAT number or an establishment's there.
    /// </summary>
    public static Reading Read(CellText cell, string country)
    {
        Span<char> buffer = stackalloc char[40];
        var length = CheckDigits.LettersAndDigits(cell.Characters, buffer);
        if (length < 0) return Reading.Refused("text.length", "20");
        ReadOnlySpan<char> number = buffer[..length];
        if (number.IsEmpty) return Reading.Refused("enterprise.other");
        country = TakePrefix(ref number, country);
        if (country != "BE" && (!CheckDigits.IsNumber(number, FewestDigits, LongestWord) || cell.Characters.Contains('%')))
            return Reading.Refused("enterprise.other");
        return country switch
        {
            "BE" => Belgian(number, cell),
            _ when number.Length > 20 => Reading.Refused("text.length", "20"),
            "NL" => Reading.Of(cell.ToText(number), IsKvk(number) ? null : "enterprise.NL"),
            "FR" => Reading.Of(cell.ToText(number), IsSiren(number) || IsSiret(number) ? null : "enterprise.FR"),
            _ => Reading.Of(cell.ToText(number)),
        };
    }

    /// <summary>
    /// Ten digits, the first 0 or 1, the last two 97 minus the first eight modulo 97. 2 to 8 denote an establishment, not an enterprise.
    /// </summary>
    public static bool IsBelgian(ReadOnlySpan<char> number) =>
        number.Length == 10 && CheckDigits.AreDigits(number) && number[0] is '0' or '1' && CheckDigits.Number(number) > 0
        && CheckDigits.Number(number[8..]) == 97 - CheckDigits.Number(number[..8]) % 97;

    /// <summary>Eight digits; the Dutch trade register has no check digit.</summary>
    public static bool IsKvk(ReadOnlySpan<char> number) => number.Length == 8 && CheckDigits.AreDigits(number);

    /// <summary>Nine digits that pass the Luhn check.</summary>
    public static bool IsSiren(ReadOnlySpan<char> number) =>
        number.Length == 9 && CheckDigits.AreDigits(number) && CheckDigits.PassesLuhn(number);

    /// <summary>Fourteen digits: a SIREN and the number of one establishment. The post office's own (356 000 000) add up to a multiple of 5 instead.</summary>
    public static bool IsSiret(ReadOnlySpan<char> number)
    {
        if (number.Length != 14 || !CheckDigits.AreDigits(number)) return false;
        if (CheckDigits.PassesLuhn(number)) return true;
        var sum = 0;
        foreach (var c in number) sum += c - '0';
        return number.StartsWith("356000000") && sum % 5 == 0;
    }

    /// <summary>As people write it: "0403.019.261" in Belgium, "404 833 048" in France.</summary>
    public static string Format(string number) =>
        IsBelgian(number) ? $"{number[..4]}.{number[4..7]}.{number[7..]}"
        : IsSiren(number) ? $"{number[..3]} {number[3..6]} {number[6..]}"
        : number;

    private static Reading Belgian(ReadOnlySpan<char> number, CellText cell)
    {
        if (number.Length == 9 && CheckDigits.AreDigits(number))
        {
            // The form before 2005 had nine digits, and Excel drops the zero.
            Span<char> ten = ['0', .. number];
            return IsBelgian(ten) ? Reading.Of(ten.ToString()) : Reading.Refused("enterprise.BE");
        }
        return IsBelgian(number) ? Reading.Of(cell.ToText(number)) : Reading.Refused("enterprise.BE");
    }

    private static string TakePrefix(ref ReadOnlySpan<char> number, string country)
    {
        if (CheckDigits.AreDigits(number)) return country;
        foreach (var word in Captions)
            if (number.Length > word.Length && number.StartsWith(word)) number = number[word.Length..];
        foreach (var known in CheckedCountries)
        {
            if (number.Length < 3 || !number.StartsWith(known) || !CheckDigits.AreDigits(number[2..])) continue;
            number = number[2..];
            return known;
        }
        return country;
    }
}
