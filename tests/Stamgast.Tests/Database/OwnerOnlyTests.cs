using Stamgast.Testing;

namespace Stamgast.Database;

public sealed class OwnerOnlyTests
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;
    private const UnixFileMode Open = OfFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Theory, EachEngine]
    public async Task An_existing_folder_and_its_contents_are_closed_to_others(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        File.SetUnixFileMode(place.Folder, Open);
        Directory.CreateDirectory(place.Location.UploadFolder, Open);
        using var customers = Base.Open(place.Location);
        customers.Write(t => t.Execute("insert into setting(key, value) values('x', 'y')"));
        Assert.True(customers.IsForOwnerOnly);
        Assert.Equal(OfFolder, File.GetUnixFileMode(place.Folder));
        Assert.All(Directory.GetDirectories(place.Folder), folder => Assert.Equal(OfFolder, File.GetUnixFileMode(folder)));
        Assert.All(Directory.GetFiles(place.Folder), file => Assert.Equal(OfFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_shared_folder_stays_open_and_only_our_files_are_closed_to_others()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        File.SetUnixFileMode(place.Folder, Open);
        var foreign = Path.Combine(place.Folder, "brief.txt");
        await File.WriteAllTextAsync(foreign, "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(foreign, OfFile | UnixFileMode.OtherRead);
        using var customers = Base.Open(place.Location);
        Assert.False(customers.IsForOwnerOnly);
        Assert.Equal(Open, File.GetUnixFileMode(place.Folder));
        Assert.Equal(OfFile | UnixFileMode.OtherRead, File.GetUnixFileMode(foreign));
        Assert.All(Directory.GetFiles(place.Folder, "stamgast.db*"), file => Assert.Equal(OfFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_base_file_of_zero_bytes_is_not_silently_recreated()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using (Base.Open(place.Location)) { }
        await File.WriteAllBytesAsync(place.Location.FilePath, [], TestContext.Current.CancellationToken);
        Assert.Equal(Trouble.Damaged, Assert.Throws<RefusedException>(() => Base.Open(place.Location)).Refusal.Code);
        Assert.Equal(0, new FileInfo(place.Location.FilePath).Length);
        // A first start that was cut off left no more than that either.
        Directory.Delete(place.Location.ProposalFolder);
        using (Base.Open(place.Location)) { }
    }
}
