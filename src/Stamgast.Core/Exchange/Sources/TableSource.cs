using Stamgast.Tables;
using Stamgast.Tables.Csv;

namespace Stamgast.Exchange.Sources;

/// <summary>A table: a row is a record or, for documents, one of its lines.</summary>
internal sealed class TableSource : RecordSource
{
    private readonly TableFile file;
    private readonly TableRows rows;

    public TableSource(string path, CancellationToken cancel)
    {
        file = TableFile.Open(path, new TableOptions { HasHeader = true, KeepSubtotals = true }, cancel);
        rows = file.ReadRows(cancel);
    }

    public override IReadOnlyList<string> Headers => file.Columns;

    public override SourceRow? Read()
    {
        if (!rows.Read()) return null;
        var cells = new string[rows.CellCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = FormulaGuard.Unprotect(rows[i]).ToString();
        return new SourceRow(rows.Line, cells);
    }

    public override void Dispose()
    {
        rows.Dispose();
        file.Dispose();
    }
}
