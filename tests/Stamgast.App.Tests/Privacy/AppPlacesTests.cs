using System.Text;
using System.Text.RegularExpressions;
using Stamgast.App.CommandLine;
using Stamgast.App.Privacy;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Privacy;
using Stamgast.Start;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Privacy;

/// <summary>Everything that a running program writes to the data folder, and remembers, is declared beside the places of Core.</summary>
public sealed class AppPlacesTests
{
    private static readonly IReadOnlyList<DataPlace> Places = [.. AllDataPlaces.InOrder, .. AppDataPlaces.All];

    [Fact]
    public async Task Every_file_that_a_running_program_writes_to_its_data_folder_is_declared()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var location = app.Base.Location;
        using var folder = DataFolder.TryLock(location);
        await using var server = new HandOverServer(app.Base);
        var set = await UploadAsync(app, "number;last_name;email\nC-1;Aerts;fout\nC-2;Claes;claes@kabel.example\n");
        var seen = FilesIn(location.DataFolder);
        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}", $"/import/{set.Id}/confirm", ("revision", $"{set.Revision}"));
        for (var i = 0; i < 400 && Imports.Find(app.Base, set.Id).State != ChangeState.Applied; i++) await Task.Delay(50);
        seen.UnionWith(FilesIn(location.DataFolder));

        string[] uploads = [$"uploads/import-{set.Id}.csv", $"uploads/import-{set.Id}-errors.csv"];
        Assert.Superset(new HashSet<string>(["lock", "stamgast.sock", "stamgast.db", $"proposals/{set.Id}.db", .. uploads]), seen);
        Assert.Equal([], seen.Where(file => !IsDeclared(file)));
        Assert.False(IsDeclared("uploads/notes.txt"));
    }

    [Fact]
    public void Places_have_unique_names_and_each_declared_memory_exists()
    {
        Assert.Equal(Places.Count, Places.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var types = typeof(AppDataPlaces).Assembly.GetTypes().Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(AppDataPlaces.All.Select(p => p.Where).OfType<InMemory>(), memory => Assert.Contains(memory.Type, types));
    }

    private static bool IsDeclared(string file) => Places.Select(p => p.Where).OfType<DataFiles>()
        .Any(files => Regex.IsMatch(file, "^" + Regex.Escape(files.Pattern).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$"));

    private static HashSet<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))];

    // Until its job has ended the page leads to its progress.
    private static async Task<bool> IsShownAsync(RunningApp app, long id)
    {
        using var answer = await app.Client.GetAsync(new Uri($"/import/{id}", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    private static async Task<ChangeSet> UploadAsync(RunningApp app, string text)
    {
        var token = RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/import", UriKind.Relative)));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), FormGuard.TokenField },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "klanten.csv" },
        };
        using var sent = await app.Client.PostAsync(new Uri("/import", UriKind.Relative), form);
        for (var i = 0; ; i++)
        {
            using (var context = app.Base.NewContext())
                if (context.ChangeSets.SingleOrDefault(s => s.State == ChangeState.Proposed) is { } set && await IsShownAsync(app, set.Id)) return set;
            Assert.True(i < 400, $"{sent.StatusCode}");
            await Task.Delay(50);
        }
    }
}
