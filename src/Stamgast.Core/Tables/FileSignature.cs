using Stamgast.Tables.Markup;

namespace Stamgast.Tables;

/// <summary>Detects from the first bytes what a file is, whatever its name says, and refuses other files than tables by their type.</summary>
internal static class FileSignature
{
    private static readonly (byte[] Bytes, string Name)[] Foreign =
    [
        ("%PDF-"u8.ToArray(), "PDF"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ("GIF8"u8.ToArray(), "GIF"),
        ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
        ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
        ([0x1F, 0x8B], "gzip"),
        ([0x37, 0x7A, 0xBC, 0xAF], "7-Zip"),
        ("Rar!"u8.ToArray(), "RAR"),
        ("{\\rtf"u8.ToArray(), "RTF"),
        ("SQLite format 3"u8.ToArray(), "SQLite"),
        ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
        ("MZ"u8.ToArray(), "EXE"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
        ("BZh91AY&SY"u8.ToArray(), "bzip2"),
        ("ID;PWXL"u8.ToArray(), "SYLK"),
        ("ID;PSCALC"u8.ToArray(), "SYLK"),
        ("TABLE\r\n0,1\r\n"u8.ToArray(), "DIF"),
        ("TABLE\n0,1\n"u8.ToArray(), "DIF"),
        ("dn: "u8.ToArray(), "LDIF"),
        ("version: 1\ndn: "u8.ToArray(), "LDIF"),
        ("version: 1\r\ndn: "u8.ToArray(), "LDIF"),
        ("PAR1"u8.ToArray(), "Parquet"),
        ("%!PS"u8.ToArray(), "PostScript"),
        ("MIME-Version:"u8.ToArray(), "MHTML"),
        ("BEGIN:VCALENDAR"u8.ToArray(), "iCalendar"),
        ("INSERT INTO "u8.ToArray(), "SQL"),
        ("CREATE TABLE "u8.ToArray(), "SQL"),
        ("-- MySQL dump"u8.ToArray(), "SQL"),
        ("--\n-- PostgreSQL"u8.ToArray(), "SQL"),
        .. new[] { "<table", "<head", "<body", "<meta", "<style", "<!--" }.Select(t => (System.Text.Encoding.ASCII.GetBytes(t), "HTML")),
        ("<!DOCTYPE"u8.ToArray(), "HTML"),
        ("<html"u8.ToArray(), "HTML"),
        ("<?xml"u8.ToArray(), "XML"),
    ];

    private static readonly string[] Packed = ["ZIP", "gzip", "7-Zip", "RAR", "xz", "Zstandard", "bzip2"], Pictures = ["PNG", "JPEG", "GIF", "TIFF", "WebP",
        "HEIC", "AVIF"];

    private const int StartLength = 128;

    /// <summary>Says what a file is and what to do with it: unpack it, ask for the list itself, or save it as a table.</summary>
    public static RefusedException Refused(string kind) =>
        new(Packed.Contains(kind) ? "table.packed" : Pictures.Contains(kind) ? "table.picture" : "table.foreign", kind);

    public static TableKind Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8) && head[..Math.Min(head.Length, StartLength)]
            .IndexOf("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"u8) > 0) return TableKind.Ods;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return TableKind.Xlsx;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return TableKind.Xls;
        if (IsCard(head)) return TableKind.VCard;
        if (PictureOf(head) is { } picture) throw Refused(picture);
        var isWide = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        var text = isWide ? WithoutZeros(head) : head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (IsJson(text)) throw Refused("JSON");
        foreach (var (bytes, name) in Foreign)
            if (StartsWithAnyCase(text, bytes) && (name != "EXE" || head.Contains((byte)0)))
                return name is "HTML" or "XML" && MarkupFile.KindOf(head) is { } kind ? kind : throw Refused(name);
        // Web programs begin with any tag: a heading, a division, a form.
        return IsTag(text) && MarkupFile.KindOf(head) is { } markup ? markup : TableKind.Csv;
    }

    /// <summary>Refuses text in which more than one character in twenty is a control character: a program or a picture, not a table.</summary>
    public static void RefuseBinary(ReadOnlySpan<char> text)
    {
        int odd = 0, readable = 0;
        foreach (var c in text)
        {
            if (c is '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f' or '\u001A' or '\u001F' or '\u0001' or '\u0002' or '\u0014')))
                odd++;
            else if (char.IsLetterOrDigit(c)) readable++;
        }
        if (odd > text.Length / 20) throw new RefusedException("table.binary");
        if (readable == 0) throw new RefusedException("table.nothing_readable");
    }

    // Pictures in a container, whose type follows its length.
    private static string? PictureOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return null;
        if (head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8)) return "WebP";
        if (!head[4..8].SequenceEqual("ftyp"u8)) return null;
        return head[8..12].SequenceEqual("avif"u8) ? "AVIF" : head[8..11].SequenceEqual("hei"u8) || head[8..12].SequenceEqual("mif1"u8) ? "HEIC" : null;
    }

    private static bool IsTag(ReadOnlySpan<byte> text) => text.Length > 1 && text[0] == '<' && char.IsAsciiLetter((char)text[1]);

    private static bool IsCard(ReadOnlySpan<byte> head)
    {
        return StartsWithAnyCase(WithoutZeros(head).TrimStart(" \t\r\n"u8), "BEGIN:VCARD"u8);
    }

    // Without marks and zero bytes, so that UTF-16 looks like ASCII.
    private static ReadOnlySpan<byte> WithoutZeros(ReadOnlySpan<byte> head) =>
        head[..Math.Min(head.Length, StartLength)].ToArray().Where(b => b is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF)).ToArray();

    // {"name": ... or a list of such, with any spacing.
    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        Span<byte> start = stackalloc byte[3];
        var count = 0;
        foreach (var b in text[..Math.Min(text.Length, StartLength)])
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') && count < start.Length) start[count++] = b;
        return start.SequenceEqual("[{\""u8) || start[..2].SequenceEqual("{\""u8) || start.SequenceEqual("[[\""u8);
    }

    private static bool StartsWithAnyCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(text[..start.Length], start) || text.StartsWith(start);
}
