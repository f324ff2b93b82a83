namespace Stamgast.Exchange.Sources;

/// <summary>One record of a file, as typed.</summary>
/// <param name="Line">Where it begins: the line of a table, the place in a list, from 1.</param>
/// <param name="Cells">By column.</param>
internal sealed record SourceRow(long Line, string[] Cells)
{
    /// <summary>The lines of a document as the file has them; null where it says nothing of lines.</summary>
    public IReadOnlyList<LineTexts>? Lines { get; init; }

    /// <summary>Numbers of which one may be that of the customer, the most likely first; none where a column has it.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>What is to be said of the row; null for nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>One line of a document, as typed; null for a part that is not there.</summary>
internal sealed record LineTexts(long Line)
{
    public string? Code { get; init; }

    public string? Text { get; init; }

    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public string? Price { get; init; }

    public string? Discount { get; init; }

    public string? Vat { get; init; }
}

/// <summary>A file of records of any format, read forward.</summary>
internal abstract class RecordSource : IDisposable
{
    /// <summary>The names of its columns.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>The next record; null at the end.</summary>
    public abstract SourceRow? Read();

    /// <inheritdoc />
    public abstract void Dispose();
}
