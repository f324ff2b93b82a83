using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>One row as far as the counts above a preview go.</summary>
internal sealed record CountedRow(RowClass Class, bool LeftOut, string? Payload, string? Alike, string? ProblemsJson = null, bool ChangesCustomer = false)
{
    /// <summary>True when it resembles a customer or another row.</summary>
    public bool IsAlike => Alike is not null;

    /// <summary>True when it will be merged with that.</summary>
    public bool Merges => Class == RowClass.New && Alike?.Contains("\"merges\":true", StringComparison.Ordinal) == true;

    /// <summary>Why it cannot be imported; nothing for a row that can.</summary>
    public IReadOnlyList<Problem> Problems => Class is RowClass.Error or RowClass.Conflict && ProblemsJson is { } json
        ? JsonSerializer.Deserialize<List<Problem>>(json)! : [];

    public static CountedRow? Of(WriteTransaction transaction, Stage stage, long seq) => Of(transaction, stage, [seq]).GetValueOrDefault(seq);

    /// <summary>The existing ones of these rows, by number.</summary>
    public static Dictionary<long, CountedRow> Of(WriteTransaction transaction, Stage stage, IEnumerable<long> seqs)
    {
        var changes = stage.Shape.BringsCustomers ? "case when along_changes is null then 0 else 1 end" : "0";
        using var command = transaction.Command(
            $"select seq, class, left_out, payload, alike, problems, {changes} from {stage.Rows} where seq in {Sql.InList(seqs)}");
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<long, CountedRow>();
        while (reader.Read())
            rows.Add(reader.GetInt64(0), new CountedRow((RowClass)reader.GetInt32(1), reader.GetInt32(2) == 1, reader.TextOrNull(3), reader.TextOrNull(4),
            reader.TextOrNull(5), reader.GetInt32(6) == 1));
        return rows;
    }
}

/// <summary>Keeps the counts of a proposal right when single rows of it are altered: they are counted once, when the file is read.</summary>
internal static class PreviewCounts
{
    /// <summary>Removes the old rows from the counts, and adds the new ones.</summary>
    /// <param name="leftOutCauses">The causes whose rows are all left out.</param>
    public static void Moved(ChangeSet set, IReadOnlyList<ErrorCause> leftOutCauses, params IReadOnlyList<(CountedRow Before, CountedRow After)> rows)
    {
        var report = ProposalReport.Of(set);
        var fields = report is null ? null : new Dictionary<string, long>(report.FieldCounts);
        var leftOut = rows.Sum(row => (row.After.LeftOut ? 1 : 0) - (row.Before.LeftOut ? 1 : 0));
        var merges = rows.Sum(row => (row.After is { Merges: true, LeftOut: false } ? 1 : 0) - (row.Before is { Merges: true, LeftOut: false } ? 1 : 0));
        var changing = rows.Sum(row => (row.After is { ChangesCustomer: true, LeftOut: false } ? 1 : 0)
            - (row.Before is { ChangesCustomer: true, LeftOut: false } ? 1 : 0));
        var (causes, leftOutBy) = (report?.Causes ?? [], report?.LeftOutBy ?? []);
        foreach (var (before, after) in rows)
        {
            causes = CauseTally.Moved(causes, before.LeftOut ? [] : before.Problems, after.LeftOut ? [] : after.Problems);
            if (leftOutCauses.Count > 0) leftOutBy = CauseTally.Moved(leftOutBy, LeftBecause(before, leftOutCauses), LeftBecause(after, leftOutCauses));
            Add(set, fields, before, -1);
            Add(set, fields, after, 1);
        }
        if (report is not null)
            set.Reading = (report with { FieldCounts = fields!, LeftOut = report.LeftOut + leftOut, Merges = report.Merges + merges, Causes = causes,
                LeftOutBy = leftOutBy, ChangingCustomers = report.ChangingCustomers + changing }).In(set.Reading!);
    }

    /// <summary>The counts by field, without rows that were refused, found to be in conflict, or left out, after they were counted.</summary>
    public static Dictionary<string, long> FieldsOf(WriteTransaction transaction, Stage stage, IReadOnlyDictionary<string, long> counted, bool anyLeftOut)
    {
        var fields = new Dictionary<string, long>(counted);
        var leftOut = anyLeftOut ? $" or (left_out = 1 and class = {(int)RowClass.Changed})" : "";
        using var command = transaction.Command(
            $"select payload from {stage.Rows} where (class in ({(int)RowClass.Error}, {(int)RowClass.Conflict}) and record_id is not null and payload is not "
            + $"null){leftOut}");
        using var reader = command.ExecuteReader();
        while (reader.Read()) Count(fields, stage.Shape, reader.GetString(0), -1);
        return fields;
    }

    private static IReadOnlyList<Problem> LeftBecause(CountedRow row, IReadOnlyList<ErrorCause> causes) =>
        row.LeftOut && row.Problems.FirstOrDefault(p => ErrorCauses.IsLeftOut(p, causes)) is { } why ? [why] : [];

    private static void Add(ChangeSet set, Dictionary<string, long>? fields, CountedRow row, int sign)
    {
        if (row.LeftOut) return;
        set.Rows += sign;
        switch (row.Class)
        {
            case RowClass.New: set.Created += sign; break;
            case RowClass.Changed: set.Changed += sign; break;
            case RowClass.Unchanged: set.Unchanged += sign; break;
            case RowClass.Error: set.Errors += sign; break;
            default: set.Conflicts += sign; break;
        }
        if (row.IsAlike) set.PossibleDuplicates += sign;
        if (fields is not null && row is { Class: RowClass.Changed, Payload: { } payload }) Count(fields, RecordShapes.Of(set.RecordKind), payload, sign);
    }

    private static void Count(Dictionary<string, long> fields, RecordShape shape, string payload, int sign)
    {
        foreach (var change in Payload.Read(shape, payload, creation: false))
        {
            if (change.Field == FieldChange.Trashed) continue;
            var name = change.Name;
            fields[name] = Math.Max(0, fields.GetValueOrDefault(name) + sign);
        }
    }
}
