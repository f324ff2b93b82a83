using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Proposals;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>The request for a change of many customers, stored with its proposal until that is applied.</summary>
public sealed record VerbReport : ProposalReport
{
    /// <summary>The fields that are altered; none for the trash.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    /// <summary>The address of the list in which the customers were selected; empty for none.</summary>
    public string List { get; init; } = "";

    /// <summary>The request; null until all rows are stored.</summary>
    public static new VerbReport? Of(ChangeSet set) =>
        set.Reading is { } reading ? JsonSerializer.Deserialize<VerbReport>(reading, JsonSerializerOptions.Web) : null;
}
