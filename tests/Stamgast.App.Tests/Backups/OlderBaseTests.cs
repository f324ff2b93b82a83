using System.Text.RegularExpressions;
using Stamgast.App.CommandLine;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Backups;

/// <summary>
/// A base of the first version (824e752), backed up by it: 60 sample customers, imports that changed 20 and 6 of them, one of which was undone. Its
/// export of all fields is beside it.
/// </summary>
public sealed partial class OlderBaseTests
{
    [Theory, EachEngine]
    public async Task A_base_of_the_first_version_comes_out_sound_and_its_sets_can_be_undone_and_redone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine, isEmpty: true);
        File.Copy(Path.Combine(Repository.Root, "tests/Stamgast.App.Tests/Backups/first-version.zip"), Path.Combine(place.Folder, "old.zip"));
        await RunAsync("restore", "old.zip");
        await AssertSoundAsync();
        var before = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Stamgast.App.Tests/Backups/first-version.csv"));
        Assert.Equal(before, await ExportAsync());

        // 4 changed six customers, 6 undid the first import.
        foreach (var set in new[] { "4", "6" })
        {
            var undone = await RunAsync("undo", set);
            Assert.NotEqual(WithoutVersions(before), WithoutVersions(await ExportAsync()));
            await RunAsync("undo", undone.Json.GetProperty("changeSet").GetRawText());
            Assert.Equal(WithoutVersions(before), WithoutVersions(await ExportAsync()));
        }
        var all = await RunAsync("undo", "1");
        Assert.Equal(54, all.Json.GetProperty("customers").GetInt64());
        await RunAsync("undo", all.Json.GetProperty("changeSet").GetRawText());
        Assert.Equal(WithoutVersions(before), WithoutVersions(await ExportAsync()));
        await AssertSoundAsync();

        async Task AssertSoundAsync()
        {
            var check = await RunAsync("check");
            Assert.Empty(check.Json.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("ok").GetBoolean()).Select(c => c.GetRawText()));
        }

        async Task<string> ExportAsync()
        {
            await RunAsync("export", "--out", "all.csv", "--all-fields");
            return await File.ReadAllTextAsync(Path.Combine(place.Folder, "all.csv"));
        }

        async Task<TestConsole> RunAsync(params string[] arguments)
        {
            var (exit, said) = await TestConsole.RunAsync(place.Folder, "nl-BE", [.. arguments, "--json", .. place.Arguments]);
            Assert.True(exit == 0, $"{string.Join(' ', arguments)}: {said.Err}{said.Out}");
            return said;
        }
    }

    private static string WithoutVersions(string export) => Versions().Replace(export, "$1;;");

    [GeneratedRegex(@"^(\d+);\d+;", RegexOptions.Multiline)]
    private static partial Regex Versions();
}
