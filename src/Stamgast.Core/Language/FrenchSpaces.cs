namespace Stamgast.Language;

/// <summary>
/// French has a no-break space before <c>: ; ? ! %</c> and inside « ». Texts and pages are written with normal spaces, which an editor shows and
/// a person can type.
/// </summary>
public static class FrenchSpaces
{
    private const char NoBreak = '\u00A0';

    /// <summary>The same text, in which these spaces do not end a line.</summary>
    public static string Kept(string text)
    {
        char[]? kept = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != ' ') continue;
            var isBefore = at + 1 < text.Length && text[at + 1] is (':' or ';' or '?' or '!' or '%' or '»');
            if (isBefore || (at > 0 && text[at - 1] == '«')) (kept ??= text.ToCharArray())[at] = NoBreak;
        }
        return kept is null ? text : new string(kept);
    }
}
