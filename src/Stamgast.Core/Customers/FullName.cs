using System.Collections.Frozen;
using Stamgast.Text;

namespace Stamgast.Customers;

/// <summary>
/// A name that stood in one cell, cut into its parts: "Jozefien Aerts", "Aerts, Jozefien", "AERTS Jozefien", "Dhr. Willem de Bakker",
/// or a company: "Boulangerie Lefèvre SRL"; also as mail programs write it: "Jozefien Aerts &lt;jozefien@aerts.example&gt;".
/// </summary>
public readonly record struct FullName(string? Salutation, string? First, string? Last, string? Company)
{
    /// <summary>The e-mail address that stood between angle brackets behind the name, as it was written; null when there is none.</summary>
    public string? Email { get; init; }

    private static readonly FrozenSet<string> LegalForms =
        "nv sa bv bvba srl sprl vof snc cv cvba scrl asbl vzw gmbh ag kg ohg ug eurl sarl sas sasu ltd limited inc llc plc comm commv stichting vereniging".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Salutations =
        "dhr heer mevr mevrouw mw mvr mr mrs ms miss mijnheer meneer juffrouw m mme mlle monsieur madame mademoiselle herr frau dr prof ir ing".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Cuts a name. <paramref name="isFirstName"/> says whether a folded word is a known first name; it tells "Peeters Jan" from "Jan Peeters".</summary>
    public static FullName Split(ReadOnlySpan<char> name, Func<string, bool> isFirstName)
    {
        var text = name.Trim().ToString();
        if (text.Length == 0) return default;
        if (EmailOf(text) is { IsEmpty: false } email) return Split(WithoutEmail(text), isFirstName) with { Email = email.ToString() };
        if (IsCompany(text)) return new FullName(null, null, null, text);
        var salutation = TakeSalutation(ref text);
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && comma < text.Length - 1 && text.IndexOf(',', comma + 1) < 0)
        {
            var after = text[(comma + 1)..].Trim();
            salutation ??= TakeSalutation(ref after);
            var particles = TakeParticles(ref after);
            return new FullName(salutation, Nothing(after), particles + text[..comma].Trim(), null);
        }
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1) return new FullName(salutation, null, words[0], null);
        var last = LastNameStart(words, isFirstName, out var isReversed);
        return isReversed
            ? new FullName(salutation, string.Join(' ', words[last..]), string.Join(' ', words[..last]), null)
            : new FullName(salutation, string.Join(' ', words[..last]), string.Join(' ', words[last..]), null);
    }

    // Where the surname starts; when it comes first, where the first name starts.
    private static int LastNameStart(string[] words, Func<string, bool> isFirstName, out bool isReversed)
    {
        isReversed = false;
        // "PEETERS Jan", "VAN DEN BERG Jan": capitals are the surname.
        var capitals = words.TakeWhile(IsCapitals).Count();
        if (capitals > 0 && capitals < words.Length && words[capitals..].All(w => !IsCapitals(w)))
        {
            isReversed = true;
            return capitals;
        }
        var particle = Array.FindIndex(words, w => PersonNames.IsParticle(w));
        // "Van den Berg Jan": a particle in front, and a first name at the end.
        if (particle == 0)
        {
            isReversed = true;
            return words.Length - 1;
        }
        if (particle > 0 && particle < words.Length - 1) return particle;
        if (isFirstName(Folding.Letters(words[^1])) && !isFirstName(Folding.Letters(words[0])))
        {
            isReversed = true;
            return words.Length - 1;
        }
        return words.Length - 1;
    }

    private static bool IsCompany(string text) =>
        text.Contains('&', StringComparison.Ordinal) || Words(text.Replace(".", "", StringComparison.Ordinal)).Any(LegalForms.Contains);

    private static string? TakeSalutation(ref string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var isSaid = space > 0 && Salutations.Contains(Folding.Letters(text.AsSpan(0, space))) && (space > 1 || text[0] == 'M');
        if (text.StartsWith("de heer ", StringComparison.OrdinalIgnoreCase)) (isSaid, space) = (true, 7);
        if (!isSaid) return null;
        var salutation = text[..space];
        text = text[(space + 1)..].Trim();
        return salutation;
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

    /// <summary>What stands before the <see cref="Email"/>, without quotes; the whole where there is none.</summary>
    internal static ReadOnlySpan<char> WithoutEmail(ReadOnlySpan<char> name) => EmailOf(name).IsEmpty ? name : name[..name.LastIndexOf('<')].Trim(" \"'");

    private static ReadOnlySpan<char> EmailOf(ReadOnlySpan<char> text)
    {
        var open = text.EndsWith('>') ? text.LastIndexOf('<') : -1;
        // Of several addresses none is cut off: there is room for one.
        if (open < 0 || text.IndexOf('<') != open) return default;
        var inside = text[(open + 1)..^1].Trim();
        return inside.IndexOf('@') > 0 && !inside.Contains(' ') ? inside : default;
    }

    private static string[] Words(string text) => Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsCapitals(string word) => word.Length > 1 && word.Any(char.IsLetter) && !word.Any(char.IsLower) && word[^1] != '.';

    private static string? Nothing(string text) => text.Length == 0 ? null : text;
}
