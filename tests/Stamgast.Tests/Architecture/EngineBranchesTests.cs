using System.Text.RegularExpressions;
using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>
/// SQL that differs between the two engines is in <c>Database/Dialect</c>, or in twins named after their engine. Elsewhere, the number of lines in a
/// room that ask for the engine may only go down.
/// </summary>
public sealed partial class EngineBranchesTests
{
    private static readonly Dictionary<string, int> Left = new(StringComparer.Ordinal)
    {
        ["App/CommandLine"] = 2,
        ["App/Importing"] = 1,
        ["App/Serving/Queues"] = 1,
        ["App/Start"] = 1,
        ["Core/Backups"] = 10,
        ["Core/Changes"] = 1,
        ["Core/Changes/Applying"] = 5,
        ["Core/Changes/Stages"] = 11,
        ["Core/Checks"] = 4,
        ["Core/Customers"] = 3,
        ["Core/Customers/Lists"] = 14,
        ["Core/Customers/Memories"] = 2,
        ["Core/Customers/Searching"] = 8,
        ["Core/Exporting"] = 3,
        ["Core/Importing"] = 3,
        ["Core/Importing/Comparing"] = 3,
        ["Core/Importing/Correcting"] = 1,
        ["Core/Importing/Portions"] = 1,
        ["Core/Jobs"] = 4,
        ["Core/Privacy"] = 4,
        ["Core/Proposals"] = 1,
        ["Core/Proposals/Previews"] = 5,
        ["Core/Records"] = 7,
    };

    [Fact]
    public void No_room_asks_more_often_which_engine_it_is()
    {
        var more = Branches().Where(room => room.Value > Left.GetValueOrDefault(room.Key)).Select(room => $"{room.Key}: {room.Value}").ToArray();
        Assert.True(more.Length == 0, "Say it in Dialect, or in twins: " + string.Join(", ", more));
    }

    [Fact]
    public void A_room_that_asks_less_often_says_so()
    {
        var branches = Branches();
        var fewer = Left.Where(room => branches.GetValueOrDefault(room.Key) < room.Value)
            .Select(room => $"{room.Key}: {branches.GetValueOrDefault(room.Key)}").ToArray();
        Assert.True(fewer.Length == 0, "Lower these numbers: " + string.Join(", ", fewer));
    }

    private static Dictionary<string, int> Branches() => Repository.Files("src", ".cs", ".razor").Select(f => f.Replace('\\', '/'))
        .Where(f => !f.StartsWith("src/Stamgast.Core/Database/", StringComparison.Ordinal) && !Twin().IsMatch(Path.GetFileName(f)))
        .Select(f => (Room: Path.GetDirectoryName(f)!.Replace('\\', '/')["src/Stamgast.".Length..],
        Lines: File.ReadLines(Path.Combine(Repository.Root, f)).Count(l => Question().IsMatch(l))))
        .Where(f => f.Lines > 0).GroupBy(f => f.Room, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Sum(x => x.Lines), StringComparer.Ordinal);

    [GeneratedRegex(@"\bEngine\.(Sqlite|Postgres)\b")]
    private static partial Regex Question();

    [GeneratedRegex("Sqlite|Postgres")]
    private static partial Regex Twin();
}
