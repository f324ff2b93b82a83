using System.Buffers;
using System.Text;

namespace Stamgast.Tables.Csv;

/// <summary>Writes CSV by RFC 4180 in UTF-8, with formulas made harmless (<see cref="FormulaGuard"/>).</summary>
public sealed class CsvTableWriter : TableWriter
{
    private const int BufferBytes = 1 << 16;

    // The longest cell that is encoded straight into the buffer: three bytes a character, quotes doubled.
    private const int LongestDirect = 4096;

    private readonly Stream stream;
    private readonly byte delimiter;
    private readonly SearchValues<char> special;
    private readonly SearchValues<byte> specialBytes;
    private readonly byte[] buffer = new byte[BufferBytes];
    private int used;
    private bool isFirst = true;

    /// <summary>A byte order mark makes Excel read the file as UTF-8.</summary>
    public CsvTableWriter(Stream stream, char delimiter = ';', bool byteOrderMark = true)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delimiter, '\x7F');
        this.stream = stream;
        this.delimiter = (byte)delimiter;
        special = SearchValues.Create([delimiter, '"', '\r', '\n']);
        specialBytes = SearchValues.Create([(byte)delimiter, (byte)'"', (byte)'\r', (byte)'\n']);
        if (byteOrderMark) used = Encoding.UTF8.GetBytes("\uFEFF", buffer);
    }

    public override void WriteCell(ReadOnlySpan<char> value)
    {
        if (buffer.Length - used < 16) Flush();
        if (!isFirst) buffer[used++] = delimiter;
        isFirst = false;
        if (value.IsEmpty) return;
        var isFormula = FormulaGuard.NeedsApostrophe(value);
        if (value.IndexOfAny(special) < 0)
        {
            if (isFormula) buffer[used++] = (byte)'\'';
            WritePlain(value);
            return;
        }
        buffer[used++] = (byte)'"';
        if (isFormula) buffer[used++] = (byte)'\'';
        for (var quote = value.IndexOf('"'); quote >= 0; quote = value.IndexOf('"'))
        {
            WritePlain(value[..(quote + 1)]);
            WriteByte((byte)'"');
            value = value[(quote + 1)..];
        }
        WritePlain(value);
        WriteByte((byte)'"');
    }

    /// <summary>Writes the next cell of the row from UTF-8, without decoding it.</summary>
    public void WriteCell(ReadOnlySpan<byte> value)
    {
        if (buffer.Length - used < 16) Flush();
        if (!isFirst) buffer[used++] = delimiter;
        isFirst = false;
        if (value.IsEmpty) return;
        var isFormula = NeedsApostrophe(value);
        if (value.IndexOfAny(specialBytes) < 0)
        {
            if (isFormula) buffer[used++] = (byte)'\'';
            WritePlain(value);
            return;
        }
        buffer[used++] = (byte)'"';
        if (isFormula) buffer[used++] = (byte)'\'';
        for (var quote = value.IndexOf((byte)'"'); quote >= 0; quote = value.IndexOf((byte)'"'))
        {
            WritePlain(value[..(quote + 1)]);
            WriteByte((byte)'"');
            value = value[(quote + 1)..];
        }
        WritePlain(value);
        WriteByte((byte)'"');
    }

    public override void EndRow()
    {
        if (buffer.Length - used < 2) Flush();
        buffer[used++] = (byte)'\r';
        buffer[used++] = (byte)'\n';
        isFirst = true;
    }

    /// <summary>Sends the buffer to the stream.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    private protected override void Finish()
    {
        Flush();
        stream.Flush();
    }

    // Most cells begin with a letter, a digit or the + of a phone number, so one check is enough.
    private static bool NeedsApostrophe(ReadOnlySpan<byte> value) => (char)value[0] switch
    {
        '=' or '+' or '-' or '@' => true,
        var c when char.IsAsciiLetterOrDigit(c) => false,
        _ => FormulaGuard.NeedsApostrophe(Encoding.UTF8.GetString(value)),
    };

    private void WriteByte(byte value)
    {
        if (used == buffer.Length) Flush();
        buffer[used++] = value;
    }

    private void WritePlain(ReadOnlySpan<byte> value)
    {
        if (value.Length > buffer.Length - used)
        {
            Flush();
            if (value.Length > buffer.Length)
            {
                stream.Write(value);
                return;
            }
        }
        value.CopyTo(buffer.AsSpan(used));
        used += value.Length;
    }

    private void WritePlain(ReadOnlySpan<char> value)
    {
        while (value.Length > LongestDirect)
        {
            // Not between the two halves of a character.
            var cut = char.IsHighSurrogate(value[LongestDirect - 1]) ? LongestDirect - 1 : LongestDirect;
            WritePlain(value[..cut]);
            value = value[cut..];
        }
        if (buffer.Length - used < value.Length * 3) Flush();
        used += Encoding.UTF8.GetBytes(value, buffer.AsSpan(used));
    }
}
