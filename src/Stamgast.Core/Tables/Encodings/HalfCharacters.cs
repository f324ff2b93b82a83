namespace Stamgast.Tables.Encodings;

/// <summary>Halves of characters (unpaired surrogates) and U+FFFE, which is none, from damaged files: no database and no JSON takes them, so they become U+FFFD where they are read.</summary>
internal static class HalfCharacters
{
    public static void Replace(Span<char> text)
    {
        text.Replace('\uFFFE', '\uFFFD');
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) at++;
            else text[at] = '\uFFFD';
        }
    }
}
