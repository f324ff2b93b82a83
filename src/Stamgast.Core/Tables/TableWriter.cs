namespace Stamgast.Tables;

/// <summary>Writes a table to a stream row by row, so that a million rows need no more memory than one. Dispose ends the file; the stream stays open.</summary>
public abstract class TableWriter : IDisposable
{
    /// <summary>Writes the next cell of the row; empty for nothing.</summary>
    public abstract void WriteCell(ReadOnlySpan<char> value);

    public abstract void EndRow();

    /// <summary>Writes a whole row; null is an empty cell.</summary>
    public void WriteRow(params ReadOnlySpan<string?> cells)
    {
        foreach (var cell in cells) WriteCell(cell);
        EndRow();
    }

    public void Dispose()
    {
        Finish();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Finish();
}
