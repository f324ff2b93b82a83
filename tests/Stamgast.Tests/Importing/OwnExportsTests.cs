using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Language;
using Stamgast.Testing;
using Stamgast.Tests.Customers;

namespace Stamgast.Tests.Importing;

/// <summary>Files that this program exported, with the captions of the fields in the exporter's language.</summary>
public sealed class OwnExportsTests
{
    private static readonly string[] All = [.. CustomerFields.All.Select(f => f.Name).Prepend("version").Prepend("id")];

    private static string[] Targets(IEnumerable<string> headers) => [.. ColumnMapping.Guess([.. headers], []).Columns.Select(c => c.Target ?? "-")];

    private static string Caption(string name, string language) =>
        Texts.Get((name is "id" or "version" ? "export.column." : "field.") + name, new CultureInfo(language));

    private static Base Filled(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System)
            .Create([SomeCustomers.Person("Jozefien", "Aerts", (CustomerFields.City, "Gent"), (CustomerFields.Email, "jozefien@aerts.example")),
            SomeCustomers.Person("Willem", "Bakker", (CustomerFields.City, "Aalst"))], Actor.CommandLine);
        return customers;
    }

    private static string Export(TestPlace place, Base customers, ExportRequest request)
    {
        var path = Path.Combine(place.Folder, "list.csv");
        new CustomerExport(customers, Viewer.System).WriteFile(request, path);
        return File.ReadAllText(path);
    }

    [Fact]
    public void Every_caption_in_every_language_is_recognised_as_its_field()
    {
        foreach (var language in Texts.Languages.Concat(["nl-NL", "fr-FR"]))
        {
            Assert.Equal(All, Targets(All.Select(n => Caption(n, language))));
            Assert.Equal(All.Reverse(), Targets(All.Reverse().Select(n => Caption(n, language))));
        }
    }

    [Fact]
    public void Some_columns_in_any_order_are_enough_and_one_of_another_language_is_not_read_as_if_it_were_ours()
    {
        Assert.Equal(["id", "house_number", "street", "city"], Targets(["ID", Caption("house_number", "fr"), Caption("street", "fr"), Caption("city", "fr")]));
        Assert.Equal(["id", "last_name", "email", "city", "-"], Targets(["ID", "Achternaam", "E-mail", "Plaats", "Laatste bezoek"]));
        Assert.Equal("number", Targets(["Id", "Voornaam", "Naam", "Stad"])[0]);
        Assert.Equal(["number", "email"], Targets(["ID", "E-mail"]));
    }

    [Theory, EachEngine]
    public async Task The_columns_of_the_list_exported_corrected_and_imported_again_update_their_customers(Engine engine)
    {
        foreach (var language in Texts.Languages)
        {
            await using var place = await TestPlace.CreateAsync(engine);
            using var customers = Filled(place);
            var text = Export(place, customers, new ExportRequest(new CustomerQuery(), ExportFormat.Csv) { Captions = new CultureInfo(language),
                ForExcel = true });
            Assert.Equal(["Unchanged", "Unchanged"], Sheet.Became(customers, Sheet.Read(place, customers, text).Id));
            var set = Sheet.Read(place, customers, text.Replace("Gent", "Hasselt", StringComparison.Ordinal));
            Assert.Equal((0, 1, 1), (set.Created, set.Changed, set.Unchanged));
        }
    }

    [Theory, EachEngine]
    public async Task A_list_of_another_program_whose_columns_are_called_as_ours_has_numbers_of_its_own(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        const string Others = "ID;Voornaam;Achternaam;E-mail;Plaats\n7;Karel;Claes;karel@claes.example;Genk\n8;An;Maes;an@maes.example;Genk\n";
        var set = Sheet.Read(place, customers, Others);
        Assert.Equal((2, 0), (set.Created, set.Errors));
        Assert.Equal("number", Imports.ReportOf(set)!.Mapping.Columns[0].Target);
        Assert.Equal("number", Imports.ReportOf(Sheet.Read(place, customers, Others.Replace("7;", "1;", StringComparison.Ordinal)))!.Mapping.Columns[0].Target);
    }

    [Fact]
    public async Task Into_an_empty_base_no_ID_can_be_ours()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Assert.Equal(1, Sheet.Read(place, customers, "ID;Voornaam;Achternaam;E-mail;Plaats\n7;Karel;Claes;karel@claes.example;Genk\n").Created);
    }
}
