using Stamgast.Files;
using System.Diagnostics;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Files;

public sealed class OutputFileTests
{
    [Fact]
    public async Task Files_of_a_base_are_never_replaced_under_any_name()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var link = Path.Combine(place.Folder, "link.csv");
        File.CreateSymbolicLink(link, place.Location.FilePath);
        var copy = Path.Combine(place.Folder, "kopie.csv");
        File.Copy(place.Location.FilePath, copy);
        Directory.CreateDirectory(place.Location.UploadFolder);
        foreach (var path in (string[])[place.Location.FilePath, place.Location.FilePath + "-wal", Path.Combine(place.Folder, "lock"),
            Path.Combine(place.Folder, ".", "stamgast.sock"),
            Path.Combine(place.Location.ProposalFolder, "5.db"), Path.Combine(place.Location.UploadFolder, "import-5.csv"), link, copy])
            Assert.Equal((path, "output.own"), (path, CodeOf(path)));
        Assert.NotEqual(0, new FileInfo(place.Location.FilePath).Length);
        Assert.Null(CodeOf(Path.Combine(place.Folder, "backups.zip")));
    }

    [Fact]
    public async Task Only_a_plain_file_is_replaced()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var pipe = Path.Combine(place.Folder, "pipe");
        using (var make = Process.Start("mkfifo", pipe)) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var circle = Path.Combine(place.Folder, "circle");
        File.CreateSymbolicLink(circle, circle);
        foreach (var path in (string[])["/dev/null", "/dev/full", "/dev/nieuw", "/proc/self/comm", place.Folder, pipe, circle])
            Assert.Equal((path, "output.special"), (path, CodeOf(path)));
    }

    [Fact]
    public async Task An_output_file_appears_complete_and_private_and_replaces_the_old_one_only_then()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var path = Path.Combine(place.Folder, "klanten.csv");
        await File.WriteAllTextAsync(path, "oud", TestContext.Current.CancellationToken);
        using (var given = new OutputFile(path)) given.Stream.Write("half"u8);
        Assert.Equal("oud", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        using (var one = new OutputFile(path))
        using (var other = new OutputFile(path))
        {
            one.Stream.Write("een"u8);
            other.Stream.Write("ander"u8);
            one.Complete();
            Assert.Equal("een", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            other.Complete();
        }
        Assert.Equal("ander", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(place.Folder));
    }

    [Fact]
    public async Task The_file_that_is_read_is_not_the_one_that_is_written()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var path = Path.Combine(place.Folder, "lijst.csv");
        await File.WriteAllTextAsync(path, "a;b\n", TestContext.Current.CancellationToken);
        var refused = Assert.Throws<RefusedException>(() => OutputFile.Check(path, input: Path.Combine(place.Folder, ".", "lijst.csv")));
        Assert.Equal("output.input", refused.Refusal.Code);
    }

    private static string? CodeOf(string path)
    {
        try
        {
            using var file = new OutputFile(path);
            return null;
        }
        catch (RefusedException e) { return e.Refusal.Code; }
    }
}
