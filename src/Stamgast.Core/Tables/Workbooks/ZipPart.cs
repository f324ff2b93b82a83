using System.IO.Compression;
using System.IO.Hashing;

namespace Stamgast.Tables.Workbooks;

/// <summary>
/// One part of a workbook while it is unpacked: counts the output against the limits and the size in the zip, and compares the checksum at the end. A
/// bomb is refused as it grows, not after it has filled the memory.
/// </summary>
internal sealed class ZipPart : PassingStream
{
    private readonly Stream inner;
    private readonly ZipArchiveEntry entry;
    private readonly CancellationToken cancel;
    private readonly Crc32 checksum = new();
    private long unpacked;

    public ZipPart(ZipArchiveEntry entry, CancellationToken cancel)
    {
        this.entry = entry;
        this.cancel = cancel;
        Refuse(entry.Length);
        try
        {
            inner = entry.Open();
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    public string Name => entry.FullName;

    protected override Stream Inner => inner;

    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        if (buffer.IsEmpty) return 0;
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
        if (count == 0)
        {
            if (unpacked != entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32) throw Damaged();
            return 0;
        }
        unpacked += count;
        checksum.Append(buffer[..count]);
        if (unpacked > entry.Length) throw Damaged();
        return count;
    }

    /// <summary>Reads to the end, so that the checksum is compared although the rest is not used.</summary>
    public void Drain()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0) { }
    }

    private void Refuse(long length)
    {
        if (length > TableLimits.MaxUnpacked || (length > TableLimits.RatioFrom && length / TableLimits.MaxRatio > entry.CompressedLength))
            throw new RefusedException("table.unpacks_too_large", entry.FullName);
    }

    private RefusedException Damaged() => new("table.damaged", entry.FullName);
}
