namespace Stamgast.Customers.Rules;

/// <summary>
/// Customer numbers that differ only in capitals. "C-1" and "c-1" are two numbers, since many bases have such pairs; but hardly anybody means to
/// create one.
/// </summary>
public static class NumberCapitals
{
    /// <summary>
    /// The usual capitalisations of a number: all lower case, all capitals, or only the first letter; none for a number without letters.
    /// </summary>
    public static IReadOnlyList<string> Others(string number)
    {
        var (lower, upper) = (number.ToLowerInvariant(), number.ToUpperInvariant());
        return lower == upper ? [] : [.. new[] { lower, upper, upper[..1] + lower[1..] }.Distinct(StringComparer.Ordinal).Where(other => other != number)];
    }
}
