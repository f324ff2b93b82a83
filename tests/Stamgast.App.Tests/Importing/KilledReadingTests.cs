using System.Net;
using System.Net.Sockets;
using Stamgast.App.Changes;
using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Importing;

/// <summary>The plug is pulled while a file with a preview is read again: the preview stands, or the new one does, and nothing lies about.</summary>
public sealed class KilledReadingTests
{
    private const string Sheet = "number;first_name;last_name\nC-1;ZoÃ«;Aerts\nC-2;Willem;de Bakker\n";

    [Theory, EachEngine]
    public async Task A_preview_outlives_a_program_that_is_killed_while_it_reads_the_file_again(Engine engine)
    {
        await using var prepared = await PreparedAsync(engine);
        foreach (var point in new[] { "import.portion", "import.staged", "import.replaced" })
        {
            await using var place = await prepared.CopyAsync();
            await KilledWhileReadingAgainAsync(place, point);
            using var customers = Base.Open(place.Location);
            using var context = customers.NewContext();
            var set = context.ChangeSets.Single();
            var replaced = point == "import.replaced";
            Assert.Equal((ChangeState.Proposed, replaced ? 4 : 3, !replaced), (set.State, set.Revision, set.Failure?.Contains("proposal.stopped", StringComparison.Ordinal) == true));
            var rows = new ImportPreview(customers).Page(set.Id, PreviewFilter.All, 0, 10);
            Assert.Equal([replaced ? "ZoÃ«" : "Zoë", "Willem"], rows.Select(r => r.Values![CustomerFields.FirstName]));
            Assert.Equal([false, true], rows.Select(r => r.LeftOut));
            Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
            Assert.Equal(1, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
        }
    }

    // A preview with a row that was left out by hand, its file where uploads are, and somebody who may sign in.
    private static async Task<TestPlace> PreparedAsync(Engine engine)
    {
        var place = await TestPlace.CreateAsync(engine);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(place.Folder, "uploads")).FullName, "import-1.csv");
        await File.WriteAllTextAsync(path, Sheet);
        using var customers = Base.Open(place.Location);
        customers.Write(t => { new UserAccounts(customers, TimeProvider.System).AddFirst(t, RunningApp.Email, "Els Peeters", RunningApp.Password); });
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions());
        new ImportPreview(customers).LeaveOut(set.Id, 2, true);
        return place;
    }

    private static async Task KilledWhileReadingAgainAsync(TestPlace place, string point)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var serving = new KilledProgram(place.Location, place.Folder).RunAsync(["serve", "--urls", address], point);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        await UntilServingAsync(client, serving);
        await RunningApp.PostAsync(client, "/sign-in", "/sign-in", ("email", RunningApp.Email), ("password", RunningApp.Password));
        try
        {
            using var answer = await RunningApp.PostAsync(client, "/import/1", "/import/1/repairs", ("kind", "Mojibake"), ("column", "1"), ("on", "0"));
            // Sooner than it died: the way to the page of progress.
            Assert.Equal("/progress/import-1", answer.Headers.Location?.OriginalString);
        }
        catch (HttpRequestException) { }
        Assert.Equal(137, await serving);
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
