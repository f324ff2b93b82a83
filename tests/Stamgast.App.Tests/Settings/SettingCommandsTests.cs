using System.Text.Json;
using Stamgast.App.CommandLine;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Settings;

/// <summary>Settings by the command line.</summary>
public sealed class SettingCommandsTests
{
    [Theory, EachEngine]
    public async Task A_setting_is_listed_read_and_changed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        Assert.Equal("propose", (await Run(place, "setting", "get", "duplicates.same_email")).GetProperty("value").GetString());
        var set = await Run(place, "setting", "set", "duplicates.same_email", "merge");
        Assert.Equal(("merge", "propose"), (set.GetProperty("value").GetString(), set.GetProperty("before").GetString()));
        var all = (await Run(place, "setting", "list")).GetProperty("settings").EnumerateArray().ToList();
        Assert.Equal(OrganisationSettings.All.Select(s => s.Key), all.Select(s => s.GetProperty("key").GetString()));
        Assert.Equal("merge", all.Single(s => s.GetProperty("key").GetString() == "duplicates.same_email").GetProperty("value").GetString());
        foreach (var (code, words) in new[]
        {
            ("setting.unknown", new[] { "setting", "get", "duplicates" }), ("setting.value", ["setting", "set", "duplicates.same_email", "perhaps"]),
        })
            Assert.Equal(code, (await Run(place, words)).GetProperty("error").GetProperty("code").GetString());
    }

    private static async Task<JsonElement> Run(TestPlace place, params string[] words)
    {
        var (_, said) = await TestConsole.RunAsync(place.Folder, "en", [.. words, .. place.Arguments, "--json"]);
        return said.Json;
    }
}
