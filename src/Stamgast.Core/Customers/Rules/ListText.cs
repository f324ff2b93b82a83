using System.Buffers;
using Stamgast.Formats;
using Stamgast.Formats.Phones;

namespace Stamgast.Customers.Rules;

/// <summary>Cells with several values: split, each value read separately, duplicates removed, joined in the original order.</summary>
internal static class ListText
{
    private const string Separator = CustomerValues.ListSeparator;

    private static readonly SearchValues<char> BetweenEmails = SearchValues.Create("|;,\n ");

    /// <summary>Addresses separated by |, ;, comma, space or line break. The detail of a problem is the invalid address.</summary>
    public static Reading Emails(CellText cell, int maxLength) =>
        cell.Characters.ContainsAny(BetweenEmails) && !cell.Characters.Contains('"')
            && !(cell.Characters.Count('@') == 1 && !cell.Characters.ContainsAny("|;,\n"))
            ? Elements(cell, "|;,\n ", EmailAddress.Read, EmailAddress.Key, maxLength)
            : EmailAddress.Read(cell);

    /// <summary>Numbers separated by |, ;, comma or line break, read in the country.</summary>
    public static Reading Phones(CellText cell, string country, int maxLength) =>
        cell.Characters.ContainsAny("|;,\n")
            ? Elements(cell, "|;,\n", element => PhoneNumber.Read(element, country), number => number, maxLength)
            : Named(PhoneNumber.Read(cell, country), cell);

    /// <summary>The longest name of a group or shop: as long as a label. An index entry of PostgreSQL takes 2,704 bytes.</summary>
    public const int LongestName = 200;

    /// <summary>
    /// Names separated by " | " or a line break; case does not make two names. A '|' without spaces would be part of a name, which is not allowed.
    /// </summary>
    public static Reading Names(CellText cell, int maxLength)
    {
        if (!cell.Characters.ContainsAny('|', '\n')) return cell.Length > LongestName && PlainText.Line(cell, LongestName) is { Problem: not null }
            ? Reading.Refused("name.length", cell.ToString()) : PlainText.Line(cell, LongestName);
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var length = 0;
        foreach (var part in cell.ToString().Split([Separator, "\n"], StringSplitOptions.TrimEntries))
        {
            var name = part.Trim('|').Trim();
            if (name.Length == 0) continue;
            if (name.Contains('|', StringComparison.Ordinal)) return Reading.Refused("name.bar", name);
            if (name.Length > LongestName) return Reading.Refused("name.length", name);
            if (!known.Add(name)) continue;
            if ((length += name.Length) > maxLength) return TooLong(maxLength);
            names.Add(name);
        }
        return Joined(names, cell, null);
    }

    private delegate Reading ElementReader(CellText element);

    private static Reading Elements(CellText cell, ReadOnlySpan<char> separators, ElementReader read, Func<string, string> key, int maxLength)
    {
        var values = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var length = 0;
        string? warning = null;
        foreach (var range in cell.Characters.SplitAny(separators))
        {
            var element = cell.Part(range).Trim();
            if (element.IsEmpty) continue;
            var one = read(element);
            if (one.Problem is not null) return one with { Detail = element.ToString() };
            if (one.Value is null) continue;
            warning ??= one.Warning;
            if (!known.Add(key(one.Value))) continue;
            // At the first that is too many: a list of all addresses of a town would take a minute to the end.
            if ((length += one.Value.Length) > maxLength) return TooLong(maxLength);
            values.Add(one.Value);
        }
        return Joined(values, cell, warning);
    }

    private static Reading TooLong(int maxLength) => Reading.Refused("text.length", maxLength.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // The problem is about the only number of the cell.
    private static Reading Named(Reading one, CellText cell) => one.Problem is null ? one : one with { Detail = cell.ToString() };

    private static Reading Joined(List<string> values, CellText cell, string? warning) =>
        values.Count == 0 ? Reading.Of(null, warning) : Reading.Of(cell.ToText(string.Join(Separator, values)), warning);
}
