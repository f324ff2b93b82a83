using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>A folder stays small enough to overview: about 15 files, and never more than listed here.</summary>
public sealed class RoomsTests
{
    private const int Largest = 20;

    // These are larger than they should be, and may only shrink.
    private static readonly Dictionary<string, int> LargerStill = new(StringComparer.Ordinal)
    {
        ["src/Stamgast.Core/CustomerVerbs"] = 26,
        ["src/Stamgast.Core/Tasks"] = 25,
        ["src/Stamgast.App/Serving"] = 22,
    };

    [Fact]
    public void No_room_holds_more_files_than_can_be_looked_over()
    {
        var tooFull = Rooms().Where(room => room.Value > LargerStill.GetValueOrDefault(room.Key, Largest))
            .Select(room => $"{room.Key}: {room.Value}").ToArray();
        Assert.True(tooFull.Length == 0, "Give these a room of their own: " + string.Join(", ", tooFull));
    }

    [Fact]
    public void A_room_that_shrank_may_not_grow_again()
    {
        var rooms = Rooms();
        var shrunk = LargerStill.Where(room => rooms.GetValueOrDefault(room.Key) <= Largest).Select(room => room.Key).ToArray();
        Assert.True(shrunk.Length == 0, "Take these out of the list: " + string.Join(", ", shrunk));
    }

    private static Dictionary<string, int> Rooms() => Repository.Files("src", ".cs", ".razor")
        .Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/')).Where(f => !f.EndsWith("Migrations", StringComparison.Ordinal))
        .GroupBy(f => f).ToDictionary(f => f.Key, f => f.Count(), StringComparer.Ordinal);
}
