using Stamgast.Formats;

namespace Stamgast.Customers.Rules;

/// <summary>
/// An address from one cell, split into its parts: "Veldsteenweg 245 bus 24", "9000 Gent", "Impasse de Namur 89, 5500 Dinant, BE". Unclear parts stay
/// together in the street; nothing is lost.
/// </summary>
public readonly record struct AddressParts(string? Street, string? HouseNumber, string? Box, string? PostalCode, string? City, string? Country)
{
    private const string Separators = ",\n\r;|";

    /// <summary>Street, number and box: "Kerkstraat 12a bus 3", "12 bis, rue Haute".</summary>
    public static AddressParts OfStreetLine(ReadOnlySpan<char> line) => StreetLine.Read(line);

    /// <summary>Postal code and city: "9000 Gent", "3511 AB Utrecht", "D-10115 Berlin", "Gent (9000)".</summary>
    public static AddressParts OfPostalCity(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty) return default;
        var code = CodeLength(text);
        if (code > 0 && code < text.Length) return new AddressParts(null, null, null, text[..code].ToString(), text[code..].Trim(" ,-").ToString(), null);
        if (code == text.Length) return new AddressParts(null, null, null, text.ToString(), null, null);
        // The postal code follows the city.
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
        TakeCountryInBrackets(parts, ref country);
        if (country is null && parts.Count > 1 && Countries.Find(parts[^1].Trim('(', ')')) is { } found)
        {
            country = found;
            parts.RemoveAt(parts.Count - 1);
        }
        if (parts.Count > 1 && parts.FindLastIndex(p => BritishCode(p) >= 0) is var british and > 0) return OfBritish(parts, british, country);
        var place = parts.FindLastIndex(p => CodeLength(p) is var code && code > 0 && code < p.Length && !char.IsAsciiDigit(p[^1]));
        // "2018 Antwerpen 1": a city with numbered post offices, after a street.
        if (place < 0)
            place = parts.FindLastIndex(p => CodeLength(p) is var code && code > 0 && code < p.Length - 3 && char.IsLetter(p[code..].TrimStart()[0])
            && p[^2] == ' ') is > 0 and var numbered ? numbered : -1;
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

    // "9000 GENT (BELGIË)".
    private static void TakeCountryInBrackets(List<string> parts, ref string? country)
    {
        if (parts.Count == 0 || !parts[^1].EndsWith(')') || parts[^1].LastIndexOf('(') is not (> 0 and var open)) return;
        if (Countries.Find(parts[^1].AsSpan()[(open + 1)..^1]) is not { } found) return;
        country = found;
        parts[^1] = parts[^1][..open].TrimEnd();
    }

    private static AddressParts OfBritish(List<string> parts, int place, string? country)
    {
        var from = BritishCode(parts[place]);
        var (code, city) = (parts[place][from..], parts[place][..from].TrimEnd());
        parts.RemoveAt(place);
        if (city.Length == 0 && parts.Count > 1)
        {
            city = parts[place - 1];
            parts.RemoveAt(place - 1);
        }
        return OfStreetLine(string.Join(", ", parts)) with { PostalCode = code, City = city.Length == 0 ? null : city, Country = country };
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
        // "Kerkstraat 5, 9000, Gent" and "Kerkstraat 5, Gent, 9000": the postal code is a part of its own.
        var alone = parts.FindLastIndex(p => CodeLength(p) == p.Length);
        var town = alone + 1 < parts.Count && !parts[alone + 1].Any(char.IsAsciiDigit) ? alone + 1 : alone - 1;
        if (alone > 0 && town > 0 && !parts[town].Any(char.IsAsciiDigit))
            return OfStreetLine(string.Join(", ", parts.Take(Math.Min(alone, town))
                .Concat(parts.Skip(Math.Max(alone, town) + 1)))) with { PostalCode = parts[alone], City = parts[town], Country = country };
        if (parts.Count == 2 && !parts[1].Any(char.IsAsciiDigit)) return OfStreetLine(parts[0]) with { City = parts[1], Country = country };
        // "Grote Markt 1 9000": a postal code after a house number.
        if (parts.Count == 1 && parts[0].LastIndexOf(' ') is var end and > 0 && char.IsAsciiDigit(parts[0][parts[0].LastIndexOf(' ', end - 1) + 1])
            && CodeLength(parts[0].AsSpan(end + 1)) == parts[0].Length - end - 1
            && OfStreetLine(parts[0].AsSpan(0, end)) is { HouseNumber.Length: < 4 } line) return line with { PostalCode = parts[0][(end + 1)..],
            Country = country };
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

    // Length of the postal code at the start, 0 without one: "9000", "3511 AB", "01067", "B-9000", "L-1009".
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

    // "London SW1A 2AA": a code of the United Kingdom, which no house has.
    private static int BritishCode(ReadOnlySpan<char> text)
    {
        var space = text.LastIndexOf(' ');
        if (space < 2 || text.Length - space != 4 || !char.IsAsciiDigit(text[space + 1]) || !char.IsAsciiLetterUpper(text[^2])
            || !char.IsAsciiLetterUpper(text[^1])) return -1;
        var from = text[..space].LastIndexOf(' ') + 1;
        var area = text[from..space];
        if (area.Length is < 2 or > 4 || !char.IsAsciiLetterUpper(area[0]) || !area[1..].ContainsAnyInRange('0', '9')) return -1;
        foreach (var c in area)
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) return -1;
        return from;
    }
}
