using Stamgast.Exporting;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Lines;
using Stamgast.Tables;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Exchange.Writing;

/// <summary>CSV or a workbook: a document has a row for each of its lines.</summary>
internal sealed class TableRecords : RecordWriting
{
    private readonly TableWriter table;
    private readonly bool isSheet;
    private long rows;

    public TableRecords(Stream into, ExportFormat format, RecordKind kind, IReadOnlyList<string> columns)
    {
        isSheet = format == ExportFormat.Xlsx;
        table = isSheet ? new XlsxTableWriter(into, [.. columns.Select(c => new SheetColumn(c, kind.By(c)?.Kind == FieldKind.Date))], "Stamgast")
            : new CsvTableWriter(into);
        if (!isSheet) table.WriteRow([.. columns]);
    }

    public override void Write(IReadOnlyList<string> columns, IReadOnlyList<string?> cells, IReadOnlyList<DocumentLine>? lines)
    {
        if (lines is not { Count: > 0 })
        {
            Row(cells, null, columns.Count);
            return;
        }
        foreach (var line in lines) Row(cells, line, columns.Count);
    }

    public override void End() => table.Dispose();

    public override void Dispose() { }

    private void Row(IReadOnlyList<string?> cells, DocumentLine? line, int width)
    {
        if (isSheet && ++rows > XlsxTableWriter.MaxRows) throw new RefusedException("export.sheet", rows, XlsxTableWriter.MaxRows);
        foreach (var cell in cells) table.WriteCell(cell ?? "");
        if (line is not null)
            foreach (var part in new[] { line.Code, line.Text, Amount.Write(line.Quantity), line.Unit, Amount.Write(line.Price), Amount.Write(line.Discount),
                Amount.Write(line.Vat) })
                table.WriteCell(part);
        else
            for (var i = cells.Count; i < width; i++) table.WriteCell("");
        table.EndRow();
    }
}
