using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Stamgast.Tables.Encodings;

/// <summary>
/// Turns the bytes of a text file into characters, block by block. A byte that is not valid UTF-8 becomes its Windows-1252 letter, so a file with
/// some lines pasted from elsewhere still reads correctly; NULs are removed and counted.
/// </summary>
internal sealed class TextSource : IDisposable
{
    private readonly Stream stream;
    private readonly TextEncoding encoding;
    private readonly CancellationToken cancel;
    private readonly Decoder? decoder;
    private readonly byte[] bytes = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int from;
    private int to;
    private bool ended;

    // The beginning of a long delimiter whose end is in the next block.
    private string held = "";

    public TextSource(Stream stream, TextEncoding encoding, CancellationToken cancel)
    {
        this.stream = stream;
        this.encoding = encoding;
        this.cancel = cancel;
        decoder = encoding.Other?.GetDecoder();
        SkipMark();
    }

    public long BytesRead { get; private set; }

    public long ForeignBytes { get; private set; }

    public long NulCharacters { get; private set; }

    /// <summary>Fills some of the destination (at least 16 characters); 0 only at the end of the file.</summary>
    public int Read(Span<char> destination)
    {
        while (true)
        {
            var begun = held.Length;
            var written = Decode(destination[begun..]);
            if (written == 0)
            {
                if (ended && from == to) return GiveHeld(destination);
                Refill();
                continue;
            }
            var kept = RemoveNuls(destination.Slice(begun, written));
            if (encoding.LineEnd != '\0') destination.Slice(begun, kept).Replace(encoding.LineEnd, '\n');
            for (var swap = 0; swap < encoding.Swaps.Length; swap += 2) destination.Slice(begun, kept).Replace(encoding.Swaps[swap], encoding.Swaps[swap + 1]);
            if (encoding.LongDelimiter is { } sign) kept = Shorten(destination[..(GiveHeld(destination) + kept)], sign);
            if (kept > 0) return kept;
        }
    }

    private int GiveHeld(Span<char> destination)
    {
        held.CopyTo(destination);
        var count = held.Length;
        held = "";
        return count;
    }

    // One character for each long delimiter; a possible beginning of one waits for the next block.
    private int Shorten(Span<char> text, string sign)
    {
        int kept = 0, next = 0;
        for (var at = text.IndexOf(sign); at >= 0; at = text[next..].IndexOf(sign))
        {
            text.Slice(next, at).CopyTo(text[kept..]);
            kept += at;
            text[kept++] = TextEncoding.CellEnd;
            next += at + sign.Length;
        }
        var rest = text[next..];
        var waiting = Math.Min(sign.Length - 1, rest.Length);
        while (waiting > 0 && !rest.EndsWith(sign.AsSpan(0, waiting))) waiting--;
        held = sign[..waiting];
        rest[..^waiting].CopyTo(text[kept..]);
        return kept + rest.Length - waiting;
    }

    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void SkipMark()
    {
        while (to < encoding.MarkLength && !ended) Refill();
        from = Math.Min(to, encoding.MarkLength);
    }

    private void Refill()
    {
        cancel.ThrowIfCancellationRequested();
        bytes.AsSpan(from, to - from).CopyTo(bytes);
        to -= from;
        from = 0;
        var count = stream.Read(bytes, to, bytes.Length - to);
        if (count == 0) ended = true;
        to += count;
        BytesRead += count;
    }

    private int Decode(Span<char> destination) => encoding.Kind switch
    {
        TextEncodingKind.Utf8 => DecodeUtf8(destination),
        TextEncodingKind.SingleByte => DecodeSingleByte(destination),
        TextEncodingKind.Other => DecodeOther(destination),
        _ => DecodeUtf16(destination),
    };

    private int DecodeUtf8(Span<char> destination)
    {
        var total = 0;
        while (from < to && total < destination.Length)
        {
            var status = Utf8.ToUtf16(bytes.AsSpan(from, to - from), destination[total..], out var read, out var written, false, ended);
            from += read;
            total += written;
            if (status != OperationStatus.InvalidData || total == destination.Length) break;
            destination[total++] = encoding.Table[bytes[from++]];
            ForeignBytes++;
        }
        return total;
    }

    private int DecodeSingleByte(Span<char> destination)
    {
        var total = 0;
        var table = encoding.Table;
        while (from < to && total < destination.Length)
        {
            Ascii.ToUtf16(bytes.AsSpan(from, to - from), destination[total..], out var written);
            from += written;
            total += written;
            while (from < to && total < destination.Length && bytes[from] >= 0x80) destination[total++] = table[bytes[from++]];
        }
        return total;
    }

    private int DecodeUtf16(Span<char> destination)
    {
        var count = Math.Min((to - from) / 2, destination.Length);
        if (count == 0)
        {
            if (ended) from = to;
            return 0;
        }
        var units = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(from, count * 2));
        var target = MemoryMarshal.Cast<char, ushort>(destination[..count]);
        if (encoding.Kind == TextEncodingKind.Utf16BigEndian) BinaryPrimitives.ReverseEndianness(units, target);
        else units.CopyTo(target);
        // A character waits for its other half in the next block.
        if (count > 1 && char.IsHighSurrogate(destination[count - 1]) && !(ended && from + count * 2 >= to - 1)) count--;
        HalfCharacters.Replace(destination[..count]);
        from += count * 2;
        return count;
    }

    private int DecodeOther(Span<char> destination)
    {
        if (from == to && !ended) return 0;
        decoder!.Convert(bytes.AsSpan(from, to - from), destination, ended, out var read, out var written, out _);
        from += read;
        return written;
    }

    private int RemoveNuls(Span<char> text)
    {
        // A byte order mark in the middle, in either byte order, is left where two files were joined.
        var first = text.IndexOfAny('\0', '\uFEFF', '\uFFFE');
        if (first < 0) return text.Length;
        var kept = first;
        for (var at = first; at < text.Length; at++)
        {
            if (text[at] == '\0') NulCharacters++;
            else if (text[at] is not ('\uFEFF' or '\uFFFE')) text[kept++] = text[at];
        }
        return kept;
    }
}
