namespace Stamgast.Text;

/// <summary>
/// Takes away the differences between accepted spellings of one name: Müller, Mueller and Muller; Van der Heijden and
/// Vanderheyden; Søren and Soeren. Meant for comparing only, never to be shown.
/// </summary>
public static class Transliteration
{
    /// <summary>
    /// Shortens a folded text (see <see cref="Folding"/>) to its loose spelling, in place, and returns the new length:
    /// ae, oe, ue become a, o, u; ij and y become i; ph, th, ck, gh, dj and doubled letters become one; spaces vanish.
    /// </summary>
    public static int Loosen(Span<char> folded, int length)
    {
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            var c = folded[i];
            if (c == ' ') continue;
            var next = i + 1 < length ? folded[i + 1] : '\0';
            if (c is 'a' or 'o' or 'u' && next == 'e') i++;
            else if (c == 'i' && next == 'j') i++;
            else if (c == 'y') c = 'i';
            else if (c == 'p' && next == 'h') { c = 'f'; i++; }
            else if (c is 't' or 'g' or 'k' && next == 'h') i++;
            else if (c == 'c' && next == 'k') { c = 'k'; i++; }
            else if (c == 'd' && next == 'j') { c = 'j'; i++; }
            else if (c == 'o' && next == 'u') { c = 'u'; i++; }
            if (kept == 0 || folded[kept - 1] != c) folded[kept++] = c;
        }
        return kept;
    }

    /// <summary>The loose spelling of a folded text.</summary>
    public static string Loose(ReadOnlySpan<char> folded)
    {
        var letters = folded.ToArray();
        return new string(letters, 0, Loosen(letters, letters.Length));
    }
}
