using System.Text.Json.Serialization;

namespace Stamgast.Changes;

/// <summary>What is wrong with a row of a proposal: a code whose words stand under <c>problem.CODE.what|remedy</c>, the field (ordinal; -1 for the whole row) and the text that it is about.</summary>
public sealed record RowProblem(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("field")] int Field,
    [property: JsonPropertyName("text")] string? Text);
