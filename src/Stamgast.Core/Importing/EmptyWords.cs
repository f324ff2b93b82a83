using System.Buffers;
using System.Collections.Frozen;
using Stamgast.Customers;
using Stamgast.Formats;

namespace Stamgast.Importing;

/// <summary>
/// Texts that programs and people write where there is nothing to say ("NULL", "n/a", "-"), and errors that a spreadsheet left in the place
/// of a value ("#REF!"). Names are anything that somebody may be called, so among them only what nobody is: the last name Null exists, NULL
/// comes from a database.
/// </summary>
internal static class EmptyWords
{
    private const int Longest = 16;
    private const int LongestSigns = 10;

    // As Excel and its peers write them in English, Dutch, French, German, Spanish and Italian.
    private static readonly FrozenSet<string> ErrorTexts = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "#N/A", "#N/B", "#NV", "#N/D", "#REF!", "#VERW!", "#BEZUG!", "#VALUE!", "#WAARDE!", "#VALEUR!", "#WERT!", "#NAME?", "#NAAM?", "#NOM?",
        "#DIV/0!", "#DEEL/0!", "#NUM!", "#GETAL!", "#NOMBRE!", "#ZAHL!", "#NULL!", "#LEEG!", "#NUL!", "#SPILL!", "#CALC!", "#FIELD!", "Err:502", "Err:504", "Err:508", "Err:522");

    private static readonly FrozenSet<string> Anywhere = FrozenSet.Create(StringComparer.Ordinal,
        "NULL", "N/A", "n/a", "n.v.t.", "N.v.t.", "N.V.T.", "nvt", "undefined", "\\N",
        "<null>", "<NULL>", "(null)", "(NULL)", "[null]", "[NULL]", "<NA>", "(leeg)", "(Leeg)", "(blank)", "(Blank)", "(vide)", "(Vide)", "(leer)", "(Leer)", "(empty)", "(none)", "(geen)", "(aucun)", "(keine)");

    // Null and Nan are people; a company, a street or a city is not called so.
    private static readonly FrozenSet<string> ButForPeople = FrozenSet.Create(StringComparer.Ordinal, "null", "NaN", "nan");

    // Where a value has a form, no word is one.
    private static readonly FrozenSet<string> WhereNoWordIs = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "null", "nil", "nihil", "none", "nan", "na", "n.a.", "nb", "n.b.", "n.v.t", "n/b", "geen", "neen", "nee", "no", "non", "nein", "niet bekend", "onbekend", "unknown", "not known",
        "aucun", "aucune", "néant", "inconnu", "inconnue", "non connu", "kein", "keine", "keiner", "unbekannt", "leeg", "vide", "leer", "empty", "x", "xx", "xxx");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Errors = ErrorTexts.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Always = Anywhere.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> People = ButForPeople.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Formed = WhereNoWordIs.GetAlternateLookup<ReadOnlySpan<char>>();

    // With which those begin that stand anywhere.
    private static readonly SearchValues<char> Starts = SearchValues.Create([.. Anywhere.Concat(ButForPeople).Select(word => word[0]).Distinct()]);
    private static readonly SearchValues<char> Signs = SearchValues.Create("-./_,?*~");
    private static readonly SearchValues<char> Starting = SearchValues.Create([.. Anywhere.Concat(ButForPeople).Select(word => word[0]), .. "-./_,?*~E"]);

    /// <summary>What the whole cell is, trimmed: <see cref="RepairKind.EmptyWords"/>, <see cref="RepairKind.SheetErrors"/>, or null for a value.</summary>
    /// <param name="field">The field of the cell; null for a name, an address or an ID in one.</param>
    /// <param name="target">What the column feeds, see <see cref="ImportTarget"/>.</param>
    public static RepairKind? Of(CustomerField? field, string? target, ReadOnlySpan<char> cell)
    {
        // None of them has a digit at either end but some errors: phone numbers, dates and codes are told apart by that.
        if (cell.IsEmpty || cell.Length > Longest || char.IsAsciiDigit(cell[0])) return null;
        if (IsError(cell)) return RepairKind.SheetErrors;
        if (char.IsAsciiDigit(cell[^1])) return null;
        if (cell.Length <= LongestSigns && Signs.Contains(cell[0]) && cell.IndexOfAnyExcept(cell[0]) < 0) return RepairKind.EmptyWords;
        return (Starts.Contains(cell[0]) && (Always.Contains(cell) || (People.Contains(cell) && !IsPerson(target)))) || (HasForm(field) && Formed.Contains(cell)) ? RepairKind.EmptyWords : null;
    }

    /// <summary>True for a value that a spreadsheet could not show: it is not known, which is something else than empty.</summary>
    public static bool IsError(ReadOnlySpan<char> cell) =>
        cell.Length is > 2 and <= Longest && cell[0] is '#' or 'E' && (Errors.Contains(cell) || cell.IndexOfAnyExcept('#') < 0);

    /// <summary>False for nearly every cell of a name, a street or a city that is a value. One that begins with '#', '(' or '*' is no clean line.</summary>
    public static bool MayBe(ReadOnlySpan<char> cell) => Starting.Contains(cell[0]) && cell.Length <= Longest
        && (Signs.Contains(cell[0]) || Always.Contains(cell) || People.Contains(cell) || IsError(cell));

    private static bool IsPerson(string? target) => (ImportTarget.OfPartner(target) ?? target) is "first_name" or "last_name" or ImportTarget.FullName;

    private static bool HasForm(CustomerField? field) => field?.Kind is FieldKind.Date or FieldKind.Email or FieldKind.EmailList or FieldKind.Phone or FieldKind.PhoneList
        or FieldKind.EnterpriseNumber or FieldKind.VatNumber or FieldKind.Iban or FieldKind.Website or FieldKind.PostalCode;
}
