using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stamgast.Formats;

/// <summary>
/// An e-mail address (RFC 5321, RFC 6531): the part before the @ as given, the domain in lower case and readable (not "xn--"). Compared by
/// <see cref="Key"/>, which ignores case.
/// </summary>
public static class EmailAddress
{
    /// <summary>The longest address that a mail server takes (RFC 5321, 4.5.3.1.3), in octets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalOctets = 64;
    private const int MaxDomainOctets = 255;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> AtomCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> PlainLocal = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._");
    private static readonly SearchValues<char> PlainDomain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<byte> OwnKey = SearchValues.Create([.. Enumerable.Range(0, 128).Where(c => c is < 'A' or > 'Z').Select(c => (byte)c)]);

    private const string Blanks = " \t\u00A0";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    // RFC 2142 and local custom: the mailbox of an office, not of a person.
    private static readonly HashSet<string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "info", "contact", "admin", "administratie", "administration", "office", "sales", "verkoop", "ventes", "vertrieb", "support", "hallo", "hello",
        "help", "helpdesk", "service", "klantendienst", "mail", "post", "postmaster", "webmaster", "hostmaster", "abuse", "noreply", "no-reply",
        "facturatie", "facturen", "factures", "facturation", "invoice", "invoices", "boekhouding", "compta", "comptabilite", "buchhaltung",
        "rechnung", "rechnungen", "billing", "secretariaat", "secretariat", "sekretariat", "receptie", "reception", "accueil", "empfang",
        "bestelling", "bestellingen", "order", "orders", "commande", "commandes", "marketing", "hr", "jobs", "team", "kantoor", "bureau", "kontakt",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> RolesBySpan = Roles.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True when the syntax is right; a domain without dot is, though no customer is reached there.</summary>
    public static bool IsValid(ReadOnlySpan<char> address) => SyntaxProblem(address) is null;

    /// <summary>
    /// Reads one address, also as "mailto:..." or in angle brackets. Problems: email.at, email.local, email.domain (also without a dot),
    /// email.several, email.length. Warnings: email.quoted, email.international (needs a modern mail server), email.blank (a space beside the @ or a
    /// dot of the domain was removed, since nothing else can be meant). Any other space may separate two texts, and nothing is cut off.
    /// </summary>
    public static Reading Read(CellText cell)
    {
        if (IsPlain(cell.Characters)) return Reading.Of(cell.ToString());
        var text = Bare(cell.Characters);
        if (text.IsEmpty) return Reading.Nothing;
        if (text.ContainsAny(Blanks) && WithoutBlanks(text) is { } whole)
            return Reading.Of(WithReadableDomain(whole, whole.LastIndexOf('@'), new CellText(whole)), "email.blank");
        if (SyntaxProblem(text) is { } problem) return Reading.Refused(text.Count('@') > 1 && text.ContainsAny(",;| ") ? "email.several" : problem);
        var at = text.LastIndexOf('@');
        if (!text[at..].Contains('.')) return Reading.Refused("email.domain");
        // Allowed by the RFC, used by nobody, and our separator of addresses.
        if (text.Contains('|')) return Reading.Refused("email.local");
        var warning = text[0] == '"' ? "email.quoted" : Ascii.IsValid(text[..at]) ? null : "email.international";
        return Reading.Of(WithReadableDomain(text, at, cell), warning);
    }

    /// <summary>The address folded for comparison: lower case, the domain as an A-label ("xn--mnchen-3ya.example").</summary>
    public static string Key(string address)
    {
        var at = address.LastIndexOf('@');
        if (Ascii.IsValid(address.AsSpan(at + 1)) || ToAscii(address[(at + 1)..]) is not { } domain) return address.ToLowerInvariant();
        return string.Concat(address[..(at + 1)].ToLowerInvariant(), domain.ToLowerInvariant());
    }

    /// <summary>True for a UTF-8 address that is its own <see cref="Key(string)"/>: ASCII without capitals.</summary>
    internal static bool IsKey(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExcept(OwnKey);

    /// <inheritdoc cref="Key(string)" />
    public static string Key(ReadOnlySpan<byte> utf8) =>
        Ascii.IsValid(utf8) ? string.Create(utf8.Length, utf8, static (key, address) => Ascii.ToLower(address, key, out _))
            : Key(Encoding.UTF8.GetString(utf8));

    /// <summary>
    /// True for the mailbox of an office ("info@"), which several customers may share: never a sufficient reason to treat two as one.
    /// </summary>
    public static bool IsRole(ReadOnlySpan<char> address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && RolesBySpan.Contains(address[..at]);
    }

    /// <summary>True for a host name: labels of letters, digits and inner hyphens; the last one not all digits.</summary>
    internal static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty || Octets(domain) > MaxDomainOctets) return false;
        var isAscii = true;
        var isNumber = true;
        var from = 0;
        for (var i = 0; i <= domain.Length; i++)
        {
            var c = i == domain.Length ? '.' : domain[i];
            if (c == '.')
            {
                if (i == from || i - from > MaxLabelLength || domain[from] == '-' || domain[i - 1] == '-') return false;
                if (i < domain.Length) isNumber = true;
                from = i + 1;
                continue;
            }
            if (c >= 128) isAscii = false;
            if (!char.IsAsciiDigit(c)) isNumber = false;
            if (!char.IsAsciiLetterOrDigit(c) && c != '-' && (c < 128 || !IsLetterAbroad(c))) return false;
        }
        return !isNumber && (isAscii || ToAscii(domain.ToString()) is not null);
    }

    private static string? SyntaxProblem(ReadOnlySpan<char> address)
    {
        if (Octets(address) > MaxLength) return "email.length";
        var at = address.LastIndexOf('@');
        if (at < 0) return "email.at";
        var local = address[..at];
        var isQuoted = local.Length > 2 && local[0] == '"' && local[^1] == '"';
        if (!isQuoted && local.Contains('@')) return "email.at";
        if (Octets(local) > MaxLocalOctets || !(isQuoted ? IsQuotedText(local[1..^1]) : IsDotAtom(local))) return "email.local";
        return IsDomain(address[(at + 1)..]) ? null : "email.domain";
    }

    // Nearly all addresses: common characters before the @, and a domain that ends in a letter, without capitals and without "xn--". The rules below
    // accept them as they are.
    /// <summary>True for an ordinary address, which begins with a letter or a digit; it is kept as it is.</summary>
    internal static bool IsCanonical(ReadOnlySpan<char> text) => !text.IsEmpty && char.IsAsciiLetterOrDigit(text[0]) && IsPlain(text);

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at is < 1 or > MaxLocalOctets) return false;
        var local = text[..at];
        var domain = text[(at + 1)..];
        if (local.ContainsAnyExcept(PlainLocal) || local[0] == '.' || local[^1] == '.' || local.IndexOf("..") >= 0) return false;
        if (domain.Length > MaxLabelLength || domain.ContainsAnyExcept(PlainDomain) || domain.IsEmpty || !char.IsAsciiLetterLower(domain[^1])) return false;
        var isAfterSign = true;
        var dots = 0;
        foreach (var c in domain)
        {
            var isSign = c is '.' or '-';
            if (isSign && isAfterSign) return false;
            isAfterSign = isSign;
            if (c == '.') dots++;
        }
        return dots > 0;
    }

    private static int Octets(ReadOnlySpan<char> text) => Ascii.IsValid(text) ? text.Length : Encoding.UTF8.GetByteCount(text);

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[0] == '.' || local[^1] == '.') return false;
        for (var at = 0; at < local.Length; at++)
        {
            var next = local[at..].IndexOfAnyExcept(AtomCharacters);
            if (next < 0) return true;
            at += next;
            var c = local[at];
            if (c == '.' ? local[at + 1] == '.' : c < 128 || !IsLetterAbroad(c)) return false;
        }
        return true;
    }

    private static bool IsQuotedText(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or '\x7F' or '"') return false;
            if (text[i] == '\\' && ++i == text.Length) return false;
        }
        return true;
    }

    private static bool IsLetterAbroad(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // "kaat@ post.example", "an.maes@post .example". The text before the first space of the domain must not be a domain by itself.
    private static string? WithoutBlanks(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at <= 0 || text[(at + 1)..].Contains('@')) return null;
        var local = text[..at].TrimEnd(Blanks);
        var domain = text[(at + 1)..].TrimStart(Blanks);
        if (local.IsEmpty || local.ContainsAny(Blanks)) return null;
        if (domain.IndexOfAny(Blanks) is var blank and > 0)
        {
            if (domain[..blank].TrimEnd('.').Contains('.')) return null;
            Span<char> joined = stackalloc char[domain.Length <= MaxDomainOctets ? domain.Length : 0];
            if (joined.IsEmpty) return null;
            var length = 0;
            for (var i = 0; i < domain.Length; i++)
            {
                if (!Blanks.Contains(domain[i], StringComparison.Ordinal)) joined[length++] = domain[i];
                else if (joined[length - 1] != '.' && domain[i..].TrimStart(Blanks) is not ['.', ..]) return null;
            }
            domain = joined[..length].ToString();
        }
        var whole = string.Concat(local, "@", domain);
        return SyntaxProblem(whole) is null && domain.Contains('.') ? whole : null;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) text = text[7..].Trim();
        if (text.Length > 2 && text[0] == '<' && text[^1] == '>') text = text[1..^1].Trim();
        return text.TrimEnd(",;");
    }

    private static string WithReadableDomain(ReadOnlySpan<char> text, int at, CellText cell)
    {
        var domain = text[(at + 1)..];
        if (domain.IndexOf("xn--", StringComparison.OrdinalIgnoreCase) >= 0 && ToUnicode(domain.ToString()) is { } readable)
            return string.Concat(text[..(at + 1)], readable);
        if (!domain.ContainsAnyInRange('A', 'Z') && Ascii.IsValid(domain)) return cell.ToText(text);
        Span<char> result = stackalloc char[MaxLength];
        text[..(at + 1)].CopyTo(result);
        domain.ToLowerInvariant(result[(at + 1)..]);
        return cell.ToText(result[..text.Length]);
    }

    private static string? ToAscii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? ToUnicode(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
