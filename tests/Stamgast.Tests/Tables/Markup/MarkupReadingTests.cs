using System.IO.Compression;
using System.Net;
using System.Text;
using Stamgast.Tables;
using Stamgast.Tables.Workbooks;
using Stamgast.Tests.Tables;
using Stamgast.Tests.Tables.Workbooks;

namespace Stamgast.Tests.Tables.Markup;

/// <summary>Tables between tags: web pages named .xls, XML spreadsheets of 2003, OpenDocument.</summary>
public sealed class MarkupReadingTests
{
    private static readonly string[][] Customers =
    [
        ["nummer", "naam", "plaats", "opmerking"], ["0012", "Aerts", "Gent", "belt < 9 u. & mailt"], ["2", "Boulangerie Lefèvre SRL", "Liège", ""], ["3",
            "Claes & Zonen NV", "’s-Gravenhage", "\"vaste\" klant"],
    ];

    private static readonly string[] Read = ["0012¦Aerts¦Gent¦belt < 9 u. & mailt", "2¦Boulangerie Lefèvre SRL¦Liège¦",
        "3¦Claes & Zonen NV¦’s-Gravenhage¦\"vaste\" klant"];

    private static string Table(bool closed = true, string newline = "\n") =>
        "<table border=1 cellpadding='0'>" + newline + string.Concat(Customers.Select((row, at) =>
        "<tr>" + string.Concat(row.Select(c => (at == 0 ? "<th class=\"a>b\">" : "<TD style='mso-number-format:\"\\@\"'>") + WebUtility.HtmlEncode(c)
            + (closed ? at == 0 ? "</th>" : "</TD>" : ""))) + (closed ? "</tr>" : "") + newline)) + "</table>";

    private static string Page(string body, string charset = "utf-8") =>
        $"<!DOCTYPE html><html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset={charset}><title>Klanten</title><!--[if gte mso "
            + $"9]><xml><x:Name>Blad1</x:Name></xml><![endif]--><style>td {{ color: red }}</style><script>if (a<b) "
            + $"document.write('<table><tr><td>x</td></tr></table>')</script></head><body>{body}</body></html>";

    public static TheoryData<string, byte[]> Pages => new()
    {
        { "a page", Encoding.UTF8.GetBytes(Page(Table())) },
        { "a table and nothing else", Encoding.UTF8.GetBytes(Table()) },
        { "on one line", Encoding.UTF8.GetBytes(Page(Table(newline: ""))) },
        { "without end tags", Encoding.UTF8.GetBytes(Page(Table(closed: false))) },
        { "with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Page(Table()))] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Page(Table(), "utf-16"))] },
        { "Windows-1252", Encoding.GetEncoding("windows-1252").GetBytes(Page(Table().Replace("’", "'"), "windows-1252")) },
        { "among tables that lay out", Encoding.UTF8.GetBytes(Page("<table><tr><td>Menu</td><td><table><tr><td>Start</td></tr></table></td></tr></table>"
        + Table() + "<table><tr><td>voet</td></tr></table>")) },
        { "below a caption that is not closed", Encoding.UTF8.GetBytes(Page(Table()
        .Replace("cellpadding='0'>", "cellpadding='0'><caption>Klanten", StringComparison.Ordinal))) },
        { "with a script and a style in its cells", Encoding.UTF8.GetBytes(Page(Table()
        .Replace("</TD>", "<script>if (1<2) f('</td>')</script ><style>td > b {}</style></TD>", StringComparison.Ordinal))) },
        { "below a heading", Encoding.UTF8.GetBytes("<center><h1>Klanten</h1>" + Table()) },
        { "within a form, and rows that are not closed", Encoding.UTF8.GetBytes("\r\n<form id=f><div>" + Table(closed: false)[..^"</table>".Length]) },
        { "within a table that lays out", Encoding.UTF8.GetBytes(Page("<table><tr><td>Menu</td><td>" + Table() + "</td></tr></table>")) },
        { "empty cells that close themselves", Encoding.UTF8.GetBytes(Page(Table().Replace("<TD style='mso-number-format:\"\\@\"'></TD>", "<td/>"))) },
    };

    [Theory, MemberData(nameof(Pages))]
    public void A_web_page_that_is_named_xls_is_read(string shape, byte[] bytes)
    {
        Assert.NotEmpty(shape);
        using var file = new TableText(bytes);
        Assert.Equal(TableKind.Html, file.Format().Kind);
        Assert.Equal(Customers[0], file.Columns());
        Assert.Equal(Read.Select(r => r.Replace('’', '\'')), file.Rows().Select(r => r.Replace('’', '\'')));
    }

    [Fact]
    public void Cells_over_several_columns_and_rows_keep_the_others_in_their_columns()
    {
        using var file = new TableText(
            "<table><tr><th>naam<th>straat<th>plaats<tr><td rowspan=2>Aerts<br>\n Jozefien<td colspan=2>Dorp 1<tr><td>Dorp&nbsp;"
            + "2<td>Gent<tr><td>Maes<td><td>Mol</table>");
        Assert.Equal(["Aerts⏎Jozefien¦Dorp 1¦", "¦Dorp\u00A02¦Gent", "Maes¦¦Mol"], file.Rows());
    }

    [Fact]
    public void Another_table_of_a_page_can_be_chosen_by_its_caption_or_place()
    {
        using var file = new TableText(
            "<table><caption>Leveranciers</caption><tr><td>naam<td>stad<tr><td>Claes<td>Mol</table><table><tr><td>naam<td>stad<tr><td>Aerts<td>Gent<tr>"
            + "<td>Maes<td>Mol</table>");
        Assert.Equal(["Leveranciers", "2"], file.Format().Sheets);
        Assert.Equal("2", file.Format().Sheet);
        Assert.Equal(["Claes¦Mol"], file.Rows(new TableOptions { Sheet = "leveranciers" }));
        Assert.Equal("table.no_such_sheet", file.Refusal(new TableOptions { Sheet = "3" }));
    }

    [Theory]
    [InlineData("&quot;Aerts&quot; &amp; Zn", "\"Aerts\" & Zn")]
    [InlineData("Aerts &", "Aerts &")]
    [InlineData("&", "&")]
    [InlineData("&amp", "&amp")]
    [InlineData("Aerts <", "Aerts <")]
    public void The_last_cell_is_whole_wherever_the_file_ends(string cell, string text)
    {
        using var file = new TableText("<table><tr><td>naam<td>noot<tr><td>Maes<td>" + cell);
        Assert.Equal(["Maes¦" + text], file.Rows());
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_and_gives_no_part_of_a_list()
    {
        var book = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>"
            + string.Concat(Customers.Select(r => $"<Row><Cell><Data>{r[1]}</Data></Cell></Row>")) + "</Table></Worksheet></Workbook>";
        foreach (var (whole, after) in (ReadOnlySpan<(string, string)>)[(Page(Table()), "Lef"), (Page(Table()), "SRL</TD>"), (book, "Lef"),
            (book, "SRL</Data></Cell></Row>"), (Content(Rows), "Lef"), (Content(Rows), "table:table-row>")])
        {
            using var file = new TableText(whole[..(whole.IndexOf(after, StringComparison.Ordinal) + after.Length)]);
            Assert.Equal("table.damaged", file.Refusal());
        }
    }

    [Theory]
    [InlineData("<html><body><form>Log in</form></body></html>", "HTML")]
    [InlineData("<html><table></table></html>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><klanten><klant>Aerts</klant></klanten>", "XML")]
    public void Markup_without_a_table_is_refused_by_what_it_is(string text, string kind)
    {
        using var file = new TableText(text);
        Assert.Equal(kind, Assert.Throws<RefusedException>(() => file.Rows()).Refusal.Arguments[0]);
    }

    [Theory]
    [InlineData("", "utf-8")]
    [InlineData(" encoding=\"ISO-8859-1\"", "iso-8859-1")]
    [InlineData(" encoding=\"UTF-16\"", "utf-16")]
    public void An_xml_spreadsheet_of_2003_is_read(string declared, string encoding)
    {
        var rows = string.Concat(Customers.Select(row => "<Row>"
            + string.Concat(row.Select(c => c.Length == 0 ? "<Cell/>"
            : $"<Cell ss:StyleID=\"s1\"><Data ss:Type=\"String\">{WebUtility.HtmlEncode(c.Replace('’', '\''))}</Data></Cell>")) + "</Row>\r\n"));
        var last = "<Row ss:Index=\"9\"><Cell ss:Index=\"2\" ss:MergeAcross=\"1\"><ss:Data ss:Type=\"String\"><B>Maes</B> An</ss:Data><Comment><ss:Data>niet "
            + "lezen</ss:Data></Comment></Cell><Cell><Data ss:Type=\"DateTime\">1985-07-30T00:00:00.000</Data></Cell><Cell><Data "
            + "ss:Type=\"Number\">1.00003861E8</Data></Cell><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell></Row>";
        var code = Encoding.GetEncoding(encoding);
        using var file = new TableText([.. encoding == "utf-16" ? code.GetPreamble() : [],
            .. code.GetBytes(
            $"<?xml version=\"1.0\"{declared}?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
            + $"xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Leeg\"><Table/></Worksheet><Worksheet "
            + $"ss:Name=\"Klanten\"><Table>{rows}{last}</Table></Worksheet></Workbook>")]);
        Assert.Equal((TableKind.XmlSheet, "Klanten"), (file.Format().Kind, file.Format().Sheet));
        Assert.Equal([.. Read.Select(r => r.Replace('’', '\'')), "¦Maes An¦¦1985-07-30¦100003861¦"], file.Rows());
        Assert.Equal((9L, 1L), (file.RowsWithLines()[^1].Line, file.Notes().ErrorCells));
    }

    [Fact]
    public void Numbers_of_an_xml_spreadsheet_keep_the_zeros_that_their_style_shows()
    {
        const string Cell = "<Cell ss:StyleID=\"{0}\"><Data ss:Type=\"Number\">{1}</Data></Cell>";
        string[][] rows = [["zip", "1067"], ["zip", "12345678"], ["zip", "-12"], ["sum", "1067"], ["none", "1067"]];
        using var file = new TableText(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
            + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"zip\"><NumberFormat ss:Format=\"00000\"/></Style><Style "
            + "ss:ID=\"sum\"><NumberFormat ss:Format=\"Standard\"/></Style></Styles>"
            + $"<Worksheet ss:Name=\"Klanten\"><Table><Row><Cell><Data>naam</Data></Cell><Cell><Data>postcode</Data></Cell></Row>"
            + string.Concat(rows.Select(r => "<Row><Cell><Data>Aerts</Data></Cell>"
                + string.Format(System.Globalization.CultureInfo.InvariantCulture, Cell, r) + "</Row>")) + "</Table></Worksheet></Workbook>");
        Assert.Equal(["Aerts¦01067", "Aerts¦12345678", "Aerts¦-12", "Aerts¦1067", "Aerts¦1067"], file.Rows());
    }

    [Fact]
    public void A_document_type_in_a_spreadsheet_is_refused_and_its_entities_are_nothing()
    {
        using var file = new TableText(
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Workbook "
            + "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row><Cell><Data>&a;"
            + "</Data></Cell></Row></Table></Worksheet></Workbook>");
        Assert.Equal("table.doctype", file.Refusal());
        using var page = new TableText("<!DOCTYPE html [<!ENTITY a \"b\">]><table><tr><td>naam<td>stad<tr><td>&a;<td>Gent</table>");
        Assert.Equal(["&a;¦Gent"], page.Rows());
    }

    private static string Content(string rows) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
            + "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:spreadsheet><table:table "
            + "table:name=\"Leeg\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell "
            + "table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
        + $"<table:table table:name=\"Klanten\">{rows}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell "
        + $"table:number-columns-repeated=\"16384\"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";

    private static string Text(string text) => text.Length == 0 ? "<table:table-cell/>"
        : $"<table:table-cell office:value-type=\"string\"><text:p>{WebUtility.HtmlEncode(text)}</text:p></table:table-cell>";

    internal static byte[] Ods(string content, string manifest = "<manifest/>")
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
            foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("META-INF/manifest.xml", manifest), ("content.xml", content)])
            {
                using var entry = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return memory.ToArray();
    }

    private static readonly string Rows = string.Concat(Customers.Select(r =>
        $"<table:table-row>{string.Concat(r.Select(Text))}<table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>"))
        + "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" office:value=\"1.00003861E8\"><text:p>100 003 "
        + "861</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>An<text:s "
        + "text:c=\"2\"/>Maes</text:p><text:p>Mol</text:p></table:table-cell>"
        + "<table:table-cell office:value-type=\"date\" office:date-value=\"1985-07-30\"><office:annotation><text:p>niet "
        + "lezen</text:p></office:annotation><text:p>30/07/85</text:p></table:table-cell></table:table-row>";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_opendocument_sheet_is_read_packed_and_flat(bool isFlat)
    {
        using var file = new TableText(isFlat ? Encoding.UTF8.GetBytes(Content(Rows)) : Ods(Content(Rows)));
        Assert.Equal((TableKind.Ods, "Klanten"), (file.Format().Kind, file.Format().Sheet));
        Assert.Equal([.. Read, "100003861¦An  Maes⏎Mol¦An  Maes⏎Mol¦1985-07-30", "100003861¦An  Maes⏎Mol¦An  Maes⏎Mol¦1985-07-30"], file.Rows());
        Assert.Equal([2L, 3, 4, 5, 6], file.RowsWithLines().Select(r => r.Line));
    }

    [Fact]
    public void An_opendocument_sheet_is_not_trusted()
    {
        using var locked = new TableText(Ods(Content(Rows), "<manifest:encryption-data/>"));
        Assert.Equal("table.encrypted", locked.Refusal());
        using var swollen = new TableText(Ods(Content(new string(' ', 40 << 20))));
        Assert.Equal("table.unpacks_too_large", swollen.Refusal());
        using var repeated = new TableText(Ods(Content(Rows.Replace("rows-repeated=\"2\"", "rows-repeated=\"900000\""))));
        Assert.Equal("table.too_many_rows", repeated.Refusal());
        using var wide = new TableText(Ods(Content(Rows.Replace("rows-repeated=\"2\"", "rows-repeated=\"90000\"")
            .Replace("<text:p>Mol", "<text:p>" + new string('x', 2000)))));
        Assert.Equal("table.unpacks_too_large", wide.Refusal());
        using var cut = new TableText(Ods(Content(Rows))[..^40]);
        Assert.Equal("table.damaged", cut.Refusal());
    }

    [Theory]
    [InlineData("x:num=\"475123456\"", "4,75E+08", "475123456")]
    [InlineData("x:num=\"475123456\"", "0475 12 34 56", "0475 12 34 56")]
    [InlineData("x:num=\"1067\"", "01067", "01067")]
    [InlineData("x:num=\"1234\"", "1.234", "1234")]
    [InlineData("x:num=\"1.00003861E8\"", "######", "100003861")]
    [InlineData("x:num=\"43862\"", "1/02/2020", "1/02/2020")]
    [InlineData("x:num=\"0.5\"", "50%", "50%")]
    [InlineData("x:num", "12", "12")]
    [InlineData("x:num=\"abc\"", "####", "####")]
    [InlineData("sdval=\"32475123456\" sdnum=\"1033;\"", "3.25E+10", "32475123456")]
    public void A_number_of_which_a_page_shows_less_is_read_whole(string attributes, string shown, string text)
    {
        using var file = new TableText($"<table><tr><td>naam<td>telefoon<tr><td>Maes<td {attributes}>{shown}\n<tr><td>Aerts<td>12</table>");
        Assert.Equal([$"Maes¦{text}", "Aerts¦12"], file.Rows());
    }

    [Fact]
    public void Cells_that_span_columns_and_rows_leave_the_others_where_they_are()
    {
        using var file = new TableText(
            "<table><tr><td>naam<td>straat<td>plaats<td>noot<tr><td rowspan=2>Aerts<td colspan=2>Dorp 1<td>a<tr><td colspan=2>Kerk 2<td>b<tr><td>Maes<td>Laan "
            + "3<td rowspan=9 colspan=2>Mol<tr><td>Claes<td>Plein 4</table>");
        Assert.Equal(["Aerts¦Dorp 1¦¦a", "¦Kerk 2¦¦b", "Maes¦Laan 3¦Mol¦", "Claes¦Plein 4¦¦"], file.Rows());
        using var wide = new TableText("<table><tr><td>naam<td>plaats<tr><td colspan=2147483647 rowspan=2147483647>Aerts<tr><td>Maes<td>Mol</table>");
        Assert.Equal("table.too_many_columns", wide.Refusal());
    }

    [Fact]
    public void A_cell_behind_many_empty_ones_keeps_its_column()
    {
        var rows = $"<table:table-row>{Text("naam")}{Text("plaats")}</table:table-row><table:table-row>{Text("Aerts")}<table:table-cell "
            + $"table:number-columns-repeated=\"1500\"/>{Text("ver")}</table:table-row><table:table-row>{Text("Maes")}{Text("Mol")}</table:table-row>";
        using var file = new TableText(Ods(Content(rows)));
        Assert.Equal(["Aerts" + new string('¦', 1501) + "ver", "Maes¦Mol"], file.Rows());
    }

    [Theory]
    [InlineData("float\" office:value=\"475123456", "0475 12 34 56", "0475 12 34 56")]
    [InlineData("float\" office:value=\"1067", "01067", "01067")]
    [InlineData("float\" office:value=\"475123456", "4,75E+08", "475123456")]
    [InlineData("float\" office:value=\"0.5", "0,5", "0.5")]
    [InlineData("date\" office:date-value=\"1985-07-30T00:00:00Z", "30/07/85", "1985-07-30")]
    [InlineData("date\" office:date-value=\"1985-07-30T23:30:00+14:00", "30/07/85", "1985-07-30 23:30:00")]
    public void A_number_keeps_its_zeros_and_a_date_its_day(string value, string shown, string text)
    {
        using var file = new TableText(
            Ods(Content(
            $"<table:table-row>{Text("naam")}{Text("telefoon")}</table:table-row><table:table-row>{Text("Maes")}<table:table-cell "
            + $"office:value-type=\"{value}\"><text:p>{shown}</text:p></table:table-cell></table:table-row>")));
        Assert.Equal([$"Maes¦{text}"], file.Rows());
    }

    [Theory]
    [InlineData("<td title=\"", 1 << 17, "x", "table.damaged")]
    [InlineData("<td>", 3 << 20, "x", "table.line_too_long")]
    [InlineData("<td>", 2 << 20, "<table>", "table.damaged")]
    public void A_page_with_absurd_sizes_is_refused_before_it_uses_memory(string start, int length, string again, string code)
    {
        using var file = new TableText("<table><tr><td>naam<td>stad<tr>" + start + string.Concat(Enumerable.Repeat(again, length / again.Length)));
        Assert.Equal(code, file.Refusal());
    }
}
