using System.Net;
using System.Net.Sockets;
using Stamgast.Testing;

namespace Stamgast.App.Changes;

/// <summary>The pages of the real program in a process of its own, killed while it processes a form.</summary>
internal static class KilledServer
{
    /// <summary>Serves, signs Els Peeters in and sends a form; then the program dies at a named point.</summary>
    /// <returns>Where the form led, if it was answered before the program died; otherwise null.</returns>
    public static async Task<string?> PostAsync(TestPlace place, string point, string page, string action, params (string Name, string Value)[] fields)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var serving = new KilledProgram(place.Location, place.Folder).RunAsync(["serve", "--urls", address], point);
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(address) };
        await UntilServingAsync(client, serving);
        await RunningApp.PostAsync(client, "/sign-in", "/sign-in", ("email", RunningApp.Email), ("password", RunningApp.Password));
        string? led = null;
        try
        {
            using var answer = await RunningApp.PostAsync(client, page, action, fields);
            led = answer.Headers.Location?.OriginalString;
        }
        catch (HttpRequestException) { }
        Assert.Equal(137, await serving);
        return led;
    }

    private static async Task UntilServingAsync(HttpClient client, Task serving)
    {
        while (!serving.IsCompleted)
        {
            try
            {
                await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) { await Task.Delay(50); }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
