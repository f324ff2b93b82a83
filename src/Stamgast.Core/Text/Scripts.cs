namespace Stamgast.Text;

/// <summary>
/// Writes names in Cyrillic, Greek and Arabic letters in Latin ones, roughly as passports do, so that Иванов meets Ivanov. Arabic leaves short vowels
/// out: compare such names by <see cref="Skeleton"/>. Other scripts (Hebrew, Georgian, Khmer, Thai, Chinese ...) are not covered and stay as they are.
/// For comparing only, never to be shown.
/// </summary>
public static class Scripts
{
    /// <summary>The most Latin letters that one letter becomes.</summary>
    public const int MaxExpansion = 4;

    // Letters in the order of Unicode, by block: ISO 9 and ICAO Doc 9303 where they agree, otherwise what people write.
    private static readonly string?[] Cyrillic = Table(0x430, "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts "
        + "ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ѐ:e ё:e ђ:dj ѓ:g є:ye ѕ:z і:i ї:i ј:j љ:lj њ:nj ћ:c ќ:k ў:u џ:dz ґ:g", 0x62);

    private static readonly string?[] Greek = Table(0x3AC, "ά:a έ:e ή:i ί:i α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r ς:s σ:s τ:t "
        + "υ:y φ:f χ:ch ψ:ps ω:o ϊ:i ϋ:y ό:o ύ:y ώ:o", 0x24);

    private static readonly string?[] Arabic = Table(0x621, "ء: آ:a أ:a ؤ:w إ:i ئ:y ا:a ب:b ة:a ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t "
        + "ظ:z ع: غ:gh ـ: ف:f ق:q ك:k ل:l م:m ن:n ه:h و:w ى:a ي:y پ:p چ:ch ژ:zh ک:k گ:g ی:y", 0xB0);

    /// <summary>True for a text with letters of one of these scripts.</summary>
    public static bool AreIn(ReadOnlySpan<char> folded)
    {
        foreach (var c in folded) if (Latin(c) is not null) return true;
        return false;
    }

    /// <summary>Writes the text in Latin letters and returns its length; there is room for <see cref="MaxExpansion"/> letters for each of the text.</summary>
    public static int ToLatin(ReadOnlySpan<char> folded, Span<char> into)
    {
        var length = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            var latin = Latin(folded[i]);
            if (latin is null)
            {
                into[length++] = folded[i];
                continue;
            }
            // Greek writes b, d and ou with two letters.
            var next = i + 1 < folded.Length ? folded[i + 1] : '\0';
            var two = (folded[i], next) switch
            {
                ('ο', 'υ' or 'ύ') => "ou", ('γ', 'γ') => "ng", ('μ', 'π') when i == 0 => "b", ('ν', 'τ') when i == 0 => "d", _ => null,
            };
            if (two is not null) i++;
            foreach (var c in two ?? latin) into[length++] = c;
        }
        return length;
    }

    /// <summary>
    /// The consonants of a name in Latin letters by their sound, written without the rest: "mhmd" for Mohammed, Muhammad and محمد. Returns its length.
    /// </summary>
    public static int Skeleton(ReadOnlySpan<char> latin, Span<char> into)
    {
        var length = 0;
        var before = '\0';
        for (var i = 0; i < latin.Length && length < into.Length; i++)
        {
            var c = latin[i];
            var next = i + 1 < latin.Length ? latin[i + 1] : '\0';
            if (c == before) continue;
            before = c;
            if (next == 'h' && c is 's' or 'c' or 'k' or 't' or 'd' or 'g' or 'z' or 'p')
            {
                i++;
                before = 'h';
                c = c switch { 'c' => 's', 'k' => 'h', 'p' => 'f', _ => c };
            }
            else c = c switch { 'q' or 'c' => 'k', 'v' => 'f', 'x' => 'k', _ => c };
            if (c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'w' or ' ') continue;
            into[length++] = c;
        }
        return length;
    }

    private static string? Latin(char c) => c switch
    {
        < 'Ͱ' => null,
        < 'Ѐ' => At(Greek, c - 0x3AC),
        < '԰' => At(Cyrillic, c - 0x430),
        >= 'ء' and < 'ۑ' => At(Arabic, c - 0x621),
        _ => null,
    };

    private static string? At(string?[] table, int at) => at >= 0 && at < table.Length ? table[at] : null;

    private static string?[] Table(int first, string pairs, int length)
    {
        var table = new string?[length];
        foreach (var pair in pairs.Split(' ')) table[pair[0] - first] = pair[2..];
        return table;
    }
}
