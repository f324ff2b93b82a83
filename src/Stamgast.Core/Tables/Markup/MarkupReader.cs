using System.Net;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Markup;

/// <summary>The next token of a text with tags.</summary>
internal enum MarkupKind
{
    Text,
    Start,
    End,
}

/// <summary>
/// Walks through HTML or XML tag by tag, tolerant and with one buffer, whatever the size: enough for tables. Scripts, styles and comments are
/// skipped, nothing is fetched, and only the named characters of HTML are known as entities, so none can grow or open a file.
/// </summary>
internal sealed class MarkupReader(TextSource text, string part, bool isXml) : IDisposable
{
    private const int LongestTag = 1 << 16;
    private const int LongestEntity = 32;

    private char[] buffer = new char[1 << 15];
    private int length;
    private int position;
    private int nameStart;
    private int nameLength;
    private int tagEnd;
    private bool ended;

    public long BytesRead => text.BytesRead;

    /// <summary>The name of the file, or of the part of it.</summary>
    public string Part => part;

    public MarkupKind Kind { get; private set; }

    /// <summary>The text, entities resolved; a long one comes in pieces. Valid until the next <see cref="Read"/>, like all below.</summary>
    public ReadOnlySpan<char> Text => buffer.AsSpan(nameStart, nameLength) is var raw && !IsSection && raw.Contains('&')
        ? WebUtility.HtmlDecode(raw.ToString()) : raw;

    /// <summary>True when the text was CDATA, where &amp; is literal.</summary>
    public bool IsSection { get; private set; }

    /// <summary>True for a tag that closes itself.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>True when the tag has this name, ignoring case and prefix.</summary>
    public bool Is(ReadOnlySpan<char> name) => buffer.AsSpan(nameStart, nameLength).Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of an attribute of the tag, ignoring the prefix of its name; empty without one.</summary>
    public string Attribute(ReadOnlySpan<char> name)
    {
        var rest = buffer.AsSpan(nameStart + nameLength, tagEnd - nameStart - nameLength);
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n/");
            var end = rest.IndexOfAny(" \t\r\n=");
            var key = end < 0 ? rest : rest[..end];
            if (key.IsEmpty) return "";
            rest = rest[key.Length..].TrimStart(" \t\r\n");
            ReadOnlySpan<char> value = default;
            if (!rest.IsEmpty && rest[0] == '=')
            {
                rest = rest[1..].TrimStart(" \t\r\n");
                var quote = !rest.IsEmpty && rest[0] is '"' or '\'' ? rest[0] : '\0';
                if (quote != '\0') rest = rest[1..];
                var close = quote != '\0' ? rest.IndexOf(quote) : rest.IndexOfAny(" \t\r\n");
                value = close < 0 ? rest : rest[..close];
                rest = close < 0 ? default : rest[(close + 1)..];
            }
            if (key[(key.LastIndexOf(':') + 1)..].Equals(name, StringComparison.OrdinalIgnoreCase)) return WebUtility.HtmlDecode(value.ToString());
        }
    }

    /// <summary>Goes to the next text or tag; false at the end.</summary>
    public bool Read()
    {
        if (Kind == MarkupKind.Start && !IsEmpty && !isXml && (Is("script") || Is("style")))
        {
            SkipPast(Is("script") ? "</script" : "</style");
            SkipPast(">");
        }
        IsSection = false;
        while (true)
        {
            if (position >= length && !Fill()) return false;
            if (buffer[position] != '<' || !IsTag()) return TakeText(buffer[position] == '<' ? 1 : 0);
            if (Starts("<!--")) SkipPast("-->");
            else if (Starts("<![CDATA[")) return TakeSection();
            else if (buffer[position + 1] is '!' or '?')
            {
                if (isXml && Starts("<!DOCTYPE")) throw new RefusedException("table.doctype", part);
                SkipPast(">");
            }
            else if (IsTornEnd()) return false;
            else return TakeTag();
        }
    }

    public void Dispose() => text.Dispose();

    private bool IsTag() => (position + 1 < length || Fill()) && (char.IsAsciiLetter(buffer[position + 1]) || buffer[position + 1] is '/' or '!' or '?');

    // The file ends within an end tag cut off by a program or a download: "</html". After a cut start tag, content is lost.
    private bool IsTornEnd()
    {
        if (isXml || buffer[position + 1] != '/') return false;
        while (!buffer.AsSpan(position, length - position).Contains('>'))
        {
            if (length - position > LongestTag || !Fill())
                return ended && length - position <= LongestEntity
                && Tail.Contains(buffer.AsSpan(position + 2, length - position - 2).Trim().ToString().ToUpperInvariant());
        }
        return false;
    }

    private static readonly string[] Tail = [.. new[] { "HTML", "BODY", "TABLE",
        "TBODY" }.SelectMany(tag => Enumerable.Range(0, tag.Length + 1).Select(count => tag[..count]))];

    private bool TakeText(int from)
    {
        var open = buffer.AsSpan(position + from, length - position - from).IndexOf('<');
        var end = open < 0 ? length : position + from + open;
        if (open < 0 && !ended)
        {
            // An entity may go on in the next block.
            var entity = buffer.AsSpan(position, length - position).LastIndexOf('&');
            if (entity >= 0 && length - position - entity < LongestEntity)
            {
                if (entity > 0) end = position + entity;
                else if (Fill()) return TakeText(from);
                else end = length;
            }
        }
        (Kind, nameStart, nameLength) = (MarkupKind.Text, position, end - position);
        position = end;
        return true;
    }

    private bool TakeSection()
    {
        var from = position + "<![CDATA[".Length;
        var close = Find("]]>", from, TableLimits.MaxCell);
        from = position + "<![CDATA[".Length;
        (Kind, nameStart, nameLength, IsSection) = (MarkupKind.Text, from, close - from, true);
        position = close + 3;
        return true;
    }

    private bool TakeTag()
    {
        var close = CloseOfTag();
        Kind = buffer[position + 1] == '/' ? MarkupKind.End : MarkupKind.Start;
        var from = position + (Kind == MarkupKind.End ? 2 : 1);
        IsEmpty = close > from && buffer[close - 1] == '/';
        tagEnd = IsEmpty ? close - 1 : close;
        var inside = buffer.AsSpan(from, tagEnd - from);
        var space = inside.IndexOfAny(" \t\r\n/");
        var name = space < 0 ? inside : inside[..space];
        var colon = name.LastIndexOf(':');
        (nameStart, nameLength) = (from + colon + 1, name.Length - colon - 1);
        position = close + 1;
        return true;
    }

    // The first '>' outside the quotes of an attribute; simply the first if a quote is never closed.
    private int CloseOfTag()
    {
        var from = position + 1;
        var quote = '\0';
        while (true)
        {
            for (; from < length; from++)
            {
                var c = buffer[from];
                if (quote == '\0' && c == '>') return from;
                if (quote != '\0' ? c == quote : c is '"' or '\'' && buffer[from - 1] is '=' or ' ') quote = quote == '\0' ? c : '\0';
            }
            from -= position;
            if (from <= LongestTag && Fill())
            {
                from += position;
                continue;
            }
            var close = buffer.AsSpan(position, length - position).IndexOf('>');
            return close >= 0 && close <= LongestTag ? position + close : throw new RefusedException("table.damaged", part);
        }
    }

    private bool Starts(ReadOnlySpan<char> word)
    {
        while (length - position < word.Length && Fill()) { }
        return buffer.AsSpan(position, length - position).StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }

    // Releases skipped text, however long.
    private void SkipPast(ReadOnlySpan<char> word)
    {
        while (true)
        {
            var at = buffer.AsSpan(position, length - position).IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                position += at + word.Length;
                return;
            }
            position = Math.Max(position, length - word.Length + 1);
            if (!Fill())
            {
                position = length;
                return;
            }
        }
    }

    private int Find(ReadOnlySpan<char> word, int from, int most)
    {
        while (true)
        {
            var at = buffer.AsSpan(from, length - from).IndexOf(word);
            if (at >= 0) return from + at;
            if (length - from > most) throw new RefusedException("table.cell_too_long", part, TableLimits.MaxCell);
            from -= position;
            if (!Fill()) throw new RefusedException("table.damaged", part);
            from += position;
        }
    }

    // Consumed text is dropped; the rest moves to the front.
    private bool Fill()
    {
        if (ended) return false;
        var kept = length - position;
        if (position > 0) buffer.AsSpan(position, kept).CopyTo(buffer);
        (position, length) = (0, kept);
        if (buffer.Length - length < 1024) Array.Resize(ref buffer, buffer.Length * 2);
        var count = text.Read(buffer.AsSpan(length));
        ended = count == 0;
        length += count;
        return !ended;
    }
}
