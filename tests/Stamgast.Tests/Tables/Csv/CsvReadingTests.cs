using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Csv;

public sealed class CsvReadingTests
{
    private const string Header = "nummer;voornaam;naam;notities\n";

    private static string[] Rows(string body)
    {
        using var file = new TableText(Header + body);
        return file.Rows();
    }

    [Fact]
    public void Quoted_cells_keep_delimiters_quotes_and_line_breaks()
    {
        Assert.Equal(["1¦Jozefien¦Aerts; Claes¦zegt \"ja\"⏎en meer"], Rows("1;Jozefien;\"Aerts; Claes\";\"zegt \"\"ja\"\"\nen meer\"\n"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_ends_a_row_and_blank_lines_are_not_rows(string end)
    {
        using var file = new TableText(string.Join(end, "nummer;naam", "1;Aerts", "", ";", "2;Claes", ""));
        Assert.Equal([(2, "1¦Aerts"), (5, "2¦Claes")], file.RowsWithLines());
        Assert.Equal(2, file.Notes().BlankLines);
    }

    [Fact]
    public void A_line_number_counts_the_breaks_inside_quotes()
    {
        using var file = new TableText("nummer;notities\r\n1;\"a\r\nb\nc\rd\"\r\n2;x\r\n");
        Assert.Equal([2, 6], file.RowsWithLines().Select(r => r.Line));
    }

    [Fact]
    public void A_quote_inside_a_cell_is_a_quote()
    {
        Assert.Equal(["1¦Jan¦De Clercq \"de rosse¦x"], Rows("1;Jan;\"De Clercq \"de rosse\";x\n"));
        Assert.Equal(["1¦Jan \"Jef\"¦Peeters¦x"], Rows("1;Jan \"Jef\";Peeters;x\n"));
        Assert.Equal(["1¦Van \"de rosse\"¦Aerts¦x"], Rows("1;\"Van \"de rosse\"\";Aerts;x\n"));
    }

    [Fact]
    public void A_quote_that_is_never_closed_takes_no_other_row_with_it()
    {
        Assert.Equal(["1¦Jozefien¦\"Aerts¦x", "2¦Willem¦de Bakker¦y"], Rows("1;Jozefien;\"Aerts;x\n2;Willem;de Bakker;y\n"));
        Assert.Equal(
            ["1¦Jozefien¦\"Aerts¦x", "2¦Willem¦de Bakker¦y", "3¦An¦Claes; Zonen¦z"],
            Rows("1;Jozefien;\"Aerts;x\n2;Willem;de Bakker;y\n3;An;\"Claes; Zonen\";z\n"));
    }

    [Fact]
    public void A_missing_quote_within_a_line_is_read_so_that_the_cells_add_up()
    {
        Assert.Equal(["1¦\"Jozefien¦Aerts¦x"], Rows("1;\"Jozefien;\"Aerts\";x\n"));
    }

    [Fact]
    public void A_file_full_of_unclosed_quotes_is_read_row_by_row()
    {
        var body = string.Concat(Enumerable.Range(1, 20_000).Select(i => $"{i};x;\"Aerts;y\n"));
        using var file = new TableText(Header + body);
        Assert.Equal(20_000, file.Rows().Length);
    }

    [Fact]
    public void Short_rows_end_early_and_long_rows_are_named()
    {
        using var file = new TableText(Header + "1;Jozefien\n2;Willem;de Bakker;x;te;veel\n3;An;Claes;y\n");
        Assert.Equal(["1¦Jozefien", "2¦Willem¦de Bakker¦x¦te¦veel", "3¦An¦Claes¦y"], file.Rows());
        Assert.Equal(4, file.Format().ColumnCount);
        Assert.Equal((1, 1), (file.Notes().ShortRows, file.Notes().LongRows));
        Assert.Equal([3L], file.Notes().LongRowLines);
    }

    [Fact]
    public void Delimiters_at_the_end_of_each_line_make_no_column()
    {
        using var file = new TableText("nummer;naam;;\n1;Aerts;;\n2;Claes;;\n");
        Assert.Equal(["nummer", "naam"], file.Columns());
    }

    [Fact]
    public void Nul_characters_are_taken_out_and_counted()
    {
        using var file = new TableText("nummer;naam\n1;Ae\0rts\n2;\0\0\n3;Claes\n");
        Assert.Equal(["1¦Aerts", "2¦", "3¦Claes"], file.Rows());
        Assert.Equal(3, file.Notes().NulCharacters);
    }

    [Fact]
    public void Totals_are_left_out_but_a_customer_named_Total_is_not()
    {
        using var file = new TableText(Header + "1;Jozefien;Aerts;x\nSubtotaal;;;25\n2;Total;Energies;x\nTotaal klanten: 2;;;\n;;Total Services;\n");
        Assert.Equal(["1¦Jozefien¦Aerts¦x", "2¦Total¦Energies¦x", "¦¦Total Services¦"], file.Rows());
        Assert.Equal(["Subtotaal 25", "Totaal klanten: 2"], file.Notes().SubtotalExamples.Select(s => s.Text));
        Assert.Equal(5, file.Rows(new TableOptions { KeepSubtotals = true }).Length);
    }

    [Fact]
    public void A_backslash_before_a_quote_escapes_it_where_the_file_writes_so()
    {
        Assert.Equal(["1¦zegt \"ja\"; en nee¦C:\\¦x"], Rows("1;\"zegt \\\"ja\\\"; en nee\";\"C:\\\\\";x\n"));
        Assert.Equal(["1¦zegt \"ja\"¦C:\\¦x"], Rows("1;\"zegt \"\"ja\"\"\";\"C:\\\";x\n"));
    }

    [Fact]
    public void Rulers_and_marks_between_joined_files_are_no_data()
    {
        using var ruler = new TableText(Header + "------;--------;----;--------\n1;Jozefien;Aerts;x\n");
        Assert.Equal(["1¦Jozefien¦Aerts¦x"], ruler.Rows());
        using var joined = new TableText("\uFEFF" + Header + "1;Jozefien;Aerts;x\n\uFEFF" + Header + "2;Willem;de Bakker;y\n");
        Assert.Equal(["1¦Jozefien¦Aerts¦x", "2¦Willem¦de Bakker¦y"], joined.Rows());
        Assert.Equal(1, joined.Notes().RepeatedHeaders);
    }

    [Fact]
    public void A_row_across_any_block_boundary_is_read_whole()
    {
        // Rows of every length push cells, quotes and line ends over the edges of the reader's blocks.
        var random = new Random(5);
        var expected = new List<string>();
        var text = new System.Text.StringBuilder("nummer;naam;notities\r\n");
        for (var number = 0; number < 3_000; number++)
        {
            var name = new string('é', random.Next(0, 90));
            var note = new string('n', random.Next(0, 60)) + "\"\n;" + new string('x', random.Next(0, 60));
            expected.Add($"{number}¦{name}¦{note.Replace('\n', '⏎')}");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number};{name};\"{note.Replace("\"", "\"\"")}\"\r\n");
        }
        using var file = new TableText(text.ToString());
        Assert.Equal(expected, file.Rows());
        Assert.Equal(0, file.Notes().StrayQuotes + file.Notes().UnclosedQuotes);
    }

    [Fact]
    public void Every_table_that_is_written_by_the_book_comes_back()
    {
        var random = new Random(17);
        const string letters = "ab;,\"\n\r'\t é=|";
        for (var round = 0; round < 300; round++)
        {
            var table = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Enumerable.Range(0, 4)
                .Select(_ => "x" + string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => letters[random.Next(letters.Length)])))
                .ToArray()).ToList();
            var text = "nummer;voornaam;naam;notities\n"
                + string.Concat(table.Select(r => string.Join(';', r.Select(c => $"\"{c.Replace("\"", "\"\"")}\"")) + "\n"));
            using var file = new TableText(text);
            using var opened = TableFile.Open(file.FileName, new TableOptions { Delimiter = ';', Quote = '"' }, default);
            using var rows = opened.ReadRows();
            foreach (var row in table)
            {
                Assert.True(rows.Read());
                Assert.Equal(row, Enumerable.Range(0, rows.CellCount).Select(c => rows[c].ToString()));
            }
            Assert.False(rows.Read());
        }
    }

    [Fact]
    public void One_endless_line_and_too_many_columns_are_refused_with_their_line()
    {
        using var endless = new TableText("nummer;naam\n1;" + new string('x', TableLimits.MaxRow + 10));
        Assert.Equal("table.line_too_long", endless.Refusal());
        using var wide = new TableText("nummer;naam\n" + string.Join(';', Enumerable.Repeat("x", TableLimits.MaxColumns + 1)) + "\n");
        Assert.Equal("table.too_many_columns", wide.Refusal());
        using var padded = new TableText("nummer;naam\n1;Aerts" + new string(';', 16_384) + "\n");
        Assert.Single(padded.Rows());
    }
}
