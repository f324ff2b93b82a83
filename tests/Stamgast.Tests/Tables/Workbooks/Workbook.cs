using System.IO.Compression;
using System.Text;

namespace Stamgast.Tests.Tables.Workbooks;

/// <summary>Builds a small .xlsx from the XML of its parts, right or wrong on purpose.</summary>
internal static class Workbook
{
    private const string Namespaces =
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook with these rows on its one sheet.</summary>
    public static byte[] With(string rows, string strings = "", string styles = "", string bookProperties = "") =>
        Zip(Parts(new() { ["Klanten"] = rows }, strings, styles, bookProperties));

    public static Dictionary<string, byte[]> Parts(Dictionary<string, string> sheets, string strings = "", string styles = "", string bookProperties = "")
    {
        var parts = new Dictionary<string, byte[]>
        {
            ["_rels/.rels"] = Xml($"<Relationships><Relationship Id=\"r\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ["xl/sharedStrings.xml"] = Xml($"<sst {Namespaces}>{strings}</sst>"),
            ["xl/styles.xml"] = Xml($"<styleSheet {Namespaces}>{styles}</styleSheet>"),
        };
        var list = new StringBuilder();
        var relations = new StringBuilder(
            $"<Relationship Id=\"s1\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"s2\" Type=\"{Relations}/styles\" "
            + $"Target=\"/xl/styles.xml\"/>");
        var number = 0;
        foreach (var (name, rows) in sheets)
        {
            number++;
            var state = name.StartsWith('(') ? " state=\"hidden\"" : "";
            list.Append($"<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>");
            relations.Append($"<Relationship Id=\"rId{number}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>");
            parts[$"xl/worksheets/sheet{number}.xml"] = Xml($"<worksheet {Namespaces}><sheetData>{rows}</sheetData></worksheet>");
        }
        parts["xl/workbook.xml"] = Xml($"<workbook {Namespaces}>{bookProperties}<sheets>{list}</sheets></workbook>");
        parts["xl/_rels/workbook.xml.rels"] = Xml($"<Relationships>{relations}</Relationships>");
        return parts;
    }

    public static byte[] Zip(Dictionary<string, byte[]> parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
            foreach (var (name, bytes) in parts)
            {
                // As OpenDocument requires it: so that its type can be detected from the first bytes.
                using var part = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                part.Write(bytes);
            }
        return memory.ToArray();
    }

    public static byte[] Xml(string text) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text);

    /// <summary>A row of inline texts.</summary>
    public static string Row(int number, params string[] texts) =>
        $"<row r=\"{number}\">{string.Concat(texts.Select((t, i) => $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{t}</t></is></c>"))}</row>";
}
