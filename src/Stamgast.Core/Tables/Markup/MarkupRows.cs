using System.Globalization;
using System.Text;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Markup;

/// <summary>A table that was met in a file with tags: its name, and how many cells it has.</summary>
internal sealed class MarkupTable(string name)
{
    public string Name { get; set; } = name;
    public long Cells { get; set; }
}

/// <summary>The rows of one table of a file with tags; the others are walked through and counted.</summary>
/// <param name="wanted">The table to read, from 0; -1 for none, to list the tables.</param>
internal abstract class MarkupRows(MarkupReader markup, int wanted, TableNotes notes) : RowSource
{
    // More empty cells at the end of a row mean nothing: it spans a whole sheet.
    private const int MostEmpty = 256;

    private char[] characters = new char[4096];
    private int used;
    private int start;

    // Pending empty cells.
    private int gap;

    /// <summary>The tables met so far, in their order.</summary>
    public List<MarkupTable> Tables { get; } = [];

    /// <summary>Anything to close with the rows, such as the zip around them.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    public override long BytesRead => File is null ? markup.BytesRead : File.Position;

    /// <summary>The file on disk, when it is packed there.</summary>
    public Stream? File { get; init; }

    public override bool HasOwnWidth => false;

    protected MarkupReader Markup => markup;

    protected TableNotes Notes => notes;

    protected RowBuffer Row { get; private set; } = new();

    public override bool Next(RowBuffer row)
    {
        Row = row;
        row.Clear();
        (used, start, gap, row.Base) = (0, 0, 0, 0);
        Begin();
        while (markup.Read())
            if (Meet()) return Done();
        return End() && Done();
    }

    public override void Dispose()
    {
        markup.Dispose();
        foreach (var owned in Owned) owned.Dispose();
    }

    /// <summary>Before a row is looked for.</summary>
    protected virtual void Begin() { }

    /// <summary>Takes a text or tag; true when the row is complete.</summary>
    protected abstract bool Meet();

    /// <summary>At the end of the file: true when there is still a row.</summary>
    protected virtual bool End() => false;

    protected bool IsWanted(int table) => table == wanted;

    protected void AddTable(string name)
    {
        if (Tables.Count >= TableLimits.MaxTables) throw new RefusedException("table.too_many_tables", TableLimits.MaxTables);
        Tables.Add(new MarkupTable(name));
    }

    protected void Append(ReadOnlySpan<char> text)
    {
        if (used + text.Length > TableLimits.MaxRow) throw new RefusedException("table.line_too_long", Row.Line, TableLimits.MaxRow);
        if (characters.Length - used < text.Length) Array.Resize(ref characters, characters.Length * 2 + text.Length);
        text.CopyTo(characters.AsSpan(used));
        used += text.Length;
    }

    /// <summary>Appends a text with white space collapsed and none at its start, as a browser shows it.</summary>
    protected void AppendFlowing(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(" \t\r\n\f");
            Append(end < 0 ? text : text[..end]);
            if (end < 0) return;
            if (used > start && characters[used - 1] is not (' ' or '\n')) Append(" ");
            text = text[end..].TrimStart(" \t\r\n\f");
        }
    }

    /// <summary>A line break, unless the cell has nothing yet or ends with one.</summary>
    protected void AppendBreak()
    {
        if (used > start && characters[used - 1] == ' ') used--;
        if (used > start && characters[used - 1] != '\n') Append("\n");
    }

    protected ReadOnlySpan<char> Cell => characters.AsSpan(start, used - start);

    /// <summary>Replaces the content of the cell.</summary>
    protected void Replace(ReadOnlySpan<char> text)
    {
        used = start;
        Append(text);
    }

    protected void CloseCell(CellKind kind = CellKind.Text)
    {
        HalfCharacters.Replace(characters.AsSpan(start, used - start));
        FillGap();
        var cell = Cell.TrimEnd();
        Row.Add(start, cell.Length, kind);
        start = used;
    }

    /// <summary>The column of the next cell, from 0.</summary>
    protected int Column => Row.Count + gap;

    /// <summary>Empty cells, which are made once another one follows; a few at the end of a row too.</summary>
    protected void AddEmpty(int count)
    {
        if (count > MostEmpty && gap <= MostEmpty) FillGap();
        gap = Math.Min(gap + Math.Min(count, TableLimits.MaxColumns), TableLimits.MaxColumns - Math.Min(Row.Count, TableLimits.MaxColumns));
    }

    /// <summary>The number of a cell, or its displayed text if that says more: "0475 12 34 56" is 475123456 with a custom format.</summary>
    protected void TakeNumber(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (!(Cell.StartsWith("0") && text is not ['0', ..] && DigitsOf(Cell).TrimStart('0') == text)) Replace(text);
    }

    protected static string DigitsOf(ReadOnlySpan<char> text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
            if (char.IsAsciiDigit(c)) digits.Append(c);
        return digits.ToString();
    }

    /// <summary>A count in an attribute: 1 when it is missing or invalid.</summary>
    protected int Count(ReadOnlySpan<char> attribute) => int.TryParse(markup.Attribute(attribute), out var count) && count > 0 ? count : 1;

    private void FillGap()
    {
        for (; gap > 0; gap--) Row.Add(start, 0);
    }

    private bool Done()
    {
        if (gap <= MostEmpty) FillGap();
        Row.Chars = characters;
        return true;
    }
}
