using System.Collections.Frozen;
using Stamgast.Settings;
using Stamgast.Text;

namespace Stamgast.Customers.Names;

/// <summary>
/// Last names and the small words before them (particles: "van den", "de", "von der", "El"): which word is the core, how a name is sorted, which
/// initials represent it.
/// </summary>
public static class PersonNames
{
    // Words before a last name that are ignored for sorting in the Netherlands and Germany (after the list of prefixes of the Dutch register of
    // persons). Du, des, la and le stay with the name, as in French lists.
    private static readonly FrozenSet<string> Skipped =
        Set("van de der den ter ten te tot t s von vom zu zum zur d op in uit uyt aan aen bij onder over onder voor het am im auf aus el al da do dos das di "
            + "del della degli dei");

    private static readonly FrozenSet<string> Kept = Set("du des la le les l lo");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SkippedSpans = Skipped.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KeptSpans = Kept.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a word that can precede a last name, in any case and with its apostrophe: "van", "Den", "'t", "d'".</summary>
    public static bool IsParticle(ReadOnlySpan<char> word) => Matches(word, SkippedSpans) || Matches(word, KeptSpans);

    /// <summary>The start of the core word of a last name: 8 in "Van den Berg", 0 in "Aerts" and in "Le Roy". Never past the last word.</summary>
    public static int CoreStart(ReadOnlySpan<char> surname)
    {
        var start = 0;
        while (true)
        {
            // "d'Hondt": the apostrophe ends a particle too.
            var end = surname[start..].IndexOfAny(' ', '\'', '’');
            if (end <= 0 && !surname[start..].StartsWith("'") && !surname[start..].StartsWith("’")) return start;
            if (end == 0) end = Math.Max(1, surname[start..].IndexOf(' '));
            var next = start + end + 1;
            if (next >= surname.Length || !Matches(surname.Slice(start, end), SkippedSpans)) return start;
            while (next < surname.Length && surname[next] == ' ') next++;
            if (next >= surname.Length) return start;
            start = next;
        }
    }

    /// <summary>The name as in a list: "Bakker, Willem de" or "de Bakker, Willem"; for a company its name; null without one.</summary>
    public static string? ListName(CustomerValues values, NameOrder order)
    {
        var first = values[CustomerFields.FirstName];
        var last = values[CustomerFields.LastName];
        if ((values.IsCompany && values[CustomerFields.CompanyName] is not null) || last is null) return values.DisplayName;
        var particle = values[CustomerFields.Particle];
        if (order == NameOrder.FullName) return WithComma(particle is null ? last : $"{particle} {last}", first);
        if (particle is null && CoreStart(last) is var start and > 0)
        {
            particle = last[..start].TrimEnd();
            last = last[start..];
        }
        return WithComma(last, first is null || particle is null ? first ?? particle : $"{first} {particle}");
    }

    /// <summary>One or two capitals for the picture of a customer: "JA" for Jozefien Aerts, "WB" for Willem de Bakker, "CZ" for Claes &amp; Zonen NV; "?"
    /// for no name.</summary>
    public static string Initials(CustomerValues values)
    {
        var first = values[CustomerFields.FirstName];
        var last = values[CustomerFields.LastName];
        if (values.IsCompany && values[CustomerFields.CompanyName] is { } company) (first, last) = FirstWords(company);
        else if (last is not null && values[CustomerFields.Particle] is null) last = last[CoreStart(last)..];
        var initials = Initial(first) + Initial(last);
        return initials.Length > 0 ? initials : Initial(values.DisplayName) is { Length: > 0 } one ? one : "?";
    }

    private static string WithComma(string listed, string? rest) => rest is null ? listed : $"{listed}, {rest}";

    private static (string? First, string? Second) FirstWords(string company)
    {
        var words = company.Split([' ', '-', '&', '+', '/'], 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length switch { 0 => (null, null), 1 => (words[0], null), _ => (words[0], words[1]) };
    }

    private static string Initial(string? text)
    {
        if (text is null) return "";
        foreach (var rune in text.EnumerateRunes())
            if (System.Text.Rune.IsLetterOrDigit(rune)) return System.Text.Rune.ToUpperInvariant(rune).ToString();
        return "";
    }

    private static bool Matches(ReadOnlySpan<char> word, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> set)
    {
        const int longest = 8;
        if (word.Length > longest) return false;
        Span<char> letters = stackalloc char[longest * Folding.MaxExpansion];
        return set.Contains(letters[..Folding.Fold(word, letters, spaces: false)]);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
