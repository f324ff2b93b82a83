namespace Stamgast.Tables.Encodings;

/// <summary>
/// Detects the old code page of a text by the resulting letters: each page is tried with the languages written in it. If a text leaves it open,
/// several readings are equally likely, and a person is asked.
/// </summary>
internal static class LetterGuess
{
    // How much better a page must be than another to avoid a question: per letter that the two read differently, and at least.
    private const double ClearEach = 0.5;
    private const double ClearAtLeast = 1.0;

    // The question is skipped for "Zoë" and "François": the minimum fit of the usual page's letters.
    private const double Usual = 2.3;

    // From Greek on.
    private const char OtherAlphabets = '\u0370';

    private static readonly LanguageLetters[] Western = [LanguageLetters.Western, LanguageLetters.Portuguese, LanguageLetters.Nordic,
        LanguageLetters.Icelandic];
    private static readonly LanguageLetters[] Central = [LanguageLetters.Western, LanguageLetters.WesternAndHungarian, LanguageLetters.Polish,
        LanguageLetters.Czech, LanguageLetters.Slovak, LanguageLetters.Hungarian, LanguageLetters.Croatian, LanguageLetters.Romanian];
    private static readonly LanguageLetters[] Baltic = [LanguageLetters.Lithuanian, LanguageLetters.Latvian, LanguageLetters.Estonian];
    private static readonly LanguageLetters[] Cyrillic = [LanguageLetters.Russian, LanguageLetters.Ukrainian, LanguageLetters.Bulgarian,
        LanguageLetters.Serbian, LanguageLetters.Macedonian, LanguageLetters.Belarusian];
    private static readonly LanguageLetters[] Greek = [LanguageLetters.Greek];
    private static readonly LanguageLetters[] Turkish = [LanguageLetters.Turkish, LanguageLetters.WesternAndTurkish];

    // The more usual in Western Europe come first: among equally likely pages, or nearly so, the first wins.
    private static readonly (string Name, LanguageLetters[] Languages)[] Pages =
    [
        ("windows-1252", Western), ("iso-8859-15", [LanguageLetters.Western]), ("ibm850", Western), ("ibm437", Western), ("windows-1250", Central),
            ("iso-8859-2", Central),
        ("windows-1254", Turkish), ("iso-8859-9", Turkish), ("ibm852", Central), ("ibm857", Turkish),
        ("windows-1257", Baltic), ("iso-8859-13", Baltic), ("iso-8859-4", Baltic), ("ibm775", Baltic),
        ("windows-1251", Cyrillic), ("koi8-r", [LanguageLetters.Russian]), ("koi8-u", [LanguageLetters.Ukrainian]), ("iso-8859-5", Cyrillic), ("cp866",
        Cyrillic), ("ibm855", Cyrillic),
        ("windows-1253", Greek), ("iso-8859-7", Greek), ("ibm737", Greek), ("ibm869", Greek),
        ("ibm860", [LanguageLetters.Portuguese]), ("ibm861", [LanguageLetters.Icelandic]), ("ibm865", [LanguageLetters.Nordic]), ("iso-8859-3",
        [LanguageLetters.Maltese]),
        ("macintosh", Western), ("x-mac-ce", Central), ("x-mac-croatian", [LanguageLetters.Croatian]), ("x-mac-romanian", [LanguageLetters.Romanian]),
        ("x-mac-turkish", Turkish),
        ("x-mac-cyrillic", Cyrillic), ("x-mac-greek", Greek), ("x-mac-icelandic", [LanguageLetters.Icelandic]),
    ];

    private static readonly Lazy<char[][]> Tables = new(() => [.. Pages.Select(p => TextEncoding.SingleByte(p.Name).Table)]);

    /// <summary>The likeliest page first, then those that give other letters and are nearly as likely; and how well each letter fits.</summary>
    /// <param name="sample">The start of a text.</param>
    /// <param name="foreign">The positions of its bytes beyond ASCII.</param>
    public static (List<string> Pages, double ForEach) Of(ReadOnlySpan<byte> sample, List<int> foreign)
    {
        var scores = new List<(int Page, double Score)>();
        for (var page = 0; page < Pages.Length; page++) scores.Add((page, Score(sample, foreign, page, Pages[page].Languages)));
        var best = scores.MaxBy(s => s.Score);
        var highest = best.Score;
        foreach (var usual in scores)
        {
            if (usual.Page >= best.Page) break;
            var differently = ReadDifferently(sample, foreign, usual.Page, best.Page);
            if (differently > 0 && (usual.Score <= 0 || usual.Score <= highest - Clear(differently))) continue;
            best = usual;
            break;
        }
        var likely = new List<int> { best.Page };
        if (best.Page == 0 && !IsDoubtful(sample, foreign) && Score(sample, foreign, 0, [LanguageLetters.Western]) >= Usual * foreign.Count) scores.Clear();
        foreach (var (page, score) in scores.Where(s => s.Score > 0).OrderByDescending(s => s.Score))
        {
            if (score <= highest - Clear(ReadDifferently(sample, foreign, page, best.Page))) continue;
            var isOther = true;
            foreach (var other in likely) isOther &= ReadDifferently(sample, foreign, page, other) > 0;
            if (isOther) likely.Add(page);
        }
        return (likely.ConvertAll(page => Pages[page].Name), highest / foreign.Count);
    }

    private static double Clear(int letters) => Math.Max(ClearAtLeast, ClearEach * letters);

    // Letters that the usual page has, but hardly in names of its own countries: "Ayþe" and "Yýldýz" are Turkish, "Gyõr" and "Szûcs" Hungarian.
    private static bool IsDoubtful(ReadOnlySpan<byte> sample, List<int> foreign)
    {
        foreach (var at in foreign)
        {
            var (letter, before, after) = (Tables.Value[0][sample[at]], Beside(sample, at, -1, Tables.Value[0]), Beside(sample, at, 1, Tables.Value[0]));
            if (letter is 'þ' or 'Þ' or 'ð' or 'Ð' or 'ý' or 'Ý' || letter == 'õ' && after != 'e' || letter == 'û' && (before is 'z' or 'y' || after is 'z'))
                return true;
        }
        return false;
    }

    private static int ReadDifferently(ReadOnlySpan<byte> sample, List<int> foreign, int page, int other)
    {
        var (one, two, count) = (Tables.Value[page], Tables.Value[other], 0);
        foreach (var at in foreign)
            if (one[sample[at]] != two[sample[at]]) count++;
        return count;
    }

    private static double Score(ReadOnlySpan<byte> sample, List<int> foreign, int page, LanguageLetters[] languages)
    {
        var table = Tables.Value[page];
        Span<double> sums = stackalloc double[languages.Length];
        // Most files by far are of the first page; one letter that is a little rarer there does not matter.
        sums.Fill(page == 0 ? 1.0 : 0.0);
        foreach (var at in foreign)
        {
            var certain = Plausibility(sample, at, table);
            for (var language = 0; language < languages.Length; language++) sums[language] += certain ?? languages[language].Of(table[sample[at]]);
        }
        var best = double.MinValue;
        foreach (var sum in sums) best = Math.Max(best, sum);
        return best;
    }

    // The weight of a character in any language; null for a letter where one is expected.
    private static double? Plausibility(ReadOnlySpan<byte> sample, int at, char[] table)
    {
        var letter = table[sample[at]];
        var (before, after) = (Beside(sample, at, -1, table), Beside(sample, at, 1, table));
        if (char.IsControl(letter)) return -4;
        if (letter == '¤') return -3;
        if (!char.IsLetter(letter))
        {
            // "12½", "3 m³", "£500", "¿Qué?", and "d´Hondt" from a keyboard where that is the nearest to an apostrophe.
            if (letter is '½' or '¼' or '¾' && char.IsDigit(before) || letter is '²' or '³' && (char.IsDigit(before) || before is 'm') && !char.IsLetter(after))
                return 0.3;
            if (letter is '£' or '¿' or '¡' && !char.IsLetter(before) || letter is '´' && char.IsLetter(before) && char.IsLetter(after)) return 0.3;
            if (letter is '’' or '‘' && IsApostrophe(sample, at, table)) return 2.5;
            if (letter is '’' or '‘' or '€' or '°' or '–' or '“' or '”' or '«' or '»' or '\u00A0')
                return char.IsLetter(before) && char.IsLetter(after) && letter != '’' ? -2 : 0.3;
            return char.IsLetter(before) || char.IsLetter(after) ? -3 : -1;
        }
        if (char.IsUpper(letter) && char.IsLower(before) || char.IsLower(letter) && char.IsUpper(after)) return -2;
        // "MÅller" for "Müller", "Zoæ" for "Zoë".
        if (char.IsUpper(letter) && char.IsUpper(before) && char.IsLower(after)) return -2;
        // No Turkish word begins with it.
        if (letter is 'ğ' or 'Ğ' && !char.IsLetter(before)) return -1.5;
        if (letter == 'æ' && (before is 'a' or 'e' or 'i' or 'o' or 'u' || after is 'a' or 'e' or 'i' or 'o' or 'u')) return -1;
        if (letter >= OtherAlphabets)
        {
            // Letters of two alphabets in one word, or beside a number; a single one means little.
            if (char.IsAsciiLetterOrDigit(before) || char.IsAsciiLetterOrDigit(after)) return -2;
            return char.IsLetter(before) || char.IsLetter(after) ? null : -0.5;
        }
        // Hardly any Latin word has three accented letters in a row: those are of another alphabet.
        if (IsBeyondAscii(before) && IsBeyondAscii(after)) return -1.5;
        // No word ends like that, or is one letter but "à".
        if (!char.IsLetter(after) && (letter is 'ł' && before is 'm' || !char.IsLetter(before) && letter is not ('à' or 'À'))) return -1;
        return null;
    }

    // "’s-Gravenhage" and "’t Hof", "Fatiha’s", "d’Hondt" and "L’Oréal".
    private static bool IsApostrophe(ReadOnlySpan<byte> sample, int at, char[] table)
    {
        var (letter, after) = (table[sample[at]], At(sample, at + 1, table));
        if (!char.IsLetter(At(sample, at - 1, table))) return after is 's' or 't' or 'n' && !char.IsLetter(At(sample, at + 2, table));
        if (letter == '‘') return false;
        return after == 's' && !char.IsLetter(At(sample, at + 2, table)) || char.IsLetter(after) && !char.IsLetter(At(sample, at - 2, table));
    }

    private static bool IsBeyondAscii(char letter) => letter >= '\u0080' && char.IsLetter(letter);

    // Past the zeros of wide characters.
    private static char Beside(ReadOnlySpan<byte> sample, int at, int step, char[] table)
    {
        for (at += step; (uint)at < (uint)sample.Length && sample[at] == 0; at += step) { }
        return At(sample, at, table);
    }

    private static char At(ReadOnlySpan<byte> sample, int at, char[] table) => (uint)at < (uint)sample.Length ? table[sample[at]] : ' ';
}
