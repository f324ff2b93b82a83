using System.Globalization;
using System.Text;

namespace Stamgast.Attachments;

/// <summary>The name of a file as somebody sent it, made harmless.</summary>
public static class DocumentName
{
    private const int Longest = 150;
    private const int LongestEnding = 12;
    private const string Forbidden = "<>:\"/\\|?*";

    /// <summary>Without folders, invisible characters and those that turn the direction of text ("exe.fdp"), and with an end that stays.</summary>
    public static string Clean(string? name)
    {
        var text = (name ?? "").Replace('\\', '/');
        text = text[(text.LastIndexOf('/') + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned || rune.Value == 0xFFFD) continue;
            clean.Append(rune.IsBmp && Forbidden.Contains((char)rune.Value) ? "_" : rune.ToString());
        }
        text = clean.ToString().Trim().Trim('.').Trim();
        if (text.Length == 0) return "document";
        if (text.Length <= Longest) return text;
        var dot = text.LastIndexOf('.');
        var ending = dot > 0 && text.Length - dot <= LongestEnding ? text[dot..] : "";
        var kept = text[..(Longest - ending.Length)];
        return (char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept).TrimEnd() + ending;
    }
}
