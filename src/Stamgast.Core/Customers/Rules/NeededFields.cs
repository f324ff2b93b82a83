namespace Stamgast.Customers.Rules;

/// <summary>What a new customer of one type cannot do without.</summary>
/// <param name="Always">The fields (ordinals) without which nothing else suffices.</param>
/// <param name="Choices">Where one of several fields suffices: the field beside which that is said, and the key of the words.</param>
public sealed record NeededFields(IReadOnlySet<int> Always, IReadOnlyDictionary<int, string> Choices);
