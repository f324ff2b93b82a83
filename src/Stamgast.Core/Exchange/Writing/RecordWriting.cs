using Stamgast.Sales.Lines;

namespace Stamgast.Exchange.Writing;

/// <summary>Writes records as one kind of file.</summary>
internal abstract class RecordWriting : IDisposable
{
    /// <param name="lines">The lines of a document; null for a kind without.</param>
    public abstract void Write(IReadOnlyList<string> columns, IReadOnlyList<string?> cells, IReadOnlyList<DocumentLine>? lines);

    /// <summary>Writes the part after the last record. Without it the file is incomplete.</summary>
    public abstract void End();

    /// <inheritdoc />
    public abstract void Dispose();
}
