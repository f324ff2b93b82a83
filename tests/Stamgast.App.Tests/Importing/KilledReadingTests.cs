using Stamgast.App.Changes;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Importing;

/// <summary>A power cut while a file with a preview is read again: either preview is there, and nothing is left over.</summary>
public sealed class KilledReadingTests
{
    private const string Sheet = "number;first_name;last_name\nC-1;ZoÃ«;Aerts\nC-2;Willem;de Bakker\n";

    [Theory, EachEngine]
    public async Task A_preview_survives_a_kill_while_its_file_is_read_again(Engine engine)
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
            Assert.Equal((ChangeState.Proposed, replaced ? 4 : 3, !replaced),
                (set.State, set.Revision, set.Failure?.Contains("proposal.stopped", StringComparison.Ordinal) == true));
            var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10);
            Assert.Equal([replaced ? "ZoÃ«" : "Zoë", "Willem"], rows.Select(r => r.Values![CustomerFields.FirstName]));
            Assert.Equal([false, true], rows.Select(r => r.LeftOut));
            Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
            Assert.Equal(1, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
        }
    }

    // A preview with a row left out by hand, its uploaded file, and a user who can sign in.
    private static async Task<TestPlace> PreparedAsync(Engine engine)
    {
        var place = await TestPlace.CreateAsync(engine);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(place.Folder, "uploads")).FullName, "import-1.csv");
        await File.WriteAllTextAsync(path, Sheet);
        using var customers = Base.Open(place.Location);
        customers.Write(t => { new UserAccounts(customers, TimeProvider.System).AddFirst(t, RunningApp.Email, "Els Peeters", RunningApp.Password); });
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions());
        new RowCorrections(customers).LeaveOut(set.Id, 2, true);
        return place;
    }

    private static async Task KilledWhileReadingAgainAsync(TestPlace place, string point)
    {
        // Sooner than it died: the way to the page of progress.
        var led = await KilledServer.PostAsync(place, point, "/import/1", "/import/1/repairs", ("kind", "Mojibake"), ("column", "1"), ("on", "0"));
        if (led is not null) Assert.Equal("/progress/import-1", led);
    }
}
