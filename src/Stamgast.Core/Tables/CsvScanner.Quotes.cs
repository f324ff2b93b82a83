namespace Stamgast.Tables;

// Cells in quotes, and what to do when the quotes do not add up.
internal sealed partial class CsvScanner
{
    private const int ShortestQuotedLimit = 4096;

    /// <summary>A quoted cell that may have been read wrong: where it starts, how many cells stood before it, line breaks before it.</summary>
    private readonly record struct Suspect(bool Exists, int Cell, int Open, int CountBefore, int BreaksBefore);

    private Suspect suspect;
    private bool trust;
    private int rowBreaks;

    // Each quote that turns out never to be closed halves how far the next one is followed, so that a file full of them stays quick.
    private int quotedLimit = TableLimits.MaxCell;

    /// <summary>Reads the cell whose opening quote stands at 'open'; returns where the next cell starts, or -1 when the row has ended.</summary>
    private int ReadQuoted(RowBuffer row, int cell, int open)
    {
        var breaks = 0;
        var state = new QuotedCell();
        while (true)
        {
            var found = NextSpecial();
            if (found < 0)
            {
                if (length - rowStart - open <= quotedLimit && More()) continue;
                quotedLimit = Math.Max(ShortestQuotedLimit, quotedLimit / 2);
                return ReadLiterally(cell, open);
            }
            var at = found - rowStart;
            var special = buffer[found];
            if (special is '\n' or '\r')
            {
                if (special == '\n' || Peek(at + 1) != '\n') breaks++;
                state.HoldsSpecials = true;
                if (at - open > quotedLimit)
                {
                    quotedLimit = Math.Max(ShortestQuotedLimit, quotedLimit / 2);
                    return ReadLiterally(cell, open);
                }
                continue;
            }
            if (special != quote)
            {
                state.HoldsSpecials = true;
                continue;
            }
            if (HasBackslashes && IsEscaped(open, at))
            {
                state.HasPairs = true;
                continue;
            }
            if (Peek(at + 1) == quote && !(state.IsOdd && EndsCell(at + 2)))
            {
                NextSpecial();
                state.HasPairs = true;
            }
            else if (EndsCell(at + 1))
            {
                return CloseQuoted(row, cell, open, at, breaks, state);
            }
            else if (Peek(at + 1) == quote)
            {
                // "Van "de rosse"": the inner quotes were not doubled, the last one closes.
                NextSpecial();
                return CloseQuoted(row, cell, open, at + 1, breaks, state);
            }
            else if (breaks > 0 && at > 0 && buffer[rowStart + at - 1] == delimiter)
            {
                // A cell opens here, on a later line: the quote before was never closed.
                return ReadLiterally(cell, open);
            }
            else
            {
                state.IsOdd = true;
                notes.StrayQuotes++;
            }
        }
    }

    private struct QuotedCell
    {
        public bool HasPairs;
        public bool IsOdd;
        public bool HoldsSpecials;
    }

    private int CloseQuoted(RowBuffer row, int cell, int open, int close, int breaks, QuotedCell state)
    {
        if (state is { IsOdd: true, HoldsSpecials: true } && !suspect.Exists && !trust)
            suspect = new Suspect(true, cell, open, row.Count, rowBreaks);
        rowBreaks += breaks;
        row.Add(open + 1, close - open - 1);
        if (state.HasPairs || HasBackslashes) escapedCells.Add(row.Count - 1);

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
        line += 1 + rowBreaks;
        return -1;
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
            if (HasBackslashes && content[at] == '\\' && at + 1 < content.Length && (content[at + 1] == quote || content[at + 1] == '\\')) at++;
            content[to++] = content[at];
            if (!HasBackslashes && content[at] == quote && at + 1 < content.Length && content[at + 1] == quote) at++;
        }
        row.Shorten(cell, to);
    }
}
