using System.Collections.Frozen;
using Stamgast.Comparing.Names;
using Stamgast.Text;

namespace Stamgast.Comparing;

/// <summary>
/// Compares e-mail addresses: equal, a typing error, the same name at another provider. A functional address ("info@", "facturatie@") says nothing
/// about the person at another provider, nor does one made from the person's name. The texts carry <see cref="NameKey"/> as their key.
/// </summary>
internal sealed class EmailComparison(TextValues emails, int[] slots, NameValues names, int familySlot)
    : ValueComparison("email", Sharing.Household, EmailLevels, 1e-6, emails, slots)
{
    public const int Typo = 2, SameName = 3, Differ = 4;

    private static readonly Level[] EmailLevels =
    [
        Level.Missing, new("exact", 0.70, 1, true), new("typo", 0.07, 1, true), new("same_name", 0.05, 30), new("differ", 0.18, 1_000_000),
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
        return local.Length < 4 || IsFunction(local) ? 0 : ValuePool.Hash(local) | 1;
    }

    protected override int Compare(int a, int b, ReadOnlySpan<int> rowA, ReadOnlySpan<int> rowB)
    {
        // Nearly all pairs end here, before any letter was looked at.
        if (Values.AtLeast(a, b) > 3 && (Values.Key(a) != Values.Key(b) || Values.Key(a) == 0)) return Differ;
        ReadOnlySpan<char> x = Values[a], y = Values[b];
        var longest = Math.Max(x.Length, y.Length);
        var distance = Values.Distance(a, b, 3);
        ReadOnlySpan<char> nameX = Local(x), nameY = Local(y);
        if (HaveOtherNumbers(nameX, nameY, distance) || HaveOtherNumbers(Host(x), Host(y), distance)) return Differ;
        if (distance <= (longest >= 14 ? 2 : longest >= 8 ? 1 : 0) && EditDistance.Of(nameX, nameY) * 4 <= Math.Max(nameX.Length, nameY.Length)) return Typo;
        if (nameX.SequenceEqual(nameY))
        {
            if (nameX.Length < 4 || IsFunction(nameX)) return Differ;
            if (distance <= 3) return Typo;
            return IsMadeOf(nameX, rowA) && IsMadeOf(nameY, rowB) ? SaysNothing : SameName;
        }
        return distance == 3 && longest >= 18 ? Typo : Differ;
    }

    // "jan.peeters7624" and "jan.peeters7022" are two people whose provider numbers its customers, not a typing error.
    private static bool HaveOtherNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y, int distance)
    {
        ReadOnlySpan<char> letters = x.TrimEnd("0123456789"), others = y.TrimEnd("0123456789");
        var digits = x.Length + y.Length - letters.Length - others.Length;
        return distance >= 2 && digits >= 3 && letters.Length >= 3 && !x[letters.Length..].SequenceEqual(y[others.Length..])
            && EditDistance.Of(letters, others, 1) <= 1;
    }

    // The domain without its ending.
    private static ReadOnlySpan<char> Host(ReadOnlySpan<char> email)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        var dot = domain.LastIndexOf('.');
        return dot < 0 ? domain : domain[..dot];
    }

    // "jozefien.aerts" holds Aerts: that two people of this name have it proves no more than the name does.
    private bool IsMadeOf(ReadOnlySpan<char> local, ReadOnlySpan<int> row)
    {
        if (familySlot < 0 || row[familySlot] == 0) return false;
        var core = names.WordsOf(row[familySlot]);
        foreach (var word in core) if (names.Forms[word].Length >= 3 && local.Contains(names.Forms[word], StringComparison.Ordinal)) return true;
        return false;
    }
}
