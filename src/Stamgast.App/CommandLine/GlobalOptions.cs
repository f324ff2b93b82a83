using System.CommandLine;
using Stamgast.Database;

namespace Stamgast.App.CommandLine;

/// <summary>The options that every command has, before or after its name: which customer base, and how the result is written.</summary>
internal sealed class GlobalOptions
{
    public const string DatabaseVariable = "STAMGAST_DATABASE";
    public const string DataVariable = "STAMGAST_DATA";

    public Option<string?> Data { get; } = new("--data") { Recursive = true, HelpName = "DIR" };

    public Option<string?> Database { get; } = new("--database") { Recursive = true, HelpName = "CONNECTION" };

    public Option<bool> Json { get; } = new("--json") { Recursive = true };

    /// <summary>The base to use: the option, otherwise the environment variable, otherwise <c>./data</c>.</summary>
    public BaseLocation LocationOf(ParseResult arguments, string workingDirectory)
    {
        var data = arguments.GetValue(Data);
        var database = arguments.GetValue(Database);
        if (database is null && data is null) database = Variable(DatabaseVariable);
        var folder = Path.GetFullPath(data ?? Variable(DataVariable) ?? "data", workingDirectory);
        return database is null ? BaseLocation.InFolder(folder) : BaseLocation.OnServer(database, folder);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
