using System.Net;

namespace Stamgast.Tables.Markup;

/// <summary>Characters that a web program wrote as HTML entities: "Ren&amp;eacute;e", "O&amp;#039;Neil"; also doubly encoded ones.</summary>
internal static class Entities
{
    private const int MostTimes = 3;
    private const int LongestName = 32;

    /// <summary>The text with its entities decoded; the same text if there are none.</summary>
    public static string Decode(string text)
    {
        for (var times = 0; times < MostTimes && MayBeIn(text); times++)
        {
            var decoded = WebUtility.HtmlDecode(text);
            if (decoded == text) break;
            text = decoded;
        }
        return text;
    }

    /// <summary>True when something in the text has the form of an entity: "&amp;name;", "&amp;#233;" or "&amp;#xE9;".</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('&'); at >= 0;)
        {
            text = text[(at + 1)..];
            var end = text.IndexOfAnyExcept(Letters);
            if (end is > 1 and < LongestName && text[end] == ';') return true;
            at = text.IndexOf('&');
        }
        return false;
    }

    /// <summary>True when a text ends in an entity but for its semicolon: "J&amp;ouml", "M&amp;amp;uuml".</summary>
    public static bool IsCutAtEnd(ReadOnlySpan<char> text)
    {
        var sign = text.LastIndexOf('&');
        if (sign < 0) return false;
        var name = text[(sign + 1)..];
        while (name.StartsWith("amp;")) name = name[4..];
        if (name.Length is < 2 or >= LongestName || name.ContainsAnyExcept(Letters)) return false;
        var entity = $"&{name};";
        return WebUtility.HtmlDecode(entity) != entity;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
