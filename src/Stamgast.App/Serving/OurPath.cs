using System.Text;

namespace Stamgast.App.Serving;

/// <summary>The one rule for an address that a browser sent and is led to again: a path of ours, never another site.</summary>
public static class OurPath
{
    private const int Longest = 2_000;

    /// <summary>The path as it was wished, when it is one of ours; else another.</summary>
    public static string Or(string? wish, string otherwise) => Is(wish) ? wish! : otherwise;

    /// <summary>True for a path on this site. What a browser would take for another host, or read past, is none: two slashes, backslashes, control characters.</summary>
    public static bool Is(string? wish) =>
        wish is ['/', ..] and { Length: <= Longest } && !wish.StartsWith("//", StringComparison.Ordinal) && !wish.Contains('\\', StringComparison.Ordinal) && !wish.Any(char.IsControl);

    /// <summary>An address as a header takes it: letters of other scripts and control characters as their bytes in UTF-8, the rest as it stands.</summary>
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
            foreach (var part in bytes[..rune.EncodeToUtf8(bytes)]) escaped.Append('%').Append(part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return escaped.ToString();
    }

    private static bool NeedsEscape(char c) => c is <= ' ' or >= (char)127;
}
