using System.Globalization;
using System.IO.Compression;
using System.Text;
using Stamgast.Tables.Workbooks;
using Stamgast.Tests.Tables.Workbooks;

namespace Stamgast.Tests.Tables;

/// <summary>
/// Makes bad files from good ones by their structure: cells, quotes, line ends, encodings, parts of a workbook, lines of a card.
/// The same seed gives the same files. Used by the tests (a few thousand) and by the soak (as many as wanted).
/// </summary>
internal sealed class FileMutator
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", "\"\"", ";", ";;;;;;;;;;", ",", "\t", "\r", "\n", "\r\n", "\0", "\0\0\0\0", "\uFEFF", "'", "=", "+", "\u001A", "sep=;\n", "Subtotaal;;;1\n",
                "Pagina 1 van 2", "\u0085", "\u2028", "\u001E", "a|b|c|d|e", "   ", "~|~", "\n\n\n", "1E+308", "1,00009E+08",
            "99999999999999999999", "-1", "#N/A", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&#xD800;", "&#99999999;",
            "&x;", "<c>", "</c>", "<row>", "</row>", "</sheetData>", "<v>", "</v>",
            "<table>", "</table>", "<td", "<tr rowspan=999999999 colspan=99999999>", "<td colspan=\"2000\" rowspan=\"2000\">", "<script>", "<!DOCTYPE html>",
            "number-rows-repeated=\"99999999\"", "number-columns-repeated=\"99999999\"", "ss:Index=\"2000000\"", "ss:MergeAcross=\"99999999\"", "“", "”", "þ",
            "\u0014", "\"||\"", "r=\"XFD1\"", "r=\"A0\"", "r=\"ZZZZZZZ1\"", "t=\"s\"", "s=\"-5\"", "<si/>", "_x0000_", "_xD83D_", "BEGIN:VCARD\n",
            "END:VCARD\n", "TEL;TYPE=\"a:b", "N:;;;;;;;;;;\n", "=C3=", "=\n", " folded\n", "ADR:\\\\;\\n;;\n", "é", "Ã©", "日", "\uD83D\uDE00", "?", "???",
            "\uFFFD", "Fran?ois", ";NULL;", ";#REF!;", "########", ";-;", "n/a", "t=\"e\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xFE, 0xFF], [0xC3], [0xE9], [0xED, 0xA0, 0x80], [0xF8, 0x88], [0x82], [0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0],
    ];

    private readonly Random random;
    private readonly List<byte[]> texts = [];
    private readonly List<Dictionary<string, byte[]>> books = [];

    public FileMutator(int seed)
    {
        random = new Random(seed);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var table = Table();
        foreach (var name in (string[])["utf-8", "windows-1252", "ibm850", "utf-16", "utf-16BE"]) texts.Add(Encoding.GetEncoding(name).GetBytes(table));
        texts.Add(Encoding.UTF8.GetBytes(table.Replace(';', ',').Replace("\r\n", "\n")));
        texts.Add(Encoding.UTF8.GetBytes(table.Replace(';', '\t').Replace("\r\n", "\r")));
        texts.Add(Encoding.UTF8.GetBytes(Cards()));
        texts.Add(Encoding.UTF8.GetBytes(table.Replace("\r\n", "\u0085")));
        texts.Add(Encoding.UTF8.GetBytes(string.Concat(table.Split("\r\n").Select(l => string.Concat(l.Split(';').Select(c => c.PadRight(24))) + "\n"))));
        texts.Add(Encoding.UTF8.GetBytes(string.Concat(table.Replace("\"", "").Split("\r\n")
            .Select(l => string.Join(';', l.Split(';').Select(c => $"“{c}”")) + "\r\n"))));
        texts.Add(Encoding.UTF8.GetBytes(table.Replace(";", "~|~")));
        var cells = table.Replace("\"", "").Split("\r\n").Select(l => l.Split(';')).ToList();
        texts.Add(Encoding.UTF8.GetBytes("<html><head><meta charset=utf-8><style>td {}</style></head><body><!-- x --><table><caption>Klanten</caption>"
            + string.Concat(cells.Select(r => "<tr>" + string.Concat(r.Select(c => $"<td colspan=1 rowspan='1'>{c}&nbsp;</td>")) + "</tr>\n"))
            + "</table></body></html>"));
        texts.Add(Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
            + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Klanten\"><Table>"
            + string.Concat(cells.Select((r, at) => $"<Row ss:Index=\"{at + 1}\">"
            + string.Concat(
            r.Select((c, column) => $"<Cell ss:Index=\"{column + 1}\"><Data ss:Type=\"{(column == 0 ? "Number" : "String")}\">{c}</Data></Cell>")) + "</Row>"))
            + "</Table></Worksheet></Workbook>"));
        var content =
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><table:table table:name=\"Klanten\">"
            + string.Concat(cells.Select(r => "<table:table-row table:number-rows-repeated=\"1\">"
            + string.Concat(
            r.Select(c =>
            $"<table:table-cell table:number-columns-repeated=\"1\" office:value-type=\"string\"><text:p>{c}"
            + "<text:s text:c=\"2\"/></text:p></table:table-cell>"))
            + "</table:table-row>")) + "</table:table></office:document>";
        texts.Add(Encoding.UTF8.GetBytes(content));
        books.Add(new() { ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet"u8.ToArray(), ["META-INF/manifest.xml"] = "<manifest/>"u8.ToArray(),
            ["content.xml"] = Encoding.UTF8.GetBytes(content) });
        var rows = string.Concat(Enumerable.Range(1, 30).Select(r => Workbook.Row(r, "Naam" + r, "Gent", "9000")));
        var typed = string.Concat(Enumerable.Range(2, 30)
            .Select(r =>
            $"<row r=\"{r}\"><c r=\"A{r}\" t=\"s\"><v>{r % 3}</v></c><c r=\"B{r}\" s=\"1\"><v>{16000 + r}</v></c><c r=\"C{r}\" "
            + $"t=\"str\"><f>A1</f><v>x</v></c></row>"));
        books.Add(Workbook.Parts(new() { ["Klanten"] = rows }));
        books.Add(Workbook.Parts(new() { ["Leeg"] = "", ["Klanten"] = Workbook.Row(1, "Naam", "Geboortedatum", "Taal") + typed },
            "<si><t>Aerts</t></si><si><r><t>Claes</t></r></si><si><t>é</t></si>",
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"));
        using var memory = new MemoryStream();
        using (var writer = new XlsxTableWriter(memory, [new("id"), new("birth_date", true), new("notes")], "Klanten"))
            for (var row = 0; row < 30; row++) writer.WriteRow(row.ToString(CultureInfo.InvariantCulture), "1985-07-30", "=x\n\"é\"");
        Whole = memory.ToArray();
    }

    private byte[] Whole { get; }

    /// <summary>The next bad file.</summary>
    public byte[] Next() => random.Next(10) switch
    {
        < 6 => Damaged(texts[random.Next(texts.Count)]),
        < 8 => DamagedBook(),
        8 => Forged(random.Next(3) == 0 ? Whole : Workbook.Zip(Swollen(books[random.Next(books.Count)]))),
        _ => Damaged(Whole),
    };

    private byte[] DamagedBook()
    {
        var parts = new Dictionary<string, byte[]>(books[random.Next(books.Count)]);
        var names = parts.Keys.ToArray();
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var name = names[random.Next(names.Length)];
            if (random.Next(12) == 0) parts.Remove(name);
            else if (parts.TryGetValue(name, out var part)) parts[name] = Damaged(part);
        }
        var zip = Workbook.Zip(parts);
        return random.Next(4) == 0 ? Damaged(zip) : zip;
    }

    // A part that unpacks to far more than it takes: the same row, text or attribute again and again, by the million.
    private Dictionary<string, byte[]> Swollen(Dictionary<string, byte[]> book)
    {
        var parts = new Dictionary<string, byte[]>(book);
        if (random.Next(4) > 0) return parts;
        var name = parts.Keys.ElementAt(random.Next(parts.Count));
        var token = Tokens[random.Next(Tokens.Length)];
        var at = random.Next(parts[name].Length);
        var swollen = Enumerable.Repeat(token, random.Next(1 << 20, 4 << 20) / token.Length).SelectMany(t => t);
        parts[name] = [.. parts[name][..at], .. swollen, .. parts[name][at..]];
        return parts;
    }

    // Lies in the headers of a zip: method, checksum, packed and unpacked length, place (APPNOTE 4.3.7 and 4.3.12).
    private byte[] Forged(byte[] zip)
    {
        var forged = (byte[])zip.Clone();
        var headers = Enumerable.Range(0, zip.Length - 46).Where(i => zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2], zip[i + 3]) is (1, 2)
            or (3, 4)).ToList();
        for (var times = random.Next(1, 4); times > 0 && headers.Count > 0; times--)
        {
            var header = headers[random.Next(headers.Count)];
            int[] fields = zip[header + 2] == 1 ? [8, 10, 16, 20, 24, 28, 42] : [6, 8, 14, 18, 22, 26];
            uint[] lies = [0, 1, 0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, (uint)random.Next(), (uint)zip.Length];
            BitConverter.GetBytes(lies[random.Next(lies.Length)]).CopyTo(forged, header + fields[random.Next(fields.Length)]);
        }
        return forged;
    }

    private byte[] Damaged(byte[] good)
    {
        var bytes = good.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 4; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 5: bytes.InsertRange(at, Enumerable.Repeat(Tokens[random.Next(Tokens.Length)], random.Next(10) == 0 ? random.Next(2_000) : 1)
                    .SelectMany(t => t)); break;
                default:
                    if (random.Next(3) == 0) bytes.RemoveRange(at, bytes.Count - at);
                    else bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
            }
        }
        return [.. bytes];
    }

    private static string Table()
    {
        var text = new StringBuilder("Klantnummer;Voornaam;Naam;E-mail;GSM;Postcode;Plaats;Geboortedatum;Notities\r\n");
        for (var row = 0; row < 40; row++)
            text.Append(CultureInfo.InvariantCulture,
                $"{100 + row};Zoë;Lefèvre;z{row}@lefevre.example;0486 12 33 {row};9000;Liège;30/07/19{10 + row};\"zegt \"\"ja\"\";\r\nen meer\"\r\n");
        return text.ToString();
    }

    private static string Cards() => string.Concat(Enumerable.Range(0, 15).Select(i =>
        $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jozefien Aerts {i}\r\nN:Aerts;Jozefien;;;\r\nADR;TYPE=HOME:;;Dorp "
            + $"{i};Gent;;9000;België\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=C3=A9=\r\nb\r\nTEL;TYPE=CELL:+32486{i:000000}\r\nEND:VCARD\r\n"));
}
