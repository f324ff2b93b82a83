using Stamgast.Testing;

namespace Stamgast.Database;

public sealed class OwnerOnlyTests
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;
    private const UnixFileMode Open = OfFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Theory, EachEngine]
    public async Task A_folder_that_was_there_is_closed_with_all_that_is_in_it(Engine engine)
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
    public async Task A_folder_in_which_others_keep_things_stays_open_and_only_ours_are_closed()
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
    public async Task A_base_that_lost_all_its_bytes_is_not_made_anew_in_silence()
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
