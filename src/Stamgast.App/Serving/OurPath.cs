using System.Text;

namespace Stamgast.App.Serving;

/// <summary>The only rule for redirecting to an address sent by a browser: one of our own paths, never another site.</summary>
public static class OurPath
{
    private const int Longest = 2_000;

    /// <summary>The requested path if it is one of ours; otherwise another.</summary>
    public static string Or(string? wish, string otherwise) => Is(wish) ? wish! : otherwise;

    /// <summary>
    /// True for a path on this site. Two slashes, backslashes and control characters are not allowed: a browser could take them for another host, or
    /// read past them.
    /// </summary>
    public static bool Is(string? wish) =>
        wish is ['/', ..] and { Length: <= Longest } && !wish.StartsWith("//", StringComparison.Ordinal) && !wish.Contains('\\', StringComparison.Ordinal)
            && !wish.Any(char.IsControl);

    /// <summary>An address as allowed in a header: other scripts and control characters as their UTF-8 bytes, the rest as it is.</summary>
    public static string InHeader(string address)
    {
        if (!address.Any(NeedsEscape)) return address;
        var escaped = new StringBuilder(address.Length + 32);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in address.EnumerateRunes())
        {
            if (rune.Value < 128 && !NeedsEscape((char)rune.Value))
            {
                escaped.Append((char)rune.Value);
                continue;
            }
            foreach (var part in bytes[..rune.EncodeToUtf8(bytes)])
                escaped.Append('%').Append(part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return escaped.ToString();
    }

    private static bool NeedsEscape(char c) => c is <= ' ' or >= (char)127;
}
