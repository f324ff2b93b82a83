using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Changes;

namespace Stamgast.Proposals;

/// <summary>The counts and the outcome of a proposal, stored with its change set as JSON beside the data of its feature.</summary>
public record ProposalReport
{
    /// <summary>Why rows cannot be applied, cause by cause, the most frequent first.</summary>
    public IReadOnlyList<CountedCause> Causes { get; init; } = [];

    /// <summary>The number of rows left out because of a cause.</summary>
    public IReadOnlyList<CountedCause> LeftOutBy { get; init; } = [];

    /// <summary>The number of rows left out by hand; they count nowhere else.</summary>
    public long LeftOut { get; init; }

    /// <summary>The number of new rows that will be merged by the policy on customers with the same e-mail address.</summary>
    public long Merges { get; init; }

    /// <summary>The number of rows of other records that can also change their customer.</summary>
    public long ChangingCustomers { get; init; }

    /// <summary>The change set of these merges, once applied; null without any.</summary>
    public long? MergedAlong { get; init; }

    /// <summary>The number of rows that change each field, by field name.</summary>
    public IReadOnlyDictionary<string, long> FieldCounts { get; init; } = new Dictionary<string, long>();

    /// <summary>The proposal that offers again the rows that conflicted with somebody else's changes; null without any.</summary>
    public long? LeftTo { get; init; }

    /// <summary>The rows found in conflict only when the proposal was applied: the first of them, those not offered again first.</summary>
    public IReadOnlyList<LateRow> Left { get; init; } = [];

    /// <summary>The number of such rows.</summary>
    public long LeftCount { get; init; }

    /// <summary>For such a proposal: the change set its rows came from.</summary>
    public long? LeftFrom { get; init; }

    /// <summary>The stored report of a proposal; null before all its rows are stored.</summary>
    public static ProposalReport? Of(ChangeSet set) =>
        set.Reading is { } reading ? JsonSerializer.Deserialize<ProposalReport>(reading, JsonSerializerOptions.Web) : null;

    /// <summary>Stores the counts in the report; everything else stays as it is.</summary>
    internal string In(string reading)
    {
        var json = JsonNode.Parse(reading)!.AsObject();
        Put("causes", Causes);
        Put("leftOutBy", LeftOutBy);
        Put("leftOut", LeftOut);
        Put("merges", Merges);
        Put("changingCustomers", ChangingCustomers);
        Put("fieldCounts", FieldCounts);
        return json.ToJsonString();

        void Put<T>(string name, T value) => json[name] = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web);
    }
}
