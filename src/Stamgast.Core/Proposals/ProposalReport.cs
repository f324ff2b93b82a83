using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Changes;

namespace Stamgast.Proposals;

/// <summary>What is counted of a proposal and what became of it, kept with its change set as JSON beside what its feature keeps there.</summary>
public record ProposalReport
{
    /// <summary>Why rows cannot be applied, cause by cause, the most frequent first.</summary>
    public IReadOnlyList<CountedCause> Causes { get; init; } = [];

    /// <summary>How many rows are left out because of a cause of which all rows are.</summary>
    public IReadOnlyList<CountedCause> LeftOutBy { get; init; } = [];

    /// <summary>How many rows were left out of the proposal by hand; they count nowhere else.</summary>
    public long LeftOut { get; init; }

    /// <summary>How many rows change each field, by its name.</summary>
    public IReadOnlyDictionary<string, long> FieldCounts { get; init; } = new Dictionary<string, long>();

    /// <summary>The proposal in which the rows are offered again that somebody else's changes kept from being applied; null when there were none.</summary>
    public long? LeftTo { get; init; }

    /// <summary>
    /// The rows that were found in conflict only when the proposal was applied, by name: the first of them, those that are not offered again before
    /// the others.
    /// </summary>
    public IReadOnlyList<LateRow> Left { get; init; } = [];

    /// <summary>How many such rows there are.</summary>
    public long LeftCount { get; init; }

    /// <summary>For such a proposal: the change set of which it holds the rows.</summary>
    public long? LeftFrom { get; init; }

    /// <summary>What is kept of a proposal; null before its rows are all there.</summary>
    public static ProposalReport? Of(ChangeSet set) =>
        set.Reading is { } reading ? JsonSerializer.Deserialize<ProposalReport>(reading, JsonSerializerOptions.Web) : null;

    /// <summary>Puts the counts into what is kept; all else there stays as it is.</summary>
    internal string In(string reading)
    {
        var json = JsonNode.Parse(reading)!.AsObject();
        Put("causes", Causes);
        Put("leftOutBy", LeftOutBy);
        Put("leftOut", LeftOut);
        Put("fieldCounts", FieldCounts);
        return json.ToJsonString();

        void Put<T>(string name, T value) => json[name] = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web);
    }
}
