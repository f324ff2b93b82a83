using System.Buffers.Text;
using System.Globalization;

namespace Stamgast.Tables.Workbooks;

/// <summary>How a number is written: its meaning, the minimum number of digits of its format, and the start of the calendar.</summary>
internal readonly record struct NumberStyle(NumberMeaning Meaning, int Zeros, bool StartsIn1904);

/// <summary>
/// Writes the number of a cell as people mean it: dates by ISO 8601, other numbers without exponent and without the noise after the fifteenth digit.
/// </summary>
internal static class SheetNumber
{
    public const int Longest = 400;

    /// <summary>Writes the value and returns its length; the kind tells what it became.</summary>
    public static int Write(ReadOnlySpan<byte> raw, Span<char> into, NumberStyle style, out CellKind kind)
    {
        var (meaning, zeros, startsIn1904) = style;
        kind = CellKind.Number;
        raw = raw.Trim(" \t\r\n"u8);
        if (meaning == NumberMeaning.Number && IsPlain(raw))
        {
            var pad = Math.Max(0, zeros - raw.Length);
            into[..pad].Fill('0');
            for (var at = 0; at < raw.Length; at++) into[pad + at] = (char)raw[at];
            return pad + raw.Length;
        }
        if (meaning is NumberMeaning.Date or NumberMeaning.DateTime && !startsIn1904 && WholeDay(raw) is var day and >= 60)
        {
            kind = CellKind.Date;
            return WriteDay(day, into);
        }
        if (!Utf8Parser.TryParse(raw, out double value, out var used) || used != raw.Length || !double.IsFinite(value))
        {
            kind = CellKind.Text;
            return System.Text.Encoding.UTF8.GetChars(raw[..Math.Min(raw.Length, Longest / 4)], into);
        }
        if (meaning != NumberMeaning.Number && WriteDate(value, meaning, startsIn1904, into) is var written and > 0)
        {
            kind = CellKind.Date;
            return written;
        }
        return WriteNumber(value, into);
    }

    /// <summary>The calendar date of a serial number, or null outside 1900 to 9999. Day 60 of 1900 never was; Lotus 1-2-3 thought so and Excel kept
    /// it.</summary>
    public static DateTime? DateOf(double serial, bool startsIn1904 = false)
    {
        if (startsIn1904) serial += 1462;
        if (serial is < 0 or >= 2_958_466) return null;
        var start = serial < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        return start.AddSeconds(Math.Round(serial * 86_400));
    }

    // At most fifteen digits, no exponent: the text in the file is already what people see.
    private static bool IsPlain(ReadOnlySpan<byte> raw)
    {
        if (raw.Length is 0 or > 16) return false;
        var points = 0;
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] == '.' && at > 0 && at < raw.Length - 1) points++;
            else if (!char.IsAsciiDigit((char)raw[at]) && !(raw[at] == '-' && at == 0 && raw.Length > 1)) return false;
        }
        return points <= 1 && raw.Length - points <= 15;
    }

    // Nearly all dates: a whole number of days; -1 for anything else.
    private static int WholeDay(ReadOnlySpan<byte> raw)
    {
        if (raw.Length is 0 or > 6) return -1;
        var day = 0;
        foreach (var digit in raw)
        {
            if (!char.IsAsciiDigit((char)digit)) return -1;
            day = day * 10 + digit - '0';
        }
        return day;
    }

    private static int WriteDay(int serial, Span<char> into)
    {
        // Day 0 of the sheet is 30 December 1899, day 693,593 of the calendar.
        DateOnly.FromDayNumber(serial + 693_593).Deconstruct(out var year, out var month, out var day);
        into[0] = (char)('0' + year / 1000);
        into[1] = (char)('0' + year / 100 % 10);
        into[2] = (char)('0' + year / 10 % 10);
        into[3] = (char)('0' + year % 10);
        into[4] = into[7] = '-';
        into[5] = (char)('0' + month / 10);
        into[6] = (char)('0' + month % 10);
        into[8] = (char)('0' + day / 10);
        into[9] = (char)('0' + day % 10);
        return 10;
    }

    private static int WriteDate(double value, NumberMeaning meaning, bool startsIn1904, Span<char> into)
    {
        if (meaning == NumberMeaning.Duration)
        {
            var seconds = (long)Math.Round(Math.Abs(value) * 86_400);
            return into.TryWrite(CultureInfo.InvariantCulture, $"{(value < 0 ? "-" : "")}{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}",
                out var length) ? length : 0;
        }
        if (DateOf(value, startsIn1904) is not { } date) return 0;
        var format = value < 1 && !startsIn1904 && meaning != NumberMeaning.Date ? "HH:mm:ss"
            : date.TimeOfDay == TimeSpan.Zero || meaning == NumberMeaning.Date ? "yyyy-MM-dd"
            : "yyyy-MM-dd HH:mm:ss";
        return date.TryFormat(into, out var written, format, CultureInfo.InvariantCulture) ? written : 0;
    }

    private static int WriteNumber(double value, Span<char> into)
    {
        if (Math.Abs(value) is > 1e-14 and < 7e27 or 0)
        {
            // The conversion rounds to fifteen digits, which is what Excel shows.
            return ((decimal)value).TryFormat(into, out var length, "0.############################", CultureInfo.InvariantCulture) ? length : 0;
        }
        return value.TryFormat(into, out var written, Math.Abs(value) < 1 ? "0" : "F0", CultureInfo.InvariantCulture) ? written : 0;
    }
}
