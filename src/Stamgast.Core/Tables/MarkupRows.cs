namespace Stamgast.Tables;

/// <summary>A table that was met in a file with tags: its name, and how many cells it has.</summary>
internal sealed class MarkupTable(string name)
{
    public string Name { get; set; } = name;
    public long Cells { get; set; }
}

/// <summary>The rows of one table of a file with tags; the others are walked through and counted.</summary>
/// <param name="wanted">Which table is read, from 0; -1 for none, to find what there is.</param>
internal abstract class MarkupRows(MarkupReader markup, int wanted, TableNotes notes) : RowSource
{
    private char[] characters = new char[4096];
    private int used;
    private int start;

    /// <summary>The tables met so far, in their order.</summary>
    public List<MarkupTable> Tables { get; } = [];

    /// <summary>What must be closed with the rows, such as the zip around them.</summary>
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
        (used, start, row.Base) = (0, 0, 0);
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

    /// <summary>Appends a text in which any white space is one space, and none stands at its start, as a browser shows it.</summary>
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

    /// <summary>Puts another text in the place of what the cell has.</summary>
    protected void Replace(ReadOnlySpan<char> text)
    {
        used = start;
        Append(text);
    }

    protected void CloseCell(CellKind kind = CellKind.Text)
    {
        HalfCharacters.Replace(characters.AsSpan(start, used - start));
        var cell = Cell.TrimEnd();
        Row.Add(start, cell.Length, kind);
        start = used;
    }

    protected void AddEmpty(int count)
    {
        for (var added = 0; added < Math.Min(count, TableLimits.MaxColumns) && Row.Count < TableLimits.MaxColumns; added++) Row.Add(used, 0);
    }

    /// <summary>A count in an attribute: 1 when it is not there or is none.</summary>
    protected int Count(ReadOnlySpan<char> attribute) => int.TryParse(markup.Attribute(attribute), out var count) && count > 0 ? count : 1;

    private bool Done()
    {
        Row.Chars = characters;
        return true;
    }
}
