namespace Stamgast.Customers.Rules;

/// <summary>The required fields of a new customer of one type.</summary>
/// <param name="Always">The fields (ordinals) that are always required.</param>
/// <param name="Choices">Where one of several fields is enough: the field beside which this is said, and the key of the text.</param>
public sealed record NeededFields(IReadOnlySet<int> Always, IReadOnlyDictionary<int, string> Choices);
