using System.Globalization;
using System.Text;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Language;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tables.Csv;

namespace Stamgast.App.Importing;

/// <summary>The refused rows as a CSV to correct and import again: the original cells, followed by the line, the problem and the remedy.</summary>
public static class ErrorsFile
{
    private const int RowsAtOnce = 1000;

    /// <summary>Writes the file; without refused rows there is none.</summary>
    public static void Write(Base customers, long setId, string path, CultureInfo culture)
    {
        var set = new SeenChangeSets(customers, Viewer.System).Find(setId) ?? throw new RefusedException("change_set.unknown", setId);
        if (set.Errors + set.Conflicts == 0 || Imports.ReportOf(set) is not { } report) return;
        using var file = new FileStream(path, FileMode.Create);
        Write(customers, set, report, file, culture);
    }

    /// <summary>Writes the rows to a stream, page by page.</summary>
    public static void Write(Base customers, ChangeSet set, ImportReport report, Stream output, CultureInfo culture)
    {
        // With a byte order mark, so that Excel reads accents right.
        using var writer = new StreamWriter(output, new UTF8Encoding(true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(';', report.Columns.Append(CorrectedFile.TokenColumn).Append("stamgast:line").Append("stamgast:problem").Select(Cell)));
        var preview = new ProposalPreview(customers, Viewer.System);
        for (long after = 0; ;)
        {
            var rows = preview.Page(set.Id, PreviewFilter.Errors, after, RowsAtOnce);
            if (rows.Count == 0) return;
            // Left-out rows are no longer errors.
            foreach (var row in rows.Where(r => !r.LeftOut))
            {
                var cells = Enumerable.Range(0, report.Columns.Count).Select(i => row.Cells is { } c && i < c.Count ? c[i] : "");
                var problems = string.Join(" ", row.Problems.Select(p => Words(p, culture)));
                writer.WriteLine(string.Join(';', cells.Append(CorrectedFile.TokenOf(set, row))
                    .Append(row.Line is { } line ? row.IsPartner ? FileLine.Shown(line, culture) : line.ToString(CultureInfo.InvariantCulture) : "")
                    .Append(problems).Select(Cell)));
            }
            after = rows[^1].Seq;
        }
    }

    /// <summary>The field, the problem and the remedy.</summary>
    public static string Words(Problem problem, CultureInfo culture)
    {
        var field = ProblemTexts.FieldOf(problem, culture);
        return field + FileLine.InWords(problem, culture).What(culture) + " " + problem.Remedy(culture);
    }

    private static string Cell(string text)
    {
        var safe = FormulaGuard.Protect(text);
        return safe.AsSpan().ContainsAny(";\"\r\n") ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }
}
