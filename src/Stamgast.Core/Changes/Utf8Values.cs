using System.Buffers;
using System.Text;
using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>The values of a customer as UTF-8, made once for all places where they are written. Filled anew for each customer.</summary>
internal sealed class Utf8Values
{
    private readonly int[] ends = new int[CustomerFields.Count];
    private byte[] bytes = new byte[4096];

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

    public void Take(CustomerValues values)
    {
        var end = 0;
        for (var i = 0; i < CustomerFields.Count; i++)
        {
            if (values[i] is { } text) end += Write(text, end);
            ends[i] = end;
        }
    }

    private int Write(string text, int at)
    {
        // One character becomes at most three bytes.
        if (at + text.Length * 3 > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, at + text.Length * 3));
        var room = bytes.AsSpan(at);
        return Ascii.FromUtf16(text, room, out var length) == OperationStatus.Done ? length : Encoding.UTF8.GetBytes(text, room);
    }
}
