using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Mapping;

public sealed class ColumnValuesTests
{
    private const string Sheet = """
        nummer;voornaam;naam;taal;land;groepen
        C-1;Jozefien;Aerts;Nederlnds;Belgenland;VIP klant | Pers
        C-2;Willem;de Bakker;klingon;BE;vip klant
        C-3;Zoë;Lefèvre;Klingon;onbekend;Pers
        """;

    private static (ChangeSet Set, ImportReport Report) Read(TestPlace place, Base customers, string text, ColumnMapping? mapping = null,
        Action<Dictionary<string, string>>? defaults = null)
    {
        var path = Path.Combine(place.Folder, "lijst.csv");
        File.WriteAllText(path, text);
        var imports = new Imports(customers, TimeProvider.System);
        var given = new Dictionary<string, string>();
        defaults?.Invoke(given);
        var set = imports.Stage(imports.Begin("lijst.csv", Actor.CommandLine).Id, path, new ImportOptions { Mapping = mapping, Defaults = given });
        return (set, Imports.ReportOf(set)!);
    }

    private static ColumnMapping With(ColumnMapping mapping, int column, params (string Text, string Value)[] values) =>
        mapping with { Columns = [.. mapping.Columns.Select(c => c.Column == column
            ? c with { Values = values.ToDictionary(v => v.Text, v => v.Value) } : c)] };

    [Theory, EachEngine]
    public async Task Texts_that_are_not_understood_are_listed_with_counts_and_a_suggestion(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (set, report) = Read(place, customers, Sheet);
        Assert.Equal(3, set.Errors);
        Assert.Equal([(3, "klingon", 2, null), (3, "Nederlnds", 1, "nl"), (4, "Belgenland", 1, null), (4, "onbekend", 1, "")],
            report.Values.Where(v => v.Column < 5).Select(v => (v.Column, v.Text, v.Count, v.Suggestion)));
        Assert.Equal([("Pers", 2L), ("VIP klant", 2L)], report.Values.Where(v => v.Column == 5).Select(v => (v.Text, v.Count)));
    }

    [Theory, EachEngine]
    public async Task A_text_becomes_the_value_that_was_chosen_or_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var mapping = Read(place, customers, Sheet).Report.Mapping;
        mapping = With(mapping, 3, ("klingon", "fr-BE"), ("Nederlnds", "nl"));
        mapping = With(mapping, 4, ("Belgenland", "BE"), ("Onbekend", ""));
        mapping = With(mapping, 5, ("VIP klant", "VIP"), ("Pers", ""));
        var (set, report) = Read(place, customers, Sheet, ColumnMapping.FromJson(mapping.ToJson()));
        Assert.Equal((3, 0), (set.Created, set.Errors));
        Assert.Equal("fr-BE", report.Values.Single(v => v is { Column: 3, Text: "klingon" }).Becomes);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        using var context = customers.NewContext();
        Assert.Equal([("nl", "BE", "VIP"), ("fr-BE", "BE", "VIP"), ("fr-BE", null, null)],
            context.Customers.OrderBy(c => c.Number).AsEnumerable().Select(c => (c.Language!, c.Country, c.Groups)));
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task A_default_applies_only_to_new_customers_without_a_value(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (first, _) = Read(place, customers, "nummer;voornaam;naam;taal\nC-1;Jozefien;Aerts;\n");
        new ChangeSets(customers, TimeProvider.System).Apply(first.Id, first.Revision, Actor.CommandLine);
        var (set, report) = Read(place, customers,
            "nummer;voornaam;naam;taal;GSM\nC-1;Jozefien;Aerts;;\nC-2;Willem;de Bakker;;0612345678\nC-3;Zoë;Lefèvre;fr;\n", null, d =>
        {
            d["language"] = "Nederlands";
            d["country"] = "nl";
        });
        Assert.Equal((2, 1), (set.Created, set.Unchanged));
        Assert.Equal("NL", report.Mapping.Defaults!["country"]);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        using var context = customers.NewContext();
        Assert.Equal([(null, null, null), ("nl", "NL", "+31612345678"), ("fr", "NL", null)],
            context.Customers.OrderBy(c => c.Number).AsEnumerable().Select(c => (c.Language, c.Country, c.Mobile)));
    }

    [Fact]
    public void An_invalid_default_is_refused()
    {
        var mapping = ColumnMapping.Guess(["Naam"], []);
        Assert.Equal("mapping.default_field", Assert.Throws<RefusedException>(() => mapping.WithDefault("email", "jozefien@post.example")).Refusal.Code);
        Assert.Equal("mapping.default", Assert.Throws<RefusedException>(() => mapping.WithDefault("language", "klingon")).Refusal.Code);
        Assert.Null(mapping.WithDefault("language", "nl").WithDefault("language", "").Defaults);
    }

    [Theory]
    [InlineData("country", "Belgique / België", "BE")]
    [InlineData("country", "Nederlandd", "NL")]
    [InlineData("country", "N/A", "")]
    [InlineData("country", "Atlantis", null)]
    [InlineData("language", "taal: FR", "fr")]
    [InlineData("gender", "mannelijjk", "1")]
    [InlineData("gender", "M/V", null)]
    [InlineData("gender", "Madam X", "2")]
    [InlineData("newsletter", "???", "")]
    public void A_suggestion_is_made_where_one_is_likely(string field, string text, string? meant) =>
        Assert.Equal(meant, ValueSuggestion.For(CustomerFields.ByName(field)!, text));
}
