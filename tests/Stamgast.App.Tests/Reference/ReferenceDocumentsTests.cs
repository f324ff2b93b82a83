using System.Text;
using Microsoft.AspNetCore.Routing;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.App.Privacy;
using Stamgast.App.Serving;
using Stamgast.App.Start;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Privacy;
using Stamgast.Settings;
using Stamgast.Start;
using Stamgast.Testing;

namespace Stamgast.App.Reference;

/// <summary>Documents that cannot lie: made from the program, and compared with it.</summary>
public sealed class ReferenceDocumentsTests
{
    [Fact]
    public void The_settings_are_documented()
    {
        var text = new StringBuilder(
            "# Settings\n\nAsked at the first start, changed at *Settings*. Made from the program by `bin/docs`.\n\n| key | what | default | values |\n|---|"
            + "---|---|---|\n");
        foreach (var setting in OrganisationSettings.All)
            text.Append(Cultures.English,
                $"| `{setting.Key}` | {Word("setting." + setting.Key)}. {Word($"setting.{setting.Key}.help")} | {Code(setting.Default)} | "
                + $"{string.Join(", ", setting.Choices.Select(Code))} |\n");
        Repository.CheckDocument("docs/reference/settings.md", text.ToString());
    }

    [Fact]
    public async Task The_permissions_are_documented_with_their_pages_and_commands()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        await using var app = WebHost.Build(customers, new ServeOptions());
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .ToLookup(e => Routes.PermissionOf(e)!, e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0]} {e.RoutePattern.RawText}");
        var commands = new CommandTree(Cultures.English).Commands.ToLookup(c => c.Permission, c => "stamgast " + c.Key.Replace('.', ' '));

        var text = new StringBuilder(
            "# Permissions\n\nEvery page, fragment and command names one; starting fails when one does not. There are no roles yet: who can sign in may do "
            + "everything. Made from the program by `bin/docs`.\n");
        foreach (var permission in Permission.All)
        {
            text.Append(Cultures.English, $"\n## {permission.Name}\n{Word("permission." + permission.Name)}.\n\n");
            foreach (var use in commands[permission].Order(StringComparer.Ordinal).Concat(routes[permission].Distinct().Order(StringComparer.Ordinal)))
                text.Append(Cultures.English, $"- `{use}`\n");
        }
        Repository.CheckDocument("docs/reference/permissions.md", text.ToString());
    }

    [Fact]
    public void Every_command_is_documented_with_its_options()
    {
        var text = new StringBuilder(
            "# Command line\n\n`--data DIR`, `--database CONNECTION` and `--json` stand before or after any command. Exit: 0 done, 1 refused or failed, 2 "
            + "usage, 130 cancelled. Made from the program by `bin/docs`.\n");
        foreach (var command in new CommandTree(Cultures.English).Commands)
        {
            text.Append(Cultures.English, $"\n## stamgast {command.Key.Replace('.', ' ')}\n{command.Description}\n\n");
            foreach (var argument in command.Arguments) text.Append(Cultures.English, $"- `{argument.Name}` {argument.Description}\n");
            foreach (var option in command.Options) text.Append(Cultures.English, $"- `{(option.Name + " " + option.HelpName).Trim()}` {option.Description}\n");
        }
        Repository.CheckDocument("docs/reference/command-line.md", text.ToString());
    }

    [Fact]
    public void Every_place_of_personal_data_is_documented_with_its_answers()
    {
        var text = new StringBuilder("""
            # Places of personal data

            Every place where Stamgast keeps, or makes others keep, personal data, and what becomes of it when a customer is erased, merged, or asks for a copy.
            Declared by each feature (docs/decisions/0046-places-of-personal-data.md); a test asks both databases and the data folder for places that nobody declared.
            Made from the program by `bin/docs`.

            | place | of | where | erased | merged | in the copy for the person |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var place in AllDataPlaces.InOrder.Concat(AppDataPlaces.All))
            text.Append(Cultures.English, $"| {place.Name} | {InWords(place.Of)} | {Where(place.Where)} | {InWords(place.Erase.Kind)}: {place.Erase.Because} ")
                .Append(Cultures.English,
                $"| {InWords(place.Merge.Kind)}: {place.Merge.Because} | {(place.Export.IsIncluded ? "yes" : "no")}: {place.Export.Because} |\n");
        Repository.CheckDocument("docs/reference/personal-data.md", text.ToString());
    }

    // NotPersonal: not personal.
    private static string InWords(Enum value) =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : $"{c}"));

    private static string Where(DataLocation where) => where switch
    {
        TableColumns { Only: { } only } columns =>
            $"`{columns.Table}` ({string.Join(", ", columns.Columns)}), on {(only == Engine.Sqlite ? "SQLite" : "PostgreSQL")}",
        TableColumns columns => $"`{columns.Table}` ({string.Join(", ", columns.Columns)})",
        ProposalColumns { Columns.Count: > 10 } columns => $"`{columns.Table}` of each proposal (all columns)",
        ProposalColumns columns => $"`{columns.Table}` of each proposal ({string.Join(", ", columns.Columns)})",
        DataFiles files => $"data folder, `{files.Pattern}`",
        InMemory memory => $"memory, `{memory.Type}`",
        OutsideStamgast outside => outside.What,
        _ => throw new InvalidOperationException($"{where}"),
    };

    private static string Word(string key) => Texts.Get(key, Cultures.English).TrimEnd('.');

    private static string Code(string value) => value.Length == 0 ? "" : $"`{value}`";
}
