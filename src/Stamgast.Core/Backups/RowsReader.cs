using System.Buffers;
using System.Security.Cryptography;

namespace Stamgast.Backups;

/// <summary>Reads the lines of a table in a backup one by one, with their checksum.</summary>
internal sealed class RowsReader(Stream stream) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int start;
    private int end;

    /// <summary>The number of rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>The next line without its line end; false when there is none. Valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The last line has no end.</exception>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = buffer.AsSpan(start, length);
                start += length + 1;
                Rows++;
                return true;
            }
            if (Fill()) continue;
            line = default;
            return end == start ? false : throw new InvalidDataException();
        }
    }

    /// <summary>The checksum of all that was read, hexadecimal; once, at the end.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        hash.Dispose();
    }

    private bool Fill()
    {
        if (end - start > buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(start, end - start).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        else buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = stream.Read(buffer, end, buffer.Length - end);
        hash.AppendData(buffer, end, read);
        end += read;
        return read > 0;
    }
}
