using System.Collections.Frozen;
using Stamgast.Comparing.Names;
using Stamgast.Text;

namespace Stamgast.Comparing;

/// <summary>
/// Compares e-mail addresses: equal, a typing error, the same name at another provider. A functional address ("info@", "facturatie@") says nothing
/// about the person at another provider, nor does one made from the person's name. Of an address made from the name, most follows from the name: it
/// counts as a level of its own. The texts carry <see cref="NameKey"/> as their key.
/// </summary>
/// <param name="emails">The addresses.</param>
/// <param name="slots">Where a row has them.</param>
/// <param name="names">The names of persons.</param>
/// <param name="givenSlot">Where a row has its first name; -1 for nowhere.</param>
/// <param name="familySlot">Where it has its last name; -1 for nowhere.</param>
internal sealed class EmailComparison(TextValues emails, int[] slots, NameValues names, int givenSlot, int familySlot)
    : ValueComparison("email", Sharing.Household, EmailLevels, 1e-6, emails, slots)
{
    public const int OwnName = 2, Typo = 3, SameName = 4, OwnNameTypo = 5, Differ = 6;

    private const int ShortestName = 3, TellingDigits = 3;

    private static readonly Level[] EmailLevels =
    [
        Level.Missing, new("exact", 0.45, 1, true), new("own_name", 0.25, 0.5, MostBits: 13, FollowsFromNames: true),
        new("typo", 0.06, 1, true), new("same_name", 0.03, 30), new("own_name_typo", 0.03, 30, MostBits: 4, FollowsFromNames: true),
        new("differ", 0.18, 1_000_000),
    ];

    private static readonly FrozenSet<string> Functions = new[]
    {
        "info", "contact", "mail", "email", "admin", "administratie", "office", "sales", "verkoop", "vente", "support", "service", "hello", "hallo", "bonjour",
            "secretariaat", "secretariat",
        "boekhouding", "comptabilite", "buchhaltung", "facturatie", "facturation", "rechnung", "invoice", "factuur", "bestelling", "commande", "webmaster",
        "noreply", "no reply", "facturen", "aankoop", "achats", "einkauf", "klanten", "clients", "bestellingen", "commandes", "directie", "direction",
        "marketing", "planning", "receptie", "reception", "accueil", "empfang", "verwaltung", "zentrale", "vertrieb", "buro", "bureau", "kantoor", "atelier",
        "winkel", "kontakt", "post", "team", "shop",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FunctionLookup = Functions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a local part that belongs to a function, not to a person.</summary>
    public static bool IsFunction(ReadOnlySpan<char> local) => FunctionLookup.Contains(local);

    /// <summary>The part before the at sign, without anything after a plus; the whole text without an at sign.</summary>
    public static ReadOnlySpan<char> Local(ReadOnlySpan<char> email)
    {
        var at = email.LastIndexOf('@');
        var local = at < 0 ? email : email[..at];
        var plus = local.IndexOf('+');
        return plus > 0 ? local[..plus] : local;
    }

    /// <summary>Shared by addresses of one name at several providers; 0 for short names and functional addresses.</summary>
    public static uint NameKey(ReadOnlySpan<char> email)
    {
        var local = Local(email);
        return local.Length < 4 || IsFunction(local) ? 0 : Plain(local);
    }

    // "jan.peeters" and "janpeeters" are one name.
    private static uint Plain(ReadOnlySpan<char> local)
    {
        Span<char> plain = stackalloc char[64];
        var length = 0;
        foreach (var c in local) if (c is not ('.' or '-' or '_') && length < plain.Length) plain[length++] = c;
        return ValuePool.Hash(plain[..length]) | 1;
    }

    // Nobody else has this mailbox, but whoever invents addresses, or guesses one, makes them of the name too.
    protected override int Equal(int value, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB) =>
        IsMadeOfBoth(Local(Values[value]), rowA) || IsMadeOfBoth(Local(Values[value]), rowB) ? OwnName : Exact;

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        // Nearly all pairs end here, before any letter was looked at.
        if (Values.AtLeast(a, b) > 3 && (Values.Key(a) != Values.Key(b) || Values.Key(a) == 0)) return Differ;
        ReadOnlySpan<char> x = Values[a], y = Values[b];
        var longest = Math.Max(x.Length, y.Length);
        var distance = Values.Distance(a, b, 3);
        ReadOnlySpan<char> nameX = Local(x), nameY = Local(y);
        if (HaveOtherNumbers(nameX, nameY, distance, false) || HaveOtherNumbers(Host(x), Host(y), distance, true)) return Differ;
        if (distance <= (longest >= 14 ? 2 : longest >= 8 ? 1 : 0) && EditDistance.Of(nameX, nameY) * 4 <= Math.Max(nameX.Length, nameY.Length))
            return TypoOf(nameX, nameY, rowA, rowB);
        if (nameX.SequenceEqual(nameY) || (Values.Key(a) != 0 && Values.Key(a) == Values.Key(b)))
        {
            if (nameX.Length < 4 || IsFunction(nameX)) return Differ;
            if (distance <= 3) return TypoOf(nameX, nameY, rowA, rowB);
            return IsMadeOf(nameX, rowA) || IsMadeOf(nameY, rowB) ? SaysNothing : SameName;
        }
        return distance == 3 && longest >= 18 ? TypoOf(nameX, nameY, rowA, rowB) : Differ;
    }

    // What two names have in common, the addresses made of them have too; and providers number the namesakes among their customers.
    private int TypoOf(ReadOnlySpan<char> x, ReadOnlySpan<char> y, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        ReadOnlySpan<char> digitsX = x[x.TrimEnd("0123456789").Length..], digitsY = y[y.TrimEnd("0123456789").Length..];
        var isNumbered = Math.Min(digitsX.Length, digitsY.Length) > 1;
        var areOwn = IsMadeOfBoth(x, rowA) || IsMadeOfBoth(y, rowB);
        if (isNumbered && !digitsX.SequenceEqual(digitsY)) return areOwn ? SaysNothing : OwnNameTypo;
        return areOwn && !(isNumbered && digitsX.Length >= TellingDigits) ? OwnNameTypo : Typo;
    }

    // "jan.peeters7624" and "jan.peeters7022" are two people whose provider numbers its customers, not a typing error; in a host, one digit is enough.
    private static bool HaveOtherNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y, int distance, bool isHost)
    {
        ReadOnlySpan<char> letters = x.TrimEnd("0123456789"), others = y.TrimEnd("0123456789");
        var digits = x.Length + y.Length - letters.Length - others.Length;
        return (distance >= 2 || isHost && distance == 1 && digits >= 4) && digits >= 3 && letters.Length >= 3
            && !x[letters.Length..].SequenceEqual(y[others.Length..]) && EditDistance.Of(letters, others, 1) <= (isHost ? 1 : 2);
    }

    // The domain without its ending.
    private static ReadOnlySpan<char> Host(ReadOnlySpan<char> email)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        var dot = domain.LastIndexOf('.');
        return dot < 0 ? domain : domain[..dot];
    }

    // "jozefien.aerts" holds Aerts: that two people of this name have it proves no more than the name does.
    private bool IsMadeOf(ReadOnlySpan<char> local, ReadOnlySpan<int> row) => FamilyIn(local, row) > 0;

    // The letters of the last name in it, in its longest word; 0 when it is not there.
    private int FamilyIn(ReadOnlySpan<char> local, ReadOnlySpan<int> row)
    {
        if (familySlot < 0 || row[familySlot] == 0) return 0;
        var longest = 0;
        foreach (var word in names.WordsOf(row[familySlot]))
            if (names.Forms[word].Length >= ShortestName && names.Forms[word].Length > longest && local.Contains(names.Forms[word], StringComparison.Ordinal))
                longest = names.Forms[word].Length;
        return longest;
    }

    // "jozefien.aerts", "aerts.j" and "jaerts" of Jozefien Aerts; not with a number, which strangers do not share.
    private bool IsMadeOfBoth(ReadOnlySpan<char> local, ReadOnlySpan<int> row)
    {
        if (givenSlot < 0 || row[givenSlot] == 0 || familySlot < 0 || row[familySlot] == 0) return false;
        if (local.Length - local.TrimEnd("0123456789").Length >= TellingDigits) return false;
        Span<char> letters = stackalloc char[64];
        var count = 0;
        foreach (var c in local) if (char.IsAsciiLetter(c) && count < letters.Length) letters[count++] = c;
        ReadOnlySpan<char> text = letters[..count], given = names.Letters(row[givenSlot]), family = names.Letters(row[familySlot]);
        if (family.Length < ShortestName || given.Length == 0) return false;
        var at = text.IndexOf(family, StringComparison.Ordinal);
        var length = family.Length;
        if (at < 0 && FamilyIn(local, row) is > 0 and var word)
        {
            // "Van den Berghe" without its particles.
            foreach (var form in names.WordsOf(row[familySlot]))
                if (names.Forms[form].Length == word && at < 0) at = text.IndexOf(names.Forms[form], StringComparison.Ordinal);
            length = word;
        }
        if (at < 0) return false;
        // Before it or behind it, the first name, its beginning or its initial.
        ReadOnlySpan<char> rest = at > 0 ? text[..at] : text[length..];
        return rest.Length > 0 && (given.StartsWith(rest, StringComparison.Ordinal) || rest.StartsWith(given, StringComparison.Ordinal)
            || (rest[0] == given[0] && NameParticles.Contains(rest[1..])));
    }
}
