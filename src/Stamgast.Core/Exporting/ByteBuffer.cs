using System.Text;

namespace Stamgast.Exporting;

/// <summary>Gathers bytes and hands them to a stream in large pieces.</summary>
internal sealed class ByteBuffer(Stream into)
{
    private const int Size = 1 << 17;
    private readonly byte[] bytes = new byte[Size];
    private int length;

    public void Write(byte value)
    {
        if (length == Size) Flush();
        bytes[length++] = value;
    }

    public void Write(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > Size - length)
        {
            Flush();
            if (value.Length > Size)
            {
                into.Write(value);
                return;
            }
        }
        value.CopyTo(bytes.AsSpan(length));
        length += value.Length;
    }

    public void Write(string text)
    {
        var need = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (need > Size - length) Flush();
        if (need > Size) into.Write(Encoding.UTF8.GetBytes(text));
        else length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    public void Flush()
    {
        into.Write(bytes, 0, length);
        length = 0;
    }
}
