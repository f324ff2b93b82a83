using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Csv;

// Cells in quotes, and what to do when the quotes do not add up.
internal sealed partial class CsvScanner
{
    private const int ShortestQuotedLimit = 4096;

    /// <summary>A quoted cell that may have been misread: its start, the number of cells before it, line breaks before it.</summary>
    private readonly record struct Suspect(bool Exists, int Cell, int Open, int CountBefore, int BreaksBefore);

    private Suspect suspect;
    private bool trust;
    private int rowBreaks;

    // Each quote that turns out never to be closed halves how far the next one is followed, so that a file full of them stays quick.
    private int quotedLimit = TableLimits.MaxCell;

    // The state of the current quoted cell: its start, the position of its quote, and its content.
    private struct QuotedCell
    {
        public required int Cell { get; init; }
        public required int Open { get; init; }
        public int Breaks;
        public bool HasPairs;
        public bool IsOdd;
        public bool HoldsSpecials;
    }

    /// <summary>Reads the cell whose opening quote is at 'open'; returns the start of the next cell, or -1 at the end of the row.</summary>
    private int ReadQuoted(RowBuffer row, int cell, int open)
    {
        var found = NextSpecial();
        // Nearly all: only text within the quotes, and a delimiter after them.
        if (found >= 0 && found + 1 < length && buffer[found] == quote && buffer[found + 1] == delimiter && !IsEscaping && delimiter != '\n')
        {
            row.Add(open + 1, found - rowStart - open - 1);
            NextSpecial();
            return found - rowStart + 2;
        }
        var quoted = new QuotedCell { Cell = cell, Open = open };
        for (;; found = NextSpecial())
        {
            if (found < 0)
            {
                if (length - rowStart - open <= quotedLimit && More()) continue;
                return GiveUp(quoted);
            }
            var at = found - rowStart;
            var special = buffer[found];
            if (special == quote)
            {
                if (MeetQuote(row, ref quoted, at) is { } next) return next;
                continue;
            }
            quoted.HoldsSpecials = true;
            if (special is not ('\n' or '\r')) continue;
            if (special == '\n' || Peek(at + 1) != '\n') quoted.Breaks++;
            if (at - open > quotedLimit) return GiveUp(quoted);
        }
    }

    // A quote inside a quoted cell: escaped, closing, a sign that the cell was never closed, or just a quote (null: read on).
    private int? MeetQuote(RowBuffer row, ref QuotedCell quoted, int at)
    {
        if (IsEscaping && IsEscaped(quoted.Open, at))
        {
            quoted.HasPairs = true;
            return null;
        }
        var isPair = Peek(at + 1) == quote;
        if (isPair && !(quoted.IsOdd && EndsCell(at + 2)))
        {
            NextSpecial();
            quoted.HasPairs = true;
            return null;
        }
        if (EndsCell(at + 1)) return CloseQuoted(row, quoted, at);
        if (isPair)
        {
            // "Van "de rosse"": the inner quotes were not doubled, the last one closes.
            NextSpecial();
            return CloseQuoted(row, quoted, at + 1);
        }
        // A cell opens here, on a later line: the quote before was never closed.
        if (quoted.Breaks > 0 && at > 0 && buffer[rowStart + at - 1] == delimiter) return ReadLiterally(quoted.Cell, quoted.Open);
        quoted.IsOdd = true;
        notes.StrayQuotes++;
        return null;
    }

    private int CloseQuoted(RowBuffer row, in QuotedCell quoted, int close)
    {
        if (quoted is { IsOdd: true, HoldsSpecials: true } && !suspect.Exists && !trust)
            suspect = new Suspect(true, quoted.Cell, quoted.Open, row.Count, rowBreaks);
        rowBreaks += quoted.Breaks;
        row.Add(quoted.Open + 1, close - quoted.Open - 1);
        if (quoted.HasPairs || IsEscaping || (LongDelimiter is not null && quoted.HoldsSpecials)) escapedCells.Add(row.Count - 1);

        int found;
        do found = NextSpecial();
        while (found < 0 && More());
        if (found < 0)
        {
            EndRow(length, '\0');
            return -1;
        }
        if (buffer[found] == delimiter && delimiter != '\n') return found - rowStart + 1;
        EndRow(found + 1, buffer[found]);
        return -1;
    }

    private int GiveUp(in QuotedCell quoted)
    {
        quotedLimit = Math.Max(ShortestQuotedLimit, quotedLimit / 2);
        return ReadLiterally(quoted.Cell, quoted.Open);
    }

    private int ReadLiterally(int cell, int open)
    {
        notes.UnclosedQuotes++;
        mask = 0;
        scanned = rowStart + open + 1;
        return cell;
    }

    /// <summary>At the end of a row that had a doubtful quote: reads it again the other way when the cells do not add up. -1: done.</summary>
    private int Reconsider(RowBuffer row)
    {
        if (suspect.Exists && Expected > 0 && row.Count != Expected)
        {
            var again = suspect;
            suspect = default;
            trust = true;
            row.Truncate(again.CountBefore);
            escapedCells.RemoveAll(c => c >= again.CountBefore);
            rowBreaks = again.BreaksBefore;
            return ReadLiterally(again.Cell, again.Open);
        }
        if (Expected > 0 && row.Count != Expected && MayEscape())
        {
            (mask, scanned) = (0, rowStart);
            return Begin(row);
        }
        line += 1 + rowBreaks;
        return -1;
    }

    // A row of another program in a file that doubles its quotes: tried with backslashes, then as it was if that does not fit either.
    private bool MayEscape()
    {
        if (HasBackslashes || quote == '\n' || escapes == RowEscapes.Refused) return false;
        if (escapes == RowEscapes.Unasked && buffer.AsSpan(rowStart, nextRow - rowStart).IndexOf(['\\', quote]) < 0) return false;
        escapes = escapes == RowEscapes.Unasked ? RowEscapes.Tried : RowEscapes.Refused;
        return true;
    }

    private bool IsEscaping => HasBackslashes || escapes == RowEscapes.Tried;

    private enum RowEscapes
    {
        Unasked,
        Tried,
        Refused,
    }

    // An odd number of backslashes before the quote.
    private bool IsEscaped(int open, int at)
    {
        var backslashes = 0;
        while (at - backslashes - 1 > open && buffer[rowStart + at - backslashes - 1] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    // After a closing quote: a delimiter, a line end or the end of the file, perhaps after blanks.
    private bool EndsCell(int at)
    {
        var next = Peek(at);
        while (next == ' ' && delimiter != ' ') next = Peek(++at);
        return next == delimiter || next is '\n' or '\r' or EndOfText;
    }

    private int Peek(int at) => rowStart + at < length || More() ? buffer[rowStart + at] : EndOfText;

    private void Unescape(RowBuffer row, int cell)
    {
        var content = row.Writable(cell);
        var to = 0;
        for (var at = 0; at < content.Length; at++)
        {
            if (IsEscaping && content[at] == '\\' && at + 1 < content.Length && (content[at + 1] == quote || content[at + 1] == '\\')) at++;
            content[to++] = LongDelimiter is not null && content[at] == TextEncoding.CellEnd ? LongDelimiter[0] : content[at];
            if (!IsEscaping && content[at] == quote && at + 1 < content.Length && content[at + 1] == quote) at++;
        }
        // The same within quotes: "=""0475""".
        if (to > 3 && quote == '"' && content[..to] is ['=', '"', .., '"'] && !content[2..(to - 1)].Contains('"'))
        {
            content[2..(to - 1)].CopyTo(content);
            to -= 3;
        }
        row.Shorten(cell, to);
    }
}
