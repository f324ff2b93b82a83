using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Tables;
using Stamgast.Tables.Encodings;
using Stamgast.Tables.Markup;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Importing.Mending;

public sealed class RepairsTests
{
    private static readonly RuleContext Belgium = new("BE", new DateOnly(2026, 11, 22));

    private static (List<ImportedRow> Rows, Repairs Repairs) Read(string text, params RepairKey[] off)
    {
        using var file = new TableText(text);
        using var table = TableFile.Open(file.FileName, null, default);
        var mapping = ColumnMapping.Guess(table);
        var repairs = new Repairs(mapping, off);
        var reader = new RowReader(mapping, new ImportOptions(), new Dictionary<int, DateOrder>(), Belgium, repairs);
        using var cells = table.ReadRows();
        var rows = new List<ImportedRow>();
        while (cells.Read())
        {
            var row = new ImportedRow();
            reader.Read(cells, row);
            rows.Add(row);
        }
        return (rows, repairs);
    }

    [Fact]
    public void A_repair_in_a_column_without_a_header_names_its_position()
    {
        var repair = new Repair(RepairKind.LostZero, 4, "", 1, true, []);
        Assert.Equal("1 postcode in kolom 5 krijgt de nul terug die een rekenblad wegliet.", repair.What(new("nl")));
    }

    [Theory]
    [InlineData("ZoÃ«", "Zoë")]
    [InlineData("VÃ©ronique FlÃ©malle", "Véronique Flémalle")]
    [InlineData("VÃƒÂ©ronique", "Véronique")]
    [InlineData("Wiśniewski MÃ¼ller", "Wiśniewski Müller")]
    [InlineData("dâ€™Alleud", "d’Alleud")]
    [InlineData("Andr├®", "André")]
    [InlineData("â‚¬ 5", "€ 5")]
    public void Damaged_letters_are_restored_also_when_damaged_twice(string damaged, string restored)
    {
        var buffer = new char[100];
        Assert.Equal(restored, buffer.AsSpan(0, Mojibake.Repair(damaged, buffer)).ToString());
    }

    [Theory]
    [InlineData("Zoë Lefèvre")]
    [InlineData("SÃO JOÃO")]
    [InlineData("Ängström Åre Œuvre")]
    [InlineData("日本語 😀")]
    [InlineData("")]
    public void Proper_letters_are_left_alone(string text) => Assert.Equal(0, Mojibake.Repair(text, new char[100]));

    [Fact]
    public void Any_text_damaged_up_to_three_times_comes_back()
    {
        var table = TextEncoding.Windows1252;
        var random = new Random(8);
        const string letters = "abc éèëüöäßçñÉ’€œ";
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => letters[random.Next(letters.Length)]));
            var damaged = text;
            for (var times = random.Next(1, 4); times > 0; times--) damaged = string.Concat(System.Text.Encoding.UTF8.GetBytes(damaged).Select(b => table[b]));
            var buffer = new char[damaged.Length];
            var length = Mojibake.Repair(damaged, buffer);
            Assert.Equal(text, length == 0 ? damaged : buffer.AsSpan(0, length).ToString());
        }
    }

    [Fact]
    public void Every_repair_is_counted_by_column_with_its_examples()
    {
        var (rows, repairs) = Read(
            "Nummer;Naam;Geboortedatum;Postcode;Land;GSM;Geslacht;Adres\n" +
            "1,00003861E+08;Jozefien Aerts;31258;1067;DE;0171 3920000;vrouw;Dorp 1\n" +
            "100;ZoÃ« LefÃ¨vre;30/07/85;9000;België;+32486123309;1;Kerkstraat 2 bus 3\n");
        Assert.All(rows, r => Assert.Empty(r.Problems));
        Assert.Equal(("100003861", "Jozefien", "Aerts", "1985-07-30", "01067"),
            (rows[0].Values[CustomerFields.Number], rows[0].Values[CustomerFields.FirstName], rows[0].Values[CustomerFields.LastName],
            rows[0].Values[CustomerFields.BirthDate], rows[0].Values[CustomerFields.PostalCode]));
        Assert.Equal(("Zoë", "Lefèvre", "BE", "3"), (rows[1].Values[CustomerFields.FirstName], rows[1].Values[CustomerFields.LastName],
            rows[1].Values[CustomerFields.Country], rows[1].Values[CustomerFields.Box]));
        Assert.Equal(
            ["Exponent 0 1", "Mojibake 1 1", "SplitName 1 2", "SerialDate 2 1", "TwoDigitYear 2 1", "LostZero 3 1", "Words 4 1", "PhonePrefix 5 1", "Words 6 1",
                "SplitAddress 7 2"],
            repairs.Found.Select(r => $"{r.Kind} {r.Column} {r.Count}"));
        Assert.Equal(new RepairExample(3, "ZoÃ« LefÃ¨vre", "Zoë Lefèvre"), repairs.Found[1].Examples.Single());
        Assert.All(repairs.Found, r => Assert.True(r.IsOn));
        Assert.Equal("1 cell in Naam with damaged letters is restored.", repairs.Found[1].What(new("en")));
    }

    [Theory]
    [InlineData("Ren&eacute;e", "Renée")]
    [InlineData("Ren&amp;eacute;e", "Renée")]
    [InlineData("Ren&#233;e", "Renée")]
    [InlineData("Ren&#xE9;e", "Renée")]
    [InlineData("O&#039;Neil", "O'Neil")]
    [InlineData("Br&uuml;ckner &amp; S&ouml;hne", "Brückner & Söhne")]
    [InlineData("Claes & Zonen", "Claes & Zonen")]
    [InlineData("A&B;", "A&B;")]
    [InlineData("R&nosuch;e", "R&nosuch;e")]
    public void Named_entities_become_letters(string written, string meant)
    {
        var (rows, repairs) = Read($"Nummer;Gemeente;Opmerking\n1;\"{written}\";\"{written}\"\n");
        Assert.Equal((meant, meant), (rows[0].Values[CustomerFields.City], rows[0].Values[CustomerFields.Notes]));
        Assert.Equal(written == meant ? 0 : 2, repairs.Found.Count(r => r.Kind == RepairKind.Entities));
        var (off, _) = Read($"Nummer;Gemeente\n1;\"{written}\"\n", new RepairKey(RepairKind.Entities, 1));
        Assert.Equal(written, off[0].Values[CustomerFields.City]);
    }

    [Fact]
    public void Prefixes_of_advertisement_forms_are_removed()
    {
        var (rows, repairs) = Read("id;full_name;phone_number;post_code;opmerking\nl:1003;Lotte Wauters;p:+32478231409;z:9000;p:1\n");
        Assert.Equal(("1003", "+32478231409", "9000", "p:1"),
            (rows[0].Values[CustomerFields.Number], rows[0].Values[CustomerFields.Phone] ?? rows[0].Values[CustomerFields.Mobile],
            rows[0].Values[CustomerFields.PostalCode], rows[0].Values[CustomerFields.Notes]));
        Assert.Equal(3, repairs.Found.Count(r => r.Kind == RepairKind.Prefixes));
        var (off, _) = Read("number;post_code\nl:1003;9000\n", new RepairKey(RepairKind.Prefixes, 0));
        Assert.Equal("l:1003", off[0].Values[CustomerFields.Number]);
    }

    [Fact]
    public void A_row_of_our_own_export_is_read_as_it_is()
    {
        var (rows, repairs) = Read("id;number;last_name;city;notes\n12;1;ZoÃ«;\"R&eacute;mi\";\"a &amp; b\"\n0;2;ZoÃ«;\"R&eacute;mi\";\"a &amp; b\"\n");
        Assert.Equal(("ZoÃ«", "R&eacute;mi", "a &amp; b"),
            (rows[0].Values[CustomerFields.LastName], rows[0].Values[CustomerFields.City], rows[0].Values[CustomerFields.Notes]));
        Assert.Equal(("Zoë", "Rémi", "a & b"), (rows[1].Values[CustomerFields.LastName], rows[1].Values[CustomerFields.City],
            rows[1].Values[CustomerFields.Notes]));
        Assert.All(repairs.Found, r => Assert.Equal(1, r.Count));
    }

    [Fact]
    public void An_apostrophe_before_a_formula_is_one_in_an_address_card()
    {
        var (rows, _) = Read("BEGIN:VCARD\nVERSION:4.0\nFN:Aerts\nNOTE:'''=1+1\nEND:VCARD\n");
        Assert.Equal("'''=1+1", rows[0].Values[CustomerFields.Notes]);
        var (sheet, _) = Read("last_name;notes\nAerts;'''=1+1\n");
        Assert.Equal("''=1+1", sheet[0].Values[CustomerFields.Notes]);
    }

    [Fact]
    public void A_cell_with_too_many_values_is_refused()
    {
        var addresses = Enumerable.Range(0, 20_000).Select(i => $"a{i}@post.example").ToList();
        foreach (var between in (string[])[";", " ", ",", " | "])
        {
            var (rows, _) = Read(
                $"last_name,email,other_emails,other_phones\nAerts,aerts@post.example,\"{string.Join(between, addresses)}\",\""
                + $"{string.Join("|", Enumerable.Range(0, 20_000).Select(i => $"+324{i:D8}"))}\"\n");
            Assert.Equal(["text.length", "text.length"], rows[0].Problems.Select(p => p.Code));
        }
        var (google,
            _) = Read($"Name,Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value,Group Membership\nAn "
            + $"Aerts,An,Aerts,{string.Join(" ::: ", addresses)},0478231409,{string.Join(" ::: ", addresses)}\n");
        Assert.Contains("text.length", google[0].Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_repair_that_is_off_changes_nothing_and_refuses_what_depends_on_it()
    {
        const string text = "Naam;Voornaam;Geboortedatum;Postcode;Land\nLefÃ¨vre;ZoÃ«;31258;1067;DE\n";
        var (rows, repairs) = Read(text, new RepairKey(RepairKind.Mojibake, 0), new RepairKey(RepairKind.SerialDate, 2), new RepairKey(RepairKind.LostZero, 3));
        Assert.Equal(("LefÃ¨vre", "Zoë"), (rows[0].Values[CustomerFields.LastName], rows[0].Values[CustomerFields.FirstName]));
        Assert.Equal(["date.unreadable", "repair.off"], rows[0].Problems.Select(p => p.Code));
        Assert.Equal([false, true, false, false], repairs.Found.Select(r => r.IsOn));
    }

    [Fact]
    public void Digits_that_a_spreadsheet_dropped_are_refused_and_never_guessed()
    {
        var (rows, repairs) = Read("Klantnummer;Naam\n1,00009E+08;Aerts\n1,00009E+08;Claes\n");
        Assert.All(rows, r => Assert.Equal("repair.digits", r.Problems.Single().Code));
        Assert.All(rows, r => Assert.False(r.Has(CustomerFields.Number)));
        var lost = Assert.Single(repairs.Found);
        Assert.Equal((RepairKind.LostDigits, 2, false), (lost.Kind, lost.Count, lost.CanBeSwitchedOff));
    }

    [Fact]
    public void A_year_alone_is_no_serial_date()
    {
        var (rows, _) = Read("Naam;Geboortedatum\nAerts;1985\nClaes;9132\n");
        Assert.Empty(rows[0].Problems);
        Assert.Null(rows[0].Values[CustomerFields.BirthDate]);
        Assert.Equal("1924-12-31", rows[1].Values[CustomerFields.BirthDate]);
    }
}
