using System.Text.Json.Serialization;

namespace Stamgast.Proposals.Previews;

/// <summary>Somebody a new row resembles: a customer, or an earlier line of the same file; the reason is a key under <c>alike.</c></summary>
public sealed record Alike(
    [property: JsonPropertyName("customer")] long? CustomerId,
    [property: JsonPropertyName("line")] long? Line,
    [property: JsonPropertyName("reason")] string Reason)
{
    /// <summary>True when the row will be merged with it, by the policy on customers with the same e-mail address.</summary>
    [JsonPropertyName("merges"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Merges { get; init; }

    /// <summary>The probability that both are one customer, 0 to 1; null for a resemblance by equal values.</summary>
    [JsonPropertyName("score"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Score { get; init; }

    /// <summary>The reasons, in the compact form of matching.</summary>
    [JsonPropertyName("why"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}
