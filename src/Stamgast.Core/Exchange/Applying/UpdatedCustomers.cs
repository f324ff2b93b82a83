using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Exchange.Applying;

/// <summary>What the rows of a file change in customers, compared with these as they are now.</summary>
/// <param name="Changes">What is left to do.</param>
/// <param name="Kept">Customers in whom somebody else changed one of the same values since the preview, or who are gone: they stay as they are.</param>
internal sealed record UpdatedCustomers(IReadOnlyList<(CustomerState State, List<FieldChange> Changes)> Changes, IReadOnlyList<KeptChange> Kept)
{
    private const int MostNamed = 100;

    /// <param name="viewer">Whose customers may be changed.</param>
    public static UpdatedCustomers Of(WriteTransaction transaction, Stage stage, Viewer viewer)
    {
        var (changes, kept) = (new List<(CustomerState, List<FieldChange>)>(), new List<KeptChange>());
        foreach (var portion in Wanted(transaction, stage).Chunk(RecordStates.Portion))
        {
            var states = RecordStates.Read(transaction, CustomerShape.Instance, [.. portion.Select(p => p.Customer)]);
            foreach (var (id, payload) in portion)
            {
                var state = (CustomerState?)states.GetValueOrDefault(id);
                if (state is not null && !viewer.Sees(state.Values)) continue;
                var wanted = Payload.Read(CustomerShape.Instance, payload, creation: false);
                // What has come to be so is done.
                wanted.RemoveAll(c => state is not null && state.Values[c.Field] == c.After);
                if (wanted.Count == 0) continue;
                if (state is { Trashed: false, MergedInto: null } now && wanted.TrueForAll(c => now.Values[c.Field] == c.Before)) changes.Add((now, wanted));
                else if (kept.Count < MostNamed)
                    kept.Add(new KeptChange(id, state?.Values.DisplayName, "conflict.changed", [.. wanted.Select(c => c.Name)]));
            }
        }
        return new UpdatedCustomers(changes, kept);
    }

    // A row that changes nothing in its own record counts too.
    private static List<(long Customer, string Payload)> Wanted(WriteTransaction transaction, Stage stage)
    {
        var wanted = new List<(long, string)>();
        using var command = transaction.Command($"""
            select along_customer, along_changes from {stage.Rows}
            where along_changes is not null and left_out = 0 and class in ({(int)RowClass.New}, {(int)RowClass.Changed}, {(int)RowClass.Unchanged}) order by seq
            """);
        using var rows = command.ExecuteReader();
        while (rows.Read()) wanted.Add((rows.GetInt64(0), rows.GetString(1)));
        return wanted;
    }
}
