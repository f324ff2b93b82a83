namespace Stamgast.Customers.Rules;

/// <summary>Customer numbers that differ in capitals only. "C-1" and "c-1" are two numbers, since many a base has such pairs; but hardly anybody means to make one.</summary>
public static class NumberCapitals
{
    /// <summary>How people write this number with other capitals: all small, all capitals, or only the first; none for a number without letters.</summary>
    public static IReadOnlyList<string> Others(string number)
    {
        var (lower, upper) = (number.ToLowerInvariant(), number.ToUpperInvariant());
        return lower == upper ? [] : [.. new[] { lower, upper, upper[..1] + lower[1..] }.Distinct(StringComparer.Ordinal).Where(other => other != number)];
    }
}
