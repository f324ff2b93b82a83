using System.IO.Compression;
using System.Text;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Encodings;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Tables.Markup;

/// <summary>
/// Files whose table is marked up with tags: web pages and XML spreadsheets, often named .xls, and OpenDocument. Untrusted: nothing in them is run or
/// fetched.
/// </summary>
internal static class MarkupFile
{
    private const string Content = "content.xml";
    private const int DeclarationBytes = 4096;

    public static (TableFormat Format, Func<TableNotes, CancellationToken, int, RowSource> Open) Detect(string path, TableKind kind, byte[] head,
        TableOptions options, CancellationToken cancel)
    {
        var encoding = kind == TableKind.Ods && IsZip(head) ? TextEncoding.Utf8() : EncodingOf(head, options);
        Func<int, TableNotes, CancellationToken, MarkupRows> open = (table, notes, cancelRows) => Open(path, kind, head, encoding, (table, notes), cancelRows);
        var tables = Find(open, cancel);
        var names = Named(tables);
        var filled = tables.FindIndex(t => t.Cells > 0);
        if (filled < 0) throw new RefusedException(kind == TableKind.Html ? "table.foreign" : "table.empty", "HTML");
        // The largest table of a page, since the others are for layout; the first non-empty sheet of a workbook.
        var chosen = kind == TableKind.Html ? tables.IndexOf(tables.MaxBy(t => t.Cells)!) : filled;
        if (options.Sheet is { } wanted)
        {
            chosen = names.FindIndex(n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase));
            if (chosen < 0) throw new RefusedException("table.no_such_sheet", wanted, string.Join(", ", names));
        }
        var hasChoice = kind != TableKind.Html || names.Count > 1;
        var format = new TableFormat { Kind = kind, Encoding = encoding.Name, HasByteOrderMark = encoding.MarkLength > 0,
            Readings = options.Encoding is null ? encoding.Readings : [], Sheets = hasChoice ? names : [], Sheet = hasChoice ? names[chosen] : null };
        return (format, (notes, cancelRows, _) => open(chosen, notes, cancelRows));
    }

    /// <summary>The kind of a text that begins like HTML or XML; null when it has no known table.</summary>
    public static TableKind? KindOf(ReadOnlySpan<byte> head)
    {
        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, DeclarationBytes)]).Replace("\0", "", StringComparison.Ordinal);
        if (start.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal) && start.Contains("Workbook", StringComparison.Ordinal))
            return TableKind.XmlSheet;
        if (start.Contains("urn:oasis:names:tc:opendocument", StringComparison.Ordinal)) return TableKind.Ods;
        return start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<table", StringComparison.OrdinalIgnoreCase)
            ? TableKind.Html : null;
    }

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK"u8);

    private static List<MarkupTable> Find(Func<int, TableNotes, CancellationToken, MarkupRows> open, CancellationToken cancel)
    {
        using var rows = open(-1, new TableNotes(), cancel);
        while (rows.Next(new RowBuffer())) { }
        return rows.Tables;
    }

    // A table without a name, or with that of another, is called by its place.
    private static List<string> Named(List<MarkupTable> tables)
    {
        var names = new List<string>();
        foreach (var table in tables)
        {
            var place = $"{names.Count + 1}";
            var name = table.Name.Length == 0 ? place : table.Name;
            names.Add(names.Contains(name) ? $"{name} ({place})" : name);
        }
        return names;
    }

    private static MarkupRows Open(string path, TableKind kind, byte[] head, TextEncoding encoding, (int Index, TableNotes Notes) table,
        CancellationToken cancel)
    {
        var stream = CsvFile.OpenStream(path);
        try
        {
            if (kind != TableKind.Ods || !IsZip(head))
            {
                var markup = new MarkupReader(new TextSource(stream, encoding, cancel), Path.GetFileName(path), isXml: kind != TableKind.Html);
                return kind switch
                {
                    TableKind.Html => new HtmlRows(markup, table.Index, table.Notes),
                    TableKind.Ods => new OdsRows(markup, table.Index, table.Notes),
                    _ => new XmlSheetRows(markup, table.Index, table.Notes),
                };
            }
            XlsxFile.RefuseTooManyEntries(stream);
            var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var entry = archive.GetEntry(Content) ?? throw new RefusedException("table.damaged", Content);
            RefuseEncrypted(archive);
            return new OdsRows(new MarkupReader(new TextSource(new ZipPart(entry, cancel), encoding, cancel), Content, isXml: true), table.Index,
                table.Notes) { File = stream, Owned = [archive, stream] };
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (error is InvalidDataException or EndOfStreamException or ArgumentException or OverflowException or NotSupportedException)
                throw new RefusedException("table.damaged", Path.GetFileName(path));
            throw;
        }
    }

    private static void RefuseEncrypted(ZipArchive archive)
    {
        if (archive.GetEntry("META-INF/manifest.xml") is not { Length: < 1 << 20 } manifest) return;
        using var part = new StreamReader(new ZipPart(manifest, default));
        if (part.ReadToEnd().Contains("encryption-data", StringComparison.Ordinal)) throw new RefusedException("table.encrypted");
    }

    // The bytes decide; the page's own declaration counts only if they leave it open.
    private static TextEncoding EncodingOf(byte[] head, TableOptions options)
    {
        var guessed = EncodingGuess.Of(head);
        if (options.Encoding is { } name && name != guessed.Name) return TextEncoding.Named(name);
        if (guessed.Kind != TextEncodingKind.SingleByte && !EncodingGuess.SaysNothing(head)) return guessed;
        var start = Encoding.Latin1.GetString(head, 0, Math.Min(head.Length, DeclarationBytes));
        var at = start.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) is var charset and >= 0
            ? charset + 8 : start.IndexOf("encoding=", StringComparison.OrdinalIgnoreCase) is var declared and >= 0 ? declared + 9 : -1;
        if (at < 0) return guessed;
        var word = start[at..].TrimStart('"', '\'', ' ');
        word = word[..word.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Count()];
        try
        {
            // Browsers read Latin-1 as Windows-1252 (WHATWG Encoding Standard), and so do the authors.
            var said = TextEncoding.Named(word is "iso-8859-1" or "ISO-8859-1" ? "windows-1252" : word);
            return said.Kind is TextEncodingKind.SingleByte or TextEncodingKind.Utf8 ? said : guessed;
        }
        catch (RefusedException)
        {
            return guessed;
        }
    }
}
