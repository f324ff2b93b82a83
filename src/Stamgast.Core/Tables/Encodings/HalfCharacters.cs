namespace Stamgast.Tables.Encodings;

/// <summary>Unpaired surrogates and U+FFFE from damaged files: databases and JSON reject them, so they become U+FFFD when they are read.</summary>
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
