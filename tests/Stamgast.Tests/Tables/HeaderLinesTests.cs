using Stamgast.Importing.Mapping;
using Stamgast.Tables;

namespace Stamgast.Tests.Tables;

/// <summary>Headers of two lines, and lines that are neither header nor row.</summary>
public sealed class HeaderLinesTests
{
    [Theory]
    [InlineData("Naam;;E-mail;Postcode\nVoornaam;Familienaam;;\nLotte;Wauters;lotte@post.example;9000\nPiet;Hermans;piet@post.example;2000\n",
        "Naam / Voornaam|Naam / Familienaam|E-mail|Postcode", "first_name last_name email postal_code")]
    [InlineData("Naam;Naam;E-mail\nVoornaam;Familienaam;\nLotte;Wauters;lotte@post.example\n", "Naam / Voornaam|Naam / Familienaam|E-mail",
        "first_name last_name email")]
    [InlineData("Nom;;Adresse;;\nPrénom;Nom;Rue;Code postal;Ville\nLotte;Wauters;Dorp;9000;Gent\n", "Prénom|Nom|Rue|Code postal|Ville",
        "first_name last_name street postal_code city")]
    [InlineData("Naam;Adres;;;Levering;;\n;Straat;Nr;Gemeente;Straat;Nr;Gemeente\nWauters;Dorp;1;Gent;Markt;2;Aalst\nHermans;Dorp;3;Gent;;;\n",
        "Naam|Adres / Straat|Adres / Nr|Adres / Gemeente|Levering / Straat|Levering / Nr|Levering / Gemeente",
        "full_name street house_number city delivery_street delivery_house_number delivery_city")]
    [InlineData("Ledenlijst 2026;;;\nNaam;;E-mail;\nVoornaam;Familienaam;;Postcode\nLotte;Wauters;lotte@post.example;9000\n",
        "Naam / Voornaam|Naam / Familienaam|E-mail|Postcode", "first_name last_name email postal_code")]
    public void A_second_line_below_a_merged_first_one_names_the_columns(string text, string columns, string fields)
    {
        using var file = new TableText(text);
        Assert.Equal(columns, string.Join('|', file.Columns()));
        using var table = TableFile.Open(file.FileName, null, default);
        Assert.Equal(fields, string.Join(' ', ColumnMapping.Guess(table).Columns.Select(c => c.Target ?? "-")));
        Assert.Equal(string.Join('|', file.Columns()), string.Join('|', ColumnMapping.Guess(table).Columns.Select(c => c.Header)));
        Assert.DoesNotContain(file.Rows(), r => r.Contains("naam", StringComparison.OrdinalIgnoreCase) || r.Contains("Prénom", StringComparison.Ordinal));
    }

    [Fact]
    public void Merged_cells_of_a_web_page_make_two_lines_of_header_too()
    {
        using var page = new TableText(
            "<html><body><table><tr><th colspan=2>Naam</th><th "
            + "rowspan=2>E-mail</th></tr><tr><th>Voornaam</th><th>Familienaam</th></tr><tr><td>Lotte</td><td>Wauters</td><td>l@post.example</td></tr></table>"
            + "</body></html>");
        Assert.Equal(["Naam / Voornaam", "Naam / Familienaam", "E-mail"], page.Columns());
        Assert.Equal(["Lotte¦Wauters¦l@post.example"], page.Rows());
    }

    [Theory]
    [InlineData("Naam;;E-mail\nPeeters;Jan;jan@post.example\nClaes;An;an@post.example\n", 2)]
    [InlineData("Naam;Stad;E-mail\nStad;Gent;\nClaes;Aalst;an@post.example\n", 2)]
    [InlineData("Ledenlijst;;\nE-mail;E-mail;Naam\na@post.example;b@post.example;Aerts\nc@post.example;;Claes\n", 2)]
    public void A_row_below_a_header_stays_a_row(string text, int rows)
    {
        using var file = new TableText(text);
        Assert.Equal(rows, file.Rows().Length);
        Assert.DoesNotContain(file.Columns(), c => c.Contains('/', StringComparison.Ordinal));
    }

    [Fact]
    public void A_repeated_two_line_header_is_skipped_and_either_line_can_be_chosen()
    {
        const string head = "Naam;;E-mail\nVoornaam;Familienaam;\n";
        using var file = new TableText(head + "Lotte;Wauters;l@post.example\n" + head + "Piet;Hermans;p@post.example\n");
        Assert.Equal(["Lotte¦Wauters¦l@post.example", "Piet¦Hermans¦p@post.example"], file.Rows());
        Assert.Equal(2, file.Notes().RepeatedHeaders);
        Assert.Equal((1, 2), (file.Format().HeaderLine, file.Format().HeaderLines));
        Assert.Equal(["Voornaam", "Familienaam", ""], file.Columns(new TableOptions { HeaderLine = 2 }));
    }

    [Theory]
    [InlineData("Voornaam;Naam;Opmerking\nLotte;Wauters;ok\n\"Deze lijst is vertrouwelijk; niet verspreiden\"\nPiet;Hermans;ok\n")]
    [InlineData("Voornaam;Naam;Opmerking\nLotte;Wauters;ok\nPiet;Hermans;ok\n\"Vertrouwelijk; niet verspreiden; enkel intern\"\n")]
    [InlineData("Voornaam;Naam;Opmerking\nLotte;Wauters;ok\n\"Bron: het bestuur;stand 2026\"\nPiet;Hermans;ok")]
    [InlineData("Voornaam,Naam,Opmerking\nLotte,Wauters,ok\nPiet,Hermans,ok\n\"Confidential, please do not pass on\"\n")]
    public void A_remark_in_quotes_that_holds_the_delimiter_is_no_row(string text)
    {
        using var file = new TableText(text);
        Assert.Equal(["Lotte¦Wauters¦ok", "Piet¦Hermans¦ok"], file.Rows());
        Assert.Equal(1, file.Notes().SubtotalLines);
    }

    [Theory]
    [InlineData("Voornaam;Naam;Opmerking\n\"Lotte;Wauters;ok\"\nPiet;Hermans;ok\n", "Lotte¦Wauters¦ok")]
    [InlineData("Naam,E-mail,Tel\n\"Wauters, Lotte\"\nHermans,p@post.example,\n", "Wauters, Lotte")]
    [InlineData("Naam;E-mail\n\"De Linde; afdeling Gent\"\nHermans;p@post.example\n", "De Linde; afdeling Gent")]
    public void A_row_in_quotes_stays_a_row(string text, string row)
    {
        using var file = new TableText(text);
        Assert.Equal(row, file.Rows()[0]);
        Assert.Equal(2, file.Rows().Length);
    }

    [Theory]
    [InlineData("Lidgeld 2025;Lidgeld 2026;Ploeg\nja;nee;A\nja;ja;B\n")]
    [InlineData("Vraag 0012;Vraag 0013\nrood;ja\ngroen;nee\n")]
    public void A_year_in_the_name_of_a_column_is_no_value(string text)
    {
        using var file = new TableText(text);
        Assert.True(file.Format().HasHeader);
        using var rows = new TableText("Lotte;Kerkstraat 1204\nPiet;Dorpsstraat 12\n");
        Assert.False(rows.Format().HasHeader);
    }

    [Fact]
    public void Entities_in_header_cells_are_decoded()
    {
        using var file = new TableText("Soci&eacute;t&eacute;,Pr&amp;eacute;nom,Nom,R&D;x\nA,B,C,D\n");
        Assert.Equal(["Société", "Prénom", "Nom", "R&D;x"], file.Columns());
    }

    [Theory]
    [InlineData("Lotte Wauters <lotte@post.example>; Piet Hermans <piet@post.example>; \"Claes, Rik\" <rik@post.example>\n",
        "Lotte Wauters¦lotte@post.example|Piet Hermans¦piet@post.example|Claes, Rik¦rik@post.example")]
    [InlineData("Aan: Lotte Wauters <lotte@post.example>, piet@post.example", "Lotte Wauters¦lotte@post.example|¦piet@post.example")]
    [InlineData("lotte@post.example; piet@post.example;", "¦lotte@post.example|¦piet@post.example")]
    [InlineData("Lotte <lotte@post.example>; Piet <piet@post.example>\nRik <rik@post.example>\n",
        "Lotte¦lotte@post.example|Piet¦piet@post.example|Rik¦rik@post.example")]
    public void Addressees_on_one_line_are_a_row_each(string text, string rows)
    {
        using var file = new TableText(text);
        Assert.Equal(rows, string.Join('|', file.Rows()));
        Assert.Equal(["full_name", "email"], file.Columns());
        Assert.Equal([1, 2], file.RowsWithLines().Take(2).Select(r => (int)r.Line));
    }

    [Theory]
    [InlineData("Lotte;lotte@post.example;piet@post.example\nPiet;piet@post.example;\n", ';')]
    [InlineData("a@post.example;b@post.example\nc@post.example;d@post.example\n", ';')]
    [InlineData("e-mail;naam\na@post.example;Aerts\n", ';')]
    public void Rows_with_addresses_are_no_list_of_addressees(string text, char delimiter)
    {
        using var file = new TableText(text);
        Assert.Equal(delimiter, file.Format().Delimiter);
    }

    [Fact]
    public void The_sign_of_a_list_in_cells_is_no_delimiter_and_too_many_columns_are_named()
    {
        var list = string.Join(" | ", Enumerable.Range(0, 21).Select(i => $"a{i}@post.example"));
        using var file = new TableText("id;last_name;other_emails;city\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"{i};Aerts;{list};Gent\n")));
        Assert.Equal((';', 4), (file.Format().Delimiter, file.Format().ColumnCount));
        var wide = string.Join(',', Enumerable.Range(0, 9_074).Select(i => $"veld{i}"));
        using var columns = new TableText($"{wide}\n{wide}\n");
        Assert.Equal("table.too_many_columns", columns.Refusal());
    }

    [Fact]
    public void A_page_may_lack_the_last_sign_and_what_is_lost_of_a_row_may_not()
    {
        const string page = "<html><body><table><tr><th>Naam</th><th>E-mail</th></tr><tr><td>Aerts</td><td>a@post.example</td></tr></table></body></html>";
        foreach (var end in (string[])["</html>", "/html>", "html>", "tml>", ">", "></body></html>", "e></body></html>"])
        {
            using var file = new TableText(page[..^end.Length]);
            Assert.Equal(["Aerts¦a@post.example"], file.Rows());
        }
        using var torn = new TableText(page[..(page.IndexOf("</tr></table>", StringComparison.Ordinal) + 4)]);
        Assert.Equal("table.damaged", torn.Refusal());
    }
}
