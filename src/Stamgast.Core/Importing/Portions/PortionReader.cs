using Stamgast.Changes.Stages;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Portions;

/// <summary>Some rows of a file that go through the comparison together.</summary>
internal sealed class Portion(int size)
{
    public ImportedRow[] Rows { get; } = [.. Enumerable.Range(0, size).Select(_ => new ImportedRow())];

    /// <summary>What happens to each row.</summary>
    public StagedRow[] Staged { get; } = [.. Enumerable.Range(0, size).Select(_ => new StagedRow())];

    public int Count { get; set; }

    /// <summary>Bytes of the file up to the end of this portion.</summary>
    public long BytesRead { get; set; }

    public ArraySegment<ImportedRow> Filled => new(Rows, 0, Count);
}

/// <summary>Reads and normalises rows on a thread of its own, a few portions ahead of the one that compares and writes them.</summary>
internal sealed class PortionReader : IDisposable
{
    private const int Size = 500;
    private const int Underway = 8;

    private readonly PortionQueue free;
    private readonly PortionQueue full = new();
    private readonly RowDecisions? byHand;
    private readonly RowReaders readers;
    private readonly Task reading;

    /// <param name="rows">The rows from the first; disposed of with this.</param>
    public PortionReader(FileRows rows, RowReaders readers, CancellationToken stop, RowDecisions? byHand = null)
    {
        this.byHand = byHand;
        this.readers = readers;
        free = new PortionQueue(stop);
        Rows = rows;
        for (var i = 0; i < Underway; i++) free.Add(new Portion(Size));
        reading = Task.Run(ReadAll, CancellationToken.None);
    }

    /// <summary>The reader; its notes are complete after the last portion.</summary>
    public FileRows Rows { get; }

    /// <summary>The portions in file order. Throws the failure of the reading thread.</summary>
    public IEnumerable<Portion> Read()
    {
        foreach (var portion in full.TakeAll()) yield return portion;
        reading.GetAwaiter().GetResult();
    }

    /// <summary>The portion has been used; its rows may be reused. From any thread.</summary>
    public void GiveBack(Portion portion) => free.Add(portion);

    /// <inheritdoc />
    public void Dispose()
    {
        // The caller has cancelled, or everything was read: the thread ends by itself, and its failure has been seen or no longer matters.
        try { reading.GetAwaiter().GetResult(); }
        catch (Exception e) when (e is OperationCanceledException or RefusedException or IOException or InvalidDataException) { }
        Rows.Dispose();
        free.Dispose();
        full.Dispose();
    }

    private void ReadAll()
    {
        try
        {
            long seq = 0;
            for (var more = true; more;)
            {
                var portion = free.Take()!;
                portion.Count = 0;
                while (portion.Count < Size && (more = Rows.Read()))
                {
                    var row = portion.Rows[portion.Count++];
                    if (byHand?.CellsOf(Rows.Line) is { } corrected) readers.Read(Rows.Line, corrected, row);
                    else readers.Read(Rows.Cells, Rows.IsPartner, row);
                    row.Settle(byHand?.CustomerOf(Rows.Line));
                    row.Seq = ++seq;
                }
                portion.BytesRead = Rows.Cells.BytesRead;
                if (portion.Count > 0) full.Add(portion);
            }
        }
        finally { full.Complete(); }
    }
}
