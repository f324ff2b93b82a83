using System.Globalization;
using System.Text;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Customers;

namespace Stamgast.Tests.Exporting;

public sealed class CustomerExportTests
{
    private const string TemplateHeader =
        "id;version;type;number;salutation;first_name;particle;last_name;gender;birth_date;company_name;enterprise_number;vat_number;email;other_emails;phone;"
            + "mobile;other_phones;"
        + "street;house_number;box;postal_code;city;country;delivery_street;delivery_house_number;delivery_box;delivery_postal_code;delivery_city;"
        + "delivery_country;language;groups;label;"
        + "shops;iban;website;newsletter;obfuscate_enabled;allow_merge;active;customer_since;notes";

    private static readonly ExportRequest AllFields = new(new CustomerQuery(), ExportFormat.Csv) { AllFields = true };

    private static (byte[] Bytes, long Rows) Bytes(Base customers, ExportRequest request)
    {
        using var stream = new MemoryStream();
        var rows = new CustomerExport(customers, Viewer.System).Write(request, stream);
        return (stream.ToArray(), rows);
    }

    private static string Text(Base customers, ExportRequest request) => Encoding.UTF8.GetString(Bytes(customers, request).Bytes);

    private static Base Filled(TestPlace place, IReadOnlyList<CustomerValues> values)
    {
        var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(values, Actor.CommandLine);
        return customers;
    }

    [Theory, EachEngine]
    public async Task An_export_of_all_fields_is_the_template_with_formulas_made_harmless(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, [SomeCustomers.Person("Jozefien", "Aerts", (CustomerFields.Phone, "+32486123309"),
            (CustomerFields.BirthDate, "1985-07-30"),
            (CustomerFields.Gender, "2"), (CustomerFields.Groups, "Retail | VIP"), (CustomerFields.Newsletter, "1"), (CustomerFields.Notes,
            "=1+1; \"zo\"\nVrijdag"), (CustomerFields.Number, "'=x"))]);
        var lines = Text(customers, AllFields).Split("\r\n");
        Assert.Equal([TemplateHeader,
            "1;1;person;''=x;;Jozefien;;Aerts;2;1985-07-30;;;;;;'+32486123309;;;;;;;;;;;;;;;;Retail | VIP;;;;;1;1;1;1;;\"'=1+1; \"\"zo\"\"\nVrijdag\"", ""],
            lines);
        using var template = new MemoryStream();
        CustomerExport.WriteTemplate(ExportFormat.Csv, template, Stamgast.ExtraFields.ExtraDefinitions.None);
        Assert.Equal("\uFEFF" + TemplateHeader + "\r\n", Encoding.UTF8.GetString(template.ToArray()));
    }

    [Theory, EachEngine]
    public async Task Importing_an_export_of_all_fields_changes_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, [.. SomeCustomers.Named(), .. SomeCustomers.Random(40, seed: 21), .. Awkward()]);
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Xlsx })
        {
            var path = Path.Combine(place.Folder, "all." + (format == ExportFormat.Csv ? "csv" : "xlsx"));
            var rows = new CustomerExport(customers, Viewer.System).WriteFile(AllFields with { Format = format }, path);
            var imports = new Imports(customers, TimeProvider.System);
            var set = imports.Stage(imports.Begin(path, Actor.CommandLine).Id, path, new ImportOptions());
            Assert.Equal((rows, rows, 0, 0, 0, 0), (set.Rows, set.Unchanged, set.Created, set.Changed, set.Errors, set.Conflicts));
        }
    }

    [Theory, EachEngine]
    public async Task Our_own_address_cards_find_their_customers_again_and_change_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        (int, string?)[] home = [(CustomerFields.Street, "Rue du 11 Novembre"), (CustomerFields.HouseNumber, "12 bis"), (CustomerFields.Box, "A 3"),
            (CustomerFields.PostalCode, "5000"), (CustomerFields.City, "Namur"), (CustomerFields.Country, "BE")];
        (int, string?)[] delivery = [(CustomerFields.DeliveryStreet, "Strada 4e verdieping"), (CustomerFields.DeliveryCity, "Gent"),
            (CustomerFields.OtherPhones, "+3293334455 | +32486000111"), (CustomerFields.OtherEmails, "tweede@post.example")];
        using var customers = Filled(place, [.. SomeCustomers.Named(), .. SomeCustomers.Random(40, seed: 22),
            SomeCustomers.Person("Zoë", "Lefèvre", [.. home, .. delivery, (CustomerFields.Mobile, "+32486123309"), (CustomerFields.Salutation, "Mme"),
            (CustomerFields.Notes, "a\\b;c,d\n  e")]),
            SomeCustomers.Person("Willem", "Bakker", [.. delivery, (CustomerFields.Particle, "de"), (CustomerFields.Gender, "9"),
            (CustomerFields.BirthDate, "1985-07-30")]),
            SomeCustomers.Company("Claes, Claes; & Zonen", [.. home, (CustomerFields.FirstName, "Jan"), (CustomerFields.LastName, "Claes"),
            (CustomerFields.Groups, "Klant, groot | VIP"), (CustomerFields.Website, "https://claes.example/")]),
            SomeCustomers.Company("Enkel", (CustomerFields.Email, "info@enkel.example"))]);
        var path = Path.Combine(place.Folder, "kaarten.vcf");
        var rows = new CustomerExport(customers, Viewer.System).WriteFile(new ExportRequest(new CustomerQuery(), ExportFormat.Vcf), path);
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin(path, Actor.CommandLine).Id, path, new ImportOptions());
        var changed = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Everything, 0, 5).Select(r => JsonSerializer.Serialize(r));
        Assert.True(set.Unchanged == rows, string.Join('\n', changed));
        Assert.Equal((rows, 0, 0, 0, 0), (set.Rows, set.Created, set.Changed, set.Errors, set.Conflicts));

        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("Namur", "Liège", StringComparison.Ordinal));
        var edited = imports.Stage(imports.Begin(path, Actor.CommandLine).Id, path, new ImportOptions());
        Assert.Equal((rows, 0, 2), (edited.Rows, edited.Created, edited.Changed));
    }

    [Theory, EachEngine]
    public async Task A_filter_chooses_the_customers_and_the_columns_are_those_asked_for(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, SomeCustomers.Named());
        var request = new ExportRequest(CustomerQuery.Plain with { Type = "company" }, ExportFormat.Csv) { Columns = ["number", "company_name"],
            Captions = CultureInfo.GetCultureInfo("nl-BE"), ForExcel = true };
        Assert.Equal("\uFEFFKlantnummer;Bedrijfsnaam\r\n;Boulangerie Lefèvre SRL\r\nC-00112;Claes & Zonen NV\r\n", Text(customers, request));
        var chosen = new ExportRequest(new CustomerQuery { Ids = [5, 2] }, ExportFormat.Csv) { Columns = ["id", "last_name"] };
        Assert.Equal("id;last_name\r\n2;Aerts\r\n5;\r\n", Text(customers, chosen));
        Assert.Equal("export.column", Assert.Throws<RefusedException>(() => Text(customers, request with { Columns = ["town"] })).Refusal.Code);
    }

    [Theory, EachEngine]
    public async Task Json_has_every_field_by_its_name(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, SomeCustomers.Named());
        using var json = JsonDocument.Parse(Bytes(customers, AllFields with { Format = ExportFormat.Json }).Bytes);
        Assert.Equal(7, json.RootElement.GetArrayLength());
        var first = json.RootElement[0];
        Assert.Equal(1, first.GetProperty("id").GetInt64());
        Assert.Equal("Aerts", first.GetProperty("last_name").GetString());
        Assert.Equal(["Retail", "VIP"], first.GetProperty("groups").EnumerateArray().Select(g => g.GetString()));
        Assert.True(first.GetProperty("active").GetBoolean());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("vat_number").ValueKind);
        Assert.Equal(CustomerFields.Count + 2, first.EnumerateObject().Count());
    }

    [Theory, EachEngine]
    public async Task Address_cards_fold_long_lines_and_escape_what_separates(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var note = string.Concat(Enumerable.Repeat("Vrijdag é; ", 20)) + "\neinde";
        using var customers = Filled(place, [SomeCustomers.Person("Willem", "Bakker", (CustomerFields.Particle, "de"), (CustomerFields.Language, "nl"),
            (CustomerFields.Mobile, "+31624331180"),
            (CustomerFields.Street, "Oudegracht"), (CustomerFields.HouseNumber, "12"), (CustomerFields.Box, "3"), (CustomerFields.PostalCode, "3511 AB"),
            (CustomerFields.City, "Utrecht"), (CustomerFields.Country, "NL"),
            (CustomerFields.Notes, note)), SomeCustomers.Company("Claes & Zonen, NV")]);
        var (bytes, rows) = Bytes(customers, new ExportRequest(new CustomerQuery(), ExportFormat.Vcf));
        Assert.Equal(2, rows);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
        var whole = string.Join('\n', lines).Replace("\n ", "", StringComparison.Ordinal).Split('\n');
        Assert.Contains("FN:Willem de Bakker", whole);
        Assert.Contains("N:de Bakker;Willem;;;", whole);
        Assert.Contains("ADR;TYPE=home:;;Oudegracht 12 bus 3;Utrecht;;3511 AB;NL", whole);
        Assert.Contains("TEL;VALUE=uri;TYPE=cell:tel:+31624331180", whole);
        Assert.Contains("NOTE:" + note.Replace(";", "\\;", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal), whole);
        Assert.Contains("FN:Claes & Zonen\\, NV", whole);
        Assert.Equal(2, whole.Count(l => l == "END:VCARD"));
    }

    [Theory, EachEngine]
    public async Task A_failed_export_leaves_the_existing_file(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, SomeCustomers.Named());
        var path = Path.Combine(place.Folder, "out", "list.csv");
        Assert.Equal("export.file", Assert.Throws<RefusedException>(() => new CustomerExport(customers, Viewer.System).WriteFile(AllFields, path))
            .Refusal.Code);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "before");
        Assert.Throws<RefusedException>(() => new CustomerExport(customers, Viewer.System)
            .WriteFile(AllFields with { AllFields = false, Columns = ["town"] }, path));
        Assert.Equal("before", await File.ReadAllTextAsync(path));
        Assert.Equal(7, new CustomerExport(customers, Viewer.System).WriteFile(AllFields, path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    // Values that a file could lose.
    private static IEnumerable<CustomerValues> Awkward() =>
        new[] { "=SUM(A1)", "'=x", "''", "'s-Gravenhage", "-", "007", "1e5", "2024-01-31", "a;b", "\"", "a\"\"b;", "Total", "NULL", "_x0041_", "＝1",
        "@home", "ﬁ", "😀" }
        .Select(text => SomeCustomers.Person("An", "Aerts", (CustomerFields.City, text), (CustomerFields.Street, text + " 1"),
        (CustomerFields.Notes, text + "\n" + text)));
}
