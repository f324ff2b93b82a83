using System.Net;
using System.Text;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>A file whose letters fit several encodings: asked on the preview, and chosen in the reading options.</summary>
public sealed class LettersOfFileTests
{
    private static async Task<ChangeSet> PreviewAsync(RunningApp app, byte[] bytes)
    {
        var uploads = Directory.CreateDirectory(Path.Combine(app.Base.Location.DataFolder, "uploads")).FullName;
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Begin("klanten.csv", Actor.CommandLine);
        var path = Path.Combine(uploads, $"import-{set.Id}.csv");
        await File.WriteAllBytesAsync(path, bytes);
        return imports.Stage(set.Id, path, new ImportOptions());
    }

    private static async Task<string> PageAsync(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    [Fact]
    public async Task Ambiguous_letters_are_asked_about_and_read_as_chosen()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = await PreviewAsync(app, Encoding.Latin1.GetBytes("number;first_name;last_name\nC-1;Jan;Aerts\nC-2;Can;Y\u00FDlmaz\n"));
        var address = $"/import/{set.Id}";
        var page = await PageAsync(app, address);
        Assert.Contains("The letters of this file can be read in several ways", page, StringComparison.Ordinal);
        Assert.Contains("windows-1254 (Yılmaz)", page, StringComparison.Ordinal);
        using var answer = await RunningApp.PostAsync(app.Client, address, address + "/format", ("encoding", "windows-1252"));
        Assert.Equal(address, answer.Headers.Location?.OriginalString);
        page = await PageAsync(app, address);
        Assert.DoesNotContain("The letters of this file", page, StringComparison.Ordinal);
        Assert.Contains("Yýlmaz", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_encoding_is_offered_and_an_unknown_one_is_refused_with_a_reason()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var set = await PreviewAsync(app, "number;last_name\nC-1;Aerts\n"u8.ToArray());
        var page = await PageAsync(app, $"/import/{set.Id}/format");
        foreach (var name in (string[])["windows-1257", "koi8-u", "iso-8859-13", "ibm737", "x-mac-ce", "UTF-16BE"])
            Assert.Contains($"<option value=\"{name}\"", page, StringComparison.Ordinal);
        using var answer = await RunningApp.PostAsync(app.Client, $"/import/{set.Id}/format", $"/import/{set.Id}/format", ("encoding", "utf-7"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("There is no character encoding", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}
