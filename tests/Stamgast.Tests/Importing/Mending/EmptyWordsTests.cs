using System.IO.Compression;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Tables.Workbooks;

namespace Stamgast.Tests.Importing.Mending;

public sealed class EmptyWordsTests
{
    private static CustomerField Field(string name) => CustomerFields.ByName(name)!;

    private static List<string?> Values(Base customers, long id, params string[] fields) =>
        [.. fields.Select(f => new CustomerLookup(customers, Viewer.System).Find(id)!.Values[Field(f).Ordinal])];

    [Theory]
    [InlineData("last_name", "NULL", RepairKind.EmptyWords)]
    [InlineData("company_name", "null", RepairKind.EmptyWords)]
    [InlineData("city", "NaN", RepairKind.EmptyWords)]
    [InlineData("last_name", "n/a", RepairKind.EmptyWords)]
    [InlineData("last_name", "(leeg)", RepairKind.EmptyWords)]
    [InlineData("last_name", "\\N", RepairKind.EmptyWords)]
    [InlineData("last_name", "-", RepairKind.EmptyWords)]
    [InlineData("last_name", "---", RepairKind.EmptyWords)]
    [InlineData("last_name", ",", RepairKind.EmptyWords)]
    [InlineData("city", "#VERW!", RepairKind.SheetErrors)]
    [InlineData("city", "#n/a", RepairKind.SheetErrors)]
    [InlineData("city", "########", RepairKind.SheetErrors)]
    [InlineData("phone", "Err:502", RepairKind.SheetErrors)]
    [InlineData("email", "Geen", RepairKind.EmptyWords)]
    [InlineData("phone", "inconnu", RepairKind.EmptyWords)]
    [InlineData("birth_date", "Néant", RepairKind.EmptyWords)]
    [InlineData("postal_code", "None", RepairKind.EmptyWords)]
    public void Words_for_nothing_are_recognised(string field, string cell, RepairKind kind) => Assert.Equal(kind, EmptyWords.Of(Field(field), field, cell));

    [Theory]
    // Names of people and places.
    [InlineData("last_name", "Null")]
    [InlineData("last_name", "null")]
    [InlineData("last_name", "Geen")]
    [InlineData("last_name", "Nul")]
    [InlineData("first_name", "Nan")]
    [InlineData("first_name", "Non")]
    [InlineData("city", "None")]
    [InlineData("company_name", "!!!")]
    [InlineData("company_name", "#1 Pizza")]
    [InlineData("company_name", "##")]
    [InlineData("company_name", "E")]
    [InlineData("company_name", "-.-")]
    [InlineData("house_number", "1")]
    [InlineData("box", "A")]
    [InlineData("country", "NA")]
    [InlineData("newsletter", "nee")]
    [InlineData("notes", "Nee")]
    [InlineData("last_name", "😀")]
    public void Words_that_may_be_values_are_kept(string field, string cell) => Assert.Null(EmptyWords.Of(Field(field), field, cell));

    [Fact]
    public void No_word_for_nothing_takes_the_path_for_plain_cells()
    {
        foreach (var cell in (string[])["NULL", "null", "n/a", "N/A", "nvt", "NaN", "undefined", "\\N", "<null>", "[NULL]", "<NA>", "-", "--", ".", "/", "_",
            ",", "?", "~~", "Err:502"]) Assert.True(EmptyWords.MayBe(cell), cell);
        foreach (var cell in (string[])["Null", "Nele", "nathalie", "ursula", "Erik", "Err", "Aerts"]) Assert.False(EmptyWords.MayBe(cell), cell);
    }

    [Theory, EachEngine]
    public async Task Words_for_nothing_are_read_as_empty_cells(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        const string File = "number;first_name;last_name;city;email;birth_date\nC-1;Jozefien;Aerts;NULL;geen;n/a\nC-2;-;Null;Gent;;\n";
        var set = Sheet.Read(place, customers, File);
        Assert.Equal((2, 0), (set.Created, set.Errors));
        var city = Imports.ReportOf(set)!.Repairs.Single(r => r is { Kind: RepairKind.EmptyWords, Column: 3 });
        Assert.Equal((1, true, true), (city.Count, city.IsOn, city.CanBeSwitchedOff));
        Assert.Equal([new RepairExample(2, "NULL", "")], city.Examples);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal(["Jozefien", "Aerts", null, null, null], Values(customers, 1, "first_name", "last_name", "city", "email", "birth_date"));
        Assert.Equal([null, "Null", "Gent"], Values(customers, 2, "first_name", "last_name", "city"));
    }

    [Theory, EachEngine]
    public async Task If_empty_cells_clear_a_word_for_nothing_clears_but_an_error_does_not(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var sets = new ChangeSets(customers, TimeProvider.System);
        sets.Apply(Sheet.Read(place, customers, "number;last_name;city;street\nC-1;Aerts;Gent;Dorp\n").Id, null, Actor.CommandLine);
        var set = Sheet.Read(place, customers, "number;last_name;city;street\nC-1;Aerts;NULL;#VERW!\n", new ImportOptions { Empty = EmptyCells.Clear });
        Assert.Equal(1, Imports.ReportOf(set)!.Repairs.Single(r => r.Kind == RepairKind.SheetErrors).Count);
        sets.Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal([null, "Dorp"], Values(customers, 1, "city", "street"));
    }

    [Fact]
    public async Task With_the_repair_off_the_words_are_kept()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        const string File = "number;last_name;city;email\nC-1;NULL;#REF!;\nC-2;Aerts;Gent;geen\n";
        var set = Sheet.Read(place, customers, File,
            new ImportOptions { RepairsOff = [new(RepairKind.EmptyWords, 1), new(RepairKind.SheetErrors, 2), new(RepairKind.EmptyWords, 3)] });
        Assert.Equal((1, 1), (set.Created, set.Errors));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal(["NULL", "#REF!"], Values(customers, 1, "last_name", "city"));
    }

    [Fact]
    public async Task A_row_of_nothing_but_words_for_nothing_is_nobody()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, "id;number;full_name;address\n0;NULL;NULL;NULL\nNULL;C-2;Jozefien Aerts;n/a\n");
        Assert.Equal((1, 1), (set.Created, set.Errors));
        Assert.Equal("required.name", new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 5).Single().Problems.Single().Code);
    }

    [Fact]
    public async Task An_error_in_a_workbook_clears_nothing_either()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var sets = new ChangeSets(customers, TimeProvider.System);
        sets.Apply(Sheet.Read(place, customers, "number;last_name;city;street\nC-1;Aerts;Gent;Dorp\n").Id, null, Actor.CommandLine);
        var path = Path.Combine(place.Folder, "errors.xlsx");
        Workbook(path, "<c r='A2' t='str'><v>C-1</v></c><c r='B2' t='str'><v>Aerts</v></c><c r='C2' t='e'><v>#REF!</v></c><c r='D2'/>");
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("errors.xlsx", Actor.CommandLine).Id, path, new ImportOptions { Empty = EmptyCells.Clear });
        sets.Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal(["Gent", null], Values(customers, 1, "city", "street"));
    }

    private static void Workbook(string path, string cells)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Write("xl/workbook.xml",
            $"<workbook xmlns='{Main}' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='Klanten' sheetId='1' "
            + $"r:id='rId1'/></sheets></workbook>");
        Write("xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' "
            + "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>");
        Write("xl/worksheets/sheet1.xml",
            $"<worksheet xmlns='{Main}'><sheetData><row r='1'><c r='A1' t='str'><v>number</v></c><c r='B1' t='str'><v>last_name</v></c><c r='C1' "
            + $"t='str'><v>city</v></c><c r='D1' t='str'><v>street</v></c></row><row r='2'>{cells}</row></sheetData></worksheet>");

        void Write(string name, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
