using Stamgast.App.Importing.Previews;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Importing.Previews;

public sealed class PreviewFieldsTests
{
    [Theory]
    [InlineData("Naam;E-mail;Plaats\nJozefien Aerts;jozefien@post.example;9000 Gent\nKarim Haddad;karim@post.example;2000 Antwerpen\n", "postal_code", "city")]
    [InlineData("Naam;E-mail;Postcode\nJozefien Aerts;jozefien@post.example;9000 Gent\nKarim Haddad;karim@post.example;2000\n", "postal_code", "city")]
    public async Task A_value_cut_out_of_a_cell_has_a_column_in_the_preview(string text, params string[] fields)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        Assert.Equal(fields, fields.Intersect(Shown(place, text)));
    }

    [Fact]
    public async Task Without_such_values_the_preview_has_no_empty_column()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        Assert.DoesNotContain("postal_code", Shown(place, "Naam;E-mail;Plaats\nJozefien Aerts;jozefien@post.example;Gent\n"));
    }

    private static IReadOnlyList<string> Shown(TestPlace place, string text)
    {
        using var customers = Base.Open(place.Location);
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Begin("leden.csv", Actor.CommandLine);
        var path = Path.Combine(place.Folder, "leden.csv");
        File.WriteAllText(path, text);
        var report = Imports.ReportOf(imports.Stage(set.Id, path, new ImportOptions()))!;
        return [.. PreviewFields.Of(report, [], namesInOne: false).Select(f => f.Name)];
    }
}
