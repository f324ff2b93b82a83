using System.Text;
using Stamgast.Tables.Csv;

namespace Stamgast.Exporting;

/// <summary>Writes CSV, with semicolons as the spreadsheets of Belgium and its neighbours expect.</summary>
internal sealed class CsvExport(Stream into, IReadOnlyList<string> headers, bool byteOrderMark) : ExportWriter
{
    private readonly CsvTableWriter csv = new(into, ';', byteOrderMark);

    public override void Begin()
    {
        foreach (var header in headers) csv.WriteCell(Encoding.UTF8.GetBytes(header));
        csv.EndRow();
    }

    public override void Write(ExportRows rows)
    {
        for (var i = 0; i < headers.Count; i++) csv.WriteCell(rows.Cell(i));
        csv.EndRow();
    }

    public override void End() => csv.Dispose();
}
