using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;
using Stamgast.Tables.Csv;

namespace Stamgast.Tables.Workbooks;

/// <summary>Shared by all sheets of a workbook.</summary>
internal sealed record XlsxParts(SharedStrings Strings, SheetStyles Styles);

/// <summary>An Excel workbook (ISO/IEC 29500): its sheets, which of them to read, and its shared parts. Untrusted: every limit of
/// <see cref="TableLimits"/> holds.</summary>
internal sealed class XlsxFile
{
    private const int LongestPart = 64 << 20;
    private const int DeepestElement = 100;

    private readonly string path;
    private readonly CancellationToken cancel;
    private readonly Dictionary<string, string> sheets = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly List<string> hidden = [];
    private XlsxParts parts = null!;

    private XlsxFile(string path, CancellationToken cancel)
    {
        this.path = path;
        this.cancel = cancel;
    }

    public static (TableFormat Format, Func<TableNotes, CancellationToken, int, RowSource> Open) Detect(string path, TableOptions options,
        CancellationToken cancel)
    {
        var file = new XlsxFile(path, cancel);
        try
        {
            file.ReadParts();
            var sheet = file.Choose(options.Sheet);
            var format = new TableFormat { Kind = TableKind.Xlsx, Sheets = file.names, Sheet = sheet };
            return (format, (notes, cancelRows, _) => file.OpenSheet(sheet, notes, cancelRows));
        }
        catch (Exception error) when (error is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or OverflowException
            or NotSupportedException)
        {
            throw new RefusedException("table.damaged", System.IO.Path.GetFileName(path));
        }
    }

    private void ReadParts()
    {
        using var stream = CsvFile.OpenStream(path);
        RefuseTooManyEntries(stream);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        var book = FindBook(archive);
        var folder = book.FullName.Contains('/', StringComparison.Ordinal) ? book.FullName[..book.FullName.LastIndexOf('/')] : "";
        var relations = Relations(archive, $"{(folder.Length > 0 ? folder + "/" : "")}_rels/{book.Name}.rels", folder);
        var startsIn1904 = false;
        using (var xml = OpenXml(book))
            while (Next(xml))
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") startsIn1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
                else if (xml.LocalName == "sheet") AddSheet(xml, relations);
            }
        var strings = Part(archive, relations, "/sharedStrings");
        var styles = Part(archive, relations, "/styles");
        using var stylesXml = styles is null ? null : OpenXml(styles);
        parts = new XlsxParts(
            strings is null ? new SharedStrings() : SharedStrings.Read(new ZipPart(strings, cancel), strings.FullName),
            SheetStyles.Read(stylesXml, startsIn1904));
    }

    // Names the actual type of a zip, since "not a workbook" helps nobody.
    private static ZipArchiveEntry FindBook(ZipArchive archive)
    {
        var relations = Relations(archive, "_rels/.rels", "");
        var book = Part(archive, relations, "/officeDocument") ?? archive.GetEntry("xl/workbook.xml");
        if (book is not null && book.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            && !book.FullName.StartsWith("word/", StringComparison.OrdinalIgnoreCase)
            && !book.FullName.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)) return book;
        var kind = book?.FullName switch
        {
            { } name when name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) => "Excel (.xlsb)",
            { } name when name.StartsWith("word/", StringComparison.OrdinalIgnoreCase) => "Word (.docx)",
            { } => "PowerPoint (.pptx)",
            _ when archive.GetEntry("xl/workbook.bin") is not null => "Excel (.xlsb)",
            _ when archive.GetEntry("word/document.xml") is not null => "Word (.docx)",
            _ when archive.GetEntry("ppt/presentation.xml") is not null => "PowerPoint (.pptx)",
            _ when archive.GetEntry("Index/Document.iwa") is not null => "Numbers",
            _ => archive.GetEntry("mimetype") is not null && archive.GetEntry("content.xml") is not null ? "OpenDocument" : "ZIP",
        };
        throw FileSignature.Refused(kind);
    }

    private void AddSheet(XmlReader xml, List<(string Id, string Type, string Target)> relations)
    {
        var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
        var name = xml.GetAttribute("name") ?? "";
        var relation = relations.Find(r => r.Id == id);
        if (relation.Target is null || !relation.Type.EndsWith("/worksheet", StringComparison.Ordinal) || !sheets.TryAdd(name, relation.Target)) return;
        names.Add(name);
        if (xml.GetAttribute("state") is "hidden" or "veryHidden") hidden.Add(name);
    }

    // The chosen sheet, otherwise the first visible one with content.
    private string Choose(string? wanted)
    {
        if (wanted is not null)
            return names.Find(n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusedException("table.no_such_sheet", wanted, string.Join(", ", names));
        var row = new RowBuffer();
        foreach (var name in names.OrderBy(n => hidden.Contains(n)))
        {
            using var rows = OpenSheet(name, new TableNotes(), cancel);
            while (rows.Next(row))
                if (row.Filled > 0) return name;
        }
        throw new RefusedException("table.empty");
    }

    private SheetRows OpenSheet(string sheet, TableNotes notes, CancellationToken cancelRows)
    {
        var stream = CsvFile.OpenStream(path);
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var entry = archive.GetEntry(sheets[sheet]) ?? throw new RefusedException("table.damaged", sheets[sheet]);
            return new SheetRows(new ZipPart(entry, cancelRows), archive, stream, parts, notes);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static ZipArchiveEntry? Part(ZipArchive archive, List<(string Id, string Type, string Target)> relations, string type)
    {
        var relation = relations.Find(r => r.Type.EndsWith(type, StringComparison.Ordinal));
        return relation.Target is null ? null : archive.GetEntry(relation.Target);
    }

    private static List<(string Id, string Type, string Target)> Relations(ZipArchive archive, string part, string folder)
    {
        var relations = new List<(string, string, string)>();
        if (archive.GetEntry(part) is not { } entry) return relations;
        using var xml = OpenXml(entry);
        while (Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External") continue;
            var target = xml.GetAttribute("Target") ?? "";
            relations.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", Resolve(folder, target)));
        }
        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step == "..") { if (path.Count > 0) path.RemoveAt(path.Count - 1); }
            else if (step != ".") path.Add(step);
        }
        return string.Join('/', path);
    }

    // The reader keeps each element that is open: a million within each other would take the memory.
    private static bool Next(XmlReader xml) => xml.Depth <= DeepestElement ? xml.Read() : throw new InvalidDataException();

    // The only place where a general XML reader opens something: no document type, no resolver, bounded total and tag lengths.
    private static XmlReader OpenXml(ZipArchiveEntry entry)
    {
        if (entry.Length > LongestPart) throw new RefusedException("table.unpacks_too_large", entry.FullName);
        return XmlReader.Create(new ShortTags(new ZipPart(entry, default)), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestPart,
            CloseInput = true,
        });
    }

    // The count is at the end of a zip; a million entries must not be listed first.
    public static void RefuseTooManyEntries(FileStream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, 66_000)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 12 > tail.Length) throw new InvalidDataException();
        if (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)) > TableLimits.MaxZipEntries)
            throw new RefusedException("table.unpacks_too_large", "zip");
        stream.Position = 0;
    }
}
