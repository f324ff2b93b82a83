using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>Finds the date orders that a person chose when the very same file was imported before, so that nobody is asked twice.</summary>
internal static class DateOrdersBefore
{
    private const int ImportsLookedAt = 20;

    /// <summary>The choices by column, from 0; empty when there was no such file, or nobody chose.</summary>
    /// <param name="hash">The hash of the file; only computed when an earlier import with such columns has choices at all.</param>
    public static IReadOnlyDictionary<int, DateOrder> Of(Base customers, long setId, ColumnMapping mapping, IReadOnlyList<string> columns, Func<string> hash)
    {
        var none = new Dictionary<int, DateOrder>();
        if (!mapping.Columns.Any(c => c.Target is not null && ImportTarget.FieldOf(c.Target) is { Kind: FieldKind.Date })) return none;
        // Applied imports no longer know the names of their columns.
        var alike = Earlier(customers, setId).Where(e => e.Report.Columns.Count == columns.Count).ToList();
        if (alike.TrueForAll(e => e.Report.Options.DateOrders.Count == 0)) return none;
        var same = hash();
        return alike.Find(e => e.FileHash == same) is { Report: { } last } ? last.Options.DateOrders : none;
    }

    // The latest first. Without the object-relational model, whose start takes longer than reading a small file.
    private static List<(string FileHash, ImportReport Report)> Earlier(Base customers, long setId)
    {
        using var connection = customers.OpenReader();
        using var command = connection.Query(
            "select file_hash, reading from change_set where kind = @import and id <> @id and file_hash is not null and reading is not null and state in "
                + "(@applied, @proposed) order by id desc limit @most",
            ("import", (int)ChangeKind.Import), ("id", setId), ("applied", (int)ChangeState.Applied), ("proposed", (int)ChangeState.Proposed), ("most",
            ImportsLookedAt));
        using var reader = command.ExecuteReader();
        var found = new List<(string, ImportReport)>();
        while (reader.Read()) found.Add((reader.GetString(0), Imports.ReportOf(reader.GetString(1))));
        return found;
    }
}
