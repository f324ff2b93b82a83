using System.Collections.Frozen;

namespace Stamgast.Formats;

/// <summary>
/// A bank account number of ISO 13616, without spaces. Checked: the length of its country, mod 97, and for Belgium the check
/// digits of the account itself. Lists of banks are not used: they age and refuse good numbers.
/// </summary>
public static class Iban
{
    private const string Lengths = """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
        FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
        LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
        SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
        """;

    private static readonly FrozenDictionary<string, int> LengthOf = Lengths
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(e => e[..2], e => int.Parse(e.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> LengthOfSpan =
        LengthOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for an IBAN in upper case without spaces.</summary>
    public static bool IsValid(ReadOnlySpan<char> iban) => Problem(iban) is null;

    /// <summary>Reads with spaces, dots, hyphens and a leading word "IBAN". Problems: iban.country, iban.length, iban.check.</summary>
    public static Reading Read(CellText cell)
    {
        Span<char> buffer = stackalloc char[42];
        var length = CheckDigits.LettersAndDigits(cell.Characters, buffer);
        if (length < 0) return Reading.Refused("iban.length");
        ReadOnlySpan<char> iban = buffer[..length];
        if (iban.StartsWith("IBAN")) iban = iban[4..];
        var problem = Problem(iban);
        return problem is null ? Reading.Of(cell.ToText(iban)) : Reading.Refused(problem);
    }

    /// <summary>In groups of four, as printed: "BE68 5390 0754 7034".</summary>
    public static string Format(string iban) => string.Join(' ', iban.Chunk(4).Select(group => new string(group)));

    private static string? Problem(ReadOnlySpan<char> iban)
    {
        if (iban.Length < 5 || !LengthOfSpan.TryGetValue(iban[..2], out var length)) return "iban.country";
        if (iban.Length != length) return "iban.length";
        if (!CheckDigits.AreDigits(iban[2..4]) || CheckDigits.Number(iban[2..4]) is < 2 or > 98) return "iban.check";
        foreach (var c in iban)
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c)) return "iban.check";
        if (CheckDigits.Mod97(iban[..4], CheckDigits.Mod97(iban[4..])) != 1) return "iban.check";
        return iban.StartsWith("BE") && !IsBelgianAccount(iban[4..]) ? "iban.check" : null;
    }

    // The old account number: the last two of its twelve digits are the first ten modulo 97, with 97 for 0.
    private static bool IsBelgianAccount(ReadOnlySpan<char> account)
    {
        if (!CheckDigits.AreDigits(account)) return false;
        var check = CheckDigits.Number(account[..10]) % 97;
        return CheckDigits.Number(account[10..]) == (check == 0 ? 97 : check);
    }
}
