using System.Buffers;
using System.Globalization;

namespace Stamgast.Formats;

/// <summary>The order of day, month and year in a file, if it cannot be seen from one date (03/04/2020).</summary>
public enum DateOrder
{
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// <summary>
/// A calendar date as people and programs write it: ISO 8601, 30/07/1985, 30.7.1985, 30-7-85, 19850730, 30 juli 1985,
/// July 30, 1985, 1er janvier 1985; a time of day after it is left out. The canonical text is ISO 8601, "1985-07-30".
/// </summary>
public static class DateText
{
    private const int FirstYear = 1850;
    private const int LastYear = 2199;

    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789:.,+-ZzAaPpMm ");

    private static readonly WordTable Months = WordTable.Parse("""
        1: jan, januari, january, janvier, januar, jänner, janv, jaenner
        2: feb, februari, february, février, februar, fév, févr, febr
        3: mar, maart, march, mars, märz, mrt, maa, mär, mrz, maerz
        4: apr, april, avril, avr
        5: may, mei, mai
        6: jun, juni, june, juin
        7: jul, juli, july, juillet, juil
        8: aug, augustus, august, août, aou
        9: sep, september, septembre, sept
        10: oct, oktober, october, octobre, okt
        11: nov, november, novembre
        12: dec, december, décembre, dezember, dez, déc
        """);

    private static readonly WordTable Fillers = WordTable.Parse("+: de, of, den, le, e, er, st, nd, rd, th, ste, du, am, t");

    private static readonly WordTable Weekdays = WordTable.Parse("""
        +: mon, tue, tues, wed, thu, thur, thurs, fri, sat, sun, monday, tuesday, wednesday, thursday, friday, saturday, sunday
        +: ma, di, wo, do, vr, za, zo, maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag
        +: lun, mer, jeu, ven, sam, dim, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche
        +: mo, mi, fr, sa, so, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag
        """);

    /// <summary>
    /// Reads a date; a two-digit year falls in the hundred years up to <paramref name="today"/> (warning date.century); "0000-00-00" is not a date
    /// (warning date.none), "--07-30" a birthday without a year (warning date.no_year). Problems: date.unreadable, date.impossible (31 February),
    /// date.order (the other order of day and month would fit), date.range (before 1850 or after 2199).
    /// </summary>
    public static Reading Read(CellText cell, DateOrder order, DateOnly today)
    {
        cell = cell.Trim();
        var text = cell.Characters;
        if (text.IsEmpty) return Reading.Nothing;
        // The format of address books for a birthday of an unknown year.
        if (text.StartsWith("--") && text.Length is >= 6 and <= 7 && !text.ContainsAnyExceptInRange('-', '9')) return Reading.Of(null, "date.no_year");
        if (IsIso(text)) return Checked(Pair(text, 0) * 100 + Pair(text, 2), Pair(text, 5), Pair(text, 8), cell, null);
        if (CheckDigits.AreDigits(text)) return text.Length == 8 ? Compact(text, order, cell) : Reading.Refused("date.unreadable");
        Span<int> parts = stackalloc int[3];
        var shape = Parts(text, parts);
        if (shape.Count == 3 && parts is [0, 0, 0]) return Reading.Of(null, "date.none");
        return shape.Count != 3 ? Reading.Refused("date.unreadable") : Arranged(parts, shape, order, today, cell);
    }

    /// <summary>The first day of a year ("2010") or a month ("05/2010", "mei 2010"); null for anything else.</summary>
    public static string? FirstDayOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Span<int> parts = stackalloc int[3];
        if (text.Length < 4 || Parts(text, parts) is not { Count: 1 or 2 } shape || shape.LongAt < 0) return null;
        var (year, month) = (parts[shape.LongAt], shape.Count == 1 ? 1 : parts[1 - shape.LongAt]);
        return year is >= 1900 and <= 2099 && month is >= 1 and <= 12 && shape.MonthAt != shape.LongAt ? Write(new DateOnly(year, month, 1)) : null;
    }

    /// <summary>True for a date as it is stored: ISO 8601, an existing day, from 1850 to 2199.</summary>
    internal static bool IsCanonical(ReadOnlySpan<char> text)
    {
        if (!IsIso(text)) return false;
        var (year, month, day) = (Pair(text, 0) * 100 + Pair(text, 2), Pair(text, 5), Pair(text, 8));
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
    }

    /// <summary>True when a canonical date lies after a day.</summary>
    public static bool IsAfter(ReadOnlySpan<char> iso, DateOnly day) =>
        ((Pair(iso, 0) * 100 + Pair(iso, 2)) * 100 + Pair(iso, 5)) * 100 + Pair(iso, 8) > (day.Year * 100 + day.Month) * 100 + day.Day;

    /// <summary>The canonical text of a day.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The day of an Excel serial number, or null outside 1850–2199. In the 1900 system 60 is a 29 February that never was
    /// and counts as 28 February; the 1904 system (old Macs) starts at 1 January 1904 = 0.
    /// </summary>
    public static DateOnly? FromExcelSerial(double serial, bool date1904 = false)
    {
        if (double.IsNaN(serial) || serial < 0 || serial > 109_000) return null;
        var days = (int)serial;
        if (date1904) return new DateOnly(1904, 1, 1).AddDays(days);
        if (days == 0) return null;
        return new DateOnly(1899, 12, 31).AddDays(days >= 60 ? days - 1 : days);
    }

    private static bool IsIso(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        for (var i = 0; i < 10; i++)
            if (!char.IsAsciiDigit(text[i]) && i is not (4 or 7)) return false;
        return true;
    }

    private static int Pair(ReadOnlySpan<char> text, int at) => (text[at] - '0') * 10 + (text[at + 1] - '0');

    // 19850730 is year first if that gives a plausible year; otherwise the order of the file.
    private static Reading Compact(ReadOnlySpan<char> text, DateOrder order, CellText cell)
    {
        var yearFirst = (int)CheckDigits.Number(text[..4]);
        if (yearFirst is >= FirstYear and <= LastYear && Pair(text, 4) is >= 1 and <= 12) return Checked(yearFirst, Pair(text, 4), Pair(text, 6), cell, null);
        var year = (int)CheckDigits.Number(text[4..]);
        return order == DateOrder.MonthDayYear ? Checked(year, Pair(text, 0), Pair(text, 2), cell, null)
            : Checked(year, Pair(text, 2), Pair(text, 0), cell, null);
    }

    private readonly record struct Shape(int Count, int MonthAt, int LongAt);

    // Splits into three numbers; a month's name becomes its number. Count is -1 for anything else.
    private static Shape Parts(ReadOnlySpan<char> text, Span<int> parts)
    {
        int count = 0, monthAt = -1, longAt = -1, i = 0;
        while (i < text.Length)
        {
            var from = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
                if (count == 3) return new(IsTime(text[from..]) ? 3 : -1, monthAt, longAt);
                if (i - from > 4 || i - from == 3) return new(-1, 0, 0);
                if (i - from == 4) longAt = count;
                parts[count++] = (int)CheckDigits.Number(text[from..i]);
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i])) i++;
                var word = text[from..i];
                if (count == 0 && Weekdays.Find(word) is not null) continue;
                var month = count < 3 && monthAt < 0 ? Months.Find(word) : null;
                if (month is null)
                {
                    if (Fillers.Find(word) is null) return new(-1, 0, 0);
                    continue;
                }
                monthAt = count;
                parts[count++] = int.Parse(month, CultureInfo.InvariantCulture);
            }
            else if (text[i] is '-' or '/' or '.' or ' ' or ',' or '\\' or '_' or '\'' or '\u2013') i++;
            else return new(-1, 0, 0);
        }
        return new(count, monthAt, longAt);
    }

    // "00:00:00", "14:30", "00:00:00.000Z", "12:00:00 AM", "00:00+02:00".
    private static bool IsTime(ReadOnlySpan<char> text) =>
        text.Contains(':') && !text.ContainsAnyExcept(TimeCharacters);

    private static Reading Arranged(ReadOnlySpan<int> parts, Shape shape, DateOrder order, DateOnly today, CellText cell)
    {
        if (parts[0] == 0 && parts[1] == 0 && parts[2] == 0) return Reading.Of(null, "date.none");
        var yearAt = shape.LongAt >= 0 ? shape.LongAt : order == DateOrder.YearMonthDay && shape.MonthAt < 0 ? 0 : 2;
        if (yearAt == 1 || yearAt == shape.MonthAt) return Reading.Refused("date.unreadable");
        var monthAt = shape.MonthAt >= 0 ? shape.MonthAt
            : yearAt == 0 || order != DateOrder.MonthDayYear ? 1
            : 0;
        var year = parts[yearAt];
        string? warning = null;
        if (shape.LongAt < 0)
        {
            year += year + 2000 > today.Year ? 1900 : 2000;
            warning = "date.century";
        }
        return Checked(year, parts[monthAt], parts[3 - yearAt - monthAt], cell, warning);
    }

    private static Reading Checked(int year, int month, int day, CellText cell, string? warning)
    {
        if (year == 0 && month == 0 && day == 0) return Reading.Of(null, "date.none");
        if (month is < 1 or > 12) return Reading.Refused(day is >= 1 and <= 12 && month <= 31 ? "date.order" : "date.impossible");
        if (year is < 1 or > 9999 || day < 1 || day > DateTime.DaysInMonth(year, month)) return Reading.Refused("date.impossible");
        if (year is < FirstYear or > LastYear) return Reading.Refused("date.range");
        ReadOnlySpan<char> iso = [Digit(year / 1000), Digit(year / 100), Digit(year / 10), Digit(year), '-', Digit(month / 10), Digit(month), '-',
            Digit(day / 10), Digit(day)];
        return Reading.Of(cell.ToText(iso), warning);
    }

    private static char Digit(int number) => (char)('0' + number % 10);
}
