namespace Stamgast.Formats;

/// <summary>
/// A VAT number with its country prefix ("BE0403019261"). The shape is checked for every member state, the check digits for
/// Belgium, the Netherlands, Germany, France and Luxembourg; the VIES service of the Commission is not asked.
/// </summary>
public static class VatNumber
{
    // The longest first, since some are beginnings of others.
    private static readonly string[] Captions =
        ["BTWNUMMER", "BTWNR", "BTW", "NUMEROTVA", "NUMERODETVA", "NTVA", "TVANUMERO", "TVANR", "TVANO", "TVAN", "TVA", "VATNUMBER", "VATNO", "VATNR", "VATREG",
            "VAT", "USTIDNR", "USTID", "MWSTNR", "MWST", "ONDERNEMINGSNUMMER", "NR"];

    // Elsewhere: the letters are parts of a number, not words.
    private const int FewestDigits = 5;
    private const int LongestWord = 5;

    // The part after the prefix: 9 = digit, A = letter, X = either; alternatives are separated by '|'.
    private static readonly Dictionary<string, string[]> Shapes = Parse("""
        AT A99999999
        BG 999999999|9999999999
        CH E999999999
        CY 99999999A
        CZ 99999999|999999999|9999999999
        DE 999999999
        DK 99999999
        EE 999999999
        EL 999999999
        ES X9999999X
        FI 99999999
        FR XX999999999
        HR 99999999999
        HU 99999999
        IE 9X99999A|9X99999AA
        IT 99999999999
        LT 999999999|999999999999
        LU 99999999
        LV 99999999999
        MT 99999999
        NL 999999999A99
        NO 999999999|999999999AAA
        PL 9999999999
        PT 999999999
        RO 99|999|9999|99999|999999|9999999|99999999|999999999|9999999999
        SE 999999999999
        SI 99999999
        SK 9999999999
        XI 999999999|999999999999|AA999
        GB 999999999|999999999999|AA999
        """);

    private static readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> ShapesBySpan =
        Shapes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Reads a number with its prefix, or without one in the given country (alpha-2). Problems, with the country: vat.shape, and vat.check for
    /// Belgium. Wrong check digits of another country are kept with the warning vat.check: the rules have exceptions known only to the country
    /// itself, and a foreign number is no reason to refuse a customer.
    /// </summary>
    public static Reading Read(CellText cell, string country)
    {
        // The two places before the number are kept free for a prefix.
        Span<char> buffer = stackalloc char[44];
        var start = 2;
        var end = start + CheckDigits.LettersAndDigits(cell.Characters, buffer[start..]);
        foreach (var word in Captions)
            if (end > start && buffer[start..end].StartsWith(word)) start += word.Length;
        if (end - start is < 4 or > 24) return Reading.Refused("vat.shape", country);
        if (!HasPrefix(buffer[start..end]))
        {
            start -= 2;
            country.CopyTo(buffer[start..]);
        }
        var number = buffer[start..end];
        if (number.StartsWith("GR")) "EL".CopyTo(number);
        else if (number.StartsWith("UK")) "GB".CopyTo(number);
        else if (number.StartsWith("CH")) return ReadSwiss(cell, number);
        if (number.StartsWith("BE") && number.Length == 11) return ReadOldBelgian(number);
        var problem = Problem(number);
        if (problem is null) return Reading.Of(cell.ToText(number));
        return problem == "vat.check" && !number.StartsWith("BE")
            ? Reading.Of(cell.ToText(number), problem)
            : Reading.Refused(problem, number[..2].ToString());
    }

    /// <summary>True for a number with prefix, in upper case, without spaces.</summary>
    public static bool IsValid(ReadOnlySpan<char> number) => number.Length > 3 && HasPrefix(number) && Problem(number) is null;

    /// <summary>As people write it: "BE 0403.019.261"; unchanged for other countries.</summary>
    public static string Format(string number) =>
        number.StartsWith("BE", StringComparison.Ordinal) ? "BE " + EnterpriseNumber.Format(number[2..]) : number;

    /// <summary>An example number in the country's format; Belgium's for an unknown country.</summary>
    public static string Example(string? country) => country switch
    {
        "NL" => "NL123456789B01",
        "DE" => "DE136695976",
        "FR" => "FR83404833048",
        "LU" => "LU10000356",
        "AT" => "ATU13585627",
        null or "BE" => "BE0403019261",
        _ => Prefix(country) + (ShapesBySpan.TryGetValue(Prefix(country), out var shapes) ? shapes[0] : "999999999")
            .Select((c, at) => c == 'A' ? "ABC"[at % 3] : c == 'E' ? c : (char)('1' + at % 9)).Aggregate("", (text, c) => text + c),
    };

    // Greece writes EL.
    private static string Prefix(string country) => country == "GR" ? "EL" : country;

    private static Reading ReadOldBelgian(ReadOnlySpan<char> number)
    {
        var whole = $"BE0{number[2..]}";
        return Problem(whole) is { } problem ? Reading.Refused(problem, "BE") : Reading.Of(whole);
    }

    // "CHE-123.456.788 MWST": the text after the digits names the tax, in the language of the holder. Some leave out the E.
    private static Reading ReadSwiss(CellText cell, ReadOnlySpan<char> number)
    {
        foreach (var tax in (ReadOnlySpan<string>)["MWST", "TVA", "IVA", "VAT"])
            if (number.EndsWith(tax)) number = number[..^tax.Length];
        if (number.Length == 11 && CheckDigits.AreDigits(number[2..])) return Reading.Of($"CHE{number[2..]}");
        return Problem(number) is { } problem ? Reading.Refused(problem, "CH") : Reading.Of(cell.ToText(number));
    }

    // Two letters of a country; those of a word ("PRIVE1234567") do not count. A French or Spanish number may itself begin with two letters, which
    // are then not a country in the table.
    private static bool HasPrefix(ReadOnlySpan<char> number) =>
        char.IsAsciiLetter(number[0]) && char.IsAsciiLetter(number[1]) && number[2..].ContainsAnyInRange('0', '9')
        && (number.StartsWith("BE") || number.StartsWith("GR") || number.StartsWith("UK") || ShapesBySpan.ContainsKey(number[..2])
            || (Countries.IsCode(number[..2]) && number.Length > 6 && char.IsAsciiDigit(number[2])));

    private static string? Problem(ReadOnlySpan<char> number)
    {
        var rest = number[2..];
        if (number.StartsWith("BE"))
            return rest.Length != 10 || !CheckDigits.AreDigits(rest) ? "vat.shape" : EnterpriseNumber.IsBelgian(rest) ? null : "vat.check";
        if (!ShapesBySpan.TryGetValue(number[..2], out var shapes))
            return rest.Length <= 18 && CheckDigits.IsNumber(rest, FewestDigits, LongestWord) ? null : "vat.shape";
        var fits = false;
        foreach (var shape in shapes) fits |= Fits(rest, shape);
        if (!fits) return "vat.shape";
        return PassesCheck(number[..2], rest) ? null : "vat.check";
    }

    private static bool PassesCheck(ReadOnlySpan<char> country, ReadOnlySpan<char> rest) => country switch
    {
        "NL" => IsDutch(rest),
        "DE" => rest[0] != '0' && CheckDigits.PassesMod11And10(rest),
        "FR" => IsFrench(rest),
        "LU" => CheckDigits.Number(rest[..6]) % 89 == CheckDigits.Number(rest[6..]),
        "AT" => rest[0] == 'U',
        _ => true,
    };

    // Nine digits of a legal person pass the eleven test; since 2020 a sole trader has a number of its own that passes mod 97.
    private static bool IsDutch(ReadOnlySpan<char> rest)
    {
        if (rest[9] != 'B' || rest.EndsWith("00") || CheckDigits.Number(rest[..9]) == 0) return false;
        return CheckDigits.PassesEleven(rest[..9]) || CheckDigits.Mod97(rest, CheckDigits.Mod97("NL")) == 1;
    }

    // Two check characters before a SIREN: numeric, (12 + 3 × SIREN) mod 97, or of the newer kind with letters (never I or O).
    private static bool IsFrench(ReadOnlySpan<char> rest)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var siren = CheckDigits.Number(rest[2..]);
        var isMonaco = rest[2..].StartsWith("000");
        if (!isMonaco && !EnterpriseNumber.IsSiren(rest[2..])) return false;
        if (CheckDigits.AreDigits(rest[..2])) return CheckDigits.Number(rest[..2]) == (12 + 3 * (siren % 97)) % 97;
        var first = alphabet.IndexOf(rest[0], StringComparison.Ordinal);
        var second = alphabet.IndexOf(rest[1], StringComparison.Ordinal);
        if (first < 0 || second < 0) return false;
        var check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
        return (siren + 1 + check / 11) % 11 == check % 11;
    }

    private static bool Fits(ReadOnlySpan<char> rest, string shape)
    {
        if (rest.Length != shape.Length) return false;
        for (var i = 0; i < rest.Length; i++)
        {
            var fits = shape[i] switch
            {
                '9' => char.IsAsciiDigit(rest[i]),
                'A' => char.IsAsciiLetter(rest[i]),
                'E' => rest[i] == 'E',
                _ => true,
            };
            if (!fits) return false;
        }
        return true;
    }

    private static Dictionary<string, string[]> Parse(string table) => table
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(line => line[..2], line => line[3..].Split('|'), StringComparer.Ordinal);
}
