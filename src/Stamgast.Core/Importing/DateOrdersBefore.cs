using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Importing;

/// <summary>Finds how a person said that the dates of a file stand when the very same file was brought before, so that nobody is asked twice.</summary>
internal static class DateOrdersBefore
{
    private const int ImportsLookedAt = 20;

    /// <summary>The choices by column, from 0; none when there was no such file, or nobody chose.</summary>
    /// <param name="hash">SHA-256 of the file; asked only when an earlier import with such columns has choices at all.</param>
    public static IReadOnlyDictionary<int, DateOrder> Of(Base customers, long setId, ColumnMapping mapping, IReadOnlyList<string> columns, Func<string> hash)
    {
        var none = new Dictionary<int, DateOrder>();
        if (!mapping.Columns.Any(c => c.Target is not null && ImportTarget.FieldOf(c.Target) is { Kind: FieldKind.Date })) return none;
        using var context = customers.NewContext();
        var earlier = context.ChangeSets
            .Where(s => s.Kind == ChangeKind.Import && s.Id != setId && s.FileHash != null && s.Reading != null && (s.State == ChangeState.Applied || s.State == ChangeState.Proposed))
            .OrderByDescending(s => s.Id).Take(ImportsLookedAt).ToList();
        var alike = earlier.Select(s => (s.FileHash, Report: Imports.ReportOf(s)!)).Where(e => e.Report.Columns.SequenceEqual(columns)).ToList();
        if (alike.TrueForAll(e => e.Report.Options.DateOrders.Count == 0)) return none;
        var same = hash();
        return alike.Find(e => e.FileHash == same) is { Report: { } last } ? last.Options.DateOrders : none;
    }
}
