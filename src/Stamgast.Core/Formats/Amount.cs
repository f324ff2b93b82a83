using System.Globalization;

namespace Stamgast.Formats;

/// <summary>
/// Exact amounts, prices, quantities and percentages, with up to four decimals. Their canonical text always has four: "423.1500". Digits before the
/// point: at most twelve.
/// </summary>
public static class Amount
{
    /// <summary>The number of decimals of the canonical text.</summary>
    public const int Decimals = 4;

    /// <summary>The longest canonical text, in characters.</summary>
    public const int Longest = 18;

    private const decimal Limit = 1_000_000_000_000m;

    /// <summary>The canonical text, rounded half away from zero where there are more decimals.</summary>
    /// <exception cref="OverflowException">It has more than twelve digits before the point.</exception>
    public static string Write(decimal amount)
    {
        var rounded = Math.Round(amount, Decimals, MidpointRounding.AwayFromZero);
        if (!Fits(amount)) throw new OverflowException("An amount has at most twelve digits before the point.");
        return (rounded == 0 ? 0 : rounded).ToString("0.0000", CultureInfo.InvariantCulture);
    }

    /// <summary>True for an amount that has at most twelve digits before the point once it is rounded.</summary>
    public static bool Fits(decimal amount) => Math.Abs(Math.Round(amount, Decimals, MidpointRounding.AwayFromZero)) < Limit;

    /// <summary>The amount of a canonical text; 0 without one.</summary>
    public static decimal Of(string? canonical) => canonical is null ? 0 : decimal.Parse(canonical, NumberStyles.Number, CultureInfo.InvariantCulture);

    /// <summary>The amount of a column, which holds ten-thousandths.</summary>
    public static decimal OfColumn(long tenThousandths) => tenThousandths / 10_000m;

    /// <summary>
    /// An amount as people and programs write it: "1.234,50", "€ 1 234.5", "12,50-". Problems: amount.unreadable, amount.decimals, amount.range.
    /// </summary>
    /// <param name="pointIsDecimal">True where "1.234" is a little more than one, false where it is more than a thousand.</param>
    public static Reading Read(string text, bool pointIsDecimal)
    {
        var bare = new string([.. text.Where(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '+' or '−')]).Replace('−', '-');
        if (text.Any(c => char.IsLetter(c)) && !IsCurrency(text)) return Reading.Refused("amount.unreadable");
        var isNegative = bare.StartsWith('-') || bare.EndsWith('-');
        bare = bare.Trim('-', '+');
        if (bare.Length == 0 || bare.Contains('-', StringComparison.Ordinal) || bare.Contains('+', StringComparison.Ordinal))
            return Reading.Refused("amount.unreadable");
        if (bare[0] is '.' or ',') bare = "0" + bare;
        if (Split(bare, pointIsDecimal) is not var (whole, fraction)) return Reading.Refused("amount.unreadable");
        (whole, fraction) = (whole.TrimStart('0'), fraction.TrimEnd('0'));
        if (fraction.Length > Decimals) return Reading.Refused("amount.decimals", Decimals.ToString(CultureInfo.InvariantCulture));
        if (whole.Length > 12) return Reading.Refused("amount.range");
        var isZero = whole.Length == 0 && fraction.Length == 0;
        return Reading.Of($"{(isNegative && !isZero ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}.{fraction.PadRight(Decimals, '0')}");
    }

    /// <summary>An amount as people of a culture write it, with at least so many decimals.</summary>
    public static string Show(decimal amount, int decimals, CultureInfo culture) =>
        amount.ToString("#,##0." + new string('0', decimals) + new string('#', Math.Max(0, Decimals - decimals)), culture);

    /// <summary>An amount without separators and trailing zeros: "2", "0.75".</summary>
    public static string Plain(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);

    // A currency by its code or sign before or after the number.
    private static bool IsCurrency(string text) =>
        new string([.. text.Where(char.IsLetter)]).ToUpperInvariant() is "EUR" or "EURO" or "USD" or "GBP" or "CHF" or "SEK" or "DKK" or "NOK"
            or "PLN" or "CZK";

    // The digits before and after the decimal sign; null when the groups do not have three digits.
    private static (string Whole, string Fraction)? Split(string text, bool pointIsDecimal)
    {
        var last = Math.Max(text.LastIndexOf('.'), text.LastIndexOf(','));
        if (last < 0) return (text, "");
        var sign = text[last];
        var isOnly = text.Count(c => c == sign) == 1;
        var hasBoth = text.Contains('.', StringComparison.Ordinal) && text.Contains(',', StringComparison.Ordinal);
        var isDecimal = hasBoth ? isOnly : isOnly && (text.Length - last - 1 != 3 || last > 3 || text[0] == '0' || sign == '.' == pointIsDecimal);
        var whole = isDecimal ? text[..last] : text;
        var groups = whole.Split('.', ',');
        if (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3)
            || whole.Contains('.', StringComparison.Ordinal) && whole.Contains(',', StringComparison.Ordinal))) return null;
        return (string.Concat(groups), isDecimal ? text[(last + 1)..] : "");
    }
}
