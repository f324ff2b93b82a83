using System.Text.RegularExpressions;

namespace Stamgast.Tables;

/// <summary>
/// Recognises lines that a program prints below a table or a page of it, in four languages: "Exported on 04/03/2024", "Number of customers: 12", "***
/// End of list ***", "Page 1 of 3". Careful: somebody may be called Page or Ende, so the line must contain nothing else.
/// </summary>
internal static partial class FooterLines
{
    private const int Longest = 160;

    private const string Things =
        "(?:clients?|klant(?:en)?|kunden?|customers?|leden|lid|membres?|mitglied(?:er)?|members?|person(?:en|nes?|s)?|persoon|people|contact(?:en|s|personen)?|"
        + "kontakte?|rij(?:en)?|regels?|lignes?|zeilen?|rows?|lines?"
        + "|records?|enregistrements?|datens[äa]tze?|entr(?:y|ies|ées?)|eintr[äa]ge?|items?|elementen|éléments?|résultats?|resultaten|ergebnisse?|results?|"
        + "adress(?:en|es)|addresses|fiches?|relaties?|bedrijven|sociétés|firmen|companies)";

    private const string Sums =
        "(?:(?:total|totaal|gesamt)\\s+)?(?:nombre|number|no\\.?|nbre?\\.?|aantal|anzahl|gesamt(?:an)?zahl|count|total|totaal|summe|gesamt|insgesamt|somme|"
        + "(?:grand|sub-?|sous-)\\s?total|(?:eind|sub)totaal|gesamtsumme)(?:\\s+(?:of|des?|van|der|aan|an|total|totaal))*(?:\\s+d['’])?";

    private const string Lists =
        "(?:report|list(?:ing)?|file|exports?|data|document|page|table|lijst|rapport|bestand|overzicht|tabel|liste|fichier|tableau|berichts?|datei|tabelle|"
        + "dokuments?|auszugs?|klantenlijst|kundenliste)";

    public static bool Is(RowBuffer row, int columns)
    {
        if (columns < 2 || row.Filled > Longest) return false;
        int filled = 0, first = -1, second = -1;
        // Ends at the third cell of nearly every row.
        for (var column = 0; column < row.Count; column++)
        {
            var cell = row[column];
            if (cell.IsEmpty || cell[0] is not (> ' ' and < '\x7F') && cell.IsWhiteSpace()) continue;
            if (++filled > 2) return false;
            if (filled == 1) first = column;
            else second = column;
        }
        if (filled == 0) return false;
        var text = row[first].Trim();
        if (filled == 2) return row[second].Trim() is [>= '0' and <= '9', ..] number && MayBe(text)
            && (Counts().IsMatch($"{text} {number}") || Dates().IsMatch($"{text} {number}"));
        var bare = text.Trim("*=-–—_#<>[](). \u00A0");
        return bare.Length > 2 && (Counts().IsMatch(bare) || Dates().IsMatch(bare) || Made().IsMatch(bare) || Ends().IsMatch(bare) || Others().IsMatch(bare)
            || (bare.Length < text.Length - 3 && bare.ToString().ToLowerInvariant() is "end" or "einde" or "fin" or "ende"));
    }

    // A name and a number are the whole of many a row.
    private static bool MayBe(ReadOnlySpan<char> text) =>
        !text.IsEmpty && (text[0] | 0x20) is 'n' or 'a' or 't' or 'c' or 'g' or 's' or 'i' or 'e' or 'd' or 'p';

    [GeneratedRegex("^(?:" + Sums + "\\s*[:=]\\s*\\d[\\d .,]*(?:" + Things + ")?|" + Sums + "\\s*" + Things + "\\s*[:=]?\\s*\\d[\\d .,]*|" + Sums
        + "\\s+\\d[\\d .,]*\\s*" + Things
        + "|\\d[\\d .,]*\\s*" + Things
        + "(?:\\s+(?:affected|selected|returned|found|exported|in set|total|in total|gevonden|geselecteerd|geëxporteerd|trouvée?s?|exportée?s?|gefunden|"
        + "exportiert|au total|in totaal|insgesamt)){0,2})$", Options)]
    private static partial Regex Counts();

    [GeneratedRegex(
        "^(?:(?:druck|export|erstell|erstellungs|abruf|afdruk|print|aanmaak)\\s?-?dat(?:um|e)|date\\s+(?:of\\s+(?:the\\s+)?|de\\s+|d['’]\\s*|"
        + "du\\s+)(?:export(?:ation)?|impression|print(?:ing)?|création|édition|extraction)|datum\\s+(?:van\\s+)?(?:de\\s+|het\\s+)?(?:afdruk|export)|"
        + "stand(?:\\s+(?:vom|van|op|am))?|situation au|toestand op|as of|datum|date)"
        + "\\s*:?\\s*\\d{1,4}[-/. ]+\\S.*$", Options)]
    private static partial Regex Dates();

    [GeneratedRegex("^(?:(?:this|the|ce|cette|deze|dit|diese[rs]?|la|le|de|het|der|die|das|last|dernière|laatst)\\s+)?(?:" + Lists
        + "\\s+)?(?:exported|printed|generated|created|produced|downloaded|extracted|updated|export[ée]|imprim[ée]|g[ée]n[ée]r[ée]|cr[éè]{2}|"
        + "t[ée]l[ée]charg[ée]|extrait|[ée]dit[ée]|[ée]tabli|mise? à jour|geëxporteerd|geexporteerd|gedrukt|afgedrukt|gegenereerd|aangemaakt|gemaakt|opgemaakt|"
        + "gedownload|bijgewerkt|exportiert|gedruckt|ausgedruckt|erstellt|erzeugt|generiert|heruntergeladen|aktualisiert|export|ausdruck|afdruk)(?:e|s|es)?"
        + "\\s*(?:(?:\\b(?:on|at|le|op|am|vom|du|van|d\\.d\\.|dd\\.?)\\b|:)\\s*:?\\s*(?:\\p{L}+,?\\s+)?(?:\\d|\\p{L}+ \\d).*|\\b(?:by|par|door|von|durch|with|"
        + "met|mit|avec|via)\\b\\s*:?\\s*\\S.*)$", Options)]
    private static partial Regex Made();

    [GeneratedRegex("^(?:(?:end|einde|fin|ende)\\s+(?:(?:of|van|de|du|der|des)\\s+)?(?:(?:the|la|de|het|this)\\s+|d?e?\\s?l['’]|d['’])?" + Lists
        + "|listenende|dateiende|end of file|eof)$", Options)]
    private static partial Regex Ends();

    [GeneratedRegex(
        "^(?:(?:page|pagina|seite|blz|bladzijde|pag|blatt)[. ]*:?\\s*\\d{1,6}(?:\\s*(?:/|of|van|von|sur|de|-|uit)\\s*\\d{1,6})?|(?:filter|filtre|filtres|"
        + "filters|selectie|sélection|selection|auswahl|criteria|critères|utilisateur|gebruiker|benutzer|user)\\s*:\\s*\\S.*|(?:©|copyright)\\s.*\\d{4}.*|"
        + "confidential|vertrouwelijk|confidentiel|vertraulich)$", Options)]
    private static partial Regex Others();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
