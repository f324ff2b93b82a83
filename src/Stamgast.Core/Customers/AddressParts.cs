using Stamgast.Formats;

namespace Stamgast.Customers;

/// <summary>
/// An address that stood in one cell, cut into its parts: "Veldsteenweg 245 bus 24", "9000 Gent",
/// "Impasse de Namur 89, 5500 Dinant, BE". What cannot be told apart stays together in the street; nothing is lost.
/// </summary>
public readonly record struct AddressParts(string? Street, string? HouseNumber, string? Box, string? PostalCode, string? City, string? Country)
{
    private const int LongestNumber = 12;
    private const string Separators = ",\n\r;|";
    private static readonly string[] BoxWords = ["bus", "box", "bte", "bte.", "boîte", "boite", "bt", "b.", "app", "app.", "apt", "apt.", "appt", "appartement", "apartment", "whg", "whg.", "wohnung", "postbus", "unit", "suite"];
    private static readonly string[] NumberWords = ["nr", "nr.", "no", "no.", "n°", "nummer", "num", "#"];

    /// <summary>Street, number and box: "Kerkstraat 12a bus 3", "12 bis, rue Haute".</summary>
    public static AddressParts OfStreetLine(ReadOnlySpan<char> line)
    {
        var text = line.Trim().TrimEnd(",;").TrimEnd();
        if (text.IsEmpty) return default;
        if (text.ContainsAny('\n', '\r')) text = string.Join(", ", text.ToString().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var box = TakeBox(ref text);
        return NumberLast(text, box) ?? NumberFirst(text, box) ?? new AddressParts(text.ToString(), null, box, null, null, null);
    }

    /// <summary>Postal code and city: "9000 Gent", "3511 AB Utrecht", "D-10115 Berlin", "Gent (9000)".</summary>
    public static AddressParts OfPostalCity(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty) return default;
        var code = CodeLength(text);
        if (code > 0 && code < text.Length) return new AddressParts(null, null, null, text[..code].ToString(), text[code..].Trim(" ,-").ToString(), null);
        if (code == text.Length) return new AddressParts(null, null, null, text.ToString(), null, null);
        // The code behind the city.
        var open = text.LastIndexOfAny(" (");
        if (open > 0 && text[(open + 1)..].TrimEnd(")") is var last && CodeLength(last) == last.Length && last.Length > 0)
            return new AddressParts(null, null, null, last.ToString(), text[..open].Trim(" ,(").ToString(), null);
        return new AddressParts(null, null, null, null, text.ToString(), null);
    }

    /// <summary>A whole address on one or more lines.</summary>
    public static AddressParts OfAddress(ReadOnlySpan<char> address)
    {
        if (!address.ContainsAny(Separators))
        {
            // Some write two spaces where others write a comma; once only is a slip more often.
            var pieces = address.ToString().Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (pieces.Length == 2 && OfParts(Parts(string.Join(' ', pieces))) is { PostalCode: not null } slip) return slip;
            if (pieces.Length > 1) return OfParts(Parts(string.Join('\n', pieces)));
        }
        return OfParts(Parts(address));
    }

    private static AddressParts OfParts(List<string> parts)
    {
        string? country = null;
        if (parts.Count > 1 && Countries.Find(parts[^1].Trim('(', ')')) is { } found)
        {
            country = found;
            parts.RemoveAt(parts.Count - 1);
        }
        var place = parts.FindLastIndex(p => CodeLength(p) is var code && code > 0 && code < p.Length && !char.IsAsciiDigit(p[^1]));
        if (place < 0) return WithoutCode(parts, country);
        var city = OfPostalCity(parts[place]);
        if (country is null && place + 1 < parts.Count && Countries.Find(parts[place + 1]) is { } after)
        {
            country = after;
            parts.RemoveAt(place + 1);
        }
        parts.RemoveAt(place);
        return OfStreetLine(string.Join(", ", parts)) with { PostalCode = city.PostalCode, City = city.City, Country = country };
    }

    // "Kerkstraat 5 9000 Gent" has no commas; "Dorp 1, Gent" no code.
    private static AddressParts WithoutCode(List<string> parts, string? country)
    {
        for (var at = 0; at < parts.Count; at++)
            for (var space = parts[at].IndexOf(' ', StringComparison.Ordinal); space > 0; space = parts[at].IndexOf(' ', space + 1))
            {
                var rest = parts[at].AsSpan(space + 1);
                var code = CodeLength(rest);
                if (code == 0 || code == rest.Length || !char.IsLetter(rest[code..].TrimStart()[0]) || char.IsAsciiDigit(rest[^1])) continue;
                if (!char.IsAsciiDigit(parts[at][..space].TrimEnd([.. "abcdefABCDEF"]).LastOrDefault())) continue;
                var street = string.Join(", ", parts.Take(at).Append(parts[at][..space]).Concat(parts.Skip(at + 1)));
                return OfStreetLine(street) with { PostalCode = rest[..code].ToString(), City = rest[code..].Trim().ToString(), Country = country };
            }
        // "Kerkstraat 5, 9000, Gent" and "Kerkstraat 5, Gent, 9000": the code has a part of its own.
        var alone = parts.FindLastIndex(p => CodeLength(p) == p.Length);
        var town = alone + 1 < parts.Count && !parts[alone + 1].Any(char.IsAsciiDigit) ? alone + 1 : alone - 1;
        if (alone > 0 && town > 0 && !parts[town].Any(char.IsAsciiDigit))
            return OfStreetLine(string.Join(", ", parts.Take(Math.Min(alone, town)).Concat(parts.Skip(Math.Max(alone, town) + 1)))) with { PostalCode = parts[alone], City = parts[town], Country = country };
        if (parts.Count == 2 && !parts[1].Any(char.IsAsciiDigit)) return OfStreetLine(parts[0]) with { City = parts[1], Country = country };
        return OfStreetLine(string.Join(", ", parts)) with { Country = country };
    }

    private static List<string> Parts(ReadOnlySpan<char> address)
    {
        var parts = new List<string>();
        foreach (var range in address.SplitAny(Separators))
        {
            var part = address[range].Trim();
            var dash = part.IndexOf(" - ");
            if (dash > 0 && CodeLength(part[(dash + 3)..].Trim()) > 0)
            {
                parts.Add(part[..dash].Trim().ToString());
                part = part[(dash + 3)..].Trim();
            }
            if (!part.IsEmpty) parts.Add(part.ToString());
        }
        return parts;
    }

    // Characters of the postal code at the start, 0 when there is none: "9000", "3511 AB", "01067", "B-9000", "L-1009".
    private static int CodeLength(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < 3 && at < text.Length && char.IsAsciiLetterUpper(text[at])) at++;
        if (at > 0)
        {
            if (at == text.Length || text[at] is not ('-' or ' ')) return 0;
            at++;
        }
        var first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at - first is not (4 or 5)) return 0;
        var letters = at < text.Length && text[at] == ' ' ? at + 1 : at;
        if (at - first == 4 && letters + 2 <= text.Length && char.IsAsciiLetterUpper(text[letters]) && char.IsAsciiLetterUpper(text[letters + 1])
            && (letters + 2 == text.Length || text[letters + 2] == ' ')) return letters + 2;
        return at == text.Length || text[at] is ' ' or ',' ? at : 0;
    }

    private static string? TakeBox(ref ReadOnlySpan<char> text)
    {
        var space = text.LastIndexOf(' ');
        if (space <= 0) return null;
        var before = text[..space].TrimEnd(" ,");
        var word = before[(before.LastIndexOfAny(" ,") + 1)..];
        foreach (var known in BoxWords)
        {
            if (!word.Equals(known, StringComparison.OrdinalIgnoreCase) || word.Length == before.Length) continue;
            var box = text[(space + 1)..].ToString();
            text = before[..^word.Length].TrimEnd(" ,-/");
            return box;
        }
        return null;
    }

    private static AddressParts? NumberLast(ReadOnlySpan<char> text, string? box)
    {
        // "12 A" and "12 bis": the letter may stand apart.
        var space = text.LastIndexOfAny(" ,");
        if (space <= 0) return null;
        var number = text[(space + 1)..];
        if (!IsNumber(number))
        {
            var earlier = text[..space].TrimEnd().LastIndexOfAny(" ,");
            if (earlier <= 0 || !IsSuffix(number) || !IsNumber(text[(earlier + 1)..space].Trim())) return null;
            space = earlier;
            number = text[(space + 1)..];
        }
        var street = text[..space].TrimEnd(" ,");
        foreach (var word in NumberWords)
            if (street.EndsWith(" " + word, StringComparison.OrdinalIgnoreCase)) street = street[..^word.Length].TrimEnd(" ,");
        return street.IsEmpty || !HasLetter(street) ? null : new AddressParts(street.ToString(), number.ToString(), box, null, null, null);
    }

    private static AddressParts? NumberFirst(ReadOnlySpan<char> text, string? box)
    {
        var space = text.IndexOfAny(" ,");
        if (space <= 0 || !IsNumber(text[..space])) return null;
        var number = text[..space];
        var street = text[space..].Trim(" ,");
        var next = street.IndexOfAny(" ,");
        if (next > 0 && IsSuffix(street[..next]) && street[..next].Length > 2)
        {
            number = text[..(text.IndexOf(street[..next]) + next)];
            street = street[next..].Trim(" ,");
        }
        return HasLetter(street) ? new AddressParts(street.ToString(), number.ToString(), box, null, null, null) : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LongestNumber || !char.IsAsciiDigit(text[0])) return false;
        // Five digits are a postal code, not a house.
        if (text.Length > 4 && text.IndexOfAnyExceptInRange('0', '9') is < 0 or > 4) return false;
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c)) letters++;
            else if (!char.IsAsciiDigit(c) && c is not ('-' or '/' or '.' or '+')) return false;
        }
        return letters <= 4;
    }

    private static bool IsSuffix(ReadOnlySpan<char> text) =>
        (text.Length == 1 && char.IsLetter(text[0])) || text.Equals("bis", StringComparison.OrdinalIgnoreCase) || text.Equals("ter", StringComparison.OrdinalIgnoreCase)
        || text.Equals("hs", StringComparison.OrdinalIgnoreCase) || text is "II" or "III" or "IV";

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsLetter(c)) return true;
        return false;
    }
}
