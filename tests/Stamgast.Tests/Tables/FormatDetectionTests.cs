using System.Text;
using Stamgast.Tables;

namespace Stamgast.Tests.Tables;

public sealed class FormatDetectionTests
{
    private const string Table = "Klantnummer;Voornaam;Naam;Gemeente\n1;Zoë;Lefèvre;Liège\n2;José;Müller;Köln\n3;François;Aerts;Visé\n";

    static FormatDetectionTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "UTF-8", false)]
    [InlineData("utf-8", "UTF-8", true)]
    [InlineData("utf-16", "UTF-16LE", true)]
    [InlineData("utf-16", "UTF-16LE", false)]
    [InlineData("utf-16BE", "UTF-16BE", true)]
    [InlineData("utf-16BE", "UTF-16BE", false)]
    [InlineData("utf-32", "utf-32", true)]
    [InlineData("windows-1252", "windows-1252", false)]
    [InlineData("iso-8859-1", "windows-1252", false)]
    [InlineData("ibm850", "ibm850", false)]
    [InlineData("macintosh", "macintosh", false)]
    public void The_encoding_is_recognised_from_the_bytes(string written, string told, bool withMark)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Table)];
        using var file = new TableText(bytes);
        Assert.Equal(told, file.Format().Encoding);
        Assert.Equal(withMark, file.Format().HasByteOrderMark);
        Assert.Equal(["1¦Zoë¦Lefèvre¦Liège", "2¦José¦Müller¦Köln", "3¦François¦Aerts¦Visé"], file.Rows());
        Assert.Equal("Klantnummer", file.Columns()[0]);
    }

    [Fact]
    public void Lines_in_another_encoding_are_each_read_in_their_own()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Table), .. Encoding.Latin1.GetBytes("4;Zoë;Dupré;Liège\n"),
            .. Encoding.UTF8.GetBytes("5;Noël;Lefèvre;Visé\n")];
        using var file = new TableText(bytes);
        Assert.Equal(["4¦Zoë¦Dupré¦Liège", "5¦Noël¦Lefèvre¦Visé"], file.Rows()[3..]);
        Assert.True(file.Format().IsMixedEncoding);
        Assert.Equal(3, file.Notes().ForeignBytes);
    }

    [Fact]
    public void The_first_special_letter_may_be_far_down()
    {
        var plain = "nummer;naam\n" + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"{i};Aerts\n"));
        foreach (var name in (string[])["ibm850", "windows-1252", "utf-8"])
        {
            using var file = new TableText(plain + "x;Zoë Müller\n", Encoding.GetEncoding(name));
            Assert.True(plain.Length > TableLimits.DetectionBytes);
            Assert.Equal("x¦Zoë Müller", file.Rows()[^1]);
        }
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData('^')]
    [InlineData('~')]
    [InlineData('\u001F')]
    public void The_delimiter_is_recognised_from_even_rows(char delimiter)
    {
        using var file = new TableText(Table.Replace(';', delimiter));
        Assert.Equal(delimiter, file.Format().Delimiter);
        Assert.Equal(4, file.Columns().Count);
    }

    [Fact]
    public void Commas_inside_addresses_do_not_win_over_semicolons()
    {
        using var file = new TableText("naam;adres;bedrag\nAerts;Kerkstraat 1, 9000 Gent, BE;1,5\nClaes;Dorp 2, 2000 Antwerpen, BE;2,5\n");
        Assert.Equal(';', file.Format().Delimiter);
    }

    [Fact]
    public void Excels_own_hint_names_the_delimiter()
    {
        using var file = new TableText("sep=|\nnaam|adres\nAerts|Dorp 1;2;3\n");
        Assert.Equal(["Aerts¦Dorp 1;2;3"], file.Rows());
    }

    [Fact]
    public void Apostrophes_around_every_text_are_quotes()
    {
        using var file = new TableText("'naam';'gemeente';'nummer'\n'Aerts; J.';'''s-Gravenhage';'1'\n'Claes';'Gent';'2'\n");
        Assert.Equal(["Aerts; J.¦'s-Gravenhage¦1", "Claes¦Gent¦2"], file.Rows());
    }

    [Fact]
    public void Titles_above_the_header_are_skipped()
    {
        using var file = new TableText("Klantenlijst winkel Gent;;;\nAfdruk 12/11/2026;;;\n;;;\n" + Table);
        Assert.Equal((4, 2, true), (file.Format().HeaderLine, file.Format().SkippedTitleLines, file.Format().HasHeader));
        Assert.Equal(3, file.Rows().Length);
    }

    [Fact]
    public void A_file_without_header_gives_every_line_as_a_row()
    {
        using var file = new TableText("100;Nele;Peeters;nele.peeters@gmx.example;9000\n101;Jan;Claes;;2000\n");
        Assert.False(file.Format().HasHeader);
        Assert.Equal(2, file.Rows().Length);
        Assert.All(file.Columns(), c => Assert.Equal("", c));
    }

    [Fact]
    public void What_a_person_chooses_wins_over_the_guess()
    {
        using var file = new TableText(Table);
        Assert.Equal(4, file.Rows(new TableOptions { HasHeader = false }).Length);
        Assert.Equal(["2", "José", "Müller", "Köln"], file.Columns(new TableOptions { HeaderLine = 3 }));
        Assert.Equal("2¦JosÃ©¦MÃ¼ller¦KÃ¶ln", file.Rows(new TableOptions { Encoding = "windows-1252" })[1]);
        Assert.Equal(1, file.Format(new TableOptions { Delimiter = ',' }).ColumnCount);
        Assert.Equal("table.unknown_encoding", file.Refusal(new TableOptions { Encoding = "klingon" }));
    }

    [Fact]
    public void A_header_repeated_on_each_page_is_not_a_row()
    {
        using var file = new TableText(Table + Table);
        Assert.Equal(6, file.Rows().Length);
        Assert.Equal(1, file.Notes().RepeatedHeaders);
    }

    [Fact]
    public void A_non_table_is_refused_by_what_it_is()
    {
        using var empty = new TableText("");
        using var blank = new TableText("\n\n;;\n");
        using var quotes = new TableText(new string('"', 20_000));
        using var picture = new TableText([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]);
        using var noise = new TableText([.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7919 >> 3))]);
        using var page = new TableText("<!doctype html><p>Aerts</p>");
        Assert.Equal(
            ["table.empty", "table.nothing_readable", "table.nothing_readable", "table.picture", "table.binary", "table.foreign"],
            new[] { empty, blank, quotes, picture, noise, page }.Select(f => f.Refusal()));
        Assert.Equal("table.not_found", Assert.Throws<RefusedException>(() => TableFile.Open("/no/such/file.csv", null, default)).Refusal.Code);
    }
}
