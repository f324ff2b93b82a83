using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Testing;

namespace Stamgast.App.CommandLine;

public sealed class CommandRunnerTests
{
    [Theory, EachEngine]
    public async Task Global_options_may_come_before_or_after_the_command(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var before = await TestConsole.RunAsync([.. place.Arguments, "--json", "user", "list"]);
        var after = await TestConsole.RunAsync(["user", "list", "--json", .. place.Arguments]);
        Assert.Equal((0, 0), (before.Exit, after.Exit));
        Assert.Equal(before.Said.Json.GetRawText(), after.Said.Json.GetRawText());
    }

    [Theory, EachEngine]
    public async Task A_refusal_exits_with_1_and_prints_one_object_with_what_where_and_remedy(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var (exit, said) = await TestConsole.RunAsync(["user", "reset", "niemand@kantoor.example", "--json", .. place.Arguments]);
        Assert.Equal(1, exit);
        var error = said.Json.GetProperty("error");
        Assert.Equal("user.unknown", error.GetProperty("code").GetString());
        Assert.All(new[] { "message", "where", "remedy" }, part => Assert.NotEqual("", error.GetProperty(part).GetString()));
        Assert.Contains("niemand@kantoor.example", said.Err.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user", "add")]
    [InlineData("nonsense")]
    [InlineData("user", "list", "--nonsense")]
    [InlineData("user")]
    [InlineData("serve", "--proxy", "nonsense")]
    public async Task Wrong_usage_exits_with_2_and_points_to_the_help(params string[] arguments)
    {
        var (exit, said) = await TestConsole.RunAsync(arguments);
        Assert.Equal(2, exit);
        Assert.Contains("--help", said.Err.ToString(), StringComparison.Ordinal);
        Assert.Equal("", said.Out.ToString());
        var (_, json) = await TestConsole.RunAsync([.. arguments, "--json"]);
        Assert.Equal("usage", json.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help", "import", "--help")]
    [InlineData("version", "--version")]
    public async Task Help_and_version_with_json_are_one_object(string member, params string[] arguments)
    {
        var (exit, said) = await TestConsole.RunAsync([.. arguments, "--json"]);
        Assert.Equal((0, ""), (exit, said.Err.ToString()));
        Assert.NotEqual("", Assert.Single(said.Json.EnumerateObject(), p => p.Name == member).Value.GetString());
    }

    [Fact]
    public async Task A_cancelled_command_exits_with_130()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "nl-BE", ["user", "list", "--json", .. place.Arguments], cancelled.Token);
        Assert.Equal(130, exit);
        Assert.Equal("cancelled", said.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("Geannuleerd", said.Err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_json_messages_go_to_stderr_and_stdout_is_empty()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var (exit, said) = await TestConsole.RunAsync(["user", "list", .. place.Arguments]);
        Assert.Equal(0, exit);
        Assert.Equal("", said.Out.ToString());
        Assert.NotEqual("", said.Err.ToString());
    }

    [Fact]
    public async Task A_relative_data_folder_is_resolved_in_the_callers_directory()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        await TestConsole.RunAsync(place.Folder, "en", ["user", "list", "--data", "klanten"]);
        Assert.True(File.Exists(Path.Combine(place.Folder, "klanten", "stamgast.db")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var (exit, said) = await TestConsole.RunAsync("user", "list", "--json", "--data", "/proc/stamgast");
        Assert.Equal(1, exit);
        Assert.Equal("folder.readonly", said.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("/proc/stamgast", said.Err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_data_folder_is_for_its_owner_only()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var folder = Path.Combine(place.Folder, "nieuw");
        await TestConsole.RunAsync("user", "list", "--data", folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nl-BE")]
    [InlineData("fr-BE")]
    [InlineData("de-DE")]
    public void Every_command_option_and_argument_is_described(string culture)
    {
        var commands = new CommandTree(Cultures.Find(culture)!).Commands.ToArray();
        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.False(string.IsNullOrEmpty(c.Description), c.Key));
    }
}
