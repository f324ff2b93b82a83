using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Stamgast.Tables;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Tests.Tables;

public sealed class TableWritingTests
{
    // Every string that a value can be: no NUL, no half characters, no bare line ends that a text field would not have.
    private const string Alphabet = "ab;,\"'=+-@\t\r\n é€_xX0<>&|😀＝\u0001";

    private static string RandomText(Random random)
    {
        var runes = Alphabet.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }

    [Fact]
    public void Protecting_and_unprotecting_gives_back_every_string()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), value =>
            value is null || FormulaGuard.Unprotect(FormulaGuard.Protect(value)).SequenceEqual(value)).QuickCheckThrowOnFailure();
        var random = new Random(3);
        for (var round = 0; round < 100_000; round++)
        {
            var value = RandomText(random);
            var cell = FormulaGuard.Protect(value);
            Assert.False(FormulaGuard.IsFormula(cell));
            Assert.True(FormulaGuard.Unprotect(cell).SequenceEqual(value));
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+32486123309", "'+32486123309")]
    [InlineData("'=x", "''=x")]
    [InlineData("'t Hofke", "'t Hofke")]
    [InlineData("a=b", "a=b")]
    [InlineData("＝1", "'＝1")]
    public void A_value_a_spreadsheet_would_run_gets_an_apostrophe(string value, string cell) =>
        Assert.Equal(cell, FormulaGuard.Protect(value));

    [Fact]
    public void A_csv_file_is_written_by_the_book()
    {
        using var memory = new MemoryStream();
        using (var writer = new CsvTableWriter(memory))
        {
            writer.WriteRow("id", "name", "notes");
            writer.WriteRow("1", "Claes; Zonen", "zegt \"ja\"\nen meer");
            writer.WriteRow("2", null, "=1;2");
        }
        Assert.Equal("\uFEFFid;name;notes\r\n1;\"Claes; Zonen\";\"zegt \"\"ja\"\"\nen meer\"\r\n2;;\"'=1;2\"\r\n", Encoding.UTF8.GetString(memory.ToArray()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Everything_written_is_read_back_the_same(bool isWorkbook)
    {
        var random = new Random(11);
        var table = Enumerable.Range(0, 3_000).Select(n => (string[])["k" + n, RandomText(random), RandomText(random),
            RandomText(random) + new string('x', random.Next(10_000) == 0 ? 70_000 : 0)]).ToList();
        using var memory = new MemoryStream();
        using (TableWriter writer = isWorkbook
            ? new XlsxTableWriter(memory, [new("id"), new("a"), new("b"), new("c")], "Klanten & co")
            : new CsvTableWriter(memory))
        {
            if (!isWorkbook) writer.WriteRow("id", "a", "b", "c");
            foreach (var row in table) writer.WriteRow(row);
        }
        using var file = new TableText(memory.ToArray());
        using var opened = TableFile.Open(file.FileName, new TableOptions { HasHeader = true }, default);
        using var rows = opened.ReadRows();
        foreach (var row in table)
        {
            Assert.True(rows.Read());
            Assert.Equal(row, Enumerable.Range(0, 4).Select(c => FormulaGuard.Unprotect(rows[c]).ToString()));
        }
        Assert.False(rows.Read());
    }

    [Fact]
    public void A_workbook_obeys_the_schema_of_its_standard()
    {
        using var memory = new MemoryStream();
        using (var writer = new XlsxTableWriter(memory, [new("number"), new("birth_date", IsDate: true), new("<&>")], "Klanten & co"))
            writer.WriteRow("007", "1985-07-30", "=1 & <2>\u0001");
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(memory, isEditable: false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void A_workbook_has_real_dates_and_keeps_numbers_as_text()
    {
        using var memory = new MemoryStream();
        using (var writer = new XlsxTableWriter(memory, [new("number"), new("birth_date", IsDate: true), new("phone")], "Klanten"))
        {
            writer.WriteRow("007", "1985-07-30", "+32486123309");
            writer.WriteRow(null, "1899-01-01", "");
            writer.WriteRow("8", "onbekend", "x");
        }
        using var file = new TableText(memory.ToArray());
        Assert.Equal(["007¦1985-07-30¦+32486123309", "¦1899-01-01", "8¦onbekend¦x"], file.Rows());
        using var opened = TableFile.Open(file.FileName, null, default);
        using var rows = opened.ReadRows();
        Assert.True(rows.Read());
        Assert.Equal([CellKind.Text, CellKind.Date, CellKind.Text], new[] { 0, 1, 2 }.Select(rows.Kind));
    }
}
