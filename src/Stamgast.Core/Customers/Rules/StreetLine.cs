using System.Collections.Frozen;
using Stamgast.Formats;
using Stamgast.Text;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Street, number and box on one line. A number counts as the house number only if it is unambiguous: it must be followed by a letter, a box or a
/// floor, or nothing. Otherwise the whole line stays in the street.
/// </summary>
internal static class StreetLine
{
    private const int LongestNumber = 12;
    private const int LongestBox = 30;

    private static readonly FrozenSet<string> BoxWords = Set(
        "bus box bte boite bt b app apt appt appartement apartment ap whg wohnung unit suite ste flat room kamer");

    // Their value may precede ("2e verd.") or follow ("verdieping 3"), and is kept with them.
    private static readonly FrozenSet<string> PlaceWords = Set("""
        verdieping verdiep verd etage et eta stock og eg ug dg floor fl gelijkvloers glv rez rdc links rechts gauche droite left right beneden boven hoog lager achter achteraan achterbouw voor hal loods
        bat batiment batiment gebouw geb blok blk bloc block bldg building esc escalier trap porte deur door poort ingang lokaal kot studio kantoor bureau office wing vleugel hinterhaus vorderhaus hh vh
        """);

    private static readonly FrozenSet<string> NumberWords = Set("nr no n num nummer numero number huisnr huisnummer hausnummer hausnr");

    // Before a number they say what kind it is: not a house number.
    private static readonly FrozenSet<string> NoStreets =
        Set("postbus pb bp cs pobox po boite postale postfach apartado antwoordnummer casier lot kavel perceel km kilometer kilometerpaal blok bloc block "
            + "gebouw batiment bat residentie residence res lokaal kamer poort hal loods zone");

    private static readonly FrozenSet<string> StreetTypes = Set("""
        rue avenue av ave boulevard bd bld blvd place pl chaussee ch chemin impasse allee allees quai route rte square sq cours clos sentier ruelle passage drive venelle faubourg fg
        street road lane st rd way gardens court terrace crescent close green hill
        """);

    private static readonly FrozenSet<string> Suffixes = Set("bis ter quater hs zw rood a/b ii iii iv v vi");

    // "Rue du 11 Novembre", "8 Meilaan".
    private static readonly string[] Months =
        [.. ("januari februari maart april mei juni juli augustus september oktober november december janvier fevrier mars avril mai juin juillet aout "
            + "septembre octobre novembre decembre januar februar marz august oktober dezember january february march may june july october").Split(' ')];

    private static readonly FrozenSet<string> Ordinals = Set("e de ste eme er ere re nd rd st th");

    /// <summary>The parts of a line; all of it in the street when they are uncertain.</summary>
    public static AddressParts Read(ReadOnlySpan<char> line)
    {
        var text = line.Trim().TrimEnd(",;").TrimEnd();
        if (text.IsEmpty) return default;
        var whole = new AddressParts(text.ContainsAny('\n', '\r') ? string.Join(", ", text.ToString()
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : text.ToString(), null, null, null, null, null);
        var words = Words(whole.Street!);
        if (words.Count < 2 || IsPostOffice(words)) return whole;
        var behind = NumberBehind(whole.Street!, words);
        if (NumberInFront(whole.Street!, words) is not { } first) return behind ?? whole;
        // "12, rue du 8 Mai 1945" and "11 novemberlaan 5": only the kind of street tells which of the two is the house number.
        if (StreetTypes.Contains(Key(first.Street!.Split(' ')[0]))) return first;
        return behind ?? (words.Skip(1).Any(w => IsNumber(w.Text, out _, out _)) ? whole : first);
    }

    private readonly record struct Word(string Text, int Start, bool AfterComma, bool AfterSlash);

    private static bool IsPostOffice(List<Word> words)
    {
        var first = Key(words[0].Text);
        return first is "postbus" or "pobox" or "postfach" or "apartado" or "antwoordnummer" || (first is "pb" or "bp" or "cs" && words.Count == 2)
            || (first == "po" && Key(words[1].Text) == "box") || (first == "boite" && Key(words[1].Text) == "postale");
    }

    // The first number after which everything can be understood.
    private static AddressParts? NumberBehind(string line, List<Word> words)
    {
        for (var at = 1; at < words.Count; at++)
        {
            if (!IsNumber(words[at].Text, out var number, out var box) || IsYearOfName(words, at) || (IsOrdinal(words[at].Text) && at < words.Count - 1))
                continue;
            if (Behind(words, at + 1, ref number, ref box) is not true) continue;
            var end = at;
            if (NumberWords.Contains(Key(words[end - 1].Text)) && end > 1) end--;
            if (!IsStreet(words, end)) return null;
            return new AddressParts(line[..words[end].Start].TrimEnd(' ', ',', '-', '–', '/'), number, box, null, null, null);
        }
        return null;
    }

    private static AddressParts? NumberInFront(string line, List<Word> words)
    {
        if (!IsNumber(words[0].Text, out var number, out var box) || IsOrdinal(words[0].Text)) return null;
        var from = 1;
        if (from < words.Count - 1 && !words[from].AfterComma && IsSuffix(words[from].Text) && words[from].Text.Length > 1) number += " " + words[from++].Text;
        if (from < words.Count - 1 && IsSuffix(words[from].Text) && words[from + 1].AfterComma) number += " " + words[from++].Text;
        // "12, rue de l'Église bte 4".
        var end = line.Length;
        if (box is null && words.Count > from + 2 && BoxWords.Contains(Key(words[^2].Text)) && HasDigit(words[^1].Text))
            (box, end) = (words[^1].Text, words[^2].Start);
        var street = line[words[from].Start..end].TrimEnd(' ', ',');
        return HasLetter(street) ? new AddressParts(street, number, box, null, null, null) : null;
    }

    // Letters, a box and a floor after a number, in this order.
    private static bool? Behind(List<Word> words, int at, ref string number, ref string? box)
    {
        if (at < words.Count && IsSuffix(words[at].Text) && !(words[at].Text.Length == 1 && at + 1 < words.Count && Key(words[at].Text) == "b"
            && HasDigit(words[at + 1].Text))) number += " " + words[at++].Text;
        if (at == words.Count) return true;
        if (box is not null) return null;
        var from = at;
        if (words[at].AfterSlash && IsValue(words[at].Text)) (box, at) = (words[at].Text, at + 1);
        else if (GluedBox(words[at].Text) is { } glued) (box, at) = (glued, at + 1);
        else if (at + 1 < words.Count && BoxWords.Contains(Key(words[at].Text)) && IsValue(words[at + 1].Text)) (box, at) = (words[at + 1].Text, at + 2);
        // The rest must describe a place in the house: its words stay with their values.
        if (at == words.Count) return true;
        var rest = words[at..];
        var isPlace = rest.Exists(w => PlaceWords.Contains(Key(w.Text))) && rest.TrueForAll(w => PlaceWords.Contains(Key(w.Text)) || IsValue(w.Text));
        var isAside = rest[0].Text[0] == '(' && rest[^1].Text[^1] == ')';
        var isCommaValue = rest[0].AfterComma && rest.Count <= 2 && rest.TrueForAll(w => IsValue(w.Text)) && !char.IsAsciiDigit(rest[^1].Text[^1]);
        if (!isPlace && !isAside && !isCommaValue) return null;
        box = Join(words, box is null ? from : at, words.Count) is var more && box is null ? more : $"{box}, {more}";
        return box.Length <= LongestBox ? true : null;
    }

    // The text before the number: words, and no other possible house number.
    private static bool IsStreet(List<Word> words, int end)
    {
        if (NoStreets.Contains(Key(words[end - 1].Text))) return false;
        for (var at = 0; at < end; at++)
            if (IsNumber(words[at].Text, out _, out _) && !IsYear(words[at].Text) && !IsOrdinal(words[at].Text) && !IsYears(words[at].Text)
                && !(at + 1 < end && IsMonth(words[at + 1].Text))) return false;
        for (var at = 0; at < end; at++)
            if (HasLetter(words[at].Text)) return true;
        return false;
    }

    // "12", "12a", "12-14", "12/3", "12bus3", "12b3".
    private static bool IsNumber(ReadOnlySpan<char> text, out string number, out string? box)
    {
        (number, box) = ("", null);
        if (text.IsEmpty || text.Length > LongestNumber || text[0] is < '1' or > '9') return false;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = text.Length;
        // Five digits are a postal code, not a house.
        if (digits > 4) return false;
        var at = digits;
        while (at < text.Length && char.IsLetter(text[at])) at++;
        if (at < text.Length && at > digits && BoxWords.Contains(Key(text[digits..at])) && char.IsAsciiDigit(text[at]))
        {
            (number, box) = (text[..digits].ToString(), text[at..].ToString());
            return IsValue(box);
        }
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c)) letters++;
            else if (!char.IsAsciiDigit(c) && c is not ('-' or '/' or '.' or '+')) return false;
        }
        number = text.ToString();
        return letters <= 1 || IsSuffix(text[digits..]) || (letters <= 3 && text.ContainsAny('-', '/', '+'));
    }

    private static string? GluedBox(string text)
    {
        if (text[0] == '/' && text.Length > 1 && IsValue(text.AsSpan(1))) return text[1..];
        if (text[0] == '#' && text.Length > 1 && HasDigit(text)) return text[1..];
        var letters = 0;
        while (letters < text.Length && (char.IsLetter(text[letters]) || text[letters] == '.')) letters++;
        return letters > 0 && letters < text.Length && char.IsAsciiDigit(text[letters]) && BoxWords.Contains(Key(text.AsSpan(0, letters)))
            ? text[letters..] : null;
    }

    // "3", "0302", "B3", "2e", "2º", "B": short, like the text after "bus".
    private static bool IsValue(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 8) return false;
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c)) letters++;
            else if (!char.IsAsciiDigit(c) && c is not ('.' or '-' or '/' or 'º' or 'ª' or '°' or '+')) return false;
        }
        return letters <= 1 || (letters <= 3 && char.IsAsciiDigit(text[0])) || (letters <= 2 && char.IsAsciiDigit(text[^1]));
    }

    private static bool IsOrdinal(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && (text[digits] is 'º' or 'ª' or '°' || Ordinals.Contains(Key(text[digits..])));
    }

    private static bool IsSuffix(ReadOnlySpan<char> text) => (text.Length == 1 && char.IsLetter(text[0])) || Suffixes.Contains(Key(text));

    private static bool IsYear(ReadOnlySpan<char> text) => text.Length == 4 && CheckDigits.AreDigits(text) && CheckDigits.Number(text) is >= 1700 and <= 2099;

    // "Rue du 8 mai 1945", "Plein 1944", "Laan van 1940": the year a street is named after, no house.
    private static bool IsYearOfName(List<Word> words, int at)
    {
        if (!IsYear(words[at].Text) || words[at].AfterComma) return false;
        if (at > 1 && char.IsAsciiDigit(words[at - 2].Text[0]) && IsMonth(words[at - 1].Text)) return true;
        return at == 1 ? Key(words[0].Text) is "plein" or "place" or "platz" : Key(words[at - 1].Text) is "van" or "de" or "du" or "von" or "vom" or "of"
            or "anno" or "jaar" or "annee";
    }

    // "Laan van 40-45".
    private static bool IsYears(ReadOnlySpan<char> text) =>
        text.Length == 5 && text[2] == '-' && CheckDigits.AreDigits(text[..2]) && CheckDigits.AreDigits(text[3..]);

    private static bool IsMonth(string word)
    {
        var key = Key(word);
        return Array.Exists(Months, month => key.StartsWith(month, StringComparison.Ordinal));
    }

    private static bool HasDigit(string text) => text.AsSpan().ContainsAnyInRange('0', '9');

    private static bool HasLetter(string text) => text.Any(char.IsLetter);

    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        var (isAfterComma, isAfterSlash) = (false, false);
        for (var from = 0; from < text.Length;)
        {
            var end = text.IndexOf(' ', from);
            if (end < 0) end = text.Length;
            var piece = text[from..end];
            var word = piece.Trim(',');
            if (word == "/") isAfterSlash = true;
            else if (word.Length > 0 && word is not ("-" or "–"))
            {
                words.Add(new Word(word, from + piece.IndexOf(word, StringComparison.Ordinal), isAfterComma || piece[0] == ',', isAfterSlash));
                isAfterSlash = false;
            }
            if (piece.Length > 0) isAfterComma = piece[^1] == ',';
            from = end + 1;
        }
        return words;
    }

    private static string Join(List<Word> words, int from, int to)
    {
        var text = words[from].Text;
        for (var at = from + 1; at < to; at++) text += (words[at].AfterComma ? ", " : " ") + words[at].Text;
        return text;
    }

    private static string Key(ReadOnlySpan<char> word) => Folding.Letters(word);

    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
