using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// SQLite: proposals that a power cut tore. A proposal's file and the base are two files, and the cut may fall between their commits: then
/// the rows are those before a correction and the counts those after it, or the reverse. The file keeps the revision of its rows; where
/// the set has another one its rows are counted anew.
/// </summary>
internal static class TornProposals
{
    public static void Mend(Base customers)
    {
        if (customers.Engine != Engine.Sqlite) return;
        var waiting = new List<(long Id, int Revision)>();
        using (var reader = customers.OpenReader())
        using (var command = reader.Query($"select id, revision from change_set where state = {(int)ChangeState.Proposed}"))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) waiting.Add((rows.GetInt64(0), rows.GetInt32(1)));
        foreach (var (id, revision) in waiting)
            if (Stage.OfProposal(customers, id) is { KeptRevision: { } kept } stage && kept != revision) CountAnewOrDelete(customers, stage, id, Math.Max(kept, revision));
    }

    // A proposal that cannot be read is lost, and "upload again"; it must not keep the base from opening.
    private static void CountAnewOrDelete(Base customers, Stage stage, long setId, int revision)
    {
        try { CountAnew(customers, stage, setId, revision); }
        catch (DbException) { stage.Delete(); }
    }

    private static void CountAnew(Base customers, Stage stage, long setId, int revision) => customers.WriteCustomers(transaction =>
    {
        var set = ChangeSetRows.Find(transaction, setId);
        Proposal.Recount(transaction, stage, set);
        set.PossibleDuplicates = transaction.Number($"select count(*) from {stage.Rows} where alike is not null and left_out = 0");
        set.Reading = WithCounts(transaction, stage, set.Reading);
        set.Revision = revision;
        stage.KeepRevision(transaction, revision);
        ChangeSetRows.Update(transaction, set);
        return true;
    }, Base.Patience, stage.File);

    private static string? WithCounts(WriteTransaction transaction, Stage stage, string? reading)
    {
        if (reading is null) return null;
        var counts = new long[CustomerFields.Count];
        using (var command = transaction.Command($"select payload from {stage.Rows} where class = {(int)RowClass.Changed} and left_out = 0 and payload is not null"))
        using (var rows = command.ExecuteReader())
            while (rows.Read())
                foreach (var change in Payload.Read(stage.Shape, rows.GetString(0), creation: false))
                    if (change.Field >= 0) counts[change.Field]++;
        var json = JsonNode.Parse(reading)!.AsObject();
        json["fieldCounts"] = JsonSerializer.SerializeToNode(CustomerFields.All.Where(f => counts[f.Ordinal] > 0).ToDictionary(f => f.Name, f => counts[f.Ordinal]));
        json["leftOut"] = transaction.Number($"select count(*) from {stage.Rows} where left_out = 1");
        return json.ToJsonString();
    }
}
