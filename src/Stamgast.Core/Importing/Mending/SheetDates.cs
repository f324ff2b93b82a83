using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Text;

namespace Stamgast.Importing.Mending;

/// <summary>
/// A date that a spreadsheet made of a house number or a box such as "3-5". The order of its parts, and the separator, cannot be recovered from the
/// date.
/// </summary>
internal static class SheetDates
{
    private const int Shortest = 4;
    private const int Longest = 19;
    private const ulong Fields =
        1UL << CustomerFields.HouseNumber | 1UL << CustomerFields.Box | 1UL << CustomerFields.DeliveryHouseNumber
            | 1UL << CustomerFields.DeliveryBox | 1UL << CustomerFields.Number;

    private static readonly FrozenDictionary<string, int> Months = new[]
    {
        "jan januari january janvier januar janv gen gennaio ene enero janeiro", "feb februari february fevrier februar fevr fev febbraio febrero fevereiro",
            "mrt maart mar march mars marz mrz marzo marco", "apr april avril avr aprile abr abril",
        "mei may mai mag maggio mayo maio", "jun juni june juin giu giugno junio junho", "jul juli july juillet juil lug luglio julio julho",
        "aug augustus august aout ago agosto", "sep sept september septembre set sett settembre septiembre setembro",
        "okt oct oktober october octobre ott ottobre octubre out outubro",
        "nov november novembre noviembre novembro", "dec dez december decembre dezember dic dicembre diciembre dezembro",
    }.SelectMany((words, at) => words.Split(' ').Select(word => (word, at))).ToFrozenDictionary(m => m.word, m => m.at + 1, StringComparer.Ordinal);

    private static readonly System.Buffers.SearchValues<char> Numeric = System.Buffers.SearchValues.Create("0123456789-/. :");

    /// <summary>A date that may lack a part.</summary>
    public readonly record struct Parts(int Day, int Month, int Year);

    /// <summary>True for a field that never contains dates, though many values look like one to a spreadsheet.</summary>
    public static bool MayTake(CustomerField field) => (Fields >> field.Ordinal & 1) != 0;

    /// <summary>True for a cell text of such a field that is a date; cheap for nearly all others.</summary>
    public static bool Is(CustomerField field, ReadOnlySpan<char> cell)
    {
        if (!MayTake(field) || cell.Length is < Shortest or > Longest || !MayBegin(cell) || Read(cell.ToString()) is not { } date) return false;
        // Numbers of customers may be made of a date.
        return field.Ordinal != CustomerFields.Number || cell.ContainsAnyExcept(Numeric);
    }

    /// <summary>The parts of a date as written by spreadsheets: "2026-05-03", "3/05/2026", "3-mei", "mei-35"; null for anything else.</summary>
    public static Parts? Read(string text)
    {
        if (text.Length is < Shortest or > Longest) return null;
        if (text.Length == 19 && text[10] is ' ' or 'T') text = text[..10];
        var parts = text.Split(['-', '/', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 2 or > 3) return null;
        // "1er mars".
        if (parts[0].EndsWith("er", StringComparison.Ordinal) && char.IsAsciiDigit(parts[0][0])) parts[0] = parts[0][..^2];
        var (first, second, third) = (Number(parts[0]), Number(parts[1]), parts.Length > 2 ? Number(parts[2]) : 0);
        if (Month(parts[1]) is { } middle && first is >= 1 and <= 31 && parts[0].Length < 3 && third >= 0) return new Parts(first, middle, third);
        if (Month(parts[0]) is { } month && parts.Length == 2 && second >= 0 && parts[1].Length is 2 or 4) return new Parts(1, month, second);
        // "5.3.", as German calendars write it.
        if (parts.Length == 2 && text[^1] == '.' && first is >= 1 and <= 31 && second is >= 1 and <= 12 && !text.Contains('-', StringComparison.Ordinal))
            return new Parts(first, second, 0);
        if (parts.Length < 3 || first < 0 || second is < 1 or > 31 || third < 0) return null;
        if (parts[0].Length == 4) return second <= 12 && third is >= 1 and <= 31 ? new Parts(third, second, first) : null;
        return parts[2].Length is 2 or 4 && first is >= 1 and <= 31 && Math.Min(first, second) <= 12 ? new Parts(first, second, third) : null;
    }

    /// <summary>True when a spreadsheet may have made this date of this text: "3-mei" of "3-5" or "5/3", "mei-35" of "5-35".</summary>
    public static bool MayBeOf(string date, string text)
    {
        var signs = text.AsSpan().IndexOfAny("-/.");
        if (signs is < 1 or > 4 || text.Length > 7) return false;
        var (first, second) = (Number(text[..signs]), Number(text[(signs + 1)..]));
        if (first < 0 || second < 0 || Read(date) is not { } parts) return false;
        return (first, second) == (parts.Day, parts.Month) || (first, second) == (parts.Month, parts.Day)
            || (parts.Day == 1 && (IsYear(second, parts.Year) && first == parts.Month || IsYear(first, parts.Year) && second == parts.Month));
    }

    // A day, a year or the name of a month: nearly all customer numbers start differently, and no text is made of them.
    private static bool MayBegin(ReadOnlySpan<char> cell)
    {
        // The name of a month has more than two letters, so not "C-1005".
        if (!char.IsAsciiDigit(cell[0]) && (IsDigitOrSign(cell[1]) || IsDigitOrSign(cell[2]))) return false;
        var sign = cell.IndexOfAny('-', '/', '.') is var near && cell.IndexOf(' ') is var blank && (near < 0 || (blank >= 0 && blank < near)) ? blank : near;
        if (sign <= 0) return false;
        var first = cell[..sign];
        return char.IsAsciiDigit(first[0]) ? first.Length <= 4 : first.Length > 2 && !first.ContainsAnyInRange('0', '9');
    }

    private static bool IsDigitOrSign(char c) => c is ' ' or (>= '-' and <= '9');

    private static bool IsYear(int written, int year) => year > 0 && written % 100 == year % 100;

    private static int? Month(string word) => word.Length > 2 && !char.IsAsciiDigit(word[0]) && Months.TryGetValue(Folding.Letters(word), out var month)
        ? month : null;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && text.Length <= 4
        ? number : -1;
}
