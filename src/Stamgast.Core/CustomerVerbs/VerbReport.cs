using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Proposals;

namespace Stamgast.CustomerVerbs;

/// <summary>What was asked of many customers, kept with its proposal until that is applied.</summary>
public sealed record VerbReport : ProposalReport
{
    /// <summary>The fields that are altered; none for the trash.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    /// <summary>The address of the list from which the customers were chosen; empty for none.</summary>
    public string List { get; init; } = "";

    /// <summary>What was asked; null before all rows are there.</summary>
    public static new VerbReport? Of(ChangeSet set) =>
        set.Reading is { } reading ? JsonSerializer.Deserialize<VerbReport>(reading, JsonSerializerOptions.Web) : null;
}
