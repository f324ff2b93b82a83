using Stamgast.Exchange.Columns;

namespace Stamgast.Exchange.Sources;

/// <summary>Joins the rows of a table that are lines of one document: those below each other with the same ID or numbers.</summary>
internal sealed class LineJoin(RecordSource table, RecordColumns columns) : RecordSource
{
    private SourceRow? ahead;
    private bool isAtEnd;

    public override IReadOnlyList<string> Headers => table.Headers;

    public override SourceRow? Read()
    {
        var first = Next();
        if (first is null) return null;
        var lines = new List<LineTexts>();
        Add(lines, first);
        if (columns.KeyOf(first) is { } key)
            while (Next() is { } next)
            {
                if (columns.KeyOf(next) != key)
                {
                    ahead = next;
                    break;
                }
                Add(lines, next);
            }
        return first with { Lines = lines.Count > 0 ? lines : null };
    }

    public override void Dispose() => table.Dispose();

    private SourceRow? Next()
    {
        if (ahead is { } kept)
        {
            ahead = null;
            return kept;
        }
        if (isAtEnd) return null;
        var row = table.Read();
        isAtEnd = row is null;
        return row;
    }

    private void Add(List<LineTexts> lines, SourceRow row)
    {
        if (columns.LineOf(row) is { } line) lines.Add(line);
    }
}
