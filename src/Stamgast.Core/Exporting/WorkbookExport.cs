using System.Text;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Exporting;

/// <summary>Writes an Excel workbook with one sheet, dates as dates, everything else as text.</summary>
internal sealed class WorkbookExport(Stream into, IReadOnlyList<ExportColumn> columns, IReadOnlyList<string> headers) : ExportWriter
{
    private readonly XlsxTableWriter sheet = new(into,
        [.. headers.Select((h, i) => new SheetColumn(h, columns[i].Field?.Kind == FieldKind.Date || columns[i].Extra?.Kind == ExtraKind.Date))], "Stamgast");
    private char[] characters = new char[1024];

    public override void Write(ExportRows rows)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var cell = rows.Cell(i);
            if (characters.Length < cell.Length) characters = new char[cell.Length];
            sheet.WriteCell(characters.AsSpan(0, Encoding.UTF8.GetChars(cell, characters)));
        }
        sheet.EndRow();
    }

    public override void End() => sheet.Dispose();
}
