namespace Stamgast.Formats;

/// <summary>
/// A phone number, kept as E.164 ("+32486123309"): read as people write it in its country, shown in the groups that are usual
/// there. An extension cannot be kept in E.164 and is left out with a warning.
/// </summary>
public static class PhoneNumber
{
    private const int MaxDigits = 15;
    private const int LongestText = 60;

    // A rest that is shorter is hardly all of a number: the digits of the code are those of its region then.
    private const int ShortestAfterCode = 8;

    private static readonly WordTable Extensions =
        WordTable.Parse("+: x, ext, extension, toestel, tst, tstl, poste, binnenpost, intern, interne, int, durchwahl, dw, nebenstelle, app, apparaat");

    private static readonly WordTable Captions =
        WordTable.Parse("+: tel, telefoon, telefon, téléphone, telephone, phone, gsm, mobile, mobiel, mob, handy, portable, fax, t, m, p, g, nr, no, fon");

    /// <summary>
    /// Reads a number that begins with + or 00, else one of the given country (alpha-2). Problems: phone.characters (letters or
    /// signs that no number has), phone.length (too many or too few digits; {1} the country), phone.country (no such calling code).
    /// Warnings: phone.extension, phone.trunk (the 0 at the front was missing).
    /// </summary>
    public static Reading Read(CellText cell, string country)
    {
        var text = cell.Characters.Trim();
        if (text.IsEmpty) return Reading.Nothing;
        if (text.Length > LongestText) return Reading.Refused("phone.length", country);
        Span<char> buffer = stackalloc char[LongestText + 4];
        var scan = Scan(text, buffer[4..]);
        if (scan.Length == 0) return Reading.Refused("phone.characters");
        var digits = buffer[4..(4 + scan.Length)];
        var warning = scan.HasExtension ? "phone.extension" : null;
        if (digits.StartsWith("00"))
        {
            digits = digits[2..];
            scan = scan with { IsInternational = true };
        }
        return scan.IsInternational ? International(digits, cell, country, warning) : National(digits, buffer, cell, country, warning);
    }

    /// <summary>True for "+" and a number that the plan of its country allows.</summary>
    public static bool IsValid(ReadOnlySpan<char> e164) =>
        e164.Length > 5 && e164[0] == '+' && CheckDigits.AreDigits(e164[1..])
        && PhonePlans.AtStart(e164[1..]) is { } plan && Allows(plan, e164[(1 + plan.CallingCode.Length)..]);

    /// <summary>The country (alpha-2) of an E.164 number, the main one where several share a calling code; null for none.</summary>
    public static string? CountryOf(ReadOnlySpan<char> e164) =>
        e164.Length > 1 && PhonePlans.AtStart(e164[1..]) is { Country.Length: > 0 } plan ? plan.Country : null;

    /// <summary>True for a mobile number, false for a landline and where the plan does not tell.</summary>
    public static bool IsMobile(ReadOnlySpan<char> e164)
    {
        if (e164.Length < 5 || PhonePlans.AtStart(e164[1..]) is not { } plan) return false;
        var number = e164[(1 + plan.CallingCode.Length)..];
        return plan.Country switch
        {
            "BE" => number.Length == 9 && number[0] == '4',
            "NL" => number.Length == 9 && number[0] == '6',
            "FR" => number.Length == 9 && number[0] is '6' or '7',
            "DE" => number.Length >= 9 && number[0] == '1' && number[1] is '5' or '6' or '7',
            "LU" => number.Length == 9 && number[0] == '6',
            "GB" => number.Length == 10 && number[0] == '7' && number[1] is not ('0' or '6'),
            "CH" => number.Length == 9 && number[0] == '7' && number[1] is >= '5' and <= '9',
            "AT" => number.Length >= 8 && number[0] == '6' && number[1] >= '5',
            "ES" => number.Length == 9 && number[0] is '6' or '7',
            "IT" => number.Length >= 9 && number[0] == '3',
            "PT" => number.Length == 9 && number[0] == '9',
            "MA" => number.Length == 9 && number[0] is '6' or '7',
            "TR" => number.Length == 10 && number[0] == '5',
            _ => false,
        };
    }

    private readonly record struct Scanned(int Length, bool IsInternational, bool HasExtension);

    // Copies the digits; Length 0 means that something else stands in the text.
    private static Scanned Scan(ReadOnlySpan<char> text, Span<char> digits)
    {
        var length = 0;
        var plus = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c)) digits[length++] = c;
            else if (c == '+' && length == 0) plus = true;
            else if (c == '(' && text[i..].StartsWith("(0)"))
            {
                // "+32 (0)486": to be dialled inside the country only. Without the country in front it is a plain 0.
                if (!plus && !(length > 2 && digits[0] == '0' && digits[1] == '0')) digits[length++] = '0';
                i += 2;
            }
            else if (c == ';' && length > 0) return IsExtension(text[i..]) ? new(length, plus, true) : default;
            else if (c == '#' && length > 0) return new(length, plus, true);
            else if (char.IsLetter(c))
            {
                var from = i;
                while (i + 1 < text.Length && char.IsLetter(text[i + 1])) i++;
                if (length > 0) return Extensions.Find(text[from..(i + 1)]) is null ? default : new(length, plus, true);
                if (Captions.Find(text[from..(i + 1)]) is null) return default;
            }
            else if (c is not (' ' or '-' or '.' or '/' or '(' or ')' or ',' or ':' or '\'' or '\u2013' or '\u2010' or '\u2011' or '\u2212' or '_' or '\\')) return default;
        }
        return new(length, plus, false);
    }

    private static bool IsExtension(ReadOnlySpan<char> text) => text.StartsWith(";ext=", StringComparison.OrdinalIgnoreCase);

    private static Reading International(Span<char> digits, CellText cell, string country, string? warning)
    {
        if (PhonePlans.AtStart(digits) is not { } plan) return Reading.Refused("phone.country", country);
        var number = digits[plan.CallingCode.Length..];
        // "+32 0486": the trunk prefix does not belong in an international number, but is often left there.
        if (plan.Trunk.Length > 0 && number.StartsWith(plan.Trunk) && !Allows(plan, number)) number = number[plan.Trunk.Length..];
        return Allows(plan, number) ? Written(plan, number, cell, warning) : Reading.Refused("phone.length", plan.Country);
    }

    private static Reading National(Span<char> digits, Span<char> buffer, CellText cell, string country, string? warning)
    {
        if (PhonePlans.Of(country) is not { } plan) return Reading.Refused("phone.country", country);
        var hasTrunk = plan.Trunk.Length > 0 && digits.StartsWith(plan.Trunk);
        var number = hasTrunk ? digits[plan.Trunk.Length..] : digits;
        // "49891234567": the country's code without its plus, as a spreadsheet leaves it. Where a national number begins with 0, one that has
        // none fits this better, though it may fit both.
        if (!hasTrunk && digits.StartsWith(plan.CallingCode) && Allows(plan, digits[plan.CallingCode.Length..])
            && (!Allows(plan, digits) || plan.Trunk == "0" && digits.Length - plan.CallingCode.Length >= ShortestAfterCode))
            return Written(plan, digits[plan.CallingCode.Length..], cell, warning);
        if (!Allows(plan, number)) return Reading.Refused("phone.length", country);
        return Written(plan, number, cell, warning ?? (hasTrunk || plan.Trunk is not "0" ? null : "phone.trunk"));
    }

    private static Reading Written(PhonePlan plan, ReadOnlySpan<char> number, CellText cell, string? warning)
    {
        Span<char> e164 = stackalloc char[1 + MaxDigits];
        e164[0] = '+';
        plan.CallingCode.CopyTo(e164[1..]);
        number.CopyTo(e164[(1 + plan.CallingCode.Length)..]);
        return Reading.Of(cell.ToText(e164[..(1 + plan.CallingCode.Length + number.Length)]), warning);
    }

    private static bool Allows(PhonePlan plan, ReadOnlySpan<char> number)
    {
        if (number.Length < plan.Shortest || number.Length > plan.Longest || number.Length + plan.CallingCode.Length > MaxDigits) return false;
        return plan.Country switch
        {
            // Nine digits are mobile numbers, which begin with 4; landlines have eight.
            "BE" => number[0] != '0' && (number.Length == 8 || number[0] == '4'),
            // Nine digits; 800, 900, 906 and 909 have shorter and longer ones, machines (97) eleven.
            "NL" => number[0] != '0' && (number.Length == 9 || number[0] is '8' && number[1] == '0' || number[0] == '9' && number[1] is '0' or '7'),
            "FR" or "DE" => number[0] != '0',
            _ => true,
        };
    }
}
