using Stamgast.App.Users;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.CommandLine;

public sealed class HandOverTests
{
    [Fact]
    public async Task While_the_server_runs_a_command_runs_inside_it()
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
        Assert.Contains("Aucun utilisateur n’a l’adresse e-mail niemand@kantoor.example.", said.Err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_can_open_the_socket_and_it_is_gone_afterwards()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        string path;
        await using (var server = new HandOverServer(customers))
        {
            path = HandOver.Find(place.Location)!;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_data_folder_with_a_very_long_name_has_its_socket_elsewhere()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var location = BaseLocation.InFolder(Path.Combine(place.Folder, new string('k', 120)));
        using var customers = Base.Open(location);
        await using var server = new HandOverServer(customers);
        var path = HandOver.Find(location)!;
        Assert.False(path.StartsWith(location.DataFolder, StringComparison.Ordinal));
        const UnixFileMode ofOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(ofOwner, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        // Nobody can create it before, since nobody knows its name.
        Assert.DoesNotContain(Environment.UserName, Path.GetDirectoryName(path)!, StringComparison.Ordinal);
        var (exit, said) = await TestConsole.RunAsync("user", "list", "--json", "--data", location.DataFolder);
        Assert.Equal(0, exit);
        Assert.Equal(0, said.Json.GetProperty("users").GetArrayLength());
    }

    [Theory]
    [InlineData("serve", "--urls", "http://127.0.0.1:0")]
    [InlineData("restore", "/nergens.zip")]
    public async Task A_command_that_needs_the_folder_for_itself_is_not_run_for_a_caller(params string[] arguments)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        await using var server = new HandOverServer(customers);
        using var said = new StringWriter();
        var request = new HandOver.Request([.. arguments, .. place.Arguments], place.Folder, "en", Terminal: false);
        Assert.Equal(CommandRunner.Usage, await HandOver.TryAsync(place.Location, request, said, said, CancellationToken.None));
        Assert.Empty(said.ToString());
    }

    [Fact]
    public async Task An_endless_line_is_not_buffered()
    {
        var endless = new EndlessStream();
        Assert.Null(await new RequestLines(endless).NextAsync(CancellationToken.None));
        Assert.InRange(endless.Given, RequestLines.Longest, RequestLines.Longest + (1 << 15));
        var two = new RequestLines(new MemoryStream("een\ntwee\n"u8.ToArray()));
        Assert.Equal(("een", "twee", null), (await two.NextAsync(CancellationToken.None), await two.NextAsync(CancellationToken.None),
            await two.NextAsync(CancellationToken.None)));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }

    [Fact]
    public async Task Two_commands_that_need_the_folder_take_turns()
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
