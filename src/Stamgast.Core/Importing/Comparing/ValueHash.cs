using System.IO.Hashing;
using System.Text;
using Stamgast.Customers;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// Values by their 64-bit hash (XXH3 of the UTF-8), since the texts themselves would take too much memory. Two different texts share one once in ten
/// million files of a million rows.
/// </summary>
internal static class ValueHash
{
    private const int OnStack = 1024;

    public static ulong Of(ReadOnlySpan<byte> utf8) => XxHash3.HashToUInt64(utf8);

    public static ulong Of(string text)
    {
        Span<byte> utf8 = stackalloc byte[OnStack];
        return Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? Of(utf8[..length]) : Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>For a field that is not empty.</summary>
    public static ulong Of(CustomerValues values, int field) =>
        values.Raw(field) is { IsEmpty: false } raw ? Of(raw) : Of(values[field]!);
}
