using System.Net;
using System.Net.Sockets;
using Stamgast.App.CommandLine;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Serving;

public sealed class ServeCommandTests
{
    [Theory, EachEngine]
    public async Task Serving_prints_its_address_and_the_first_link_and_stops_when_asked(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var stop = new CancellationTokenSource();
        var console = new TestConsole();
        var caller = new Caller(place.Folder, Stamgast.Language.Cultures.English, Json: false, Terminal: false);
        var serving = CommandRunner.RunAsync(["serve", "--urls", "http://127.0.0.1:0", .. place.Arguments], caller, console.Out, console.Err, stop.Token);
        var said = await UntilSaidAsync(console, "/link/");
        var link = new Uri(said[said.IndexOf("http", said.IndexOf("Open this link", StringComparison.Ordinal), StringComparison.Ordinal)..]
            .Split('\n')[0].Trim());
        using (var client = new HttpClient()) Assert.Contains("Welcome to Stamgast", await client.GetStringAsync(link), StringComparison.Ordinal);

        await stop.CancelAsync();
        Assert.Equal(0, await serving);
        Assert.Contains("has stopped", console.Err.ToString(), StringComparison.Ordinal);
        Assert.Equal("", console.Out.ToString());
    }

    [Fact]
    public async Task A_taken_port_is_reported_with_a_remedy()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (exit, said) = await TestConsole.RunAsync(["serve", "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}", "--json",
            .. place.Arguments]);
        Assert.Equal(1, exit);
        Assert.Equal("port.taken", said.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("--urls", said.Err.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> UntilSaidAsync(TestConsole console, string word)
    {
        for (var i = 0; i < 600; i++)
        {
            if (console.Err.ToString() is { } said && said.Contains(word, StringComparison.Ordinal)) return said;
            await Task.Delay(50);
        }
        return console.Err.ToString();
    }
}
