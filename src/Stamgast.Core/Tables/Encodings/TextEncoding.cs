using System.Text;

namespace Stamgast.Tables.Encodings;

internal enum TextEncodingKind
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    SingleByte,
    Other,
}

/// <summary>How bytes become characters: UTF-8 with a fallback for odd bytes, UTF-16, a table of 256, or any other that .NET knows.</summary>
internal sealed record TextEncoding(TextEncodingKind Kind, string Name, char[] Table, Encoding? Other)
{
    /// <summary>Bytes of the byte order mark at the start of the file.</summary>
    public int MarkLength { get; init; }

    public bool IsMixed { get; init; }

    /// <summary>Several encodings in which the text makes equal sense, this one first; empty if it is clear.</summary>
    public IReadOnlyList<EncodingReading> Readings { get; init; } = [];

    /// <summary>The character that ends a line in place of the usual ones; '\0' for those.</summary>
    public char LineEnd { get; init; }

    /// <summary>Replacement characters in this file, each followed by its original: curled quotes for the straight one.</summary>
    public string Swaps { get; init; } = "";

    /// <summary>A delimiter of several characters, replaced by <see cref="CellEnd"/>. Null for one character.</summary>
    public string? LongDelimiter { get; init; }

    /// <summary>ASCII's own sign between two cells (unit separator).</summary>
    public const char CellEnd = '\u001F';

    public static readonly char[] Windows1252;

    static TextEncoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = BuildTable("windows-1252");
    }

    public static TextEncoding Utf8(int markLength = 0) => new(TextEncodingKind.Utf8, "UTF-8", Windows1252, null) { MarkLength = markLength };

    public static TextEncoding Utf16(bool bigEndian, int markLength) => bigEndian
        ? new(TextEncodingKind.Utf16BigEndian, "UTF-16BE", [], null) { MarkLength = markLength }
        : new(TextEncodingKind.Utf16LittleEndian, "UTF-16LE", [], null) { MarkLength = markLength };

    public static TextEncoding SingleByte(string name) => new(TextEncodingKind.SingleByte, name, BuildTable(name), null);

    /// <summary>The encoding with the chosen name; refused when unknown.</summary>
    public static TextEncoding Named(string name)
    {
        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(name);
        }
        // .NET knows and refuses UTF-7: the author of the bytes would decide which characters are seen.
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new RefusedException("table.unknown_encoding", name);
        }
        return encoding.CodePage switch
        {
            65001 or 20127 => Utf8(),
            1200 => Utf16(false, 0),
            1201 => Utf16(true, 0),
            _ when encoding.IsSingleByte => SingleByte(encoding.WebName),
            _ => new(TextEncodingKind.Other, encoding.WebName, [], encoding),
        };
    }

    private static char[] BuildTable(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var table = new char[256];
        Span<char> pair = stackalloc char[4];
        for (var value = 0; value < 256; value++)
        {
            var count = encoding.GetChars([(byte)value], pair);
            table[value] = count == 1 ? pair[0] : (char)value;
        }
        return table;
    }
}
