using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Csv;

/// <summary>
/// Splits text into rows and cells by RFC 4180, and forgives common mistakes: quotes inside a cell, a quote that is never closed (it affects no other
/// row), any line end. Looks at 64 characters at a time for delimiter, quote and line ends, so plain cells cost next to nothing; holds one row and a
/// block in memory, whatever the size of the file.
/// </summary>
internal sealed partial class CsvScanner : RowSource
{
    private const int Block = 64;
    private const int EndOfText = '\0';

    private readonly TextSource text;
    private readonly char delimiter;
    private readonly char quote;
    private readonly TableNotes notes;
    private readonly List<int> escapedCells = [];

    private char[] buffer = new char[(1 << 16) + Block];
    private int length;
    private int rowStart;
    private int nextRow;
    private long line = 1;
    private bool afterReturn;
    private bool ended;

    // Bits of special characters from maskAt on; what lies before 'scanned' has been looked at.
    private ulong mask;
    private int maskAt;
    private int scanned;

    // Whether this row is read with backslash-escaped quotes.
    private RowEscapes escapes;

    /// <summary>A delimiter or quote of '\0' means none.</summary>
    public CsvScanner(TextSource text, char delimiter, char quote, TableNotes notes)
    {
        this.text = text;
        this.delimiter = delimiter == '\0' ? '\n' : delimiter;
        this.quote = quote == '\0' ? '\n' : quote;
        this.notes = notes;
    }

    /// <summary>Cells that a row should have, to choose between two readings of a damaged one; 0 when not known.</summary>
    public int Expected { get; set; }

    /// <summary>True when a backslash before a quote makes it part of the cell, as MySQL and others write it.</summary>
    public bool HasBackslashes { get; init; }

    /// <summary>The delimiter if it has more than one character; the text has <see cref="TextEncoding.CellEnd"/> in its place.</summary>
    public string? LongDelimiter { get; init; }

    /// <summary>
    /// The delimiter within a row's only cell, if whole lines are in quotes followed by delimiters of a spreadsheet; '\0' for none.
    /// </summary>
    public char Inner { get; init; }

    /// <summary>The number of quotes that did not fit so far; reveals a wrong delimiter while guessing.</summary>
    public long Anomalies => notes.StrayQuotes + notes.UnclosedQuotes;

    public override long BytesRead => text.BytesRead;

    public override bool Next(RowBuffer row)
    {
        row.Clear();
        rowStart = nextRow;
        if (rowStart >= length && !More()) return EndOfFile();
        if (afterReturn)
        {
            afterReturn = false;
            if (buffer[rowStart] == '\n')
            {
                NextSpecial();
                rowStart++;
                if (rowStart >= length && !More()) return EndOfFile();
            }
        }
        row.Line = line;
        ReadCells(row);
        row.Chars = buffer;
        row.Base = rowStart;
        // Before cells are modified in place.
        if (Inner != '\0' || !Recut(row))
            foreach (var cell in escapedCells) Unescape(row, cell);
        if (Inner != '\0' && row.Filled == row[0].Length) Cut(row, row[0], Inner, quote, 0);
        if (delimiter == ';' && row.Count > Math.Max(1, Expected)) JoinEntities(row);
        if (row.Count == 1) Unwrap(row);
        if (Expected > 0 && row.Count > Expected) JoinEscaped(row);
        if (firstWidth == 0 && row.Filled > 0) firstWidth = row.Count;
        return true;
    }

    public override void Dispose() => text.Dispose();

    private bool EndOfFile()
    {
        // So that asking again finds the end again.
        nextRow = length;
        notes.ForeignBytes = text.ForeignBytes;
        notes.NulCharacters = text.NulCharacters;
        return false;
    }

    private void ReadCells(RowBuffer row)
    {
        escapes = RowEscapes.Unasked;
        var cell = Begin(row);
        while (true)
        {
            var found = NextSpecial();
            if (found < 0)
            {
                if (More()) continue;
                row.Add(cell, length - rowStart - cell);
                EndRow(length, '\0');
            }
            else
            {
                var at = found - rowStart;
                var special = buffer[found];
                if (special is '\n' or '\r')
                {
                    row.Add(cell, at - cell);
                    EndRow(found + 1, special);
                }
                else if (special == delimiter)
                {
                    row.Add(cell, at - cell);
                    cell = at + 1;
                    continue;
                }
                else if (!OpensCell(cell, at))
                {
                    notes.StrayQuotes++;
                    continue;
                }
                else
                {
                    cell = ReadQuoted(row, cell, at);
                    if (cell >= 0) continue;
                }
            }
            cell = Reconsider(row);
            if (cell < 0) return;
        }
    }

    // At the first cell, also when the row is read again.
    private int Begin(RowBuffer row)
    {
        row.Clear();
        escapedCells.Clear();
        rowBreaks = 0;
        suspect = default;
        trust = false;
        return 0;
    }

    private void EndRow(int next, char lineEnd)
    {
        nextRow = next;
        afterReturn = lineEnd == '\r';
    }

    // Also ="0475", by which programs keep a spreadsheet from reading a text as a number.
    private bool OpensCell(int cell, int at) =>
        at == cell || (at == cell + 1 && buffer[rowStart + cell] == '=' && quote == '"')
            || (at - cell <= 8 && buffer.AsSpan(rowStart + cell, at - cell).IndexOfAnyExcept(' ') < 0);

    /// <summary>Absolute position of the next delimiter, quote or line end; -1 when the buffer holds no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextSpecial()
    {
        while (mask == 0)
            if (!NextBlock()) return -1;
        var found = maskAt + BitOperations.TrailingZeroCount(mask);
        mask &= mask - 1;
        return found;
    }

    private bool NextBlock()
    {
        var count = Math.Min(Block, length - scanned);
        if (count <= 0) return false;
        maskAt = scanned;
        scanned += count;
        ref var first = ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), maskAt));
        mask = Specials(ref first) | ((ulong)Specials(ref Unsafe.Add(ref first, 32)) << 32);
        if (count < Block) mask &= (1UL << count) - 1;
        return true;
    }

    // 32 characters narrowed to bytes (all others become 255, which is not special), compared four times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Specials(ref ushort first)
    {
        var low = Vector256.LoadUnsafe(ref first);
        var high = Vector256.LoadUnsafe(ref first, 16);
        var packed = Vector256.NarrowWithSaturation(low, high);
        var hits = Vector256.Equals(packed, Vector256.Create((byte)delimiter))
            | Vector256.Equals(packed, Vector256.Create((byte)quote))
            | Vector256.Equals(packed, Vector256.Create((byte)'\n'))
            | Vector256.Equals(packed, Vector256.Create((byte)'\r'));
        return hits.ExtractMostSignificantBits();
    }

    /// <summary>Loads more text after the current row, which moves to the front of the buffer; false at the end of the file.</summary>
    private bool More()
    {
        if (ended) return false;
        var kept = length - rowStart;
        if (rowStart > 0)
        {
            buffer.AsSpan(rowStart, kept).CopyTo(buffer);
            scanned -= rowStart;
            maskAt -= rowStart;
            nextRow -= rowStart;
            length = kept;
            rowStart = 0;
        }
        if (kept >= TableLimits.MaxRow) throw new RefusedException("table.line_too_long", line, TableLimits.MaxRow);
        if (length > (buffer.Length - Block) / 2) Array.Resize(ref buffer, (buffer.Length - Block) * 2 + Block);
        var read = text.Read(buffer.AsSpan(length, buffer.Length - Block - length));
        ended = read == 0;
        length += read;
        return !ended;
    }
}
