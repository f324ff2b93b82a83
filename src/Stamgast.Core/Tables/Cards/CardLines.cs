using System.Collections.Frozen;
using System.Text;
using Stamgast.Tables.Csv;

namespace Stamgast.Tables.Cards;

/// <summary>The lines of address cards, with continuation lines joined.</summary>
internal sealed class CardLines(CsvScanner lines)
{
    private const int LongestLine = 1 << 20;
    private const int ShortestUnknown = 4;

    // RFC 2426, 6350, 6474, 6715, 8605 and 9554, and those of version 2.1.
    private static readonly FrozenSet<string> Properties = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "BEGIN", "END", "VERSION", "PRODID", "N", "FN", "NICKNAME", "PHOTO", "BDAY", "ADR", "LABEL", "TEL", "EMAIL", "MAILER", "TZ", "GEO", "TITLE", "ROLE",
        "LOGO", "AGENT", "ORG",
        "CATEGORIES", "NOTE", "REV", "SORT-STRING", "SOUND", "UID", "URL", "CLASS", "KEY", "IMPP", "KIND", "GENDER", "LANG", "ANNIVERSARY", "RELATED", "MEMBER",
        "SOURCE", "NAME", "PROFILE",
        "XML", "CLIENTPIDMAP", "FBURL", "CALURI", "CALADRURI", "BIRTHPLACE", "DEATHPLACE", "DEATHDATE", "EXPERTISE", "HOBBY", "INTEREST", "ORG-DIRECTORY",
        "CONTACT-URI", "CREATED", "GRAMGENDER",
        "LANGUAGE", "PRONOUNS", "SOCIALPROFILE", "JSPROP");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Properties.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly RowBuffer line = new();
    private string? ahead;
    private long aheadLine;

    /// <summary>The next property, whole; null at the end.</summary>
    public string? Next(out long at)
    {
        var text = ahead ?? NextLine(out aheadLine);
        at = aheadLine;
        ahead = null;
        if (text is null) return null;
        var isQuoted = text.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
        var isText = !isQuoted && TakesText(text);
        var hasSpaces = isQuoted && HasSpaces(text.AsSpan(Math.Max(0, CardText.Colon(text) + 1)));
        StringBuilder? joined = null;
        while (NextLine(out var nextLine) is { } next)
        {
            var isBroken = isQuoted && (joined is null ? text.EndsWith('=') : joined[^1] == '=');
            if (Continuation(text, next, isBroken, isText, hasSpaces) is not { } more)
            {
                (ahead, aheadLine) = (next, nextLine);
                break;
            }
            joined ??= new StringBuilder(text);
            if (isBroken) joined.Length--;
            joined.Append(more);
            hasSpaces |= isBroken && HasSpaces(more);
            if (joined.Length > LongestLine) throw new RefusedException("table.line_too_long", nextLine, LongestLine);
        }
        return joined?.ToString() ?? text;
    }

    // Quoted-printable continues after "=", lines that start with a space continue the one before (RFC 6350, 3.2), and a note continues on lines that
    // are not a property.
    private static string? Continuation(string first, string next, bool isBroken, bool isText, bool hasSpaces)
    {
        var isIndented = next.Length > 0 && next[0] is ' ' or '\t';
        // If the program writes spaces unencoded, this one belongs to the text; otherwise the line is only indented.
        if (isBroken) return isIndented && !hasSpaces ? next[1..] : next;
        if (isIndented) return next[1..];
        return isText && next.Length > 0 && !IsProperty(next, Is(first, "NOTE")) ? "\\n" + next : null;
    }

    private static bool HasSpaces(ReadOnlySpan<char> text) => text.Trim().Contains(' ');

    private static bool TakesText(string property) =>
        IsProperty(property, false) && !Is(property, "BEGIN") && !Is(property, "END") && !Is(property, "PHOTO") && !Is(property, "LOGO")
            && !Is(property, "SOUND") && !Is(property, "KEY")
        && !CardText.IsBase64(property[..Math.Max(0, CardText.Colon(property))].ToUpperInvariant().Replace(';', ' '));

    private static bool Is(string property, string name) => NameOf(property).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> NameOf(string property)
    {
        var end = property.AsSpan().IndexOfAny(':', ';');
        var name = end <= 0 ? default : property.AsSpan(0, end);
        return name[(name.LastIndexOf('.') + 1)..];
    }

    // "Tel: 09 123 45 67" may be the second line of a note; a program writes names in capitals, or small throughout.
    private static bool IsProperty(string text, bool afterNote)
    {
        var name = NameOf(text);
        if (name.IsEmpty) return false;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-') return false;
        if (name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)) return true;
        var isCapital = !name.ContainsAnyInRange('a', 'z');
        if (Known.Contains(name)) return !afterNote || isCapital || !name.ContainsAnyInRange('A', 'Z');
        return isCapital && name.Length >= ShortestUnknown;
    }

    private string? NextLine(out long at)
    {
        at = 0;
        if (!lines.Next(line)) return null;
        at = line.Line;
        return line[0].ToString();
    }
}
