namespace Stamgast.Customers.Rules;

/// <summary>New values of a customer: texts as typed, by the ordinal of their field. Every other field stays as it was.</summary>
/// <param name="Was">The values that the person saw; for a new customer, the initial ones.</param>
/// <param name="Texts">One text for each field that was touched; null or empty clears the field.</param>
public sealed record GivenValues(CustomerValues Was, IReadOnlyDictionary<int, string?> Texts)
{
    /// <summary>One text for each extra field that was touched, by the ID of its definition; null or empty clears the field.</summary>
    public IReadOnlyDictionary<long, string?> Extra { get; init; } = new Dictionary<long, string?>();

    /// <summary>Gives canonical values: the fields in which they differ from the previous ones.</summary>
    public static GivenValues Between(CustomerValues was, CustomerValues now) =>
        new(was, Enumerable.Range(0, CustomerFields.StoredCount).Where(f => was[f] != now[f]).ToDictionary(f => f, f => now[f]));
}
