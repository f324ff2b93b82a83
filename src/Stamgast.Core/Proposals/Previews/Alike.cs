using System.Text.Json.Serialization;

namespace Stamgast.Proposals.Previews;

/// <summary>Somebody a new row resembles: a customer, or an earlier line of the same file; the reason is a key under <c>alike.</c></summary>
public sealed record Alike(
    [property: JsonPropertyName("customer")] long? CustomerId,
    [property: JsonPropertyName("line")] long? Line,
    [property: JsonPropertyName("reason")] string Reason);
