namespace Stamgast.Exporting;

/// <summary>Writes the rows of an export as one kind of file.</summary>
internal abstract class ExportWriter : IDisposable
{
    /// <summary>What stands before the first row.</summary>
    public virtual void Begin() { }

    /// <summary>The row at which <paramref name="rows"/> stands; its cells are the columns that the writer was made for.</summary>
    public abstract void Write(ExportRows rows);

    /// <summary>What stands after the last row. Without it the file is not whole.</summary>
    public abstract void End();

    /// <inheritdoc />
    public virtual void Dispose() { }
}
