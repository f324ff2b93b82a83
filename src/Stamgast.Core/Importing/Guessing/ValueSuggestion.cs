using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;

namespace Stamgast.Importing.Guessing;

/// <summary>The most likely meaning of a text that the program does not understand: a known word in it, or nearly the same word.</summary>
internal static class ValueSuggestion
{
    private static readonly WordTable Nothing = WordTable.Parse(
        "0: -, ?, x, n/a, na, n.a., null, nil, none, unknown, onbekend, inconnu, unbekannt, niet gekend, geen, aucun, aucune, keine, leeg, vide, leer, te "
            + "bepalen, à définir, nvt, n.v.t., s.o., k.A., keine Angabe, niet ingevuld, non renseigné, other, andere, autre, sonstige, tbd");

    private static readonly RuleContext Anywhere = new("BE", DateOnly.MinValue);

    /// <summary>The canonical value, "" for a word that means nothing, or null.</summary>
    public static string? For(CustomerField field, string text)
    {
        if (Nothing.Find(text) is not null) return "";
        if (Understood(field, text) is { } value) return value;
        var parts = text.Split([' ', '/', '-', '(', ')', ',', ';', '.', ':', '_', '&', '+', '|'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return "";
        // "Madam X": a single letter counts only if no longer word does.
        var meant = Meant(field, parts.Where(p => p.Length > 1));
        if (meant.Count == 0)
        {
            if (Nearest(field, text) is { } near) return near;
            meant = Meant(field, parts);
        }
        return meant.Count == 1 && parts.Length > 1 ? meant[0] : null;
    }

    private static List<string> Meant(CustomerField field, IEnumerable<string> parts) =>
        [.. parts.Select(p => Understood(field, p)).OfType<string>().Distinct()];

    private static string? Nearest(CustomerField field, string text) => field.Kind switch
    {
        FieldKind.Country => Countries.Nearest(text),
        FieldKind.Language => Languages.Nearest(text),
        _ => ChoiceWords.Nearest(field.Kind, text),
    };

    private static string? Understood(CustomerField field, string text) =>
        FieldRules.Normalise(field, text, Anywhere) is { Problem: null, Value: { } value } ? value : null;
}
