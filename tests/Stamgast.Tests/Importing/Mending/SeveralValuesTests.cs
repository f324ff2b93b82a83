using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Importing.Mending;

/// <summary>Cells for one value that hold several.</summary>
public sealed class SeveralValuesTests
{
    private const string Head = "Voornaam;Naam;E-mail;Telefoon;Straat;Adresregel 2\n";

    private static (ImportedRow Row, Repairs Repairs) Read(string text, params RepairKey[] off)
    {
        using var file = new TableText(text);
        using var table = TableFile.Open(file.FileName, null, default);
        var mapping = ColumnMapping.Guess(table);
        var repairs = new Repairs(mapping, off);
        var reader = new RowReader(mapping, new ImportOptions(), new Dictionary<int, DateOrder>(), new RuleContext("BE", new DateOnly(2026, 11, 23)), repairs);
        using var cells = table.ReadRows();
        Assert.True(cells.Read());
        var row = new ImportedRow();
        reader.Read(cells, row);
        return (row, repairs);
    }

    [Theory]
    [InlineData("a@post.example; b@post.example", "a@post.example", "b@post.example", null)]
    [InlineData("a@post.example, b@post.example,c@post.example", "a@post.example", "b@post.example | c@post.example", null)]
    [InlineData("a@post.example b@post.example", "a@post.example", "b@post.example", null)]
    [InlineData("a@post.example / b@post.example", "a@post.example", "b@post.example", null)]
    [InlineData("a@post.example of b@post.example", "a@post.example", "b@post.example", null)]
    [InlineData("a@post.example; A@post.example", "a@post.example", null, null)]
    [InlineData("Jozefien Aerts <a@post.example>", "a@post.example", null, null)]
    [InlineData("\"\"\"Aerts, Jozefien\"\" <a@post.example>; b@post.example\"", "a@post.example", "b@post.example", null)]
    [InlineData("mailto:a@post.example", "a@post.example", null, null)]
    [InlineData("E-mail: a@post.example", "a@post.example", null, null)]
    [InlineData("a@post.example (facturatie)", "a@post.example", null, "E-mail: a@post.example (facturatie)")]
    [InlineData("facturatie: a@post.example, Jan <b@post.example>", "a@post.example", "b@post.example",
        "E-mail: facturatie: a@post.example, Jan <b@post.example>")]
    [InlineData("a@post.example - facturatie", "a@post.example", null, "E-mail: a@post.example - facturatie")]
    [InlineData("Jozefien <a@post.example>, Jan <b@post.example>", "a@post.example", "b@post.example", null)]
    public void Several_addresses_go_to_the_field_and_the_list_beside_it(string cell, string email, string? others, string? notes)
    {
        var quoted = cell.Contains('"', StringComparison.Ordinal) ? cell : $"\"{cell}\"";
        var (row, repairs) = Read(Head + $"Jozefien;Aerts;{quoted};;Dorp 1;\n");
        Assert.Empty(row.Problems);
        Assert.Equal((email, others, notes), (row.Values[CustomerFields.Email], row.Values[CustomerFields.OtherEmails], row.Values[CustomerFields.Notes]));
        Assert.Equal(cell.StartsWith("mailto", StringComparison.Ordinal) ? 0 : 1,
            repairs.Found.Where(r => r.Kind == RepairKind.SeveralValues).Sum(r => r.Count));
    }

    [Theory]
    [InlineData("09 223 45 67 / 0486 12 33 09", "+3292234567", "+32486123309", null)]
    [InlineData("0486123309, 0475123456", "+32486123309", "+32475123456", null)]
    [InlineData("092234567; 092234568; 0475123456", "+3292234567", "+32475123456", "+3292234568")]
    [InlineData("tel 092234567 of gsm 0475123456", "+3292234567", "+32475123456", null)]
    [InlineData("09/223.45.67", "+3292234567", null, null)]
    public void Several_numbers_go_to_phone_mobile_and_the_list(string cell, string phone, string? mobile, string? others)
    {
        var (row, _) = Read(Head + $"Jozefien;Aerts;a@post.example;\"{cell}\";Dorp 1;\n");
        Assert.Empty(row.Problems);
        Assert.Equal((phone, mobile, others, null), (row.Values[CustomerFields.Phone], row.Values[CustomerFields.Mobile],
            row.Values[CustomerFields.OtherPhones], row.Values[CustomerFields.Notes]));
    }

    [Fact]
    public void An_address_behind_a_whole_name_fills_the_email_field_unless_that_is_switched_off_or_filled()
    {
        const string list = "Naam;Stad\nWillem de Bakker <w@bakker.example>;Gent\n";
        var (row, repairs) = Read(list);
        Assert.Empty(row.Problems);
        Assert.Equal(("Willem", "de Bakker", "w@bakker.example"),
            (row.Values[CustomerFields.FirstName], row.Values[CustomerFields.LastName], row.Values[CustomerFields.Email]));
        Assert.Equal("Willem | de Bakker | w@bakker.example", Assert.Single(repairs.Found).Examples.Single().After);
        var (kept, _) = Read(list, new RepairKey(RepairKind.SplitName, 0));
        Assert.Equal(("Willem de Bakker <w@bakker.example>", null), (kept.Values[CustomerFields.LastName], kept.Values[CustomerFields.Email]));
        var (own, _) = Read("Naam;E-mail\nWillem de Bakker <w@bakker.example>;willem@bakker.example\n");
        Assert.Equal(("willem@bakker.example", "w@bakker.example"), (own.Values[CustomerFields.Email], own.Values[CustomerFields.OtherEmails]));
    }

    [Theory]
    [InlineData("Willem de Bakker <Willem@Bakker.example>", "de Bakker", null, null)]
    [InlineData("Willem de Bakker <@bakker>", "de Bakker <@bakker>", null, null)]
    [InlineData("Willem de Bakker <w@bakker>", "de Bakker", null, "Naam: w@bakker")]
    [InlineData("Willem de Bakker <w@bakker.example>", "de Bakker", "w@bakker.example", null)]
    public void An_address_after_a_name_is_kept_beside_that_of_the_e_mail_column(string name, string last, string? others, string? notes)
    {
        var (row, _) = Read($"Naam;E-mail\n{name};willem@bakker.example\n");
        Assert.Empty(row.Problems);
        Assert.Equal((last, "willem@bakker.example", others, notes),
            (row.Values[CustomerFields.LastName], row.Values[CustomerFields.Email], row.Values[CustomerFields.OtherEmails], row.Values[CustomerFields.Notes]));
    }

    [Fact]
    public void A_mobile_column_of_the_file_keeps_its_own_number()
    {
        var (row, _) = Read("Voornaam;Naam;Telefoon;GSM\nJozefien;Aerts;092234567 / 0475123456;0486123309\n");
        Assert.Equal(("+32486123309", "+32475123456"), (row.Values[CustomerFields.Mobile], row.Values[CustomerFields.OtherPhones]));
    }

    [Theory]
    [InlineData("a@post.example; fout@")]
    [InlineData("a@post.example; b@post")]
    [InlineData("belt nog terug")]
    public void A_bad_address_among_them_is_refused_as_before(string cell)
    {
        var (row, repairs) = Read(Head + $"Jozefien;Aerts;\"{cell}\";;Dorp 1;\n");
        Assert.Equal(CustomerFields.Email, Assert.Single(row.Problems).Field);
        Assert.Null(row.Values[CustomerFields.Email]);
        Assert.DoesNotContain(repairs.Found, r => r.Kind == RepairKind.SeveralValues);
    }

    [Fact]
    public void With_the_repair_off_the_cell_is_refused_as_a_whole()
    {
        var (row, repairs) = Read(Head + "Jozefien;Aerts;\"a@post.example; b@post.example\";;Dorp 1;\n", new RepairKey(RepairKind.SeveralValues, 2));
        Assert.Equal("email.several", Assert.Single(row.Problems).Code);
        Assert.Null(row.Values[CustomerFields.OtherEmails]);
        Assert.False(Assert.Single(repairs.Found, r => r.Kind == RepairKind.SeveralValues).IsOn);
    }

    [Theory]
    [InlineData("Dorp 1;bus 3", "3", null)]
    [InlineData("Dorp 1;Gebouw B", "Gebouw B", null)]
    [InlineData("Dorp 1 bus 4;Gebouw B", "4", "Adresregel 2: Gebouw B")]
    [InlineData("Dorp 1 bus 4;4", "4", null)]
    [InlineData("Dorp 1;Residentie De Linde, tweede verdieping links", null, "Adresregel 2: Residentie De Linde, tweede verdieping links")]
    public void A_second_address_line_is_the_box_or_goes_to_the_notes(string cells, string? box, string? notes)
    {
        var (row, _) = Read(Head + $"Jozefien;Aerts;a@post.example;;{cells}\n");
        Assert.Empty(row.Problems);
        Assert.Equal((box, notes), (row.Values[CustomerFields.Box]?.Replace("bus ", "", StringComparison.Ordinal), row.Values[CustomerFields.Notes]));
    }

    [Fact]
    public void A_second_address_line_that_does_not_fit_in_the_notes_is_refused_not_dropped()
    {
        var (row, _) = Read(Head + $"Jozefien;Aerts;a@post.example;;Dorp 1;{new string('x', 20_001)}\n");
        Assert.Equal((CustomerFields.Notes, "text.length"), (Assert.Single(row.Problems).Field, row.Problems[0].Code));
        Assert.Null(row.Values[CustomerFields.Box]);
    }

    [Theory]
    [InlineData("Naam;Opmerkingen;Notities", 12_000, false, true)]
    [InlineData("Naam;Opmerkingen;Notities", 9_000, false, false)]
    [InlineData("Naam;Groepen;Groepen", 3_000, true, true)]
    [InlineData("Naam;Groepen;Groepen", 1_900, true, false)]
    public void Cells_that_are_too_long_together_are_refused_as_their_own_export_would_be(string head, int length, bool isList, bool isRefused)
    {
        var field = isList ? CustomerFields.Groups : CustomerFields.Notes;
        // Names have 97 characters, 100 with their separators.
        string Cell(char letter) => isList ? string.Join(" | ", Enumerable.Range(10, length / 100).Select(i => $"{i}{new string(letter, 95)}"))
            : new string(letter, length);
        var (row, _) = Read($"{head}\nAerts;{Cell('a')};{Cell('b')}\n");
        Assert.Equal(2 * length - (isList ? 3 : -1), row.Values[field]?.Length);
        Assert.Equal(isRefused ? [(field, "text.length", CustomerFields.All[field].MaxLength.ToString(System.Globalization.CultureInfo.InvariantCulture))] : [],
            row.Problems.Select(p => (p.Field, p.Code, p.Detail)));
        Assert.All(row.Problems, p => Assert.InRange(p.Text.Length, 1, 81));
    }

    [Fact]
    public void Further_values_of_an_address_book_go_to_the_notes()
    {
        const string Google =
            "Name,Given Name,Family Name,Group Membership,E-mail 1 - Value,Website 1 - Value\nJozefien Aerts,Jozefien,Aerts,* myContacts,a@post.example ::: "
            + "b@post.example,https://a.example ::: https://b.example\n";
        var (row, repairs) = Read(Google);
        Assert.Equal(("https://a.example", "b@post.example"), (row.Values[CustomerFields.Website], row.Values[CustomerFields.OtherEmails]));
        Assert.Equal("Website 1 - Value: https://b.example", row.Values[CustomerFields.Notes]);
        Assert.Equal(5, Assert.Single(repairs.Found, r => r.Kind == RepairKind.SeveralValues).Column);
    }

    [Fact]
    public void A_company_that_begins_with_quotes_is_one_value()
    {
        const string Google =
            "Name,Given Name,Family Name,Group Membership,E-mail 1 - Value,Organization 1 - Name\nJozefien Aerts,Jozefien,Aerts,* "
            + "myContacts,a@post.example,\"\"\"De Linde\"\" VZW\"\n";
        var (row, repairs) = Read(Google);
        Assert.Equal("\"De Linde\" VZW", row.Values[CustomerFields.CompanyName]);
        Assert.DoesNotContain(repairs.Found, r => r.Kind == RepairKind.SeveralValues);
    }
}
