using System.Buffers.Binary;
using PdfSharp.Drawing;
using Stamgast.Attachments;

namespace Stamgast.App.Sales.Invoices.Paper;

/// <summary>The pictures that documents can show: PNG and JPEG, as long as they are not huge.</summary>
internal static class LogoPicture
{
    // 25 million pixels take 100 MB when they are unpacked.
    private const long MostPixels = 25_000_000;

    /// <summary>True when a document can show it.</summary>
    public static bool CanBeDrawn(byte[] bytes)
    {
        if (SizeOf(bytes) is not var (width, height) || width < 1 || height < 1 || (long)width * height > MostPixels) return false;
        using var image = Read(bytes);
        return image is not null;
    }

    /// <summary>The picture; null when it cannot be read.</summary>
    public static XImage? Read(byte[] bytes)
    {
        // The picture keeps its stream. What the library throws for bytes that it cannot read differs by format.
        var stream = new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
        try { return XImage.FromStream(stream); }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NotSupportedException or NotImplementedException
            or IndexOutOfRangeException or IOException or OverflowException or InvalidDataException)
        {
            return null;
        }
    }

    // Read from the header, before anything is unpacked.
    private static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> bytes) => MediaTypes.Of(bytes) switch
    {
        "image/png" => bytes.Length < 24 ? null : (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..])),
        "image/jpeg" => OfJpeg(bytes),
        _ => null,
    };

    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 < bytes.Length)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            // A start of frame; C4, C8 and CC are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += marker is 0xFF ? 1 : marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }
}
