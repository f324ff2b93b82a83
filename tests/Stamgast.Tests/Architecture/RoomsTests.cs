using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>A folder stays small enough to overview: about 15 files.</summary>
public sealed class RoomsTests
{
    private const int Largest = 18;

    [Fact]
    public void No_room_holds_more_files_than_can_be_looked_over()
    {
        var tooFull = Rooms().Where(room => room.Value > Largest).Select(room => $"{room.Key}: {room.Value}").ToArray();
        Assert.True(tooFull.Length == 0, "Give these a room of their own: " + string.Join(", ", tooFull));
    }

    private static Dictionary<string, int> Rooms() => Repository.Files("src", ".cs", ".razor")
        .Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/')).Where(f => !f.EndsWith("Migrations", StringComparison.Ordinal))
        .GroupBy(f => f).ToDictionary(f => f.Key, f => f.Count(), StringComparer.Ordinal);
}
