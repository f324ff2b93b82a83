namespace Stamgast.Formats;

/// <summary>
/// A postal code in the spelling of its country: "9000", "3511 AB", "01067". The rules of Belgium, the Netherlands, Luxembourg, Germany and France
/// are checked; any other country's code is accepted as it is.
/// </summary>
public static class PostalCode
{
    private const int Longest = 20;

    // Countries whose letters precede a code on envelopes and are not part of it. Those of Latvia, Lithuania, Moldova and a few others are.
    private const string Lettered = "BE NL LU DE FR AT CH LI IT ES PT DK SE NO FI PL CZ SK HU SI HR RO BG GR EE";

    /// <summary>
    /// Reads a code. The letters of a country before it ("B-", "L-", "CH-") are removed. Without a row's own country they set it; otherwise the home
    /// country is only tried, and a code that does not fit is kept as it is, with the warning postal.country. A zero dropped by a spreadsheet is
    /// restored with the warning postal.zero, spaces and decimals are removed with postal.blank; unassigned Dutch letters (SA, SD, SS) are kept with
    /// postal.letters. Problem: postal.COUNTRY.
    /// </summary>
    public static Reading Read(CellText cell, string? country, string homeCountry)
    {
        cell = cell.Trim();
        if (cell.Length > Longest) return Reading.Refused("text.length", "20");
        if (cell.IsEmpty) return Reading.Nothing;
        var code = cell.Characters;
        if (Named(code, out var bare) is { } named && (country is null || country == named))
        {
            country = named;
            code = bare;
        }
        var inCountry = ReadIn(cell, code, country ?? homeCountry, country is not null);
        return inCountry.IsGood || country is not null ? inCountry : Reading.Of(AsGiven(cell, cell.Characters), "postal.country");
    }

    /// <summary>The country (alpha-2) that the letters before a code name, as on an envelope: "L-1009", "D-01067", "B 9000"; null for a code without
    /// them.</summary>
    public static string? CountryOf(ReadOnlySpan<char> text) => text.IsEmpty || !char.IsAsciiLetter(text[0]) ? null : Named(text, out _);

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

    private static Reading ReadIn(CellText cell, ReadOnlySpan<char> code, string country, bool isCertain)
    {
        if (country is "DE" or "FR" && code.Length == 4 && CheckDigits.AreDigits(code))
        {
            Span<char> padded = ['0', .. code];
            return IsValid(padded, country) ? Reading.Of(padded.ToString(), "postal.zero") : Refused(country);
        }
        if (country == "NL") return ReadDutch(cell, code);
        if (country is not ("BE" or "LU" or "DE" or "FR")) return Reading.Of(AsGiven(cell, code));
        if (IsValid(code, country)) return Reading.Of(cell.ToText(code));
        // In other countries codes contain spaces: "110 00".
        if (!isCertain && country is not ("BE" or "LU")) return Refused(country);
        Span<char> digits = stackalloc char[Longest];
        var length = WithoutBlanks(code, digits);
        return length > 0 && IsValid(digits[..length], country) ? Reading.Of(digits[..length].ToString(), "postal.blank") : Refused(country);
    }

    // "90 00", "59 000", "9000.0".
    private static int WithoutBlanks(ReadOnlySpan<char> code, Span<char> digits)
    {
        if (code.EndsWith(".0") || code.EndsWith(",0")) code = code[..^2];
        else if (code.EndsWith(".00") || code.EndsWith(",00")) code = code[..^3];
        var length = 0;
        foreach (var c in code)
        {
            if (char.IsAsciiDigit(c)) digits[length++] = c;
            else if (c is not (' ' or '\u00A0')) return 0;
        }
        return length;
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

    // With a hyphen the letters are those of an envelope. Without one they may begin a code, as in "B1 1AA", unless the rest is a code of that country.
    private static string? Named(ReadOnlySpan<char> text, out ReadOnlySpan<char> bare)
    {
        bare = text;
        var letters = 0;
        while (letters < text.Length && letters < 3 && char.IsAsciiLetter(text[letters])) letters++;
        if (letters == 0 || letters == text.Length || char.IsLetter(text[letters])) return null;
        var rest = text[letters..].TrimStart("- .");
        if (rest.IsEmpty) return null;
        if (!char.IsAsciiDigit(rest[0])) return OfBritain(text, letters, ref bare);
        var hasHyphen = text[letters..].TrimStart()[0] == '-';
        if (letters == 3)
        {
            var three = hasHyphen ? OfThree(text[..letters]) : null;
            if (three is not null && Lettered.Contains(three, StringComparison.Ordinal)) bare = rest;
            return three;
        }
        Span<char> code = [char.ToUpperInvariant(text[0]), letters == 2 ? char.ToUpperInvariant(text[1]) : ' '];
        if (code is "FL") "LI".CopyTo(code);
        var named = letters == 1 ? OfLetter(code[0], rest, hasHyphen) ?? (rest.Length < text.Length - letters ? OfShort(code[0], rest) : null)
            : Countries.IsCode(code) && (hasHyphen || Fits(rest, code)) ? Countries.Find(code) : null;
        if (named is not null && Lettered.Contains(named, StringComparison.Ordinal)) bare = rest;
        return named;
    }

    // "GB-SW1A 1AA".
    private static string? OfBritain(ReadOnlySpan<char> text, int letters, ref ReadOnlySpan<char> bare)
    {
        var rest = text[letters..].TrimStart("- .");
        if (letters != 2 || rest.Length == text.Length - letters || !IsGreatBritain(text[..letters]) || !HasBritishShape(rest)) return null;
        bare = rest;
        return "GB";
    }

    // "FIN-00100", "SLO-1000": three letters, as on cars or in lists of countries.
    private static string? OfThree(ReadOnlySpan<char> letters) => letters.Equals("SLO", StringComparison.OrdinalIgnoreCase) ? "SI" : Countries.Find(letters);

    // "D 1067": a program took the zero away.
    private static string? OfShort(char letter, ReadOnlySpan<char> rest)
    {
        if (letter is not ('D' or 'F') || rest.Length != 4 || !CheckDigits.AreDigits(rest)) return null;
        var country = letter == 'D' ? "DE" : "FR";
        return Fits(['0', .. rest], country) ? country : null;
    }

    private static bool IsGreatBritain(ReadOnlySpan<char> letters) =>
        letters.Equals("GB", StringComparison.OrdinalIgnoreCase) || letters.Equals("UK", StringComparison.OrdinalIgnoreCase);

    // "SW1A 1AA", "M11AE": a digit and two letters at the end.
    private static bool HasBritishShape(ReadOnlySpan<char> code) =>
        code.Length is >= 5 and <= 8 && char.IsAsciiLetter(code[0]) && char.IsAsciiDigit(code[^3]) && char.IsAsciiLetter(code[^2])
            && char.IsAsciiLetter(code[^1]) && code[1..^3].ContainsAnyInRange('0', '9');

    private static string? OfLetter(char letter, ReadOnlySpan<char> rest, bool hasHyphen)
    {
        var named = letter switch
        {
            'A' => "AT",
            'B' => "BE",
            'D' => "DE",
            'F' => "FR",
            'L' => "LU",
            'E' when hasHyphen => "ES",
            'H' when hasHyphen => "HU",
            'I' when hasHyphen => "IT",
            'N' when hasHyphen => "NO",
            'P' when hasHyphen => "PT",
            'S' when hasHyphen => "SE",
            _ => null,
        };
        return named is not null && (Fits(rest, named) || (hasHyphen && !rest.ContainsAnyInRange('A', 'Z'))) ? named : null;
    }

    private static bool Fits(ReadOnlySpan<char> code, ReadOnlySpan<char> country) => country switch
    {
        "AT" or "CH" or "LI" => code.Length == 4 && CheckDigits.AreDigits(code) && code[0] != '0',
        "BE" or "DE" or "FR" or "LU" or "NL" => IsValid(code, country.ToString()),
        _ => false,
    };

    private static string AsGiven(CellText cell, ReadOnlySpan<char> code)
    {
        Span<char> upper = stackalloc char[Longest];
        var length = code.ToUpperInvariant(upper);
        return cell.ToText(upper[..length]);
    }
}
