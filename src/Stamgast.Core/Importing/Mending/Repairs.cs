using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Rows;
using Stamgast.Proposals;
using Stamgast.Tables;
using Stamgast.Tables.Markup;

namespace Stamgast.Importing.Mending;

/// <summary>
/// The doctor of messy files: repairs cells while they are read, counts each repair by column with examples, and skips repairs that a person switched
/// off. Works in the single pass of the import.
/// </summary>
public sealed class Repairs
{
    private const int MostExamples = 5;
    private const int LongestRepaired = 4096;
    private static readonly int Kinds = Enum.GetValues<RepairKind>().Length;

    private static readonly string[] Prefixes = ["p", "z", "l", "f", "c", "ag", "as"];

    // Not "&" of an entity, "?" of a lost letter, ":" of a prefix.
    private static readonly SearchValues<char> Unmarked = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except("&?:")]);

    private readonly ColumnMapping mapping;
    private readonly bool[] areOfPersons;
    private readonly Tally?[] tallies;
    private readonly HashSet<RepairKey> off;
    private readonly char[] buffer = new char[LongestRepaired];
    private readonly ColumnValues values;

    public Repairs(ColumnMapping mapping, IEnumerable<RepairKey> off)
    {
        this.mapping = mapping;
        areOfPersons = [.. mapping.Columns.Select(c => EmptyWords.IsPerson(c.Target))];
        this.off = [.. off];
        tallies = new Tally?[mapping.Columns.Count * Kinds];
        Warnings = new CellWarnings(mapping);
        values = new ColumnValues(mapping);
    }

    /// <summary>Interpretations and omissions that are not repairs.</summary>
    public CellWarnings Warnings { get; }

    /// <summary>Cells read as empty because a person chose so for their cause.</summary>
    internal CauseTally Emptied { get; } = new();

    /// <summary>False while cells are read a second time, for a partner who shares them: they are repaired, but have been counted already.</summary>
    internal bool Counts { get => values.Counts; set => values.Counts = Warnings.Counts = value; }

    /// <summary>True for a row of our own export: its texts are exactly as we wrote them, whatever they look like.</summary>
    internal bool IsOwnRow { get; set; }

    /// <summary>Increases with each cell that is repaired, refused or counted: if it stays the same, the cell is simply its value.</summary>
    internal long Remarks { get; private set; }

    /// <summary>The warnings so far, by column; complete after the last row.</summary>
    public IReadOnlyList<Repair> Found =>
    [
        .. tallies.Select((tally, at) => (Tally: tally, Key: new RepairKey((RepairKind)(at % Kinds), at / Kinds))).Where(t => t.Tally is not null)
            .Select(t => new Repair(t.Key.Kind, t.Key.Column, mapping.Columns[t.Key.Column].Header, t.Tally!.Count, !off.Contains(t.Key),
            [.. t.Tally.Examples])),
    ];

    /// <summary>The texts whose meaning can be chosen; complete after the last row.</summary>
    public IReadOnlyList<FoundValue> FoundValues => values.Found;

    /// <summary>The cell with its text repaired; valid until the next call.</summary>
    public ReadOnlySpan<char> Before(int column, CustomerField? field, ReadOnlySpan<char> cell, long line)
    {
        if (field is not null && IsQuiet(field, cell) && !values.Has(column)) return Numbered(column, field, cell, line);
        if (Entities.MayBeIn(cell)) cell = Decoded(column, cell, line);
        if (cell.Length > LongestRepaired) return cell;
        if (field is not null && values.Chosen(column, cell) is { } chosen) return Note(RepairKind.Words, column, cell, chosen, line) ? chosen : cell;
        if (EmptyWords.Of(field, areOfPersons[column], cell) is { } nothing && Note(nothing, column, cell, "", line)) return default;
        if (LostLetters.AreLikelyIn(cell, field is null or { Kind: FieldKind.Line, Ordinal: not CustomerFields.Number }))
            Note(RepairKind.LostLetters, column, cell, "", line);
        if (!Ascii.IsValid(cell)) return field is not null && SheetDates.Is(field, cell) && IsSheetDate(column, cell, line)
            ? default : Letters(column, cell, line);
        if (field is null) return cell;
        return Numbered(column, field, IsNumberLike(field) ? WithoutPrefix(column, cell, line) : cell, line);
    }

    /// <summary>True for printable ASCII in which nothing was lost, encoded or prefixed: most cells of most files.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasNoMarks(ReadOnlySpan<char> cell) => !cell.ContainsAnyExcept(Unmarked);

    // Numbers, dates and e-mail addresses that text repairs never concern: no text for "empty" ends in a digit except zeros, and none has an @.
    private static bool IsQuiet(CustomerField field, ReadOnlySpan<char> cell) => cell.Length <= LongestRepaired && HasNoMarks(cell)
        && (char.IsAsciiDigit(cell[^1]) ? cell[0] != '0' || cell.ContainsAnyInRange('1', '9') : field.Kind == FieldKind.Email && char.IsAsciiLetter(cell[0])
        && cell.Contains('@'));

    // Spreadsheet forms of numbers and dates.
    private ReadOnlySpan<char> Numbered(int column, CustomerField field, ReadOnlySpan<char> cell, long line)
    {
        if (SheetDates.Is(field, cell) && IsSheetDate(column, cell, line)) return default;
        return field.Kind == FieldKind.Date ? SerialDate(column, cell, line) : IsNumberLike(field) ? Exponent(column, cell, line) : cell;
    }

    /// <summary>True for a cell that the file marks as a date, in a field that never contains dates: it is not read.</summary>
    public bool IsSheetDate(int column, ReadOnlySpan<char> cell, long line) => Note(RepairKind.SheetDates, column, cell, "", line);

    /// <summary>Counts interpretations by the rule of the field; a value that depends on a switched-off repair becomes a problem.</summary>
    public NormalisedValue After(int column, CustomerField field, ReadOnlySpan<char> cell, in NormalisedValue value, long line)
    {
        if (IsNumberLike(field) && IsExponent(cell, out _))
        {
            Note(RepairKind.LostDigits, column, cell, "", line);
            return new(null, new Problem(field.Ordinal, "repair.digits", cell.ToString()), null, false);
        }
        if (value.Problem is not null && ColumnValues.IsChoice(field)) values.NotUnderstood(column, cell);
        if (value.Value is { } names && ColumnValues.IsName(field))
        {
            Remarks++;
            return value with { Value = values.Names(column, names) };
        }
        // The repair that would have emptied the cell is off.
        if (value.Warning == FieldRules.Nothing && IsOwnRow && field.Kind is FieldKind.Line or FieldKind.Text) return new(cell.ToString(), null, null, false);
        if (value.Warning == FieldRules.Nothing && (off.Contains(new RepairKey(RepairKind.EmptyWords, column))
            || off.Contains(new RepairKey(RepairKind.SheetErrors, column)))) return field.Kind is FieldKind.Line or FieldKind.Text
            ? new(cell.ToString(), null, null, false) : new(null, new Problem(field.Ordinal, "repair.off", cell.ToString()), null, false);
        if (value.Value is null || Understood(field, cell, value) is not { } kind) return value;
        return Note(kind, column, cell, value.Value, line) ? value : new(null, new Problem(field.Ordinal, "repair.off", cell.ToString()), null, false);
    }

    /// <summary>Counts a cell that is cut into parts; false when that is switched off.</summary>
    public bool Split(RepairKind kind, int column, ReadOnlySpan<char> cell, string parts, long line) => Note(kind, column, cell, parts, line);

    /// <summary>
    /// Counts a cell that merely lost letters of the customer's value; false when it should overwrite it. Called by the comparing thread while
    /// another one reads: nothing else is counted under this kind.
    /// </summary>
    public bool KeepsLetters(int field, string cell, string known, long line) => Keeps(RepairKind.KeptLetters, field, cell, known, line);

    /// <summary>The same for a cell that a spreadsheet damaged.</summary>
    public bool KeepsUndamaged(int field, string cell, string known, long line) => Keeps(RepairKind.SheetDamage, field, cell, known, line);

    private bool Keeps(RepairKind kind, int field, string cell, string known, long line)
    {
        var column = ColumnOf(field, line < 0);
        if (column < 0) return false;
        Tell(kind, column, cell, known, line);
        return !off.Contains(new RepairKey(kind, column));
    }

    /// <summary>True when the examples of a kind are complete, so that no text need be made for another.</summary>
    public bool HasExamples(RepairKind kind, int column) => tallies[column * Kinds + (int)kind] is { Examples.Count: >= MostExamples };

    private static bool IsNumberLike(CustomerField field) =>
        field.Kind is FieldKind.Phone or FieldKind.EnterpriseNumber or FieldKind.VatNumber or FieldKind.PostalCode || field.Ordinal is CustomerFields.Number
            or CustomerFields.HouseNumber;

    private static RepairKind? Understood(CustomerField field, ReadOnlySpan<char> cell, in NormalisedValue value) => field.Kind switch
    {
        FieldKind.PostalCode when value.Warning == "postal.zero" => RepairKind.LostZero,
        FieldKind.Date when value.Warning == "date.century" => RepairKind.TwoDigitYear,
        FieldKind.Phone when cell[0] is not ('+' or '(') && !cell.StartsWith("00") => RepairKind.PhonePrefix,
        FieldKind.Gender or FieldKind.Language or FieldKind.Country or FieldKind.Type or FieldKind.Flag
            when !cell.Equals(value.Value, StringComparison.OrdinalIgnoreCase) => RepairKind.Words,
        _ => null,
    };

    // Its own column, or else that of full names or addresses.
    private int ColumnOf(int field, bool isPartner)
    {
        var name = CustomerFields.All[field].Name;
        var own = mapping.Columns.FirstOrDefault(c => c.Target == (isPartner ? ImportTarget.PartnerPrefix + name : name))
            ?? mapping.Columns.FirstOrDefault(c => c.Target == name);
        return (own ?? mapping.Columns.FirstOrDefault(c => ImportTarget.Holds(ImportTarget.OfPartner(c.Target) ?? c.Target, field)))?.Column ?? -1;
    }

    private string Decoded(int column, ReadOnlySpan<char> cell, long line)
    {
        var written = cell.ToString();
        var decoded = Entities.Decode(written);
        return decoded != written && Note(RepairKind.Entities, column, cell, decoded, line) ? decoded : written;
    }

    // "p:+32478231409", as forms within an advertisement write it.
    private ReadOnlySpan<char> WithoutPrefix(int column, ReadOnlySpan<char> cell, long line)
    {
        var colon = cell.Length > 3 ? cell[..3].IndexOf(':') : -1;
        if (colon < 1 || !Prefixes.Contains(cell[..colon].ToString()) || !(char.IsAsciiLetterOrDigit(cell[colon + 1]) || cell[colon + 1] is '+' or '('))
            return cell;
        var rest = cell[(colon + 1)..];
        return Note(RepairKind.Prefixes, column, cell, rest, line) ? rest : cell;
    }

    private ReadOnlySpan<char> Letters(int column, ReadOnlySpan<char> cell, long line)
    {
        var length = Mojibake.Repair(cell, buffer);
        if (length == 0) return cell;
        var repaired = buffer.AsSpan(0, length);
        return Note(RepairKind.Mojibake, column, cell, repaired, line) ? repaired : cell;
    }

    // Five digits are days since 1900 (May 1927 on); four could be a year and are not touched then.
    private ReadOnlySpan<char> SerialDate(int column, ReadOnlySpan<char> cell, long line)
    {
        var whole = cell;
        var fraction = cell.IndexOfAny(".,");
        if (fraction is 4 or 5 && CheckDigits.AreDigits(cell[(fraction + 1)..])) whole = cell[..fraction];
        if (whole.Length is not (4 or 5) || !CheckDigits.AreDigits(whole)) return cell;
        var serial = int.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture);
        if (serial is (>= 1800 and <= 2100) or < 367 || DateText.FromExcelSerial(serial) is not { } day) return cell;
        day.TryFormat(buffer, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var repaired = buffer.AsSpan(0, length);
        return Note(RepairKind.SerialDate, column, cell, repaired, line) ? repaired : cell;
    }

    private ReadOnlySpan<char> Exponent(int column, ReadOnlySpan<char> cell, long line)
    {
        if (!IsExponent(cell, out var digits) || digits is null) return cell;
        digits.CopyTo(buffer);
        return Note(RepairKind.Exponent, column, cell, digits, line) ? buffer.AsSpan(0, digits.Length) : cell;
    }

    // "1,00003861E+08": complete if there are as many decimals as the exponent says; otherwise digits were lost.
    private static bool IsExponent(ReadOnlySpan<char> cell, out string? digits)
    {
        digits = null;
        return EndsInExponent(cell) && ReadExponent(cell, out digits);
    }

    /// <summary>True for a cell of a number that may be one which a spreadsheet wrote with its exponent.</summary>
    internal static bool MayBeExponent(CustomerField field, ReadOnlySpan<char> cell) => EndsInExponent(cell) && IsNumberLike(field);

    // It has one or two digits; hardly any cell gets beyond this.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsInExponent(ReadOnlySpan<char> cell) => cell.Length >= 4 && (cell[^2] == '+' || cell[^3] == '+');

    private static bool ReadExponent(ReadOnlySpan<char> cell, out string? digits)
    {
        digits = null;
        var sign = cell.LastIndexOf('+');
        if (sign < 2 || cell.Length > 30 || cell[sign - 1] is not ('E' or 'e') || !CheckDigits.AreDigits(cell[(sign + 1)..])) return false;
        var mantissa = cell[..(sign - 1)];
        var point = mantissa.IndexOfAny(".,");
        var whole = point < 0 ? mantissa : mantissa[..point];
        var decimals = point < 0 ? default : mantissa[(point + 1)..];
        if (!CheckDigits.AreDigits(whole) || (point >= 0 && !CheckDigits.AreDigits(decimals))) return false;
        if (decimals.Length == int.Parse(cell[(sign + 1)..], NumberStyles.None, CultureInfo.InvariantCulture)) digits = string.Concat(whole, decimals);
        return true;
    }

    private bool Note(RepairKind kind, int column, ReadOnlySpan<char> before, ReadOnlySpan<char> after, long line)
    {
        Remarks++;
        if (IsOwnRow && kind is (RepairKind.Mojibake or RepairKind.Entities or RepairKind.Prefixes or RepairKind.EmptyWords or RepairKind.LostLetters))
            return false;
        if (Counts) Tell(kind, column, before, after, line);
        return off.Count == 0 || !off.Contains(new RepairKey(kind, column));
    }

    private void Tell(RepairKind kind, int column, ReadOnlySpan<char> before, ReadOnlySpan<char> after, long line)
    {
        var tally = tallies[column * Kinds + (int)kind] ??= new Tally();
        tally.Count++;
        if (tally.Examples.Count < MostExamples && !tally.Examples.Exists(IsSame(before.ToString())))
            tally.Examples.Add(new RepairExample(line, before.ToString(), after.ToString()));
    }

    private static Predicate<RepairExample> IsSame(string before) => e => e.Before == before;

    private sealed class Tally
    {
        public long Count { get; set; }
        public List<RepairExample> Examples { get; } = [];
    }
}
