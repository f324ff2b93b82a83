using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Proposals;

namespace Stamgast.Tasks.Exchange;

/// <summary>The facts about a file of tasks, kept with its proposal until it is applied.</summary>
public sealed record TaskReport : ProposalReport
{
    /// <summary>The headers of columns that were not used.</summary>
    public IReadOnlyList<string> Unmapped { get; init; } = [];

    /// <summary>The column of each field in the file, by field name: to show the original text of a row that cannot be applied.</summary>
    public IReadOnlyDictionary<string, int> Columns { get; init; } = new Dictionary<string, int>();

    /// <summary>The facts about a proposal.</summary>
    public static new TaskReport Of(ChangeSet set) =>
        set.Reading is { } reading ? JsonSerializer.Deserialize<TaskReport>(reading, JsonSerializerOptions.Web)! : new TaskReport();
}
