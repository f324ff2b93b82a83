using System.Text;
using Stamgast.Importing.Mapping;
using Stamgast.Tables;

namespace Stamgast.Tests.Tables;

/// <summary>
/// The shapes that public collections of broken tables hold (csv-spectrum, the suites of Papa Parse, Python and Go, the Pollock benchmark
/// of data loading), each with a table of our own.
/// </summary>
public sealed class OtherPeoplesTablesTests
{
    private const string Head = "number;first_name;last_name;city\n";
    private const string Body = "1;Jozefien;Aerts;Gent\n2;Willem;de Bakker;Utrecht\n3;Zoë;Lefèvre;Namur\n4;Marie-Claire;D'Hondt;Hasselt\n";
    private const string Good = Head + Body;
    private static readonly string[] GoodRows = ["1¦Jozefien¦Aerts¦Gent", "2¦Willem¦de Bakker¦Utrecht", "3¦Zoë¦Lefèvre¦Namur",
        "4¦Marie-Claire¦D'Hondt¦Hasselt"];

    public static TheoryData<string, string> SameTable => new()
    {
        { "comma and space", Good.Replace(";", ", ") },
        { "comma, space and quotes behind it", Good.Replace(";", ", \"").Replace("\n", "\"\n").Replace(", \"", "\", \"").Replace("\n", "\n\"").Insert(0, "\"")
        .TrimEnd('"') },
        { "semicolon twice", Good.Replace(";", ";;") },
        { "tab and space", Good.Replace(";", "\t ") },
        { "tab twice", Good.Replace(";", "\t\t") },
        { "colon twice", Good.Replace(";", "::") },
        { "a bar between spaces", Good.Replace(";", " | ") },
        { "a comma at the beginning and the end of each line",
        string.Concat(Good.Split('\n').Where(l => l.Length > 0).Select(l => "," + l.Replace(';', ',') + ",\n")) },
        { "record separators", Good.Replace(';', '\u001F').Replace('\n', '\u001E') },
        { "columns of a fixed width", Fixed(Good, 16) },
        { "columns of a fixed width with a ruler", Fixed(Good, 16).Insert(Fixed(Good, 16).IndexOf('\n') + 1,
        "--------------- --------------- --------------- ---------------\n") },
        { "form feeds between pages", Good.Replace("3;Zoë", "\f" + "3;Zoë") },
        { "form feed with the header again", Good.Replace("3;Zoë", "\f" + Head + "3;Zoë") },
        { "lines ended by NEL", Good.Replace('\n', '\u0085') },
        { "lines ended by a line separator", Good.Replace('\n', '\u2028') },
        { "a mark in the middle", Good.Replace("3;Zoë", "\uFEFF3;Zoë") },
        { "a joined file with its mark and header", Good.Replace("3;Zoë", "\uFEFF" + Head + "3;Zoë") },
        { "quotes now and then", Good.Replace("Aerts", "\"Aerts\"").Replace("city", "\"city\"").Replace("Namur", "\"Namur\"") },
        { "quotes around everything", string.Concat(Good.Split('\n').Where(l => l.Length > 0).Select(l => "\"" + l.Replace(";", "\";\"") + "\"\r\n")) },
        { "apostrophes with a backslash before those within",
        string.Concat(Good.Replace("'", "\\'").Split('\n').Where(l => l.Length > 0).Select(l => "'" + l.Replace(";", "','") + "'\n")) },
        { "no end of line behind the last row", Good.TrimEnd('\n') },
        { "two ends of line behind the last row", Good + "\n" },
        { "titles and an empty line above", "Klantenlijst;;;\nAfgedrukt op 3 maart 2026;;;\n\n" + Good },
        { "a title in words above", "Klantenlijst van Claes & Zonen NV, afgedrukt op 3 maart\n\n" + Good },
        { "a header of two lines", "Klant;;;Adres\n" + Good },
        { "a note below", Good + "\nBron: boekhouding, 3 maart 2026\n" },
        { "page numbers between and below", Good.Replace("3;Zoë", "Pagina 1 van 2;;;\n3;Zoë") + "Pagina 2 van 2;;;\n" },
        { "a total with text below", Good + "Totaal: 4 klanten;;;\n" },
        { "a total of members below", Good + "Totaal: 4 leden;;;\n" },
        { "comments with two dashes", "-- export of 3 March\n" + Good },
        { "comments with a percent sign", "% export of 3 March\n" + Good },
        { "one row with another delimiter", Good.Replace("3;Zoë;Lefèvre;Namur", "3,Zoë,Lefèvre,Namur") },
        { "an empty column between", Good.Replace(";", ";;").Replace("number;;", "number;").Replace("1;;", "1;").Replace("2;;", "2;").Replace("3;;", "3;")
        .Replace("4;;", "4;") },
        { "a header with line ends in it", Good.Replace("first_name", "\"first\nname\"") },
        { "cells with spaces that do not break", Good.Replace(";", "\u00A0;\u00A0") },
        { "curled quotes", Quoted('“', '”', ";") },
        { "curled quotes and commas", Quoted('“', '”', ",") },
        { "German quotes", Quoted('„', '“', ";") },
        { "the closing curled quote at both ends", Quoted('”', '”', ";") },
        { "angle quotes", Quoted('«', '»', ";") },
        { "backticks", Quoted('`', '`', ",") },
        { "an export of evidence", Quoted('þ', 'þ', "\u0014") },
        { "two bars between quotes", Quoted('"', '"', "||") },
        { "two bars", Good.Replace(";", "||") },
        { "a tilde, a bar and a tilde", Good.Replace(";", "~|~") },
        { "a bar, a semicolon and a bar", Good.Replace(";", "|;|") },
        { "two at signs between quotes", Quoted('"', '"', "@@") },
        { "a written tab between quotes", Quoted('"', '"', "\\t") },
        { "a space between quotes", Quoted('"', '"', " ") },
        { "a header with another delimiter", Head.Replace(';', ',') + Body },
        { "one row with apostrophes", Good.Replace("3;Zoë;Lefèvre;Namur", "'3';'Zoë';'Lefèvre';'Namur'") },
        { "one row with another delimiter and quotes", Good.Replace("3;Zoë;Lefèvre;Namur", "\"3\",\"Zoë\",\"Lefèvre\",\"Namur\"") },
        { "two at signs", Good.Replace(";", "@@") },
        { "arrows", Good.Replace(";", "=>") },
        { "a slash", Good.Replace(";", "/") },
        { "dashes between spaces", Good.Replace(";", " - ") },
        { "whole lines in quotes with delimiters behind",
        string.Concat(Good.Split('\n').Where(l => l.Length > 0).Select(l => "\"" + l.Replace(';', ',') + "\";;;\r\n")) },
        { "titles as wide as the table", "Klantenlijst;2026;Gent;\n" + Good },
        { "a count below", Good + "Aantal records: 4;;;\n" },
        { "texts kept from being numbers", Good.Replace("1;Joz", "=\"1\";Joz").Replace("2;Wil", "\"=\"\"2\"\"\";Wil").Replace("Gent", "=\"Gent\"") },
        { "marks of direction", Good.Replace("Aerts", "\u200EAerts\u200F").Replace("number", "\u200Bnumber") },
    };

    [Theory, MemberData(nameof(SameTable))]
    public void A_table_as_other_people_keep_it_is_the_same_table(string shape, string text)
    {
        Assert.NotEmpty(shape);
        using var file = new TableText(text);
        Assert.Equal(GoodRows, Rows(file));
    }

    [Theory]
    [InlineData("utf-16", 0)]
    [InlineData("utf-16BE", 0)]
    [InlineData("utf-32", 0)]
    [InlineData("utf-32BE", 0)]
    [InlineData("utf-16BE", 2)]
    public void Wide_characters_without_a_mark_are_read_too(string encoding, int marks)
    {
        var code = Encoding.GetEncoding(encoding);
        using var file = new TableText([.. marks > 0 ? code.GetPreamble() : [], .. code.GetBytes(Good)]);
        Assert.Equal(GoodRows, Rows(file));
    }

    [Theory]
    [InlineData("naam,stad,land\nAerts\\, Jozefien,Gent,BE\nMaes\\, An,Mol,BE\nClaes,Mol,BE\n", "Aerts, Jozefien¦Gent¦BE")]
    [InlineData("naam\nAerts, Jozefien\nMaes, An\n", "Aerts, Jozefien")]
    [InlineData("naam\tstad\tland\nAerts\tGent\nMaes\tMol\tBE\tx\n", "Aerts¦Gent")]
    [InlineData("website\nhttps://aerts.example\nhttps://maes.example\n", "https://aerts.example")]
    [InlineData(
        "\"Rekening\";\"BE68 5390 0754 7034\";;\n;;;\n\"Rekeningnummer\";\"Naam\";\"Adres\";\"Omschrijving\"\n\"BE68539007547034\";\"AERTS\";\"DORP 1\";"
        + "\"LIDGELD; 2026\"\n", "BE68539007547034¦AERTS¦DORP 1¦LIDGELD; 2026")]
    public void The_first_row_is_read_as_people_see_it(string text, string first)
    {
        using var file = new TableText(text);
        Assert.Equal(first, file.Rows()[0]);
    }

    [Fact]
    public void A_short_row_with_commas_and_quotes_in_a_cell_is_not_cut_at_them()
    {
        using var file = new TableText(
            "number;first_name;last_name;street;city;notes\n1;Jozefien;Aerts;Dorp 1;Gent;a\n2;Willem;de Bakker;Kade 2;Utrecht;b\n3;Zoë;Lefèvre;Place 3;Namur;"
            + "c\n\"belt \"\"vaak\"\" op, na negen, voor tien, niet laat, nooit, x\";4\n");
        Assert.Equal("belt \"vaak\" op, na negen, voor tien, niet laat, nooit, x¦4", file.Rows()[^1].TrimEnd('¦'));
    }

    [Theory]
    [InlineData("naam;stad\nWiśniewski;Łódź\nDąbrowska;Gdańsk\n", "windows-1250")]
    [InlineData("naam;noot\nLefèvre;korting 5 €\n", "iso-8859-15")]
    [InlineData("naam;noot\nMuñoz;£ 5, œuvre\n", "windows-1252")]
    [InlineData("naam;nr\nAerts;12½\n", "windows-1252")]
    [InlineData("naam;nr\nLefêvre;3 m³\nMaes;5 m³\n", "windows-1252")]
    [InlineData("naam;stad\nd´Hondt;Gent\n", "windows-1252")]
    [InlineData("naam;noot\nAerts;korting £500\n", "windows-1252")]
    [InlineData("naam;noot\nMuñoz;¿Qué?\n", "windows-1252")]
    [InlineData("naam;noot\nLecœur;3ème étage\n", "iso-8859-15")]
    [InlineData("naam;stad\nAerts;’s-Gravenhage\n", "windows-1252")]
    [InlineData("naam;stad\nAerts;‘t Hof\n", "windows-1252")]
    [InlineData("naam;noot\nAerts;Fatiha’s nicht\n", "windows-1252")]
    [InlineData("naam;noot\nd’Hondt;L’Art\n", "windows-1252")]
    [InlineData("naam;noot\nAerts;œuvre\n", "windows-1252")]
    [InlineData("naam;noot\nAerts;Ôter\n", "windows-1252")]
    [InlineData("naam;noot\nGarcía;Gent\n", "macintosh")]
    [InlineData("naam;noot\nZoë;Gent\n", "macintosh")]
    [InlineData("naam;noot\nZoë;Gent\n", "ibm850")]
    public void Less_usual_code_pages_are_told_by_their_letters(string text, string encoding)
    {
        using var file = new TableText(text, Encoding.GetEncoding(encoding));
        Assert.Equal(encoding, file.Format().Encoding);
        Assert.Equal(text.Split('\n')[1].Replace(';', '¦'), file.Rows()[0]);
    }

    [Fact]
    public void The_delimiter_may_appear_within_quotes()
    {
        using var file = new TableText("naam@@stad\n".Replace("naam@@stad", "\"naam\"@@\"stad\"") + "\"Aerts @@ Zn\"@@\"Gent\"\n\"Maes\"@@\"Mol\"\n");
        Assert.Equal(["Aerts @ Zn¦Gent", "Maes¦Mol"], file.Rows());
    }

    [Fact]
    public void A_long_delimiter_is_found_across_any_block_boundary()
    {
        for (var length = 131_050; length < 131_090; length++)
        {
            var text = "naam~|~stad~|~land\nAerts~|~Gent~|~BE\nMaes~|~Mol~|~BE\n" + new string('x', length) + "~|~Gent~|~BE\nMaes~|~Mol~|~BE\n";
            using var file = new TableText(text);
            Assert.Equal(["Aerts¦Gent¦BE", "Maes¦Mol¦BE", new string('x', length) + "¦Gent¦BE", "Maes¦Mol¦BE"], file.Rows());
        }
    }

    [Fact]
    public void A_detected_format_can_be_passed_back()
    {
        foreach (var text in (string[])[Quoted('“', '”', ";"), Good.Replace(";", "~|~"), Quoted('þ', 'þ', "\u0014"), Quoted('"', '"', "@@")])
        {
            using var file = new TableText(text);
            var format = file.Format();
            Assert.Equal(file.Rows(), file.Rows(new TableOptions { Delimiter = format.Delimiter, Quote = format.Quote, Encoding = format.Encoding }));
        }
    }

    [Fact]
    public void A_row_with_backslashes_among_doubled_quotes_is_read_as_it_was_meant()
    {
        using var file = new TableText("nr,naam,noot\n1,Aerts,\"zegt \"\"ja\"\", graag\"\n\"2\",\"Claes \\\"Zn\\\", Peeters\",\"\"\n3,Maes,\"C:\\\"\n");
        Assert.Equal(["1¦Aerts¦zegt \"ja\", graag", "2¦Claes \"Zn\", Peeters¦", "3¦Maes¦C:\\"], file.Rows());
    }

    [Theory]
    [InlineData("\"nr,\"naam\",\"stad\"", "\"nr")]
    [InlineData("\"nr\",\"naam\",\"stad", "nr")]
    public void A_quote_that_is_missing_in_the_header_takes_no_column_and_no_row_with_it(string header, string first)
    {
        using var file = new TableText(header + "\n\"1\",\"Aerts\",\"Gent\"\n\"2\",\"Maes\",\"Mol\"\n\"3\",\"Claes\",\"Gent\"\n");
        Assert.Equal(first, file.Columns()[0]);
        Assert.Equal(3, file.Columns().Count);
        Assert.Equal(["1¦Aerts¦Gent", "2¦Maes¦Mol", "3¦Claes¦Gent"], file.Rows());
    }

    [Fact]
    public void A_word_of_apostrophes_is_no_quoted_cell()
    {
        using var file = new TableText("nr;naam;stad\n1;'t Hof;'s-Gravenhage\n2;d'Hondt;'s-Hertogenbosch\n'3';Maes;Mol\n");
        Assert.Equal(["1¦'t Hof¦'s-Gravenhage", "2¦d'Hondt¦'s-Hertogenbosch", "'3'¦Maes¦Mol"], file.Rows());
    }

    [Fact]
    public void Colons_and_commas_within_aligned_columns_cut_nothing()
    {
        var lines = Enumerable.Range(10, 20).Select(i => $"{i,-8}{"Dorpstraat " + i + (i % 3 == 0 ? ", bus 1" : ""),-24}https://k{i}.example");
        using var file = new TableText($"{"nummer",-8}{"straat",-24}website\n" + string.Join('\n', lines) + "\n");
        Assert.Equal(["nummer", "straat", "website"], file.Columns().Select(c => c.Trim()));
        Assert.Equal(["12", "Dorpstraat 12, bus 1", "https://k12.example"], file.Rows()[2].Split('¦').Select(c => c.Trim()));
    }

    [Theory]
    [InlineData("SYLK", "ID;PWXL;N;E\nC;Y1;X1;K\"Naam\"\n")]
    [InlineData("DIF", "TABLE\r\n0,1\r\n\"EXCEL\"\r\n")]
    [InlineData("LDIF", "dn: cn=Jozefien Aerts,mail=jozefien@post.example\nobjectclass: person\n")]
    public void A_non_table_is_refused_by_what_it_is(string kind, string text)
    {
        using var file = new TableText(text);
        Assert.Equal(kind, Assert.Throws<RefusedException>(() => file.Rows()).Refusal.Arguments[0]);
    }

    [Theory]
    [InlineData("naam;stad;land\nPage 3;Gent;BE\n", 1)]
    [InlineData("naam;stad;land\nPage;;\n", 1)]
    [InlineData("naam;stad;land\nTotaal 4 Allen;;\n", 1)]
    [InlineData("naam;stad\nBron: Aerts\n", 1)]
    [InlineData("naam;stad;land\nJozefien, Willem, Zoë\n", 1)]
    public void A_customer_with_such_a_name_is_not_a_remark(string text, int rows)
    {
        using var file = new TableText(text);
        Assert.Equal(rows, file.Rows().Length);
    }

    [Fact]
    public void Names_below_each_other_are_one_column_whatever_the_spaces()
    {
        using var file = new TableText("naam\nJozefien  Aerts\nWillem  de Bakker\nZoë  Lefèvre\n");
        Assert.Equal(["naam"], file.Columns());
    }

    [Fact]
    public void A_row_with_another_delimiter_keeps_quoted_text_together()
    {
        using var file = new TableText("nr;naam;stad\n1;Aerts;Gent\n2,\"Claes, Peeters\",Hasselt\n3;Lefèvre, Zoë\n");
        Assert.Equal(["1¦Aerts¦Gent", "2¦Claes, Peeters¦Hasselt", "3¦Lefèvre, Zoë"], file.Rows());
    }

    private static string Quoted(char open, char close, string between) =>
        string.Concat(Good.Split('\n').Where(l => l.Length > 0).Select(l => string.Join(between, l.Split(';').Select(c => open + c + close)) + "\r\n"));

    private static string[] Rows(TableText file)
    {
        using var table = TableFile.Open(file.FileName, null, default);
        var mapping = ColumnMapping.Guess(table);
        var columns = new[] { "number", "first_name", "last_name", "city" }.Select(mapping.ColumnOf).ToArray();
        Assert.True(!columns.Contains(-1), string.Join('|', table.Columns) + " → " + string.Join('|', mapping.Columns.Select(c => c.Target)) + " by "
            + (int)table.Format.Delimiter);
        using var rows = table.ReadRows();
        var read = new List<string>();
        while (rows.Read()) read.Add(string.Join('¦', columns.Select(c => Stamgast.Formats.PlainText.Line(rows[c].ToString(), 200).Value)));
        return [.. read];
    }

    private static string Fixed(string text, int width) =>
        string.Concat(text.Split('\n').Where(l => l.Length > 0).Select(l => string.Concat(l.Split(';').Select(c => c.PadRight(width))).TrimEnd() + "\n"));

    [Fact]
    public void A_number_that_outgrows_its_aligned_column_is_never_cut_in_two()
    {
        var lines = Enumerable.Range(1, 400).Select(i => $"{"Aerts" + i % 7,-12}{"Gent",-10}{i * 30,6}   B");
        using var file = new TableText($"{"naam",-12}{"stad",-10}{"nummer",6}   type\n"
            + string.Join('\n', lines.Append($"{"Claes",-12}{"Gent",-8}1234567890   B")) + "\n");
        Assert.Equal(["naam", "stad", "nummer", "type"], file.Columns().Select(c => c.Trim()));
        var last = file.Rows()[^1].Split('¦').Select(c => c.Trim()).ToArray();
        Assert.Equal(["Claes", "Gent", "1234567890", "B"], last);
    }
}
