using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mending;
using Stamgast.Tables.Markup;
using Stamgast.Tables.Workbooks;
using Stamgast.Testing;
using Stamgast.Tests.Tables.Workbooks;

namespace Stamgast.Tests.Importing.Mending;

/// <summary>The damage that a spreadsheet does to values, as opposed to changes by a person.</summary>
public sealed class SheetDamageTests
{
    private static ChangeSet Applied(Base customers, ChangeSet set) =>
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Set;

    private static List<string?> Values(Base customers, long id, params int[] fields) =>
        [.. fields.Select(f => new CustomerLookup(customers, Viewer.System).Find(id)!.Values[f])];

    private static string[] Repairs(ChangeSet set) => [.. Imports.ReportOf(set)!.Repairs.Select(r => $"{r.Kind} {r.Column} {r.Count}")];

    [Theory]
    [InlineData("00012", "12", true)]
    [InlineData("0003", "3", true)]
    [InlineData("000", "0", true)]
    [InlineData("00012", "012", false)]
    [InlineData("00012", "13", false)]
    [InlineData("12", "00012", false)]
    [InlineData("0A12", "A12", false)]
    [InlineData("3-5", "3-mei", true)]
    [InlineData("12-12", "12-déc", true)]
    [InlineData("12-12", "déc.-12", true)]
    [InlineData("3-5", "Mär 05", true)]
    [InlineData("1-3", "1er mars", true)]
    [InlineData("5-6", "5-giu", true)]
    [InlineData("5-3", "5.3.", true)]
    [InlineData("3-5", "2026-05-03", true)]
    [InlineData("3/5", "2026-05-03", true)]
    [InlineData("5-3", "3-mei", true)]
    [InlineData("3-5", "03/05/2026", true)]
    [InlineData("5-35", "mei-35", true)]
    [InlineData("5-35", "1935-05-01", true)]
    [InlineData("12-3", "3-dec", true)]
    [InlineData("12/3", "12-mrt", true)]
    [InlineData("12-3", "12-mars", true)]
    [InlineData("3-5", "4-mei", false)]
    [InlineData("3-5", "3-7", false)]
    [InlineData("35", "3-mei", false)]
    [InlineData("1E5", "100000", true)]
    [InlineData("1E5", "1,00E+05", true)]
    [InlineData("12345678901234567890", "12345678901234500000", true)]
    [InlineData("12345678901234567890", "12345678909999900000", false)]
    [InlineData("Zoë", "ZoÃ«", true)]
    [InlineData("Zoë", "Zoé", false)]
    [InlineData("+49891234567", "49891234567", true)]
    [InlineData("+32486123309", "+4932486123309", true)]
    [InlineData("+49891234567", "+49991234567", false)]
    [InlineData("+49891234567", "891234567", false)]
    public void A_cell_counts_as_damage_if_a_spreadsheet_would_make_it_of_the_value(string known, string cell, bool isDamage) =>
        Assert.Equal(isDamage, SheetDamage.Is(known, cell));

    [Theory, EachEngine]
    public async Task A_sheet_that_was_saved_again_changes_nothing_but_what_a_person_changed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, "number;last_name;house_number;box;city\n00012;Aerts;3-5;0003;Gent\n00013;Claes;7;1-2;Gent\n"));
        const string saved = "id;number;last_name;house_number;box;city\n1;12;Aerts;3-mei;3;Aalst\n2;13;Claes;8;1-feb;Gent\n";
        var set = Sheet.Read(place, customers, saved);
        Assert.Equal((0, 2, 0), (set.Created, set.Changed, set.Errors + set.Conflicts));
        // The dates are not read at all; the zeros are kept since the customer has them.
        Assert.Equal(["SheetDamage 1 2", "SheetDates 3 1", "SheetDates 4 1", "SheetDamage 4 1"], Repairs(set));
        Applied(customers, set);
        int[] fields = [CustomerFields.Number, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.City];
        Assert.Equal(["00012", "3-5", "0003", "Aalst"], Values(customers, 1, fields));
        Assert.Equal(["00013", "8", "1-2", "Gent"], Values(customers, 2, fields));
        // With the switch off, the sheet says what holds.
        var off = Sheet.Read(place, customers, saved, new ImportOptions { RepairsOff = [new RepairKey(RepairKind.SheetDamage, 1)] });
        Applied(customers, off);
        Assert.Equal("12", Values(customers, 1, CustomerFields.Number)[0]);
    }

    [Theory, EachEngine]
    public async Task Phone_numbers_that_lost_their_plus_stay_as_they_are(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers,
            "number;last_name;phone;mobile;country\n1;Huber;+49891234567;+32486123309;DE\n2;Claes;+3228478481;+31612345678;BE\n"));
        var set = Sheet.Read(place, customers,
            "id;number;last_name;phone;mobile;country\n1;1;Huber;49891234567;32486123309;DE\n2;2;Claes;3228478481;31612345678;BE\n");
        Assert.Equal((0, 2, 0), (set.Changed, set.Unchanged, set.Errors + set.Conflicts));
        var changed = Sheet.Read(place, customers, "id;number;last_name;phone;mobile;country\n1;1;Huber;49891234568;32486123309;DE\n");
        Applied(customers, changed);
        Assert.Equal(["+49891234568", "+32486123309"], Values(customers, 1, CustomerFields.Phone, CustomerFields.Mobile));
    }

    [Theory, EachEngine]
    public async Task A_damaged_number_finds_its_customer_by_address_and_takes_nobody_elses(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, "number;last_name;email\n00012;Aerts;a@post.example\n12;Claes;c@post.example\n"));
        var byEmail = Sheet.Read(place, customers, "number;last_name;email;city\n00012;Aerts;a@post.example;Gent\n",
            new ImportOptions { Key = ImportKey.Email });
        Assert.Equal((0, 1), (byEmail.Created, byEmail.Changed));
        var shifted = Sheet.Read(place, customers, "id;number;last_name;email;city\n1;12;Aerts;a@post.example;Gent\n");
        Assert.Equal((0, 1, 0), (shifted.Created, shifted.Changed, shifted.Conflicts));
        Assert.Equal(["SheetDamage 1 1"], Repairs(shifted));
    }

    [Fact]
    public async Task A_date_in_place_of_a_house_number_is_reported_and_not_stored()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var path = Path.Combine(place.Folder, "sheet.xlsx");
        const string styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"16\"/></cellXfs>";
        await File.WriteAllBytesAsync(path, Workbook.With(Workbook.Row(1, "Nr", "Naam", "Straat", "Huisnummer", "Bus")
            + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>Aerts</t></is></c><c r=\"C2\" "
            + "t=\"inlineStr\"><is><t>Dorp</t></is></c><c r=\"D2\" s=\"1\"><v>46087</v></c><c r=\"E2\" s=\"1\"><v>46088</v></c></row>"
            + Workbook.Row(3, "2", "Claes", "Dorp", "12", "A"), styles: styles));
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("sheet.xlsx", Actor.CommandLine).Id, path, new ImportOptions());
        Assert.Equal(["SheetDates 3 1", "SheetDates 4 1"], Repairs(set));
        Assert.Equal(
            "1 cell in Huisnummer holds a date that a spreadsheet made of something like “3-5”; it is not read, and what the customer has there stays.",
            Imports.ReportOf(set)!.Repairs[0].What(new("en")));
        Applied(customers, set);
        Assert.Equal([null, null], Values(customers, 1, CustomerFields.HouseNumber, CustomerFields.Box));
        Assert.Equal(["12", "A"], Values(customers, 2, CustomerFields.HouseNumber, CustomerFields.Box));
    }

    [Fact]
    public async Task Uncalculated_formulas_are_reported_and_clear_nothing()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, "number;last_name;city\n1;Aerts;Gent\n"));
        var path = Path.Combine(place.Folder, "sheet.xlsx");
        await File.WriteAllBytesAsync(path, Workbook.With(Workbook.Row(1, "number", "last_name", "city")
            + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"str\"><f>A1</f><v>Aerts</v></c><c r=\"C2\"><f>B1</f></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>Claes</t></is></c><c r=\"C3\"><f>B1</f><v></v></c></row>"));
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("sheet.xlsx", Actor.CommandLine).Id, path, new ImportOptions { Empty = EmptyCells.Clear });
        Assert.Equal(2, Imports.ReportOf(set)!.OpenFormulas);
        Assert.Contains("2 cells hold formulas that were never calculated", string.Join(' ', ImportNotices.Of(Imports.ReportOf(set)!, new("en"))),
            StringComparison.Ordinal);
        Assert.Equal((1, 0, 1), (set.Created, set.Changed, set.Unchanged));
    }

    private const string Xml2003 = "urn:schemas-microsoft-com:office:spreadsheet";

    private static string InOds(string[] first, string second) =>
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:spreadsheet><table:table "
        + "table:name=\"Klanten\"><table:table-row>"
        + string.Concat(first.Select(c => $"<table:table-cell office:value-type=\"string\"><text:p>{c}</text:p></table:table-cell>"))
        + $"</table:table-row><table:table-row>{second}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";

    private static string InXml(string[] first, string second) =>
        $"<?xml version=\"1.0\"?><Workbook xmlns=\"{Xml2003}\" xmlns:ss=\"{Xml2003}\"><Worksheet ss:Name=\"Klanten\"><Table><Row>"
        + string.Concat(first.Select(c => $"<Cell><Data ss:Type=\"String\">{c}</Data></Cell>")) + $"</Row><Row>{second}</Row></Table></Worksheet></Workbook>";

    [Theory]
    [InlineData("sheet.ods")]
    [InlineData("sheet.fods")]
    [InlineData("sheet.xls")]
    public async Task Uncalculated_formulas_are_reported_in_other_workbooks_and_an_empty_text_is_a_result(string name)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, "number;last_name;city;country;notes\n1;Aerts;Gent;BE;Belt\n"));
        string[] header = ["number", "last_name", "city", "country", "notes"];
        var text = name == "sheet.xls"
            ? InXml(header,
            "<Cell><Data ss:Type=\"Number\">1</Data></Cell><Cell ss:Formula=\"=RC[-1]\"><Data ss:Type=\"String\">Aerts</Data></Cell><Cell "
            + "ss:Formula=\"=RC[-1]\"/><Cell ss:Formula=\"=RC[-1]\"><Data ss:Type=\"Number\"></Data></Cell><Cell ss:Formula=\"=RC[-1]\"><Data "
            + "ss:Type=\"String\"></Data></Cell>")
            : InOds(header,
            "<table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell><table:table-cell "
            + "table:formula=\"of:=[.A2]\" office:value-type=\"string\"><text:p>Aerts</text:p></table:table-cell>"
                + "<table:table-cell table:formula=\"of:=[.A2]\" table:number-columns-repeated=\"2\"/><table:table-cell table:formula=\"of:=[.A2]\" "
                + "office:value-type=\"string\"/>");
        var path = Path.Combine(place.Folder, name);
        await File.WriteAllBytesAsync(path, name == "sheet.ods" ? Tables.Markup.MarkupReadingTests.Ods(text) : System.Text.Encoding.UTF8.GetBytes(text));
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin(name, Actor.CommandLine).Id, path, new ImportOptions { Empty = EmptyCells.Clear });
        Assert.Equal(2, Imports.ReportOf(set)!.OpenFormulas);
        Applied(customers, set);
        // An empty text clears the notes; an unknown value clears nothing.
        Assert.Equal(["Gent", "BE", null], Values(customers, 1, CustomerFields.City, CustomerFields.Country, CustomerFields.Notes));
    }
}
