using System.Text;
using Stamgast.Customers;
using Stamgast.Importing.Comparing;

namespace Stamgast.Importing.Mending;

/// <summary>Customer numbers that differ in leading zeros only: 13 and 013, as a spreadsheet leaves them. They may be two customers, so they are named
/// and never joined.</summary>
internal static class LikeNumbers
{
    private const int Longest = 64;

    /// <summary>The <see cref="ValueHash"/> of a number without its leading zeros; 0 for other texts, and for zeros only.</summary>
    public static ulong Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || !char.IsAsciiDigit((char)utf8[0]) || utf8.Length > Longest || utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return 0;
        var digits = utf8.TrimStart((byte)'0');
        return digits.IsEmpty ? 0 : ValueHash.Of(digits);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})" />
    public static ulong Of(string? number)
    {
        if (number is null || number.Length > Longest) return 0;
        Span<byte> utf8 = stackalloc byte[Longest * 3];
        return Of(utf8[..Encoding.UTF8.GetBytes(number, utf8)]);
    }

    /// <summary>The same for the number among these values.</summary>
    public static ulong Of(CustomerValues values) =>
        values.Raw(CustomerFields.Number) is { IsEmpty: false } raw ? Of(raw) : Of(values[CustomerFields.Number]);

    /// <summary>True for a number that begins with a zero.</summary>
    public static bool IsPadded(CustomerValues values) =>
        values.Raw(CustomerFields.Number) is { IsEmpty: false } raw ? raw[0] == (byte)'0' : values[CustomerFields.Number] is ['0', ..];
}
