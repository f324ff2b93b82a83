namespace Stamgast.Text;

/// <summary>
/// Writes a name as it sounds, roughly, so that Schmidt and Schmitt, Dhondt and D'Hont, Lefèvre and Lefebvre,
/// Yılmaz and Yilmas, Mohamed and Muhammad share a key.
/// </summary>
/// <remarks>
/// In the manner of the Kölner Phonetik (H. J. Postel, 1969): sounds that are confused share a letter, and vowels after the first sound vanish. The
/// letter groups are those of Dutch, French and German, with the usual Latin spellings of Moroccan, Turkish and Slavic names.
/// </remarks>
public static class PhoneticKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 8;

    /// <summary>The key of a folded name (see <see cref="Folding"/>); "" for none.</summary>
    public static string Of(ReadOnlySpan<char> folded)
    {
        Span<char> key = stackalloc char[MaxLength];
        return key[..Write(folded, key)].ToString();
    }

    /// <summary>Writes the key into at least <see cref="MaxLength"/> characters and returns its length.</summary>
    public static int Write(ReadOnlySpan<char> folded, Span<char> into)
    {
        var length = 0;
        var before = ' ';
        var name = SilentEnd(folded);
        for (var i = 0; i < name.Length && length < MaxLength;)
        {
            var sound = Sound(name, i, out var letters);
            i += letters;
            if (sound == ' ') continue;
            if (sound != before && (sound != 'a' || length == 0)) into[length++] = sound;
            before = sound;
        }
        return length;
    }

    // A final s, x, z, t, d or e is often not heard (French) or not written (Claes, Clae): left out, unless little remains.
    private static ReadOnlySpan<char> SilentEnd(ReadOnlySpan<char> name)
    {
        while (name.Length > 3 && name[^1] is 's' or 'x' or 'z' or 'e' or 't' or 'd' or ' ') name = name[..^1];
        return name;
    }

    // The sound that starts at i: 'a' for any vowel, ' ' for none, otherwise a letter of the key; and its number of letters.
    private static char Sound(ReadOnlySpan<char> name, int i, out int letters)
    {
        var c = name[i];
        var next = i + 1 < name.Length ? name[i + 1] : '\0';
        letters = 1;
        switch (c)
        {
            case 'a' or 'e' or 'i' or 'o' or 'u' or 'y': return 'a';
            case 'h' or ' ': return ' ';
            case 'j': return i == 0 ? 'a' : ' ';
            case 's':
                if (next == 'c' && i + 2 < name.Length && name[i + 2] == 'h') letters = 3;
                else if (next is 'h' or 'z') letters = 2;
                return 's';
            case 'c':
                if (next is 'h') { letters = 2; return i == 0 ? 's' : 'g'; }
                if (next is 'z' or 's') { letters = 2; return 's'; }
                if (next is 'k') letters = 2;
                return next is 'e' or 'i' or 'y' ? 's' : 'k';
            case 'z': return 's';
            case 't':
                if (next is 's' or 'z') { letters = 2; return 's'; }
                if (next is 'h') letters = 2;
                return 't';
            case 'd':
                if (next is 't' or 'h') letters = 2;
                return next is 'j' ? ' ' : 't';
            case 'p':
                if (next is 'h') { letters = 2; return 'f'; }
                return 'p';
            case 'b':
                if (next is 'v') { letters = 2; return 'f'; }
                return 'p';
            case 'f' or 'v' or 'w': return 'f';
            case 'g':
                if (next is 'h') letters = 2;
                return 'g';
            case 'k':
                if (next is 'h') letters = 2;
                return 'k';
            case 'q': return 'k';
            case 'x': return 'k';
            default: return c;
        }
    }
}
