using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Files;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Exporting;

/// <summary>Writes customers to a file: those of a list, a selection, or all; streaming, so that a million take no more memory than ten.</summary>
/// <param name="viewer">The viewer: customers hidden from it are not written.</param>
public sealed class CustomerExport(Base customers, Viewer viewer)
{
    private const int RowsBetweenReports = 2048;

    /// <summary>Writes into a stream, synchronously; gives the number of customers.</summary>
    /// <param name="progress">Receives the number written, and the total.</param>
    public long Write(ExportRequest request, Stream into, IProgress<(long Done, long? Total)>? progress = null, CancellationToken cancel = default)
    {
        Check(request);
        var columns = ColumnsOf(request);
        var list = new CustomerList(customers, viewer);
        var total = progress is null ? null : (long?)list.Count(request.Query);
        var (sql, parameters) = list.Select(request.Query, string.Join(", ", columns.Select(c => c.Expression(customers.Engine))));
        using var writer = WriterOf(request, columns, into);
        using var rows = ExportRows.Open(customers, sql, parameters);
        writer.Begin();
        var count = 0L;
        while (rows.Read())
        {
            writer.Write(rows);
            if (++count % RowsBetweenReports != 0) continue;
            cancel.ThrowIfCancellationRequested();
            progress?.Report((count, total));
        }
        writer.End();
        return count;
    }

    /// <summary>Throws when the request can only fail, before anything is written.</summary>
    /// <exception cref="RefusedException">export.column, export.sheet: more customers than a sheet has rows.</exception>
    public void Check(ExportRequest request)
    {
        ColumnsOf(request);
        if (request.Format != ExportFormat.Xlsx) return;
        var count = new CustomerList(customers, viewer).Count(request.Query);
        if (count > XlsxTableWriter.MaxRows) throw new RefusedException("export.sheet", count, XlsxTableWriter.MaxRows);
    }

    /// <summary>Writes a file that appears only when it is complete, and replaces an existing one only then.</summary>
    /// <exception cref="RefusedException">export.file: it cannot be written. output.own, output.special: it would destroy something else.</exception>
    public long WriteFile(ExportRequest request, string path, IProgress<(long Done, long? Total)>? progress = null, CancellationToken cancel = default) =>
        ExportFile.Write(path, file => Write(request, file, progress, cancel));

    /// <summary>Writes the empty import template: the headers of all fields.</summary>
    /// <param name="extra">The extra fields of the base.</param>
    public static void WriteTemplate(ExportFormat format, Stream into, ExtraDefinitions extra)
    {
        using var writer = WriterOf(new ExportRequest(new CustomerQuery(), format) { AllFields = true, ForExcel = true },
            ExportColumn.TemplateWith(extra), into);
        writer.Begin();
        writer.End();
    }

    // A card has no room for fields of one's own.
    private IReadOnlyList<ExportColumn> ColumnsOf(ExportRequest request)
    {
        if (request.Format == ExportFormat.Vcf) return ExportColumn.Template;
        var extra = ExtraDefinitions.Of(customers);
        return request.AllFields ? ExportColumn.TemplateWith(extra) : [.. request.Columns.Select(name => ExportColumn.Named(name, extra))];
    }

    private static ExportWriter WriterOf(ExportRequest request, IReadOnlyList<ExportColumn> columns, Stream into)
    {
        string[] headers = [.. columns.Select(c => c.Header(request.AllFields ? null : request.Captions))];
        return request.Format switch
        {
            ExportFormat.Csv => new CsvExport(into, headers, request.ForExcel),
            ExportFormat.Xlsx => new WorkbookExport(into, columns, headers),
            ExportFormat.Json => new JsonExport(into, columns),
            ExportFormat.Vcf => new VCardExport(into),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Format, "A format without a writer."),
        };
    }
}
