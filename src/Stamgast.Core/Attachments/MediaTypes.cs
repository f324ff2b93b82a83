using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Stamgast.Attachments;

/// <summary>What a document is, by its bytes: its name says nothing.</summary>
public static class MediaTypes
{
    public const string Pdf = "application/pdf";
    public const string Unknown = "application/octet-stream";
    public const string Text = "text/plain";

    private const int Start = 1024;

    /// <summary>Types that a browser shows without running anything in them; everything else is only downloaded.</summary>
    private static readonly string[] Shown = [Pdf, "image/png", "image/jpeg", "image/webp"];

    /// <summary>True when a browser may show it.</summary>
    public static bool MayBeShown(string? type) => Shown.Contains(type);

    /// <summary>True for a picture that a browser may show.</summary>
    public static bool IsPicture(string? type) => MayBeShown(type) && type != Pdf;

    /// <summary>The type of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes[..Math.Min(bytes.Length, Start)].IndexOf("%PDF-"u8) >= 0) return Pdf;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return "image/gif";
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8)) return "image/webp";
        if (bytes.StartsWith("PK\u0003\u0004"u8)) return OfArchive(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return "application/x-ole-storage";
        if (bytes.StartsWith("MZ"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x7F, 0x45, 0x4C, 0x46])) return "application/x-executable";
        return IsText(bytes) ? Text : Unknown;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && bytes.IndexOfAnyInRange((byte)0, (byte)8) < 0
        && bytes.IndexOfAnyInRange((byte)14, (byte)31) < 0;

    // Office documents are archives; the names of their parts say which.
    private static string OfArchive(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.Take(200))
            {
                if (entry.FullName == "mimetype" && entry.Length is > 0 and < 100)
                {
                    using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
                    var type = reader.ReadToEnd().Trim();
                    if (type.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal) && type.All(c => char.IsAsciiLetterOrDigit(c)
                        || c is '.' or '-' or '/')) return type;
                }
                if (entry.FullName.StartsWith("word/", StringComparison.Ordinal))
                    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
                if (entry.FullName.StartsWith("xl/", StringComparison.Ordinal)) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                if (entry.FullName.StartsWith("ppt/", StringComparison.Ordinal))
                    return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            }
            return "application/zip";
        }
        catch (InvalidDataException) { return "application/zip"; }
    }
}
