using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>One step in the history of a customer: the set, what it did to this customer, and whether that was taken back since.</summary>
public sealed record HistoryEntry(ChangeSet Set, int VersionBefore, int VersionAfter, bool Undone, IReadOnlyList<FieldChange> Changes)
{
    public bool IsCreation => VersionBefore == 0;
}

/// <summary>What happened to one customer, newest first, and what people saw at any moment (D10).</summary>
public sealed class History(Base customers)
{
    /// <summary>The steps of a customer, newest first; also those of undos.</summary>
    /// <param name="before">Only steps of before this version, to page on; null for the newest.</param>
    public IReadOnlyList<HistoryEntry> Of(long customerId, int? before = null, int limit = 200)
    {
        using var context = customers.NewContext();
        var rows = (from item in context.ChangeItems
                    join set in context.ChangeSets on item.SetId equals set.Id
                    where item.RecordKind == RecordKind.Customer && item.RecordId == customerId && (before == null || item.VersionAfter < before)
                    orderby item.Seq descending
                    select new { item, set }).Take(limit).ToList();
        return rows.ConvertAll(r => new HistoryEntry(r.set, r.item.VersionBefore, r.item.VersionAfter, r.item.Dead,
            Payload.Read(r.item.Payload, r.item.VersionBefore == 0)));
    }

    /// <summary>The customer as people saw it at a moment; null when it did not exist yet.</summary>
    public CustomerState? AsOf(long customerId, DateTime time)
    {
        using var context = customers.NewContext();
        var items = (from item in context.ChangeItems
                     join set in context.ChangeSets on item.SetId equals set.Id
                     where item.RecordKind == RecordKind.Customer && item.RecordId == customerId && set.AppliedAt <= time
                     orderby item.Seq
                     select item).ToList();
        if (items.Count == 0) return null;
        var values = CustomerValues.Blank();
        var trashed = false;
        foreach (var item in items)
        {
            var changes = Payload.Read(item.Payload, item.VersionBefore == 0);
            if (item.VersionBefore == 0) foreach (var change in changes) values[change.Field] = change.After;
            else values = Difference.Applied(values, changes);
            foreach (var change in changes.Where(c => c.Field == FieldChange.Trashed)) trashed = change.After == "1";
        }
        return new CustomerState(customerId, items[^1].VersionAfter, values, trashed);
    }

    /// <summary>When a customer was added, UTC; null when there is none.</summary>
    public DateTime? CreatedAt(long customerId)
    {
        using var context = customers.NewContext();
        return context.Customers.Where(c => c.Id == customerId).Select(c => (DateTime?)c.CreatedAt).FirstOrDefault();
    }

    /// <summary>The values at an earlier version, by walking back from the present ones.</summary>
    internal static CustomerValues AtVersion(WriteTransaction transaction, CustomerState now, int version)
    {
        using var command = transaction.Command(Since, ("id", now.Id), ("version", version));
        using var reader = command.ExecuteReader();
        return WalkBack(reader, now.Values);
    }

    /// <inheritdoc cref="AtVersion(WriteTransaction, CustomerState, int)" />
    internal static CustomerValues AtVersion(DbConnection connection, CustomerState now, int version)
    {
        using var command = connection.Query(Since, ("id", now.Id), ("version", version));
        using var reader = command.ExecuteReader();
        return WalkBack(reader, now.Values);
    }

    private const string Since = """
        select version_before, payload from change_item where record_kind = 1 and record_id = @id and version_after > @version order by seq desc
        """;

    /// <summary>Takes the changes of the rows (version before, payload; newest first) back from the values.</summary>
    internal static CustomerValues WalkBack(DbDataReader reader, CustomerValues values)
    {
        while (reader.Read())
        {
            if (reader.GetInt32(0) == 0) break;
            values = Difference.Applied(values, Payload.Read(reader.GetString(1), creation: false).Select(c => new FieldChange(c.Field, c.After, c.Before)));
        }
        return values;
    }

    /// <summary>Who last changed a field of a customer, and when.</summary>
    internal static (long? UserId, DateTime? At) LastAssignment(WriteTransaction transaction, long customerId, string field)
    {
        using var command = transaction.Command("""
            select s.user_id, s.applied_at from change_item i join change_set s on s.id = i.set_id
            where i.record_kind = 1 and i.record_id = @id and i.payload like @like order by i.seq desc limit 1
            """, ("id", customerId), ("like", $"%\"{field}\":%"));
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return (null, null);
        return (reader.NumberOrNull(0), reader.NumberOrNull(1) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime : null);
    }
}
