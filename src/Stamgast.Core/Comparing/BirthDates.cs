using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Text;

namespace Stamgast.Comparing;

/// <summary>
/// Reads birth dates in any usual format as a number yyyymmdd, 00 for unknown parts: 1985-07-30, 30/07/1985, 30.7.85, 19850730, 30 juli 1985, 1985,
/// Excel's day numbers. An impossible date ("19371233"), or one with a digit too few or too many, is kept as typed: it may be a typing error.
/// </summary>
internal static class BirthDates
{
    private static readonly FrozenDictionary<string, int> Months = string.Join(' ',
            "jan:1 januari:1 january:1 janvier:1 januar:1 janv:1 janner:1 feb:2 februari:2 february:2 fevrier:2 februar:2 fevr:2 fev:2 mar:3 mrt:3 maart:3 "
            + "march:3 mars:3 marz:3 maerz:3",
            "apr:4 april:4 avril:4 avr:4 may:5 mei:5 mai:5 jun:6 juni:6 june:6 juin:6 jul:7 juli:7 july:7 juillet:7 juil:7 aug:8 augustus:8 august:8 aout:8 "
            + "sep:9 sept:9 september:9 septembre:9",
            "oct:10 okt:10 oktober:10 october:10 octobre:10 nov:11 november:11 novembre:11 dec:12 dez:12 december:12 decembre:12 dezember:12")
        .Split(' ').Select(m => m.Split(':')).ToFrozenDictionary(m => m[0], m => int.Parse(m[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Why a column's dates are read day first, or month first: the number of values that allow only one of them.</summary>
    public static (int DayFirst, int MonthFirst) OrderVotes(ReadOnlySpan<char> text)
    {
        Span<int> parts = stackalloc int[3];
        if (Parts(text, parts, out _, out var lengths) != 3 || lengths.A > 2) return (0, 0);
        return (parts[0] > 12 && parts[1] <= 12 ? 1 : 0, parts[1] > 12 && parts[0] <= 12 ? 1 : 0);
    }

    /// <summary>The date as yyyymmdd; 0 when the text is not a date.</summary>
    public static int Read(ReadOnlySpan<char> text, bool isDayFirst = true)
    {
        text = text.Trim();
        var clock = text.IndexOfAny('T', ' ');
        if (clock >= 8 && text[clock..].Contains(':')) text = text[..clock];
        if (text.Length is < 4 or > 40) return 0;
        Span<int> parts = stackalloc int[3];
        var count = Parts(text, parts, out var hasMonthName, out var lengths);
        return count switch
        {
            1 => Compact(text, parts[0]),
            2 when lengths.B == 4 => Date(parts[1], parts[0], 0),
            2 when lengths.A == 4 => Date(parts[0], parts[1], 0),
            3 when lengths.A >= 3 => Date(parts[0], parts[1], parts[2]),
            3 when hasMonthName && lengths.B == 0 => Date(Year(parts[2], lengths.C), parts[1], parts[0]),
            3 when hasMonthName && lengths.A == 0 => Date(Year(parts[2], lengths.C), parts[0], parts[1]),
            3 when lengths.C is 2 or 4 => isDayFirst && parts[1] <= 12 || parts[0] > 12
                ? Date(Year(parts[2], lengths.C), parts[1], parts[0])
                : Date(Year(parts[2], lengths.C), parts[0], parts[1]),
            _ => 0,
        };
    }

    private static int Date(int year, int month, int day) => year is >= 1 and <= 9999 && month <= 99 && day <= 99 ? year * 10000 + month * 100 + day : 0;

    // Two digits: a birth year lies in the past.
    private static int Year(int year, int digits) => digits > 2 ? year : year > DateTime.UtcNow.Year % 100 ? 1900 + year : 2000 + year;

    private static int Compact(ReadOnlySpan<char> text, int number)
    {
        var digits = text.Length;
        foreach (var c in text) if (!char.IsAsciiDigit(c)) digits--;
        if (digits == 8)
            return number / 10000 is > 1000 and < 2200 ? number : Date(number % 10000, number / 10000 % 100, number / 1000000);
        // Spreadsheets lose the leading zero of 01011985; another digit too few or too many is kept as typed.
        if (digits == 7 && number % 10000 is > 1850 and < 2200 && number / 10000 % 100 is > 0 and <= 12)
            return Date(number % 10000, number / 10000 % 100, number / 1000000);
        if (digits is 7 or 9 && digits == text.Length) return number;
        if (digits == 4) return number is > 1000 and < 2200 ? number * 10000 : 0;
        if (digits != 5 || number is < 5000 or > 60000) return 0;
        var day = new DateTime(1899, 12, 30).AddDays(number);
        return day.Year * 10000 + day.Month * 100 + day.Day;
    }

    // The numbers in a text, a month's name as its number with length 0; more than three parts or other words: 0.
    private static int Parts(ReadOnlySpan<char> text, Span<int> parts, out bool hasMonthName, out (int A, int B, int C) found)
    {
        hasMonthName = false;
        found = default;
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
                if (count == 3 || i - start > 9) return 0;
                SetLength(ref found, count, i - start);
                parts[count++] = int.Parse(text[start..i], NumberStyles.None, CultureInfo.InvariantCulture);
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i])) i++;
                var word = Folding.Letters(text[start..i]);
                if (word is "de" or "of" or "den" or "th" or "st" or "nd" or "rd" or "er") continue;
                if (count == 3 || hasMonthName || !Months.TryGetValue(word, out var month)) return 0;
                hasMonthName = true;
                SetLength(ref found, count, 0);
                parts[count++] = month;
            }
            else i++;
        }
        return count;
    }

    private static void SetLength(ref (int A, int B, int C) lengths, int at, int length)
    {
        if (at == 0) lengths.A = length;
        else if (at == 1) lengths.B = length;
        else lengths.C = length;
    }
}
