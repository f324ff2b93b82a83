using Stamgast.App.Users;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.CommandLine;

public sealed class HandOverTests
{
    [Fact]
    public async Task While_the_pages_are_served_a_command_runs_in_the_serving_process()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var folder = DataFolder.TryLock(place.Location);
        using var customers = Base.Open(place.Location);
        await using var server = new HandOverServer(customers);
        var (exit, said) = await TestConsole.RunAsync(["user", "add", "karim@kantoor.example", "--name", "Karim", "--json", .. place.Arguments]);
        Assert.Equal(0, exit);
        Assert.Contains("/link/", said.Json.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Karim"], new UserAccounts(customers, TimeProvider.System).All().Select(u => u.Name));
    }

    [Fact]
    public async Task The_answer_comes_in_the_language_of_the_caller_with_its_exit_code()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var folder = DataFolder.TryLock(place.Location);
        using var customers = Base.Open(place.Location);
        await using var server = new HandOverServer(customers);
        var (exit, said) = await TestConsole.RunAsync(place.Folder, "fr-BE", ["user", "reset", "niemand@kantoor.example", .. place.Arguments]);
        Assert.Equal(1, exit);
        Assert.Contains("Personne n’a l’adresse e-mail niemand@kantoor.example.", said.Err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_can_open_the_socket_and_it_is_gone_afterwards()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var path = HandOver.PathOf(place.Location);
        await using (var server = new HandOverServer(customers))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_data_folder_with_a_very_long_name_has_its_socket_elsewhere()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var location = BaseLocation.InFolder(Path.Combine(place.Folder, new string('k', 120)));
        using var customers = Base.Open(location);
        await using var server = new HandOverServer(customers);
        Assert.False(HandOver.PathOf(location).StartsWith(location.DataFolder, StringComparison.Ordinal));
        var (exit, said) = await TestConsole.RunAsync("user", "list", "--json", "--data", location.DataFolder);
        Assert.Equal(0, exit);
        Assert.Equal(0, said.Json.GetProperty("users").GetArrayLength());
    }

    [Fact]
    public async Task Two_that_both_want_the_folder_take_turns()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var first = DataFolder.TryLock(place.Location);
        Assert.NotNull(first);
        Assert.Null(DataFolder.TryLock(place.Location));
        var waiting = TestConsole.RunAsync(["user", "list", .. place.Arguments]);
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        Assert.Equal(0, (await waiting).Exit);
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_at_once()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var folder = DataFolder.TryLock(place.Location);
        var (exit, said) = await TestConsole.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--json", .. place.Arguments]);
        Assert.Equal(1, exit);
        Assert.Equal("folder.taken", said.Json.GetProperty("error").GetProperty("code").GetString());
    }
}
