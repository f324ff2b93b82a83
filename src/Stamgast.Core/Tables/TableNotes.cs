namespace Stamgast.Tables;

/// <summary>A line that is not a row, with its text (cut at 200 characters).</summary>
public sealed record SkippedLine(long Line, string Text);

/// <summary>Skipped, repaired and odd parts of the file, for the preview. Complete once the last row was read.</summary>
public sealed class TableNotes
{
    private const int Examples = 20;
    private readonly List<SkippedLine> subtotals = [];
    private readonly List<long> ragged = [];
    private readonly SortedDictionary<string, long> unread = new(StringComparer.Ordinal);

    /// <summary>Lines without any content.</summary>
    public long BlankLines { get; internal set; }

    /// <summary>Lines such as "Subtotal;;;25", "# printed by Els" and "(25 rows)", which are not customers.</summary>
    public long SubtotalLines { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<SkippedLine> SubtotalExamples => subtotals;

    /// <summary>Lines that repeat the header, as in a list printed by page.</summary>
    public long RepeatedHeaders { get; internal set; }

    /// <summary>Rows with fewer cells than the table has columns; the missing ones are empty.</summary>
    public long ShortRows { get; internal set; }

    /// <summary>Rows with something in a cell beyond the last column.</summary>
    public long LongRows { get; private set; }

    /// <summary>Lines of the first of them.</summary>
    public IReadOnlyList<long> LongRowLines => ragged;

    /// <summary>Quotes inside a cell that RFC 4180 does not allow; kept as they are.</summary>
    public long StrayQuotes { get; internal set; }

    /// <summary>Opening quotes that were never closed; read as an ordinary character.</summary>
    public long UnclosedQuotes { get; internal set; }

    /// <summary>Lines enclosed in quotes as a whole, or with another delimiter than the rest, which were split into their cells.</summary>
    public long WrappedLines { get; internal set; }

    /// <summary>Bytes that are not valid UTF-8 and were read as single letters.</summary>
    public long ForeignBytes { get; internal set; }

    /// <summary>NUL characters, which were taken out.</summary>
    public long NulCharacters { get; internal set; }

    /// <summary>Cells that show an error in Excel.</summary>
    public long ErrorCells { get; internal set; }

    /// <summary>Cells with a formula that no spreadsheet calculated yet: their value is not known.</summary>
    public long OpenFormulas { get; internal set; }

    /// <summary>Rows that are hidden in the sheet; they are read.</summary>
    public long HiddenRows { get; internal set; }

    /// <summary>
    /// For address cards: the number of cards with a property that no column holds, by its name ("PHOTO"); "BDAY" for birthdays without a year, "ADR"
    /// for a third address.
    /// </summary>
    public IReadOnlyDictionary<string, long> Unread => unread;

    internal void AddUnread(IReadOnlyList<string> properties)
    {
        foreach (var property in properties) unread[property] = unread.GetValueOrDefault(property) + 1;
    }

    internal void AddSubtotal(long line, string text)
    {
        SubtotalLines++;
        if (subtotals.Count < Examples) subtotals.Add(new SkippedLine(line, text));
    }

    internal void AddLong(long line)
    {
        LongRows++;
        if (ragged.Count < Examples) ragged.Add(line);
    }
}
