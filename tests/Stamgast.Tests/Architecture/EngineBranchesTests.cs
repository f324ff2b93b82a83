using System.Text.RegularExpressions;
using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>
/// SQL that differs between the two engines by a word is in <c>Database/Dialect</c>; what differs as a whole is in twins named after their engine
/// (<c>SqliteX</c>, <c>PostgresX</c>), chosen on one line that names both. No other line asks for the engine, or whether the base is on a server, except
/// those listed here with their reason.
/// </summary>
public sealed partial class EngineBranchesTests
{
    private static readonly Dictionary<string, (int Lines, string Why)> Allowed = new(StringComparer.Ordinal)
    {
        ["App/CommandLine/DataFolder.cs"] = (1, "A data folder with a file in it belongs to one program; a server has locks of its own."),
        ["App/CommandLine/HandOver.cs"] = (1, "A command reaches the program that has the file; on a server it works beside it."),
        ["App/Start/ServeCommand.cs"] = (1, "The same, from the other end."),
        ["App/Importing/ReadFileJob.cs"] = (1, "Of several programs on a server, the one that received the file reads it first."),
        ["App/Serving/Queues/WaitingRoom.cs"] = (1, "A file has one writer; a server lets users and settings be written beside customers."),
        ["Core/Jobs/JobRows.cs"] = (1, "On a server, a job is abandoned when its program has been silent; on a file, when it is not this program's."),
        ["Core/Jobs/JobRunner.cs"] = (1, "The same: several programs tell one another that they are alive."),
        ["Core/Privacy/DataLocation.cs"] = (2, "Says of a table which engine has it."),
        ["Core/Database/Base.cs"] = (11, "Holds the connections of either engine, and gives them out."),
        ["Core/Database/BaseLocation.cs"] = (4, "Makes the location of either engine, and says what it is."),
        ["Core/Database/Opening/NewBase.cs"] = (1, "Only a new SQLite base is made by a script, to start quickly."),
        ["Core/Database/Soundness.cs"] = (1, "PostgreSQL looks after its files itself."),
        ["Core/Database/Sql.cs"] = (1, "The time-out of a command means something else on either engine."),
        ["Core/Database/WriteTransaction.cs"] = (1, "SQLite sorts in the memory that it keeps for pages."),
    };

    [Fact]
    public void Nothing_else_asks_which_engine_it_is()
    {
        var more = Branches().Where(file => file.Value > Allowed.GetValueOrDefault(file.Key).Lines).Select(file => $"{file.Key}: {file.Value}").ToArray();
        Assert.True(more.Length == 0, "Say it in Dialect, or in twins: " + string.Join(", ", more));
    }

    [Fact]
    public void A_file_that_asks_less_often_says_so()
    {
        var branches = Branches();
        var fewer = Allowed.Where(file => branches.GetValueOrDefault(file.Key) < file.Value.Lines)
            .Select(file => $"{file.Key}: {branches.GetValueOrDefault(file.Key)}").ToArray();
        Assert.True(fewer.Length == 0, "Lower these numbers: " + string.Join(", ", fewer));
    }

    [Theory]
    [InlineData("if (customers.Engine == Engine.Sqlite) Execute(\"begin\");", true)]
    [InlineData("if (connection is NpgsqlConnection server) OnServer(server);", true)]
    [InlineData("var text = location.IsOnServer ? \"a\" : \"b\";", true)]
    [InlineData("engine == Engine.Sqlite ? new SqliteNames(file) : null", true)]
    [InlineData("engine == Engine.Sqlite ? new SqliteNames(file) : new PostgresNames(server)", false)]
    [InlineData("private readonly Engine engine;", false)]
    public void The_test_knows_a_question_from_a_choice_of_twins(string line, bool asks) => Assert.Equal(asks, Asks(line));

    private static Dictionary<string, int> Branches() => Repository.Files("src", ".cs", ".razor").Select(f => f.Replace('\\', '/'))
        .Where(f => f != "src/Stamgast.Core/Database/Dialect.cs" && !f.Contains("Migrations/", StringComparison.Ordinal))
        .Where(f => !Twin().IsMatch(Path.GetFileName(f)))
        .Select(f => (File: f["src/Stamgast.".Length..], Lines: File.ReadLines(Path.Combine(Repository.Root, f)).Count(Asks)))
        .Where(f => f.Lines > 0).ToDictionary(f => f.File, f => f.Lines, StringComparer.Ordinal);

    private static bool Asks(string line) => Question().IsMatch(line) && !(SqliteTwin().IsMatch(line) && PostgresTwin().IsMatch(line));

    [GeneratedRegex(@"\bEngine\.(Sqlite|Postgres)\b|\bIsOnServer\b|\bis (not )?(SqliteConnection|NpgsqlConnection)\b")]
    private static partial Regex Question();

    [GeneratedRegex(@"(?<!Engine\.)\b(On)?Sqlite(?!Connection)[A-Z]?\w*[(.)]")]
    private static partial Regex SqliteTwin();

    [GeneratedRegex(@"(?<!Engine\.)\b(On)?Postgres[A-Z]?\w*[(.)]")]
    private static partial Regex PostgresTwin();

    [GeneratedRegex("Sqlite|Postgres")]
    private static partial Regex Twin();
}
