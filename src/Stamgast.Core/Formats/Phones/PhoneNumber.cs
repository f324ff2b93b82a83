using System.Globalization;

namespace Stamgast.Formats.Phones;

/// <summary>
/// A phone number of any country, kept as E.164 ("+32486123309"): read as people write it in its country, shown in the groups that are usual
/// there. An extension cannot be kept in E.164 and is left out with a warning.
/// </summary>
public static class PhoneNumber
{
    private const int MaxDigits = 15;
    private const int LongestText = 60;

    // A shorter remainder is hardly a whole number: then the digits of the code are those of its region.
    private const int ShortestAfterCode = 8;

    private static readonly WordTable Extensions =
        WordTable.Parse("+: x, ext, extension, toestel, tst, tstl, poste, binnenpost, intern, interne, int, durchwahl, dw, nebenstelle, app, apparaat");

    private static readonly WordTable Captions =
        WordTable.Parse("+: tel, telefoon, telefon, téléphone, telephone, phone, gsm, mobile, mobiel, mob, handy, portable, fax, t, m, p, g, nr, no, fon");

    /// <summary>
    /// Reads a number that begins with + or 00, otherwise one of the given country (alpha-2). Problems: phone.characters (letters or characters that
    /// no number has), phone.length (too many or too few digits; {1} the country), phone.country (no such calling code). Warnings: phone.extension,
    /// phone.trunk (the 0 at the front was missing).
    /// </summary>
    public static Reading Read(CellText cell, string country)
    {
        var text = cell.Characters.Trim();
        if (text.IsEmpty) return Reading.Nothing;
        if (text.Length > LongestText) return Reading.Refused("phone.length", country);
        Span<char> digits = stackalloc char[LongestText];
        var scan = Scan(text, digits);
        if (scan.Length == 0) return Reading.Refused("phone.characters");
        digits = digits[..scan.Length];
        var warning = scan.HasExtension ? "phone.extension" : null;
        if (digits.StartsWith("00")) return International(digits[2..], cell, country, warning);
        return scan.IsInternational ? International(digits, cell, country, warning) : National(digits, cell, country, warning);
    }

    /// <summary>True for "+" and digits that may be a number of their country.</summary>
    public static bool IsValid(ReadOnlySpan<char> e164)
    {
        if (e164.Length <= 5 || e164[0] != '+' || !CheckDigits.AreDigits(e164[1..])) return false;
        if (PhonePlan.AtStart(e164[1..]) is { } plan && Fits(plan, e164[(1 + plan.Code.Digits.Length)..])) return true;
        return CallingCode.AtStart(e164[1..]) is not null && PhoneLibrary.Read(e164[1..], isInternational: true, "") is { } read && e164.SequenceEqual(read);
    }

    /// <summary>True for a stored number that the plan of its country allows; false for those that only the library knows.</summary>
    internal static bool IsCanonical(ReadOnlySpan<char> text) =>
        text.Length is > 5 and <= MaxDigits + 1 && text[0] == '+' && PhonePlan.AtStart(text[1..]) is { } plan && CheckDigits.AreDigits(text[1..])
        && text[(1 + plan.Code.Digits.Length)..] is var number && !(plan.Code.Trunk.Length > 0 && number.StartsWith(plan.Code.Trunk)) && Fits(plan, number);

    /// <summary>The country (alpha-2) of an E.164 number; null for none.</summary>
    /// <returns>The main country if several share a calling code and the number does not tell.</returns>
    public static string? CountryOf(string e164)
    {
        if (e164.Length < 2 || CallingCode.AtStart(e164.AsSpan(1)) is not { Country.Length: > 0 } code) return null;
        return PhonePlan.Of(code.Country) is null ? PhoneLibrary.CountryOf(e164) ?? code.Country : code.Country;
    }

    /// <summary>True for a mobile number, false for a landline and where the plan does not tell.</summary>
    public static bool IsMobile(ReadOnlySpan<char> e164)
    {
        if (e164.Length < 5) return false;
        if (PhonePlan.AtStart(e164[1..]) is { } plan) return plan.IsMobile(e164[(1 + plan.Code.Digits.Length)..]);
        return CallingCode.AtStart(e164[1..]) is not null && PhoneLibrary.IsMobile(e164.ToString());
    }

    private readonly record struct Scanned(int Length, bool IsInternational, bool HasExtension);

    // Copies the digits; Length 0 means that the text contains something else.
    private static Scanned Scan(ReadOnlySpan<char> text, Span<char> digits)
    {
        var length = 0;
        var plus = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c)) digits[length++] = c;
            else if (char.IsDigit(c)) digits[length++] = (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c));
            else if (c is '+' or '\uFF0B' && length == 0) plus = true;
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
            else if (c is not (' ' or '-' or '.' or '/' or '(' or ')' or ',' or ':' or '\'' or '\u2013' or '\u2010' or '\u2011' or '\u2212' or '_' or '\\'))
                return default;
        }
        return new(length, plus, false);
    }

    private static bool IsExtension(ReadOnlySpan<char> text) => text.StartsWith(";ext=", StringComparison.OrdinalIgnoreCase);

    private static Reading International(ReadOnlySpan<char> digits, CellText cell, string country, string? warning)
    {
        if (PhonePlan.AtStart(digits) is { } plan)
        {
            var number = digits[plan.Code.Digits.Length..];
            // "+32 0486": the trunk digit does not belong in an international number, but is often left there.
            if (plan.Code.Trunk.Length > 0 && number.StartsWith(plan.Code.Trunk)) number = number[plan.Code.Trunk.Length..];
            if (Fits(plan, number)) return Written(plan, number, cell, warning);
        }
        if (CallingCode.AtStart(digits) is not { } code) return Reading.Refused("phone.country", country);
        var e164 = PhoneLibrary.Read(digits, isInternational: true, country);
        return e164 is null ? Reading.Refused("phone.length", code.Country) : Reading.Of(cell.ToText(e164), warning);
    }

    private static Reading National(ReadOnlySpan<char> digits, CellText cell, string country, string? warning)
    {
        if (PhonePlan.Of(country) is { } plan)
        {
            var hasTrunk = plan.Code.Trunk.Length > 0 && digits.StartsWith(plan.Code.Trunk);
            if (!hasTrunk && IsWithoutPlus(plan, digits)) return Written(plan, digits[plan.Code.Digits.Length..], cell, warning);
            var number = hasTrunk ? digits[plan.Code.Trunk.Length..] : digits;
            // Without a prefix, only the library can tell the country code from the first digits.
            var isPlain = plan.Code.Trunk.Length > 0 || !digits.StartsWith(plan.Code.Digits);
            if (isPlain && Fits(plan, number)) return Written(plan, number, cell, warning ?? (hasTrunk || plan.Code.Trunk.Length == 0 ? null : "phone.trunk"));
        }
        return Elsewhere(digits, cell, country, warning);
    }

    // "49891234567": the country code without its plus, as left by a spreadsheet. If national numbers begin with 0, a number without one fits this
    // better, though it may fit both.
    private static bool IsWithoutPlus(PhonePlan plan, ReadOnlySpan<char> digits) =>
        digits.StartsWith(plan.Code.Digits) && digits[plan.Code.Digits.Length..] is var rest && Fits(plan, rest)
        && (!Fits(plan, digits) || plan.Code.Trunk.Length > 0 && rest.Length >= ShortestAfterCode);

    // The same by the library.
    private static Reading Elsewhere(ReadOnlySpan<char> digits, CellText cell, string country, string? warning)
    {
        if (CallingCode.Of(country) is not { } code) return Reading.Refused("phone.country", country);
        var national = PhoneLibrary.Read(digits, isInternational: false, country);
        var hasTrunk = code.Trunk.Length > 0 && digits.StartsWith(code.Trunk);
        if (!hasTrunk && digits.StartsWith(code.Digits) && PhoneLibrary.Read(digits, isInternational: true, country) is { } withoutPlus
            && (national is null || code.Trunk == "0" && digits.Length - code.Digits.Length >= ShortestAfterCode && PhoneLibrary.IsInUse(withoutPlus)))
            return Reading.Of(cell.ToText(withoutPlus), warning);
        if (national is null) return Reading.Refused("phone.length", country);
        return Reading.Of(cell.ToText(national), warning ?? (LacksTrunk(digits, national, code) ? "phone.trunk" : null));
    }

    // Some numbers are dialled without a trunk prefix inside their country too, such as the Dutch 14020.
    private static bool LacksTrunk(ReadOnlySpan<char> digits, string e164, CallingCode code) =>
        code.Trunk == "0" && digits.SequenceEqual(e164.AsSpan(1 + code.Digits.Length)) && PhoneLibrary.Shown(e164, national: true) is ['0', ..];

    private static bool Fits(PhonePlan plan, ReadOnlySpan<char> number) =>
        number.Length + plan.Code.Digits.Length <= MaxDigits && plan.Allows(number) && !plan.MayBeginWithCarrier(number);

    private static Reading Written(PhonePlan plan, ReadOnlySpan<char> number, CellText cell, string? warning)
    {
        Span<char> e164 = stackalloc char[1 + MaxDigits];
        var code = plan.Code.Digits;
        e164[0] = '+';
        code.CopyTo(e164[1..]);
        number.CopyTo(e164[(1 + code.Length)..]);
        return Reading.Of(cell.ToText(e164[..(1 + code.Length + number.Length)]), warning);
    }
}
