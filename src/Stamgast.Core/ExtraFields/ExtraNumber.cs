using System.Globalization;
using Stamgast.Formats;

namespace Stamgast.ExtraFields;

/// <summary>
/// Numbers as people write them, "1.234,50" or "1 234.5". Their canonical text has a point, no groups and never just three decimals ("1.2340"),
/// so that it means the same whichever sign the organisation writes before decimals.
/// </summary>
public static class ExtraNumber
{
    private const int MostDigits = 15;
    private const int MostDecimals = 6;

    /// <summary>The canonical text; problems: number.unreadable, number.decimals, number.range.</summary>
    /// <param name="decimals">0 for as many as there are, otherwise exactly this many.</param>
    /// <param name="pointIsDecimal">True where "1.234" is a little more than one, false where it is more than a thousand.</param>
    public static Reading Read(string text, int decimals, bool pointIsDecimal)
    {
        var bare = new string([.. text.Where(c => c is not (' ' or '\u00A0' or '\u202F' or '\'' or '’'))]);
        var isNegative = bare.StartsWith('-');
        bare = bare.TrimStart('+', '-');
        if (bare.Length == 0 || bare[0] is '.' or ',' || bare[^1] is '.' or ',' || !bare.All(c => char.IsAsciiDigit(c) || c is '.' or ','))
            return Reading.Refused("number.unreadable");
        if (Split(bare, pointIsDecimal) is not var (whole, fraction)) return Reading.Refused("number.unreadable");
        (whole, fraction) = (whole.TrimStart('0'), fraction.TrimEnd('0'));
        if (fraction.Length > (decimals == 0 ? MostDecimals : decimals))
            return Reading.Refused("number.decimals", (decimals == 0 ? MostDecimals : decimals).ToString(CultureInfo.InvariantCulture));
        if (whole.Length > MostDigits) return Reading.Refused("number.range", MostDigits.ToString(CultureInfo.InvariantCulture));
        if (decimals > 0) fraction = fraction.PadRight(decimals, '0');
        else if (fraction.Length == 3) fraction += '0';
        var isZero = whole.Length == 0 && fraction.All(c => c == '0');
        return Reading.Of((isNegative && !isZero ? "-" : "") + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction));
    }

    /// <summary>A canonical number as people of a culture write it.</summary>
    /// <param name="decimals">0 for as many as there are, otherwise this many.</param>
    public static string Show(string canonical, int decimals, CultureInfo culture)
    {
        if (!decimal.TryParse(canonical, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return canonical;
        return number.ToString(decimals > 0 ? "N" + decimals.ToString(CultureInfo.InvariantCulture) : "#,##0.######", culture);
    }

    // The digits before and after the decimal separator; null when the groups do not have three digits.
    private static (string Whole, string Fraction)? Split(string text, bool pointIsDecimal)
    {
        var (lastPoint, lastComma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (lastPoint < 0 && lastComma < 0) return (text, "");
        var last = Math.Max(lastPoint, lastComma);
        var sign = text[last];
        var isDecimal = lastPoint >= 0 && lastComma >= 0 ? text.Count(c => c == sign) == 1
            : text.Count(c => c == sign) == 1 && (text.Length - last - 1 != 3 || last > 3 || text[0] == '0' || sign == '.' == pointIsDecimal);
        var whole = isDecimal ? text[..last] : text;
        var groups = whole.Split('.', ',');
        if (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3)
            || whole.Contains('.', StringComparison.Ordinal) && whole.Contains(',', StringComparison.Ordinal))) return null;
        return (string.Concat(groups), isDecimal ? text[(last + 1)..] : "");
    }
}
