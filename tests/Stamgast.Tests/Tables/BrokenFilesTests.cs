using System.Globalization;
using System.Text;
using Stamgast.Importing.Mapping;
using Stamgast.Tables;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Workbooks;
using Stamgast.Tests.Tables.Workbooks;

namespace Stamgast.Tests.Tables;

/// <summary>Common damage of other people's tables, and the outcome of each.</summary>
public sealed class BrokenFilesTests
{
    private const string Head = "number;last_name;city\n";
    private const string Good = Head + "1;Aerts;Gent\n2;de Bakker;Utrecht\n3;Lefèvre;Namur\n";
    private static readonly string[] GoodRows = ["1¦Aerts¦Gent", "2¦de Bakker¦Utrecht", "3¦Lefèvre¦Namur"];

    public static TheoryData<string, string> SameTable => new()
    {
        { "lone CR", Good.Replace('\n', '\r') },
        { "all kinds of line ends", "number;last_name;city\r1;Aerts;Gent\r\n2;de Bakker;Utrecht\n3;Lefèvre;Namur" },
        { "a second CR", Good.Replace("\n", "\r\r\n") },
        { "BOM twice", "\uFEFF\uFEFF" + Good },
        { "BOM and quotes", "\uFEFF\"number\";\"last_name\";\"city\"\n" + Good[Head.Length..] },
        { "sep hint in quotes", "\"sep=;\"\n" + Good },
        { "remarks above", "# list of 3 March\n# by Els\n" + Good },
        { "remarks between", Good.Replace("2;de", "# two more\n# here; too\n2;de") },
        { "slashes above", "// export\n" + Good },
        { "count below", Good + "(3 rows)\n" },
        { "end-of-file sign", Good + "\u001A" },
        { "zeros behind", Good + new string('\0', 300) },
        { "thousands of blank lines", Good.Replace("2;de", string.Concat(Enumerable.Repeat("\n;;\n", 5_000)) + "2;de") },
        { "spaces around", Good.Replace(";", " ; ") },
        { "whole lines in quotes", string.Concat(Good.Split('\n').Select(l => l.Length > 0 ? $"\"{l}\"\n" : "")) },
        { "some whole lines in quotes", Good.Replace("2;de Bakker;Utrecht", "\"2;\"\"de Bakker\"\";Utrecht\"") },
        { "table of a database shell",
        "+--+-----+---+\n| number | last_name | city |\n+--+-----+---+\n| 1 | Aerts | Gent |\n| 2 | de Bakker | Utrecht |\n| 3 | Lefèvre | Namur |"
        + "\n+--+-----+---+\n" },
        { "table of a web page", "| number | last_name | city |\n|---|---|---|\n| 1 | Aerts | Gent |\n| 2 | de Bakker | Utrecht |\n| 3 | Lefèvre | Namur |\n" },
        { "delimiter of two characters", Good.Replace(";", "||") },
        { "control character between", Good.Replace(';', '\u0001') },
        { "formulas that keep zeros", "number;last_name;city\n=\"1\";=\"Aerts\";Gent\n2;de Bakker;Utrecht\n3;Lefèvre;Namur\n" },
    };

    [Theory, MemberData(nameof(SameTable))]
    public void A_table_in_any_disguise_is_the_same_table(string disguise, string text)
    {
        Assert.NotEmpty(disguise);
        using var file = new TableText(text);
        using var table = TableFile.Open(file.FileName, null, default);
        var mapping = ColumnMapping.Guess(table);
        var columns = new[] { "number", "last_name", "city" }.Select(mapping.ColumnOf).ToArray();
        Assert.DoesNotContain(-1, columns);
        using var rows = table.ReadRows();
        var read = new List<string>();
        while (rows.Read())
            read.Add(string.Join('¦', columns.Select(c => FormulaGuard.Unprotect(rows[c].Trim()).ToString().Replace("=", "", StringComparison.Ordinal)
            .Trim('"'))));
        Assert.Equal(GoodRows, read);
        Assert.Empty(mapping.Unmapped);
    }

    [Theory]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Wide_characters_are_read_with_their_mark(string encoding)
    {
        var code = Encoding.GetEncoding(encoding);
        using var file = new TableText([.. code.GetPreamble(), .. code.GetBytes(Good)]);
        Assert.Equal(GoodRows, file.Rows());
    }

    public static TheoryData<string, byte[]> OtherFiles => new()
    {
        { "PDF", "%PDF-1.7\n"u8.ToArray() }, { "RTF", "{\\rtf1 Aerts}"u8.ToArray() },
        { "HTML", "\n <meta charset=utf-8><p>naam</p>"u8.ToArray() }, { "HTML",
        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<html><body>x</body></html>")).ToArray() },
        { "HTML", "\uFEFF<!-- x --><html>"u8.ToArray() }, { "XML", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"u8.ToArray() },
        { "MHTML", "MIME-Version: 1.0\nContent-Type: multipart/related\n"u8.ToArray() },
        { "JSON", "[ {\n \"number\": 1, \"naam\": \"Aerts\" } ]"u8.ToArray() }, { "JSON", "{\"number\":1}\n{\"number\":2}\n"u8.ToArray() }, { "SQL",
        "INSERT INTO klanten (id, naam) VALUES (1, 'Aerts');\n"u8.ToArray() },
        { "iCalendar", "BEGIN:VCALENDAR\nVERSION:2.0\n"u8.ToArray() }, { "Parquet", [.. "PAR1"u8, 0x15, 0, 0x15] },
        { "OpenDocument", Workbook.Zip(new() { ["mimetype"] = [1], ["content.xml"] = [1] }) }, { "Excel (.xlsb)",
        Workbook.Zip(new() { ["xl/workbook.bin"] = [1] }) },
        { "Word (.docx)", Workbook.Zip(new() { ["word/document.xml"] = [1] }) }, { "PowerPoint (.pptx)",
        Workbook.Zip(new() { ["ppt/presentation.xml"] = [1] }) },
        { "Numbers", Workbook.Zip(new() { ["Index/Document.iwa"] = [1] }) },
    };

    [Theory, MemberData(nameof(OtherFiles))]
    public void A_file_that_is_not_a_table_is_refused_by_what_it_is(string kind, byte[] bytes)
    {
        using var file = new TableText(bytes);
        var refusal = Assert.Throws<RefusedException>(() => file.Rows()).Refusal;
        Assert.Equal(("table.foreign", kind), (refusal.Code, refusal.Arguments[0]));
        Assert.Contains(kind, refusal.What(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, byte[]> PackedAndPictures => new()
    {
        { "table.packed", "gzip", [0x1F, 0x8B, 8, 0] }, { "table.packed", "bzip2", [.. "BZh91AY&SY"u8, 1, 2] }, { "table.packed", "xz",
            [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0] },
        { "table.packed", "ZIP", Workbook.Zip(new() { ["klanten.csv"] = "naam\nAerts\n"u8.ToArray() }) },
        { "table.picture", "PNG", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] }, { "table.picture", "TIFF", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] },
        { "table.picture", "WebP", [.. "RIFF"u8, 36, 0, 0, 0, .. "WEBPVP8 "u8] }, { "table.picture", "HEIC", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0] },
        { "table.picture", "AVIF", [0, 0, 0, 24, .. "ftypavif"u8, 0, 0, 0, 0] },
    };

    [Theory, MemberData(nameof(PackedAndPictures))]
    public void A_packed_file_and_a_picture_are_refused_with_a_remedy(string code, string kind, byte[] bytes)
    {
        using var file = new TableText(bytes);
        var refusal = Assert.Throws<RefusedException>(() => file.Rows()).Refusal;
        Assert.Equal((code, kind), (refusal.Code, refusal.Arguments[0]));
        Assert.Contains(kind, refusal.What(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_with_a_password_is_recognised_wherever_its_directory_is()
    {
        var bytes = new byte[3 << 20];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(bytes, 0);
        bytes[0x1E] = 9;
        BitConverter.GetBytes(4999).CopyTo(bytes, 0x30);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(bytes, 5000 * 512 + 256);
        using var file = new TableText(bytes);
        Assert.Equal("table.encrypted", file.Refusal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\r\n\n")]
    [InlineData("   \n \t \n")]
    [InlineData("\0\0\0\0")]
    public void An_empty_file_is_refused_as_empty(string text)
    {
        using var file = new TableText(text);
        Assert.Contains(file.Refusal(), new[] { "table.empty", "table.nothing_readable", "table.binary" });
    }

    [Fact]
    public void A_header_alone_is_a_table_without_rows_and_one_column_is_a_table()
    {
        using var header = new TableText("number;last_name;city");
        Assert.Equal(["number", "last_name", "city"], header.Columns());
        Assert.Empty(header.Rows());
        using var column = new TableText("email\nj@post.example\nw@kabel.example\n");
        Assert.Equal(["j@post.example", "w@kabel.example"], column.Rows());
        using var names = new TableText("name\n\"Aerts, Jozefien\"\n\"de Bakker, Willem\"\n");
        Assert.Equal(["Aerts, Jozefien", "de Bakker, Willem"], names.Rows());
    }

    [Fact]
    public void More_columns_than_any_list_has_are_refused_but_empty_ones_are_not()
    {
        using var full = new TableText(string.Join(';', Enumerable.Range(0, 16_384).Select(c => "c" + c)) + "\n"
            + string.Join(';', Enumerable.Range(0, 16_384)) + "\n");
        Assert.Equal("table.too_many_columns", full.Refusal());
        using var empty = new TableText(Good.Replace("\n", new string(';', 16_381) + "\n"));
        Assert.Equal(3, empty.Columns().Count);
        Assert.Equal(3, empty.Rows().Length);
    }

    [Fact]
    public void Joined_files_keep_their_rows_and_lose_the_second_header()
    {
        using var file = new TableText("\uFEFF" + Good + "\uFEFF" + Good);
        Assert.Equal([.. GoodRows, .. GoodRows], file.Rows());
    }

    [Fact]
    public void Bytes_that_are_no_characters_spoil_no_other_cell()
    {
        using var file = new TableText([.. Encoding.UTF8.GetBytes(Head + "1;"), 0xED, 0xA0, 0x80, (byte)';', .. "Gent\n2;"u8, 0xC0, 0xAF, (byte)';',
            .. "Utrecht\n"u8]);
        Assert.Equal(["Gent", "Utrecht"], file.Rows().Select(r => r.Split('¦')[2]));
    }

    [Fact]
    public void Halves_of_characters_in_headers_and_cells_break_nothing()
    {
        // Few in a long text; otherwise it is not text at all.
        var text = "num\uD83Dber;last_name;ci\uDC00t\uFFFEy\uFB01\n1;A\uD83Derts\uFB01;Gent\uD800\n2;e\u0301\uDBFF;\uFF34\uD83D\n"
            + string.Concat(Enumerable.Repeat("3;de Bakker;Utrecht\n", 20));
        byte[] bytes = [0xFF, 0xFE, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan())];
        using var file = new TableText(bytes);
        Assert.Equal(["1¦A\uFFFDerts\uFB01¦Gent\uFFFD", "2¦e\u0301\uFFFD¦\uFF34\uFFFD"], file.Rows()[..2]);
        Assert.Equal("ci\uFFFDt\uFFFDy\uFB01", file.Columns()[2]);
        using var sheet = new TableText(Workbook.With(Workbook.Row(1, "naam", "stad") + Workbook.Row(2, "A_xD83D_er_xFFFE_ts", "_xD83D__xDE00_")));
        Assert.Equal(["A\uFFFDer\uFFFDts¦\U0001F600"], sheet.Rows());
        MutatedFilesTests.ReadWhole(file.FileName);
    }

    [Theory]
    [InlineData("xl/_rels/workbook.xml.rels", "<Relationships")]
    [InlineData("xl/workbook.xml", "<sheets")]
    [InlineData("xl/styles.xml", "<styleSheet")]
    public void A_tag_longer_than_any_program_writes_is_damaged_and_many_short_ones_are_not(string part, string tag)
    {
        Assert.Equal("table.damaged", Padded(new string('\t', 100_000)).Refusal());
        Assert.Equal("table.damaged", Padded($" a=\"{new string('>', 100_000)}\"").Refusal());
        using var file = Padded(">" + string.Concat(Enumerable.Repeat("<!-- it's fine --><x a='>' b='\"'/>", 10_000)));
        Assert.Equal(["Aerts"], file.Rows());

        TableText Padded(string padding)
        {
            var parts = Workbook.Parts(new() { ["Klanten"] = Workbook.Row(1, "naam") + Workbook.Row(2, "Aerts") });
            var xml = System.Text.Encoding.UTF8.GetString(parts[part]);
            parts[part] = System.Text.Encoding.UTF8.GetBytes(xml.Insert(xml.IndexOf(tag, StringComparison.Ordinal) + tag.Length, padding));
            return new TableText(Workbook.Zip(parts));
        }
    }

    [Fact]
    public void A_part_with_a_million_elements_within_each_other_is_damaged()
    {
        var parts = Workbook.Parts(new() { ["Klanten"] = Workbook.Row(1, "naam") });
        parts["_rels/.rels"] = Workbook.Xml("<Relationships>" + string.Concat(Enumerable.Repeat("<c>", 1_000_000)));
        using var file = new TableText(Workbook.Zip(parts));
        Assert.Equal("table.damaged", file.Refusal());
    }
}
