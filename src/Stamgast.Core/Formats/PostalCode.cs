namespace Stamgast.Formats;

/// <summary>
/// A postal code in the spelling of its country: "9000", "3511 AB", "01067". The rules of Belgium, the Netherlands,
/// Luxembourg, Germany and France are checked; any other country's code is taken as it is.
/// </summary>
public static class PostalCode
{
    private const int Longest = 20;

    /// <summary>
    /// Reads a code. A prefix such as "B-" or "L-" is left out. Without a row's own country the home country is only tried:
    /// what does not fit it is taken as it is, with the warning postal.country. A zero that a spreadsheet dropped is put back
    /// with the warning postal.zero; Dutch letters that are not given out (SA, SD, SS) are kept with postal.letters. Problem: postal.COUNTRY.
    /// </summary>
    public static Reading Read(CellText cell, string? country, string homeCountry)
    {
        cell = cell.Trim();
        if (cell.Length > Longest) return Reading.Refused("text.length", "20");
        if (cell.IsEmpty) return Reading.Nothing;
        var inCountry = ReadIn(cell, WithoutPrefix(cell.Characters, ref country), country ?? homeCountry);
        return inCountry.IsGood || country is not null ? inCountry : Reading.Of(AsGiven(cell), "postal.country");
    }

    /// <summary>True for a code of this country, written with or without the Luxembourg "L-" and the Dutch space. Other countries: any text.</summary>
    public static bool IsValid(ReadOnlySpan<char> code, string country) => country switch
    {
        "BE" => code.Length == 4 && CheckDigits.AreDigits(code) && code[0] != '0',
        "NL" => IsDutch(code),
        "LU" => CheckDigits.AreDigits(code.StartsWith("L-") ? code[2..] : code) && code.Length == (code[0] == 'L' ? 6 : 4),
        "DE" => code.Length == 5 && CheckDigits.AreDigits(code) && CheckDigits.Number(code) is >= 1001 and <= 99998,
        "FR" => code.Length == 5 && CheckDigits.AreDigits(code),
        _ => true,
    };

    private static Reading ReadIn(CellText cell, ReadOnlySpan<char> code, string country)
    {
        if (country is "DE" or "FR" && code.Length == 4 && CheckDigits.AreDigits(code))
        {
            Span<char> padded = ['0', .. code];
            return IsValid(padded, country) ? Reading.Of(padded.ToString(), "postal.zero") : Refused(country);
        }
        if (country == "NL") return ReadDutch(cell, code);
        if (country is not ("BE" or "LU" or "DE" or "FR")) return Reading.Of(AsGiven(cell));
        return IsValid(code, country) ? Reading.Of(cell.ToText(code)) : Refused(country);
    }

    private static Reading ReadDutch(CellText cell, ReadOnlySpan<char> code)
    {
        Span<char> letters = stackalloc char[Longest];
        var length = CheckDigits.LettersAndDigits(code, letters);
        if (length != 6) return Refused("NL");
        Span<char> spaced = [.. letters[..4], ' ', .. letters[4..6]];
        if (!HasDutchShape(spaced)) return Refused("NL");
        return Reading.Of(cell.ToText(spaced), IsDutch(spaced) ? null : "postal.letters");
    }

    private static Reading Refused(string country) => Reading.Refused("postal." + country);

    // SA, SD and SS are not given out.
    private static bool IsDutch(ReadOnlySpan<char> code) => HasDutchShape(code) && !(code[^2] == 'S' && code[^1] is 'A' or 'D' or 'S');

    private static bool HasDutchShape(ReadOnlySpan<char> code) =>
        (code.Length == 6 || (code.Length == 7 && code[4] == ' '))
        && CheckDigits.AreDigits(code[..4]) && code[0] != '0' && char.IsAsciiLetterUpper(code[^2]) && char.IsAsciiLetterUpper(code[^1]);

    // "B-9000", "BE-9000", "NL 3511 AB", "D-01067", "L-1009": the prefix names the country when the row does not.
    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text, ref string? country)
    {
        var letters = 0;
        while (letters < text.Length && letters < 3 && char.IsAsciiLetter(text[letters])) letters++;
        if (letters is 0 or 3 || letters == text.Length) return text;
        var rest = text[letters..].TrimStart("- .");
        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0])) return text;
        var named = (letters, char.ToUpperInvariant(text[0])) switch
        {
            (1, 'B') => "BE",
            (1, 'L') => "LU",
            (1, 'F') => "FR",
            (1, 'D') => "DE",
            (2, _) => Countries.Find(text[..2]),
            _ => null,
        };
        if (named is null || (country is not null && country != named)) return text;
        country = named;
        return rest;
    }

    private static string AsGiven(CellText cell)
    {
        Span<char> upper = stackalloc char[Longest];
        var length = cell.Characters.ToUpperInvariant(upper);
        return cell.ToText(upper[..length]);
    }
}
