using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Mapping;

public sealed class SavedMappingsTests
{
    private const string Members =
        "Kleur;Voornaam;Lid sinds;E-mail\nrood;Jozefien;03/04/2019;jozefien@post.example\nblauw;Willem;05/06/2020;w.debakker@kabel.example\n";
    private static readonly string[] Columns = ["Kleur", "Voornaam", "Lid sinds", "E-mail"];

    private static (Imports Imports, SavedMappings Saved) Of(Base customers) => (new(customers, TimeProvider.System), new(customers, TimeProvider.System));

    private static ImportReport Read(TestPlace place, Base customers, string text, ImportOptions? options = null)
    {
        var path = Path.Combine(place.Folder, "leden.csv");
        File.WriteAllText(path, text);
        var imports = Of(customers).Imports;
        return Imports.ReportOf(imports.Stage(imports.Begin("leden.csv", Actor.CommandLine).Id, path, options ?? new ImportOptions()))!;
    }

    private static ColumnMapping Chosen => ColumnMapping.Guess(Columns, [])
        .With(0, "groups") with { Choices = new(ImportKey.Email, EmptyCells.Clear, ImportMode.Update) };

    [Theory, EachEngine]
    public async Task A_saved_mapping_is_used_and_reported_for_the_next_file_with_the_same_headers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Assert.Null(Read(place, customers, Members).Mapping.Columns[0].Target);
        var kept = Of(customers).Saved.Keep("Ledenlijst", Chosen).Saved!;

        var report = Read(place, customers, "E-mail;Lid sinds;voornaam;KLEUR\njozefien@post.example;03/04/2019;Jozefien;rood\n");
        Assert.Equal(["email", "customer_since", "first_name", "groups"], report.Mapping.Columns.Select(c => c.Target));
        Assert.Equal((kept.Id, "Ledenlijst"), (report.Mapping.Saved!.Id, report.Mapping.Saved.Name));
        Assert.Equal(MappingReason.Saved, report.Mapping.Columns[3].Reason);
        Assert.Equal((ImportKey.Number, ImportMode.Upsert), (report.Key, report.Mode));
        Assert.Equal(1, Assert.Single(Of(customers).Saved.All()).Uses);
    }

    [Theory, EachEngine]
    public async Task The_options_saved_with_a_mapping_are_used_on_request_and_it_can_be_ignored(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Of(customers).Saved.Keep("Ledenlijst", Chosen);
        var report = Read(place, customers, Members, new ImportOptions { Kept = KeptMapping.All });
        Assert.Equal((ImportKey.Email, EmptyCells.Clear, ImportMode.Update), (report.Key, report.Empty, report.Mode));
        var aside = Read(place, customers, Members, new ImportOptions { Kept = KeptMapping.SetAside });
        Assert.Null(aside.Mapping.Saved);
        Assert.Null(aside.Mapping.Columns[0].Target);
        Assert.Null(Read(place, customers, Members, new ImportOptions { Profile = "none" }).Mapping.Saved);
        Assert.Null(Read(place, customers, Members.Replace("Kleur", "Maat")).Mapping.Saved);
    }

    [Theory, EachEngine]
    public async Task A_saved_mapping_can_be_used_on_the_command_line_renamed_and_deleted(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var saved = Of(customers).Saved;
        var id = saved.Keep("Ledenlijst", Chosen).Saved!.Id;
        Assert.Equal(id, Read(place, customers, Members, new ImportOptions { Profile = "LEDENLIJST" }).Mapping.Saved!.Id);
        Assert.Equal("mapping.other_columns", Refused(() => Read(place, customers, "Naam\nAerts\n", new ImportOptions { Profile = "ledenlijst" })));
        Assert.Equal("mapping.unknown_profile", Refused(() => Read(place, customers, Members, new ImportOptions { Profile = "nieuw" })));

        var other = saved.Keep("Tweede", ColumnMapping.Guess(["Voornaam", "Naam"], [])).Saved!.Id;
        Assert.Equal("mapping.name_taken", Refused(() => saved.Rename(other, " ledenlijst")));
        Assert.Equal("mapping.name_taken", Refused(() => saved.Rename(other, "Tixly")));
        Assert.Equal("mapping.name", Refused(() => saved.Rename(other, " ")));
        saved.Rename(id, "LEDENLIJST 2026");
        saved.Delete(other);
        Assert.Equal("mapping.gone", Refused(() => saved.Delete(other)));
        Assert.Equal(["LEDENLIJST 2026"], saved.All().Select(m => m.Name));
    }

    [Theory, EachEngine]
    public async Task Saving_a_mapping_for_the_same_headers_replaces_the_old_one(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var saved = Of(customers).Saved;
        saved.Keep("Ledenlijst", Chosen);
        saved.Keep("Leden", Chosen.With(0, "notes"));
        Assert.Equal(["Leden"], saved.All().Select(m => m.Name));
        Assert.Equal("notes", saved.For(Columns)!.Columns[0].Target);
        Assert.Equal("mapping.no_headers", Refused(() => saved.Keep("Zonder", ColumnMapping.Guess(["", ""], []))));
    }

    [Theory, EachEngine]
    public async Task A_saved_date_order_is_used_only_for_ambiguous_dates(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var mapping = Chosen;
        Of(customers).Saved.Keep("Ledenlijst",
            mapping with { Columns = [.. mapping.Columns.Select(c => c.Column == 2 ? c with { DateOrder = DateOrder.MonthDayYear } : c)] });
        Assert.Equal(DateOrder.MonthDayYear, Read(place, customers, Members).DateOrders[2].Order);
        Assert.Equal(DateOrder.DayMonthYear, Read(place, customers, Members.Replace("03/04/2019", "23/04/2019")).DateOrders[2].Order);
    }

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;
}
