using System.Collections.Frozen;
using Stamgast.Text;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Values that fill a cell without identifying anybody: no customer is found by them, and two rows with the same one are not one customer.
/// </summary>
internal static class Placeholders
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal,
        "geen", "geenemail", "geenmail", "geenadres", "heeftgeen", "onbekend", "nvt", "none", "no", "noemail", "nomail", "noreply", "donotreply", "unknown",
        "na", "nil", "null", "test", "dummy", "fake", "example", "email", "mail", "aucun", "aucune", "pasdemail", "pasdemel", "sansemail", "sansmail",
        "inconnu", "inconnue", "keine", "kein", "keineemail", "keinemail", "ohneemail", "unbekannt", "leeg", "vide", "leer", "empty", "x", "xx", "xxx", "xxxx",
        "a", "aa", "aaa", "abc");

    /// <summary>True for an e-mail address or a VAT number that stands for none.</summary>
    public static bool IsOne(int field, string value) => field == CustomerFields.Email ? IsEmail(value) : !IsNumber(value);

    // "geen@geen.be", "x@x.be", "noemail@claes.example": a name that equals its domain, or a word that nobody is called.
    private static bool IsEmail(string value)
    {
        var at = value.LastIndexOf('@');
        if (at <= 0) return true;
        var (name, domain) = (Folding.Letters(value.AsSpan(0, at)), Folding.Letters(value[(at + 1)..].Split('.')[0]));
        return Words.Contains(name) && (Words.Contains(domain) || name == domain || name.Length > 4 && name is not ("email" or "dummy"));
    }

    // "000000000", "BE0999999999": a number of one repeated digit belongs to nobody, and a text without enough digits is not a number.
    private static bool IsNumber(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return digits.Length >= 4 && digits.TrimStart('0').Distinct().Count() > 1;
    }
}
