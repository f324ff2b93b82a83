using System.Collections.Frozen;
using Stamgast.Text;

namespace Stamgast.Customers.Names;

/// <summary>
/// A name from one cell, split into its parts: "Jozefien Aerts", "Aerts, Jozefien", "AERTS Jozefien", "Dhr. Willem de Bakker", "Jan &amp; An
/// Peeters", or a company: "Boulangerie Lefèvre SRL"; also as written by mail programs: "Jozefien Aerts &lt;jozefien@aerts.example&gt;". Unclear
/// parts stay together in the last name.
/// </summary>
public readonly record struct FullName(string? Salutation, string? First, string? Last, string? Company)
{
    /// <summary>The e-mail address in angle brackets after the name, as written; null without one.</summary>
    public string? Email { get; init; }

    /// <summary>The remark beside the name: "(overleden)"; null without one.</summary>
    public string? Remark { get; init; }

    /// <summary>True when there is more than one name, or more than a name, and all of it was kept in the last name.</summary>
    public bool IsWhole { get; init; }

    private static readonly FrozenSet<string> LegalForms =
        ("nv sa bv bvba srl sprl vof snc cv cvba scrl asbl vzw gmbh ag "
            + "kg ohg ug eurl sarl sas sasu ltd limited inc llc plc comm commv stichting vereniging").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Occupations before a name; "Bakker" is a name, "Bakkerij" is not.
    private static readonly FrozenSet<string> Trades = """
        bakkerij slagerij beenhouwerij viswinkel kapsalon garage cafe restaurant hotel brasserie taverne frituur apotheek boekhandel drukkerij schrijnwerkerij brouwerij kwekerij bouwbedrijf schildersbedrijf aannemersbedrijf
        installatiebedrijf loodgietersbedrijf timmerbedrijf schilderwerken dakwerken grondwerken tuinaanleg tuinbouw landbouwbedrijf tandartspraktijk huisartsenpraktijk groepspraktijk dierenartsenpraktijk notariskantoor advocatenkantoor
        boulangerie patisserie boucherie pharmacie librairie imprimerie menuiserie brasserie ferme baeckerei backerei metzgerei fleischerei apotheke tischlerei schreinerei gasthof gasthaus bakery pharmacy
        gemeente gemeentebestuur stad stadsbestuur ocmw cpas commune gemeinde provincie basisschool instituut institut institute universiteit universite universitat university hogeschool
        kerkfabriek parochie paroisse pfarrei harmonie fanfare toneelkring voetbalclub tennisclub sportclub federatie federation firma societe bedrijf
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Heirs =
        "zonen zoon zn dochters fils fille filles freres soeurs sohne soehne sohn sons son daughters co cie partners partner associes".Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Splits a name. <paramref name="isFirstName"/> tells whether a folded word is a known first name; it distinguishes "Peeters Jan" from "Jan
    /// Peeters".
    /// </summary>
    public static FullName Split(ReadOnlySpan<char> name, Func<string, bool> isFirstName)
    {
        var text = name.Trim().ToString();
        if (text.Length == 0) return default;
        if (EmailOf(text) is { IsEmpty: false } email) return Split(WithoutEmail(text), isFirstName) with { Email = email.ToString() };
        var lead = NameTitles.TakeLead(ref text);
        var isCompany = IsCompany(text, isFirstName);
        var remark = Joined(lead, NameTitles.TakeRemark(ref text, isFirstName, onlyKnown: isCompany));
        if (isCompany) return new FullName(null, null, null, text) { Remark = remark };
        remark = Joined(remark, NameTitles.TakeBirthName(ref text));
        var salutation = NameTitles.Take(ref text, out var isFamily);
        if (isFamily) TakeOf(ref text, ref salutation, isFirstName);
        var read = text.Contains(',', StringComparison.Ordinal) ? WithCommas(text, ref salutation, isFirstName) : WithoutCommas(text, isFamily, isFirstName);
        var isWhole = read.First is null && text.Split(' ', ',').Length > 2
            && (text.Contains(',', StringComparison.Ordinal) || text.Split(' ').Any(NameTitles.IsJoiner));
        return new FullName(salutation, Nothing(read.First), read.Last, null) { Remark = remark, IsWhole = isWhole };
    }

    // "Aerts, Jozefien", "Berg, Dhr. Willem van den", "Peeters, Jan, Mr.".
    private static (string? First, string? Last) WithCommas(string text, ref string? salutation, Func<string, bool> isFirstName)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        var suffix = "";
        for (var i = parts.Count - 1; i > 0; i--)
        {
            if (NameTitles.AreTitles(parts[i])) salutation = salutation is null ? parts[i] : $"{salutation} {parts[i]}";
            else if (NameTitles.IsSuffix(parts[i])) suffix = $" {parts[i]}{suffix}";
            else continue;
            parts.RemoveAt(i);
        }
        // More than last and first name: nobody knows which is which.
        if (parts.Count > 2) return (null, text);
        if (parts.Count == 0) return (null, text);
        if (parts.Count == 1)
        {
            var (first, last) = WithoutCommas(parts[0], isFamily: false, isFirstName);
            return (first, last + suffix);
        }
        var after = parts[1];
        if (NameTitles.Take(ref after, out _) is { } title) salutation ??= title;
        while (after.LastIndexOf(' ') is var end and > 0 && NameTitles.IsSuffix(after[(end + 1)..]))
            (suffix, after) = ($" {after[(end + 1)..]}{suffix}", after[..end].TrimEnd());
        var particles = TakeParticles(ref after);
        return (after, particles + parts[0] + suffix);
    }

    private static (string? First, string? Last) WithoutCommas(string text, bool isFamily, Func<string, bool> isFirstName)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var suffix = "";
        while (words.Length > 2 && NameTitles.IsSuffix(words[^1])) (suffix, words) = ($" {words[^1]}{suffix}", words[..^1]);
        if (words.Length == 1) return (null, words[0] + suffix);
        if (Couple(words, isFirstName) is { } couple) return (couple.First, couple.Last + suffix);
        if (DoubleName(words, isFirstName) is var start and >= 0) return (Nothing(string.Join(' ', words[..start])), string.Join(' ', words[start..]) + suffix);
        if (isFamily && !words.Any(w => isFirstName(Folding.Letters(w)))) return (null, string.Join(' ', words) + suffix);
        var at = LastNameStart(words, isFirstName, out var isReversed);
        var (before, behind) = (string.Join(' ', words[..at]), string.Join(' ', words[at..]));
        return isReversed ? (behind, before + suffix) : (before, behind + suffix);
    }

    // "Jan & An Peeters", "De Smet Koen en An"; of two whole names neither is the customer's, and both stay.
    private static (string? First, string Last)? Couple(string[] words, Func<string, bool> isFirstName)
    {
        var at = Array.FindIndex(words, NameTitles.IsJoiner);
        if (at <= 0 || at == words.Length - 1) return null;
        if (IsFirst(words[at - 1]) && IsFirst(words[at + 1]))
        {
            if (at == 1 && words.Length > 3) return (string.Join(' ', words[..3]), string.Join(' ', words[3..]));
            if (at > 1 && at == words.Length - 2) return (string.Join(' ', words[(at - 1)..]), string.Join(' ', words[..(at - 1)]));
        }
        return (null, string.Join(' ', words));

        bool IsFirst(string word) => IsInitials(word) || isFirstName(Folding.Letters(word));
    }

    // The start of the last name; if it comes first, the start of the first name.
    private static int LastNameStart(string[] words, Func<string, bool> isFirstName, out bool isReversed)
    {
        isReversed = false;
        // "PEETERS Jan", "VAN DEN BERG Jan": capitals are the surname; "JP de Vries": initials.
        var capitals = words.TakeWhile(IsCapitals).Count();
        if (capitals > 0 && capitals < words.Length && words[capitals..].All(w => !IsCapitals(w)) && !IsParticle(words[capitals]))
        {
            isReversed = true;
            return capitals;
        }
        var particles = words.TakeWhile(w => IsParticle(w) || w is "Mc" or "Mac").Count();
        // "De Smet" and "Van den Berg": only a last name.
        if (particles >= words.Length - 1) return 0;
        // "Van den Berg Jan", "Peeters Jan Karel", "O'Neil Sean", "Janssens J.": first names at the end.
        var firsts = Math.Min(words.Reverse().TakeWhile(w => isFirstName(Folding.Letters(w)) || IsInitials(w)).Count(), words.Length - particles - 1);
        if (particles > 0 || (firsts > 0 && !isFirstName(Folding.Letters(words[0])) && !IsInitials(words[0])) || IsSurname(words[0]))
        {
            isReversed = true;
            return firsts > 0 ? words.Length - firsts : particles > 0 ? words.Length - 1 : 1;
        }
        var particle = Array.FindIndex(words, IsParticle);
        return particle > 0 && particle < words.Length - 1 ? particle : words.Length - 1;
    }

    // "Erven van Jan Peeters": the heirs of a person.
    private static void TakeOf(ref string text, ref string? salutation, Func<string, bool> isFirstName)
    {
        var words = text.Split(' ');
        if (words.Length < 3 || words[0] is not ("van" or "de" or "von" or "of") || !isFirstName(Folding.Letters(words[1]))) return;
        salutation = $"{salutation} {words[0]}";
        text = string.Join(' ', words[1..]);
    }

    // The start of "Jansen - de Vries", two last names with a dash; -1 for none.
    private static int DoubleName(string[] words, Func<string, bool> isFirstName)
    {
        var dash = Array.FindIndex(words, w => w is "-" or "–");
        if (dash <= 0 || dash == words.Length - 1 || isFirstName(Folding.Letters(words[^1]))) return -1;
        var particle = Array.FindIndex(words, IsParticle);
        return particle >= 0 && particle < dash ? particle : dash - 1;
    }

    // The S. of "S. Jansen" is an initial.
    private static bool IsParticle(string word) => PersonNames.IsParticle(word) && !IsInitials(word);

    private static string? Joined(string? one, string? other) => one is null ? other : other is null ? one : $"{one} {other}";

    // "O'Neil" and "D'Hondt" are not first names.
    private static bool IsSurname(string word) => word.Length > 3 && word[0] is 'O' or 'D' && word[1] is '\'' or '’' && char.IsUpper(word[2]);

    // "J.", "J.P.M.", "W".
    private static bool IsInitials(string word)
    {
        if (word.Length == 1) return char.IsUpper(word[0]);
        var isLetter = false;
        foreach (var c in word)
        {
            if (char.IsUpper(c) ? isLetter : c is not ('.' or '-')) return false;
            isLetter = char.IsUpper(c);
        }
        return word.Contains('.', StringComparison.Ordinal);
    }

    private static bool IsCompany(string text, Func<string, bool> isFirstName)
    {
        var words = Words(text.Replace(".", "", StringComparison.Ordinal));
        if (words.Any(LegalForms.Contains)) return true;
        var cells = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && Trades.Contains(Folding.Letters(cells[0]))) return true;
        if (words.Length > 0 && words[^1].Length > 6 && words[^1].EndsWith("school", StringComparison.Ordinal)) return true;
        if (cells.Length > 2 && NameTitles.IsJoiner(cells[^2]) && Heirs.Contains(Folding.Letters(cells[^1]))) return true;
        if (!text.Contains('&', StringComparison.Ordinal)) return false;
        var rest = text;
        // "Dhr. & Mevr. Peeters" and "Jan & An Peeters" are people.
        if (NameTitles.Take(ref rest, out _) is not null) return false;
        cells = rest.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return !cells.Contains("&") || Couple(cells, isFirstName) is not { First: not null };
    }

    // "Bakker, Willem de", as lists in the Netherlands have it. In capitals it may be a name.
    private static string TakeParticles(ref string first)
    {
        var words = first.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = words.Length;
        while (start > 0 && !char.IsUpper(words[start - 1][0]) && PersonNames.IsParticle(words[start - 1])) start--;
        if (start == words.Length) return "";
        first = string.Join(' ', words[..start]);
        return string.Join(' ', words[start..]) + " ";
    }

    /// <summary>The text before the <see cref="Email"/>, without quotes; the whole text without one.</summary>
    internal static ReadOnlySpan<char> WithoutEmail(ReadOnlySpan<char> name) => EmailOf(name).IsEmpty ? name : name[..name.LastIndexOf('<')].Trim(" \"'");

    private static ReadOnlySpan<char> EmailOf(ReadOnlySpan<char> text)
    {
        var open = text.EndsWith('>') ? text.LastIndexOf('<') : -1;
        // With several addresses none is cut off: there is room for one.
        if (open < 0 || text.IndexOf('<') != open) return default;
        var inside = text[(open + 1)..^1].Trim();
        return inside.IndexOf('@') > 0 && !inside.Contains(' ') ? inside : default;
    }

    private static string[] Words(string text) => Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsCapitals(string word) => word.Length > 1 && word.Any(char.IsLetter) && !word.Any(char.IsLower) && word[^1] != '.';

    private static string? Nothing(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
