using System.Text;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Workbooks;

public sealed class XlsxReadingTests
{
    private const string Styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"00000\"/><numFmt numFmtId=\"166\" "
            + "formatCode=\"0.00&quot; dagen&quot;\"/><numFmt numFmtId=\"167\" formatCode=\"[h]:mm\"/></numFmts>" +
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" +
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"20\"/><xf "
        + "numFmtId=\"167\"/></cellXfs>";

    private static string[] Rows(string rows, string strings = "", string bookProperties = "")
    {
        using var file = new TableText(Workbook.With(Workbook.Row(1, "Nummer", "Naam", "Geboortedatum", "Postcode") + rows, strings, Styles, bookProperties));
        return file.Rows();
    }

    [Fact]
    public void Texts_may_be_shared_inline_rich_or_the_result_of_a_formula()
    {
        const string strings =
            "<si><t>Lefèvre &amp; Zn</t></si><si><r><t>Claes</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> Zonen</t></r><rPh sb=\"0\" "
            + "eb=\"1\"><t>ignored</t></rPh></si><si/><si><t>a_x000D_b</t></si>";
        const string row =
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"str\"><f>A2&amp;\"x\"</f><v>Aerts&#233;</v></c><c "
            + "r=\"D2\" t=\"s\"><v>3</v></c></row>" +
            "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>Jo</t></r><r><t>ke</t></r></is></c><c r=\"B3\" t=\"s\"><v>99</v></c><c r=\"C3\" "
            + "t=\"str\"><v><![CDATA[<b>]]></v></c></row>";
        Assert.Equal(["Lefèvre & Zn¦Claes Zonen¦Aertsé¦a\rb", "Joke¦¦<b>"], Rows(row, strings));
    }

    [Theory]
    [InlineData("100003861", 0, "100003861")]
    [InlineData("1.00003861E8", 0, "100003861")]
    [InlineData("0.1", 0, "0.1")]
    [InlineData("0.30000000000000004", 0, "0.3")]
    [InlineData("1E-3", 0, "0.001")]
    [InlineData("-12.50", 0, "-12.50")]
    [InlineData("1E+20", 0, "100000000000000000000")]
    [InlineData("1067", 3, "01067")]
    [InlineData("3.5", 4, "3.5")]
    [InlineData("16007", 1, "1943-10-28")]
    [InlineData("59", 1, "1900-02-28")]
    [InlineData("61", 1, "1900-03-01")]
    [InlineData("31258.5", 2, "1985-07-30 12:00:00")]
    [InlineData("31258", 2, "1985-07-30")]
    [InlineData("0.5", 5, "12:00:00")]
    [InlineData("1.5", 6, "36:00:00")]
    [InlineData("-5", 1, "-5")]
    [InlineData("99999999", 1, "99999999")]
    public void Numbers_and_dates_are_written_as_people_mean_them(string value, int style, string text)
    {
        Assert.Equal([$"{text}"], Rows($"<row r=\"2\"><c r=\"A2\" s=\"{style}\"><v>{value}</v></c></row>"));
    }

    [Fact]
    public void Days_count_from_1904_when_the_book_says_so() =>
        Assert.Equal(["1943-10-28"], Rows("<row r=\"2\"><c r=\"A2\" s=\"1\"><v>14545</v></c></row>", bookProperties: "<workbookPr date1904=\"1\"/>"));

    [Fact]
    public void Cells_have_their_type_and_errors_are_empty_and_counted()
    {
        using var file = new TableText(Workbook.With(
            Workbook.Row(1, "Nummer", "Naam", "Datum", "Fout", "Ja") +
            "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>7</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>7</t></is></c><c r=\"C2\" s=\"1\"><v>16007</v></c><c "
            + "r=\"D2\" t=\"e\"><v>#N/A</v></c><c r=\"E2\" t=\"b\"><v>1</v></c></row>", "", Styles));
        using var table = TableFile.Open(file.FileName, null, default);
        using var rows = table.ReadRows();
        Assert.True(rows.Read());
        Assert.Equal([CellKind.Number, CellKind.Text, CellKind.Date, CellKind.Boolean], new[] { 0, 1, 2, 4 }.Select(rows.Kind));
        Assert.True(rows[3].IsEmpty);
        Assert.False(rows.Read());
        Assert.Equal((1, 1), (rows.Notes.ErrorCells, rows.Notes.HiddenRows));
    }

    [Fact]
    public void Gaps_and_missing_references_keep_each_cell_in_its_column()
    {
        Assert.Equal(["1¦¦¦9000", "2¦Aerts", "¦Claes"], Rows(
            "<row r=\"5\"><c r=\"A5\"><v>1</v></c><c r=\"D5\"><v>9000</v></c><c r=\"XFD5\" s=\"3\"/></row>" +
            "<row><c><v>2</v></c><c t=\"inlineStr\"><is><t>Aerts</t></is></c></row><row r=\"9\"/>" +
            "<x:row r=\"10\"><x:c r=\"B10\" t=\"inlineStr\"><x:is><x:t>Claes</x:t></x:is></x:c></x:row>"));
        using var file = new TableText(Workbook.With(Workbook.Row(1, "Naam", "Plaats") + Workbook.Row(5, "Aerts", "Gent") + "<row><c><v>2</v></c></row>"));
        Assert.Equal([5, 6], file.RowsWithLines().Select(r => r.Line));
    }

    [Fact]
    public void The_first_sheet_with_content_is_read_unless_another_is_chosen()
    {
        using var file = new TableText(Workbook.Zip(Workbook.Parts(new()
        {
            ["(Hulp)"] = Workbook.Row(1, "x", "y"),
            ["Leeg"] = "",
            ["Klanten"] = Workbook.Row(1, "Naam", "Plaats") + Workbook.Row(2, "Aerts", "Gent"),
            ["Oud"] = Workbook.Row(1, "Naam", "Plaats") + Workbook.Row(2, "Claes", "Luik"),
        })));
        Assert.Equal(["(Hulp)", "Leeg", "Klanten", "Oud"], file.Format().Sheets);
        Assert.Equal("Klanten", file.Format().Sheet);
        Assert.Equal(["Claes¦Luik"], file.Rows(new TableOptions { Sheet = "oud" }));
        Assert.Equal("table.no_such_sheet", file.Refusal(new TableOptions { Sheet = "Nieuw" }));
    }

    [Fact]
    public void A_title_page_in_front_is_not_taken_for_the_list()
    {
        using var file = new TableText(Workbook.Zip(Workbook.Parts(new()
        {
            ["Info"] = Workbook.Row(1, "Ledenlijst 2026") + Workbook.Row(2, "Vul de kolommen in"),
            ["Klanten"] = Workbook.Row(1, "Naam", "Plaats") + Workbook.Row(2, "Aerts", "Gent"),
        })));
        Assert.Equal("Klanten", file.Format().Sheet);
        Assert.Equal(["Aerts¦Gent"], file.Rows());
        Assert.Equal("Info", file.Format(new TableOptions { Sheet = "Info" }).Sheet);
    }

    [Fact]
    public void A_list_of_one_column_is_read_when_no_other_sheet_has_a_table()
    {
        using var file = new TableText(Workbook.Zip(Workbook.Parts(new()
        {
            ["Adressen"] = Workbook.Row(1, "E-mail") + Workbook.Row(2, "jozefien@post.example"),
            ["Leeg"] = "",
        })));
        Assert.Equal("Adressen", file.Format().Sheet);
    }

    [Fact]
    public void A_list_of_e_mail_addresses_in_front_is_no_title_page()
    {
        using var file = new TableText(Workbook.Zip(Workbook.Parts(new()
        {
            ["Adressen"] = Workbook.Row(1, "E-mail") + Workbook.Row(2, "jozefien@post.example") + Workbook.Row(3, "willem@post.example"),
            ["Uitleg"] = Workbook.Row(1, "Code", "Betekenis") + Workbook.Row(2, "A", "Actief") + Workbook.Row(3, "B", "Weg"),
        })));
        Assert.Equal("Adressen", file.Format().Sheet);
        Assert.Equal(["jozefien@post.example", "willem@post.example"], file.Rows());
    }

    [Fact]
    public void Parts_in_utf_16_are_read_too()
    {
        var parts = Workbook.Parts(new() { ["Klanten"] = "" });
        var sheet = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData>" + Workbook.Row(1, "Naam", "Plaats")
            + Workbook.Row(2, "Lefèvre", "Liège") + "</sheetData></worksheet>";
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            parts["xl/worksheets/sheet1.xml"] = [.. encoding.GetPreamble(), .. encoding.GetBytes(sheet)];
            using var file = new TableText(Workbook.Zip(parts));
            Assert.Equal(["Lefèvre¦Liège"], file.Rows());
        }
    }

    [Fact]
    public void A_wrong_checksum_or_length_is_refused_and_not_half_read()
    {
        var good = Workbook.With(string.Concat(Enumerable.Range(1, 500).Select(i => Workbook.Row(i, "Naam" + i, "Plaats" + i))));
        foreach (var offset in (int[])[16, 24])
        {
            var forged = good.ToArray();
            // In the central directory, checksum and unpacked length of each part.
            for (var at = forged.AsSpan().IndexOf("PK\x01\x02"u8); at >= 0 && at < forged.Length;)
            {
                forged[at + offset]++;
                var next = forged.AsSpan(at + 4).IndexOf("PK\x01\x02"u8);
                at = next < 0 ? -1 : at + 4 + next;
            }
            using var file = new TableText(forged);
            Assert.Equal("table.damaged", file.Refusal());
        }
        using var cut = new TableText(good[..(good.Length / 2)]);
        Assert.Equal("table.damaged", cut.Refusal());
    }

    [Fact]
    public void Bombs_and_entities_are_refused()
    {
        var parts = Workbook.Parts(new() { ["Klanten"] = Workbook.Row(1, "Naam") });
        var zeros = new byte[40 << 20];
        Array.Fill(zeros, (byte)' ');
        using var bomb = new TableText(Workbook.Zip(new(parts) { ["xl/worksheets/sheet1.xml"] = zeros }));
        Assert.Equal("table.unpacks_too_large", bomb.Refusal());
        using var entities = new TableText(Workbook.Zip(
            new(parts) { ["xl/worksheets/sheet1.xml"] = Encoding.UTF8.GetBytes(
            "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>") }));
        Assert.Equal("table.doctype", entities.Refusal());
        using var outside = new TableText(Workbook.Zip(
            new(parts) { ["xl/workbook.xml"] = Encoding.UTF8.GetBytes("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><workbook/>") }));
        Assert.Equal("table.damaged", outside.Refusal());
        using var many = new TableText(Workbook.Zip(Enumerable.Range(0, 10_001).ToDictionary(i => "x" + i, _ => Array.Empty<byte>())));
        Assert.Equal("table.unpacks_too_large", many.Refusal());
        using var wide = new TableText(Workbook.With(Workbook.Row(1, "Naam", "Plaats") + "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>"));
        Assert.Equal("table.too_many_columns", wide.Refusal());
    }

    [Fact]
    public void Other_zips_are_refused_by_what_they_are()
    {
        using var zip = new TableText(Workbook.Zip(new() { ["a.txt"] = [1] }));
        Assert.Equal("table.packed", zip.Refusal());
        using var empty = new TableText(Workbook.With(""));
        Assert.Equal("table.empty", empty.Refusal());
    }

    [Fact]
    public void Merged_cells_hidden_rows_and_formulas_without_a_value_keep_every_row_and_column_in_its_place()
    {
        const string hidden =
            "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>7</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>Aerts</t></is></c><c r=\"D2\"><v>9000</v></c></row>";
        const string merged =
            "<row r=\"3\"><c r=\"A3\"><v>8</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>de Bakker</t></is></c><c r=\"C3\"/><c r=\"D3\" s=\"1\"/></row>";
        const string formulas =
            "<row r=\"4\"><c r=\"A4\"><f>A3+1</f></c><c r=\"B4\" t=\"str\"><f>B3</f><v></v></c><c r=\"C4\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"D4\"><f "
            + "t=\"shared\" ref=\"D4:D5\" si=\"0\">A4*2</f><v>16</v></c></row>";
        var parts = Workbook.Parts(new() { ["Klanten"] = Workbook.Row(1, "Nummer", "Naam", "Datum", "Postcode") + hidden + merged + formulas }, "", Styles);
        var sheet = System.Text.Encoding.UTF8.GetString(parts["xl/worksheets/sheet1.xml"]);
        parts["xl/worksheets/sheet1.xml"] = System.Text.Encoding.UTF8.GetBytes(sheet.Replace("</sheetData>",
            "</sheetData><mergeCells count=\"2\"><mergeCell ref=\"B3:C3\"/><mergeCell ref=\"D2:D3\"/></mergeCells>"));
        using var file = new TableText(Workbook.Zip(parts));
        Assert.Equal(["7¦Aerts¦¦9000", "8¦de Bakker", "¦¦¦16"], file.Rows());
        Assert.Equal((1, 1), (file.Notes().HiddenRows, file.Notes().ErrorCells));
    }
}
