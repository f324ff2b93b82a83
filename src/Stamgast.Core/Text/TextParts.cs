namespace Stamgast.Text;

/// <summary>
/// A long text as paragraphs with an empty line between them. A merge adds the notes of each customer as such a part, so that splitting one of
/// three takes its text out and leaves the others. A part is found only between such lines: words within somebody's sentence are never removed.
/// </summary>
internal static class TextParts
{
    private const string Between = "\n\n";

    /// <summary>A text without one part and with another at its end. Removing a missing part and adding one that is there do nothing.</summary>
    public static string? Apply(string? text, string? removed, string? added)
    {
        text = Without(text, removed);
        if (added is null || At(text, added) >= 0) return text;
        return text is null ? added : text + Between + added;
    }

    /// <summary>True when the text has exactly this part.</summary>
    public static bool Has(string? text, string part) => At(text, part) >= 0;

    private static string? Without(string? text, string? part)
    {
        if (text is null || part is null || At(text, part) is not (>= 0 and var at)) return text;
        var (before, after) = (text[..at], text[(at + part.Length)..]);
        if (before.Length > 0) before = before[..^Between.Length];
        else if (after.Length > 0) after = after[Between.Length..];
        return before.Length + after.Length == 0 ? null : before + after;
    }

    private static int At(string? text, string part)
    {
        if (text is null || part.Length == 0) return -1;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            var end = at + part.Length;
            if ((at == 0 || text.AsSpan(0, at).EndsWith(Between)) && (end == text.Length || text.AsSpan(end).StartsWith(Between))) return at;
        }
        return -1;
    }
}
