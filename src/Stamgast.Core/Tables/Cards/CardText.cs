using System.Globalization;
using System.Text;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Cards;

/// <summary>The encoding of a property value in an address card: escapes, parts, and the encodings of older versions.</summary>
internal static class CardText
{
    /// <summary>The colon after the parameters, or -1; one inside a quoted parameter does not count.</summary>
    public static int Colon(string line)
    {
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"') isQuoted = !isQuoted;
            else if (line[at] == ':' && !isQuoted) return at;
        }
        return -1;
    }

    /// <summary>The parts of a value, with escapes as they are.</summary>
    public static List<string> Split(string value, char separator)
    {
        var parts = new List<string>();
        var from = 0;
        for (var at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] == '\\') at++;
            else if (at == value.Length || value[at] == separator)
            {
                parts.Add(value[from..at]);
                from = at + 1;
            }
        }
        if (from <= value.Length && parts.Count == 0) parts.Add(value[from..]);
        return parts;
    }

    /// <summary>A value without its escapes, trimmed.</summary>
    public static string Plain(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value.Trim();
        var plain = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length) plain.Append(value[++at] is 'n' or 'N' ? '\n' : value[at]);
            else plain.Append(value[at]);
        }
        return plain.ToString().Trim();
    }

    /// <summary>"19850730", "1985-07-30T00:00:00Z" and "1985-07-30;" are dates; "--0730" is only a birthday, and empty.</summary>
    public static string Date(string value)
    {
        var day = value.Trim().Trim(';', ',').Split('T', ' ')[0];
        if (day.StartsWith("--", StringComparison.Ordinal)) return "";
        return DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : day;
    }

    /// <summary>True when the parameters say that the value is written as bytes in base64.</summary>
    public static bool IsBase64(string types) =>
        types.Contains("BASE64", StringComparison.Ordinal) || types.Split(' ').Any(t => t is "ENCODING=B" or "B");

    /// <summary>A base64 text, as a whole or part by part; empty when it is not text.</summary>
    public static string Base64(string value, string[] parameters)
    {
        var texts = new List<string>();
        foreach (var part in value.Split(';'))
        {
            var bytes = new byte[part.Length];
            if (!Convert.TryFromBase64String(part.Trim(), bytes, out var length)) return "";
            texts.Add(TextOf(bytes[..length], parameters));
        }
        return string.Join(';', texts);
    }

    public static string QuotedPrintable(string value, string[] parameters)
    {
        var bytes = new List<byte>(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '=' && at + 2 < value.Length && byte.TryParse(value.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                at += 2;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes([value[at]]));
        }
        return TextOf([.. bytes], parameters);
    }

    private static string TextOf(byte[] bytes, string[] parameters)
    {
        var named = Array.Find(parameters, p => p.StartsWith("CHARSET=", StringComparison.OrdinalIgnoreCase))?[8..];
        var encoding = EncodingGuess.Of(bytes);
        if (named is not null && !named.Equals("UTF-8", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                encoding = TextEncoding.Named(named);
            }
            catch (RefusedException)
            {
                // An unknown name: the guess from the bytes counts.
            }
        }
        using var source = new TextSource(new MemoryStream(bytes), encoding, default);
        var text = new char[bytes.Length + 16];
        var length = 0;
        for (var count = source.Read(text); count > 0 && length + 16 < text.Length; count = source.Read(text.AsSpan(length))) length += count;
        return new string(text, 0, length);
    }
}
