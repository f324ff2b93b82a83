using System.Globalization;
using Stamgast.Formats.Phones;

namespace Stamgast.Importing.Mending;

/// <summary>
/// The damage to a value when a spreadsheet saves a sheet again: "00012" becomes 12, "3-5" the third of May, "+49..." loses its plus, twenty digits
/// lose their last ones, "Zoë" becomes "ZoÃ«" in a program that reads it wrong. If the customer has the undamaged value, it is not a change.
/// </summary>
internal static class SheetDamage
{
    private const int DigitsKept = 15;

    /// <summary>True when a spreadsheet would turn the customer's value into this cell.</summary>
    public static bool Is(string known, string cell)
    {
        if (known.Length == 0 || cell.Length == 0 || known == cell) return false;
        return LostZeros(known, cell) || LostPlus(known, cell) || SheetDates.MayBeOf(cell, known) || LostDigits(known, cell) || IsExponent(known, cell)
            || IsMojibake(known, cell);
    }

    private static bool LostZeros(string known, string cell) =>
        known[0] == '0' && cell.Length < known.Length && AreDigits(known) && AreDigits(cell)
            && known.AsSpan().TrimStart('0').SequenceEqual(cell == "0" ? "" : cell);

    // "+49891234567" is a number to a spreadsheet, and the remaining digits are read as those of a number in the country of the row.
    private static bool LostPlus(string known, string cell)
    {
        if (known.Length < 2 || known[0] != '+' || !cell.EndsWith(known[1..], StringComparison.Ordinal)) return false;
        if (cell.Length == known.Length - 1) return AreDigits(cell);
        if (cell[0] != '+' || !AreDigits(cell.AsSpan(1))) return false;
        return CallingCode.AtStart(cell.AsSpan(1)) is { } code && code.Digits.Length + known.Length == cell.Length;
    }

    // Fifteen digits are kept, the last of them rounded.
    private static bool LostDigits(string known, string cell) =>
        known.Length > DigitsKept && cell.Length == known.Length && AreDigits(known) && AreDigits(cell) && cell.AsSpan(DigitsKept).IndexOfAnyExcept('0') < 0
        && known.AsSpan(0, DigitsKept - 1).SequenceEqual(cell.AsSpan(0, DigitsKept - 1));

    // "1E5" is a number to a spreadsheet.
    private static bool IsExponent(string known, string cell)
    {
        var sign = known.AsSpan().IndexOfAny('E', 'e');
        return sign > 0 && AreDigits(known.AsSpan(0, sign)) && AreDigits(known.AsSpan(sign + 1)) && known.Length < 8
            && double.TryParse(known, NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var was)
            && double.TryParse(cell.Replace(',', '.'), NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var became) && was.Equals(became);
    }

    private static bool IsMojibake(string known, string cell)
    {
        if (System.Text.Ascii.IsValid(cell) || System.Text.Ascii.IsValid(known) || cell.Length > short.MaxValue) return false;
        var repaired = new char[cell.Length];
        var length = Mojibake.Repair(cell, repaired);
        return length > 0 && known.AsSpan().SequenceEqual(repaired.AsSpan(0, length));
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange('0', '9') < 0;
}
