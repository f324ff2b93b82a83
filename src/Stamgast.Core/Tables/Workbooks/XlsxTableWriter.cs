using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Stamgast.Tables.Csv;

namespace Stamgast.Tables.Workbooks;

/// <summary>A column of a sheet: its header, and whether its ISO dates become real dates.</summary>
public readonly record struct SheetColumn(string Header, bool IsDate = false);

/// <summary>
/// Writes an Excel workbook with one sheet, row by row: header bold and frozen, every value as text so that Excel changes none
/// (leading zeros, long numbers, "+32"), dates as dates.
/// </summary>
public sealed class XlsxTableWriter : TableWriter
{
    /// <summary>Rows below the header that a sheet can hold.</summary>
    public const int MaxRows = TableLimits.MaxSheetRows - 1;

    private const int BufferBytes = 1 << 16;
    private const int Room = 256;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    // Styles by number: 1 text, 2 text that would be a formula, 3 date, 4 header.
    private const string Styles =
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name "
            + $"val=\"Calibri\"/></font></fonts>" +
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders "
        + "count=\"1\"><border/></borders>" +
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"5\">" +
        "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>" +
        "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>" +
        "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" quotePrefix=\"1\"/>" +
        "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>" +
        "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

    private readonly ZipArchive zip;
    private readonly Stream sheet;
    private readonly bool[] isDate;
    private readonly string[] letters;
    private readonly byte[] buffer = new byte[BufferBytes];
    private int used;
    private int row;
    private int column;
    private bool rowIsOpen;

    public XlsxTableWriter(Stream stream, IReadOnlyList<SheetColumn> columns, string sheetName)
    {
        zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WritePart("[Content_Types].xml",
            $"<Types xmlns=\"{Package}content-types\"><Default Extension=\"rels\" "
            + $"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
            "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>" +
            "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>" +
            "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
        WritePart("_rels/.rels",
            $"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" "
            + $"Target=\"xl/workbook.xml\"/></Relationships>");
        WritePart("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/worksheet\" "
            + $"Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>");
        WritePart("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"{SheetName(sheetName)}\" sheetId=\"1\" "
                + "r:id=\"rId1\"/></sheets></workbook>");
        WritePart("xl/styles.xml", Styles);
        isDate = [.. columns.Select(c => c.IsDate)];
        letters = [.. Enumerable.Range(0, columns.Count).Select(Letters)];
        sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        Raw($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{Main}\"><sheetViews><sheetView tabSelected=\"1\" "
            + $"workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr "
            + $"defaultColWidth=\"16\" defaultRowHeight=\"15\"/><sheetData>");
        foreach (var header in columns) WriteText(header.Header, 4);
        EndRow();
    }

    public override void WriteCell(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            column++;
            return;
        }
        if (isDate[column] && SerialOf(value) is { } serial) WriteDate(serial);
        else WriteText(value, FormulaGuard.IsFormula(value) ? 2 : 1);
    }

    public override void EndRow()
    {
        StartRow();
        Raw("</row>");
        row++;
        column = 0;
        rowIsOpen = false;
    }

    private protected override void Finish()
    {
        Raw("</sheetData></worksheet>");
        Flush();
        sheet.Dispose();
        zip.Dispose();
    }

    private void StartRow()
    {
        if (rowIsOpen) return;
        if (row > MaxRows) throw new RefusedException("table.too_many_rows", row, TableLimits.MaxSheetRows);
        rowIsOpen = true;
        Raw("<row r=\"");
        Number(row + 1);
        Raw("\">");
    }

    private void StartCell(int style)
    {
        StartRow();
        Raw("<c r=\"");
        Raw(letters[column++]);
        Number(row + 1);
        Raw("\" s=\"");
        Number(style);
    }

    private void WriteDate(int serial)
    {
        StartCell(3);
        Raw("\"><v>");
        Number(serial);
        Raw("</v></c>");
    }

    private void WriteText(ReadOnlySpan<char> value, int style)
    {
        StartCell(style);
        Raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        // The reader takes one apostrophe off before a formula; quotePrefix keeps plain formulas harmless without one.
        if (value[0] == '\'' && FormulaGuard.NeedsApostrophe(value)) Raw("'");
        Escaped(value);
        Raw("</t></is></c>");
    }

    private void Escaped(ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny(XmlSpecials);
            if (plain < 0) plain = value.Length;
            Text(value[..plain]);
            if (plain == value.Length) return;
            var c = value[plain];
            value = value[(plain + 1)..];
            switch (c)
            {
                case '&': Raw("&amp;"); break;
                case '<': Raw("&lt;"); break;
                case '>': Raw("&gt;"); break;
                case '\t' or '\n': Text([c]); break;
                // "_x0041_" would be read as "A".
                case '_' when value is not ['x' or 'X', ..]: Text([c]); break;
                default: Raw(string.Create(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_")); break;
            }
        }
    }

    private static readonly System.Buffers.SearchValues<char> XmlSpecials =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '&', '<', '>', '_', '\uFFFE', '\uFFFF']);

    private void Text(ReadOnlySpan<char> value)
    {
        while (value.Length > 4096)
        {
            var cut = char.IsHighSurrogate(value[4095]) ? 4095 : 4096;
            Text(value[..cut]);
            value = value[cut..];
        }
        if (buffer.Length - used < value.Length * 3 + Room) Flush();
        used += Encoding.UTF8.GetBytes(value, buffer.AsSpan(used));
    }

    private void Raw(string ascii) => Text(ascii);

    private void Number(int value)
    {
        if (buffer.Length - used < Room) Flush();
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out var written);
        used += written;
    }

    private void Flush()
    {
        sheet.Write(buffer, 0, used);
        used = 0;
    }

    private void WritePart(string name, string xml)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
    }

    // Excel allows 31 characters and not these.
    private static string SheetName(string name)
    {
        var plain = string.Concat(name.Where(c => c is not ('\\' or '/' or '?' or '*' or '[' or ']' or ':' or '<' or '>' or '&' or '"')));
        return plain.Length is 0 ? "Sheet1" : plain.Length > 31 ? plain[..31] : plain;
    }

    private static int? SerialOf(ReadOnlySpan<char> value) =>
        value.Length == 10 && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.DayNumber >= 693_594 + 60
            ? date.DayNumber - 693_593
            : null;

    private static string Letters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }
}
