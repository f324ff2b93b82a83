using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Files;
using Stamgast.Tables.Csv;
using Stamgast.Tasks.Lists;

namespace Stamgast.Tasks.Exchange;

/// <summary>Writes all tasks outside the trash into a CSV file, as <see cref="TaskImport"/> reads them; streaming.</summary>
public sealed class TaskExport(Base customers, TimeProvider clock)
{
    private const int RowsBetweenReports = 2048;

    /// <summary>The columns of the file: the identifying ones, then the fields that a person may set.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["id", "version", .. TaskFields.All.Where(f => f.Ordinal != TaskFields.DoneAt).Select(f => f.Name)];

    /// <summary>Writes a file, which is there when it is whole and not before. Gives the number of tasks.</summary>
    /// <exception cref="RefusedException">export.file: it cannot be written. output.own, output.special: it would destroy something else.</exception>
    public long WriteFile(string path, IProgress<(long Done, long? Total)>? progress = null, CancellationToken cancel = default) =>
        ExportFile.Write(path, file => Write(file, null, progress, cancel));

    /// <summary>Writes into a stream, in the order of the IDs. Gives the number of tasks.</summary>
    /// <param name="query">Which ones; null means all outside the trash.</param>
    public long Write(Stream into, TaskQuery? query = null, IProgress<(long Done, long? Total)>? progress = null, CancellationToken cancel = default)
    {
        var shape = TaskShape.Instance;
        var rules = TaskRules.Of(customers, clock);
        using var writer = new CsvTableWriter(into);
        writer.WriteRow([.. Columns]);
        using var reader = customers.OpenReader();
        var parameters = new List<(string, object?)>();
        var which = query is null ? shape.Alive(customers.Engine, "c")
            : string.Join(" and ", new TaskList(customers, Viewer.System, clock).Conditions(query, parameters));
        if (query?.Words.Trim().Length > 0) reader.KnowFolding();
        using var command = reader.Query(RecordStates.Select(shape, customers.Engine, which) + " order by c.id", [.. parameters]);
        using var rows = command.ExecuteReader();
        var count = 0L;
        while (rows.Read())
        {
            Write(writer, RecordStates.At(shape, rows), rules);
            if (++count % RowsBetweenReports != 0) continue;
            cancel.ThrowIfCancellationRequested();
            progress?.Report((count, null));
        }
        return count;
    }

    private static void Write(CsvTableWriter writer, RecordState state, TaskRules rules)
    {
        writer.WriteCell(state.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteCell(state.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var field in TaskFields.All)
        {
            if (field.Ordinal == TaskFields.DoneAt) continue;
            var value = state.Values[field.Ordinal];
            // People know each other by address, not by number; a deleted user keeps the number.
            if (field.Ordinal == TaskFields.Assignee && value is not null)
                value = rules.EmailOf(long.Parse(value, System.Globalization.CultureInfo.InvariantCulture)) ?? value;
            writer.WriteCell(value ?? "");
        }
        writer.EndRow();
    }
}
