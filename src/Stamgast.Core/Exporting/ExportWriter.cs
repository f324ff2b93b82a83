namespace Stamgast.Exporting;

/// <summary>Writes the rows of an export as one kind of file.</summary>
internal abstract class ExportWriter : IDisposable
{
    /// <summary>Writes the part before the first row.</summary>
    public virtual void Begin() { }

    /// <summary>The current row of <paramref name="rows"/>; its cells are the columns of the writer.</summary>
    public abstract void Write(ExportRows rows);

    /// <summary>Writes the part after the last row. Without it the file is incomplete.</summary>
    public abstract void End();

    /// <inheritdoc />
    public virtual void Dispose() { }
}
