using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Workbooks;

/// <summary>Text of XML as characters: entities resolved, "_x000D_" as Excel writes control characters.</summary>
internal static class XmlText
{
    /// <summary>Appends the text to the characters and returns how many there are now; makes room when needed.</summary>
    public static int Append(ref char[] characters, int count, ReadOnlySpan<byte> text, bool isSection = false)
    {
        if (characters.Length - count < text.Length + 2) Array.Resize(ref characters, Math.Max(characters.Length * 2, count + text.Length + 2));
        if (isSection || text.IndexOf((byte)'&') < 0) return AppendPlain(characters, count, text);
        while (!text.IsEmpty)
        {
            var entity = text.IndexOf((byte)'&');
            if (entity < 0) return AppendPlain(characters, count, text);
            count = AppendPlain(characters, count, text[..entity]);
            text = text[entity..];
            var end = text.IndexOf((byte)';');
            if (end is < 2 or > 12) return AppendPlain(characters, count, text);
            if (Resolve(text[1..end]) is { } rune) count += rune.EncodeToUtf16(characters.AsSpan(count));
            else count = AppendPlain(characters, count, text[..(end + 1)]);
            text = text[(end + 1)..];
        }
        return count;
    }

    /// <summary>The attribute or text as a string.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        var characters = new char[text.Length + 4];
        return new string(characters, 0, Append(ref characters, 0, text));
    }

    /// <summary>Resolves "_x000D_" in place; returns the new length.</summary>
    public static int Unescape(Span<char> text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text.Length;
        var to = at;
        for (; at < text.Length; at++)
        {
            if (text[at] == '_' && at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
                && ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text[to++] = (char)code;
                at += 6;
            }
            else text[to++] = text[at];
        }
        HalfCharacters.Replace(text[..to]);
        return to;
    }

    private static int AppendPlain(char[] characters, int count, ReadOnlySpan<byte> text)
    {
        Utf8.ToUtf16(text, characters.AsSpan(count), out _, out var written);
        return count + written;
    }

    private static Rune? Resolve(ReadOnlySpan<byte> name)
    {
        if (name[0] == (byte)'#')
        {
            var isHex = name.Length > 2 && (name[1] | 0x20) == 'x';
            var digits = Encoding.ASCII.GetString(name[(isHex ? 2 : 1)..]);
            return int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                && Rune.IsValid(code)
                ? new Rune(code)
                : null;
        }
        return name switch
        {
            _ when name.SequenceEqual("amp"u8) => new Rune('&'),
            _ when name.SequenceEqual("lt"u8) => new Rune('<'),
            _ when name.SequenceEqual("gt"u8) => new Rune('>'),
            _ when name.SequenceEqual("quot"u8) => new Rune('"'),
            _ when name.SequenceEqual("apos"u8) => new Rune('\''),
            _ => null,
        };
    }
}
