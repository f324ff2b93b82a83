using System.Buffers;
using System.Text;

namespace Stamgast.Records;

/// <summary>The values of a record as UTF-8, made once for all places where they are written. Filled anew for each record.</summary>
internal sealed class Utf8Values(int fields)
{
    private readonly int[] ends = new int[fields];
    private byte[] bytes = new byte[4096];
    private int end;

    /// <summary>The bytes of a field; none where it is empty.</summary>
    public ReadOnlySpan<byte> this[int ordinal]
    {
        get
        {
            var from = ordinal == 0 ? 0 : ends[ordinal - 1];
            return bytes.AsSpan(from, ends[ordinal] - from);
        }
    }

    /// <summary>The bytes of all fields, one after the other.</summary>
    public ReadOnlySpan<byte> Whole => bytes.AsSpan(0, ends[^1]);

    /// <summary>Where each field ends among them.</summary>
    public ReadOnlySpan<int> Ends => ends;

    public void Take(RecordValues values)
    {
        Clear();
        values.AddTo(this);
    }

    public void Clear() => end = 0;

    /// <summary>The fields are added one after the other; null or nothing for one that is empty.</summary>
    public void Add(int ordinal, string? text)
    {
        if (text is not null) end += Append(ref bytes, end, text);
        ends[ordinal] = end;
    }

    /// <inheritdoc cref="Add(int, string?)" />
    public void Add(int ordinal, ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(ref bytes, end, utf8.Length));
        ends[ordinal] = end += utf8.Length;
    }

    /// <summary>Writes a text behind what stands there already, in more room where that does not suffice; gives its length in bytes.</summary>
    internal static int Append(ref byte[] bytes, int end, ReadOnlySpan<char> text)
    {
        // One character becomes at most three bytes.
        var room = Room(ref bytes, end, text.Length * 3);
        return Ascii.FromUtf16(text, room, out var length) == OperationStatus.Done ? length : Encoding.UTF8.GetBytes(text, room);
    }

    private static Span<byte> Room(ref byte[] bytes, int end, int length)
    {
        if (end + length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end + length));
        return bytes.AsSpan(end);
    }
}
