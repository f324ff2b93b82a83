using System.Net;
using System.Text.Json;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Exporting;

public sealed class ExportTests
{
    private static CustomerValues Person(string first, string last, string city)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = first;
        values[CustomerFields.LastName] = last;
        values[CustomerFields.City] = city;
        return values;
    }

    private static void Fill(Base customers) =>
        new ChangeSets(customers, TimeProvider.System)
            .Create([Person("Jozefien", "Aerts", "Antwerpen"), Person("Willem", "de Bakker", "Utrecht"), Person("An", "Lambert", "Gent")], Actor.CommandLine);

    [Theory, EachEngine]
    public async Task The_command_writes_the_filtered_customers_in_the_format_of_the_extension(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location)) Fill(customers);
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["export", "--out", "all.csv", "--all-fields", "--json", .. place.Arguments]);
        Assert.Equal((0, 3, Path.Combine(place.Folder, "all.csv")),
            (exit, said.Json.GetProperty("rows").GetInt32(), said.Json.GetProperty("file").GetString()));
        var lines = await File.ReadAllLinesAsync(Path.Combine(place.Folder, "all.csv"));
        Assert.StartsWith("id;version;type;number;", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);

        (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["export", "--out", "some.json", "--filter", "aert antw", "--json", .. place.Arguments]);
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("rows").GetInt32()));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(place.Folder, "some.json")));
        Assert.Equal("Aerts", json.RootElement[0].GetProperty("last_name").GetString());
    }

    [Theory, EachEngine]
    public async Task Letters_are_written_by_command_and_page_as_a_table_only(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location)) Fill(customers);
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["export", "--out", "letters.csv", "--letters", "--filter", "aert", "--json",
            .. place.Arguments]);
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("rows").GetInt32()));
        Assert.Contains("1;;;1;Jozefien Aerts;Dear Jozefien Aerts;", await File.ReadAllTextAsync(Path.Combine(place.Folder, "letters.csv")),
            StringComparison.Ordinal);
        (exit, said) = await TestConsole.RunAsync(place.Folder, "en", ["export", "--out", "letters.vcf", "--letters", "--json", .. place.Arguments]);
        Assert.Equal((1, "export.letters"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));

        await using var app = await RunningApp.StartSignedInAsync(engine);
        Fill(app.Base);
        using var answer = await RunningApp.PostAsync(app.Client, "/account", "/export/file", ("query", ""), ("format", "csv"), ("fields", "letters"));
        Assert.Contains("Dear Willem de Bakker", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var refused = await RunningApp.PostAsync(app.Client, "/account", "/export/file", ("query", ""), ("format", "json"), ("fields", "letters"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Letters are not written as json.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task An_export_of_the_list_has_its_columns_and_what_an_import_needs(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Fill(app.Base);
        async Task<string[]> LinesAsync(string query)
        {
            using var answer = await RunningApp.PostAsync(app.Client, "/account", "/export/file", ("query", query), ("format", "csv"), ("fields", "shown"));
            return (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");
        }
        const string name = "ID;Type;First name;Particle;Last name;Company name";
        var lines = await LinesAsync("columns=city,birth_date,state&active=all&city.starts=Ut");
        Assert.Equal(name + ";Postal code;City;Birth date;Active", lines[0]);
        Assert.StartsWith("2;person;Willem;;de Bakker;;;Utrecht;;", lines[1], StringComparison.Ordinal);
        Assert.Equal(["", ""], lines[2..].DefaultIfEmpty("").Append("").Take(2));

        // The state has no column if all have the same one; otherwise the default columns, or the user's own.
        Assert.Equal(name + ";Customer number;E-mail;Phone;Mobile;Postal code;City;Language;Responsible", (await LinesAsync(""))[0]);
        using var chosen = await RunningApp.PostAsync(app.Client, "/customers", "/customers/columns", ("query", "q=aerts"), ("column", "iban"),
            ("column", "postal_code"), ("column", "city"), ("then", "close"));
        Assert.Equal("/customers?q=aerts&columns=iban,postal_code,city", chosen.Headers.Location!.ToString());
        Assert.Equal(name + ";IBAN;Postal code;City", (await LinesAsync(""))[0]);
        using var bare = await app.Client.GetAsync(new Uri("/customers?q=aerts", UriKind.Relative));
        Assert.Equal((HttpStatusCode.SeeOther, "/customers?q=aerts&columns=iban,postal_code,city"), (bare.StatusCode, bare.Headers.Location!.ToString()));
    }

    [Theory, EachEngine]
    public async Task A_filter_names_the_columns_of_the_file_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location)) Fill(customers);
        var (exit, _) = await TestConsole.RunAsync(place.Folder, "en",
            ["export", "--out", "some.csv", "--filter", "city.contains=NT&city.not=Gent&columns=city,number", "--json", .. place.Arguments]);
        Assert.Equal(0, exit);
        Assert.Equal(["id;type;first_name;particle;last_name;company_name;postal_code;city;number", "1;person;Jozefien;;Aerts;;;Antwerpen;"],
            await File.ReadAllLinesAsync(Path.Combine(place.Folder, "some.csv")));
    }

    [Theory, EachEngine]
    public async Task An_unknown_filter_or_segment_is_refused_and_leaves_no_file(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        foreach (var (option, value, code) in new[] { ("--filter", "town=Gent", "filter.name"), ("--filter", "city.before=Gent", "filter.operator"),
            ("--filter", "columns=shoe", "filter.column"), ("--segment", "VIP", "segment.unknown") })
        {
            var (exit, said) = await TestConsole.RunAsync(place.Folder, "nl-BE", ["export", "--out", "x.csv", option, value, "--json", .. place.Arguments]);
            Assert.Equal((1, code), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        }
        Assert.Empty(Directory.GetFiles(place.Folder, "x.csv*"));
    }

    [Fact]
    public async Task The_page_exports_the_list_or_the_selection()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        Fill(app.Base);
        using var file = await RunningApp.PostAsync(app.Client, "/export?city=Gent", "/export/file", ("query", "city=Gent"), ("ids", ""), ("format", "csv"),
            ("fields", "all"));
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith("id;version;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("3;1;person;", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);

        using var page = await RunningApp.PostAsync(app.Client, "/export", "/export/selection", ("query", ""), ("ids", "1,2"));
        Assert.Contains("value=\"1,2\"", await app.Client.GetStringAsync(page.Headers.Location), StringComparison.Ordinal);
        using var chosen = await RunningApp.PostAsync(app.Client, "/export", "/export/file", ("query", ""), ("ids", "1,2"), ("format", "vcf"));
        Assert.Equal(2, (await chosen.Content.ReadAsStringAsync()).Split("BEGIN:VCARD").Length - 1);
    }
}
