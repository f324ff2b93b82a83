using System.Globalization;
using Microsoft.Data.Sqlite;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// Cleans up after a killed process: proposals whose rows were still being written, and rows of proposals that were applied or abandoned. Runs when a
/// base is opened by the only process on it; history is never touched. An import stays visible as failed, since its file may still be there to be
/// read again; one that was being read again keeps its earlier preview. Any process that comes across an abandoned import frees it, even while other
/// processes use the base.
/// </summary>
internal static class CrashRemains
{
    // After a program was killed during a large apply, PostgreSQL finishes the statement before it notices that nobody waits for it.
    private static readonly TimeSpan UntilTheServerNotices = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(500);

    private static readonly string BeingRead = $"state = {(int)ChangeState.Staging} and kind = {(int)ChangeKind.Import}";

    public static void Clear(Base customers)
    {
        DeleteArriving(customers.Location);
        try
        {
            customers.WriteCustomers(transaction =>
            {
                Free(transaction, "");
                return transaction.Execute($"delete from change_set where state = {(int)ChangeState.Staging}");
            }, UntilTheServerNotices);
        }
        // People can read and delete things that take up room; the rest is cleaned up at the next start.
        catch (RefusedException e) when (e.Refusal.Code is DiskFull.Here or DiskFull.OnServer) { return; }
        FirstIndex.DeleteLeft(customers.Location);
        foreach (var stage in Stage.Orphans(customers)) stage.Delete();
        Stage.TakeBackHalfDone(customers);
        LoseTorn(customers);
        LoseOlder(customers);
    }

    // SQLite: the file of a proposal and the base are two files, and a power cut may fall between their commits. The file keeps the revision of its
    // rows; if the set has another one, the rows do not match its counts, and the imported file must be read again.
    private static void LoseTorn(Base customers)
    {
        var torn = new List<Stage>();
        using (var reader = customers.OpenReader())
        using (var command = reader.Query($"select id, staged, revision from change_set where state = {(int)ChangeState.Proposed}"))
        using (var rows = command.ExecuteReader())
            while (rows.Read())
            {
                var stage = Stage.OfProposal(customers, new ChangeSet { Id = rows.GetInt64(0), Staged = rows.GetInt32(1) });
                if (stage.KeptRevision is { } kept && kept != rows.GetInt32(2)) torn.Add(stage);
            }
        foreach (var stage in torn) Lose(customers, stage, "proposal.lost");
    }

    // A migration does not migrate the rows of a proposal: an older version may have stored them in other columns. They are read again from the file,
    // which is still there.
    private static void LoseOlder(Base customers)
    {
        var waiting = new List<Stage>();
        using (var reader = customers.OpenReader())
        using (var command = reader.Query($"select id, staged, record_kind from change_set where state = {(int)ChangeState.Proposed}"))
        using (var rows = command.ExecuteReader())
            while (rows.Read())
                waiting.Add(Stage.OfProposal(customers, new ChangeSet { Id = rows.GetInt64(0), Staged = rows.GetInt32(1), RecordKind = rows.GetInt32(2) }));
        foreach (var stage in waiting)
            if (ReasonToLose(stage) is { } code) Lose(customers, stage, code);
    }

    // A file that cannot be read is lost, and "upload again"; it must not keep the base from opening.
    private static string? ReasonToLose(Stage stage)
    {
        try { return stage.IsOfThisVersion() ? null : "proposal.older"; }
        catch (SqliteException) { return "proposal.lost"; }
    }

    private static void Lose(Base customers, Stage stage, string code)
    {
        customers.WriteCustomers(transaction => transaction.Execute($$"""
            update change_set set state = {{(int)ChangeState.Failed}}, staged = 0, failure = '{"Code":"{{code}}","Arguments":["' || id || '"]}'
            where id = @id
            """, ("id", stage.SetId)), Base.Patience);
        stage.Delete();
    }

    // First, since it makes room. Nobody else uses the base, so nothing is being uploaded.
    private static void DeleteArriving(BaseLocation location)
    {
        if (!Directory.Exists(location.UploadFolder)) return;
        foreach (var file in Directory.EnumerateFiles(location.UploadFolder, BaseLocation.ArrivingPrefix + "*")) File.Delete(file);
    }

    /// <summary>Frees an import that is marked as being read while no program reads it.</summary>
    /// <returns>True when it was freed; false when somebody is reading it, or it is not marked as being read.</returns>
    public static bool TakeBack(Base customers, long setId) => TakeBack(customers, setId, Base.Patience);

    private static bool TakeBack(Base customers, long setId, TimeSpan patience)
    {
        if (!customers.InHand.TryHold(setId)) return false;
        try
        {
            var half = customers.WriteCustomers(transaction =>
                Free(transaction, string.Create(CultureInfo.InvariantCulture, $" and id = {setId}")) > 0
                    ? Stage.Next(customers, ChangeSetRows.Find(transaction, setId)) : null, patience);
            // A process that only lost the connection with its lock may still be writing there; the next reading makes it anew.
            half?.Delete(TimeSpan.FromMilliseconds(200));
            return half is not null;
        }
        finally { customers.InHand.LetGo(setId); }
    }

    /// <summary>
    /// Frees all imports that are marked as being read while no program reads them; those that cannot be written at the moment are left to the next
    /// one that comes across them.
    /// </summary>
    public static void TakeBackAll(Base customers)
    {
        var marked = new List<long>();
        using (var reader = customers.OpenReader())
        using (var command = reader.Query($"select id from change_set where {BeingRead}"))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) marked.Add(rows.GetInt64(0));
        foreach (var setId in marked)
            try { TakeBack(customers, setId, AMoment); }
            // Somebody is applying a large import: that must not keep the base from opening.
            catch (RefusedException e) when (Trouble.Is(e.Refusal)) { return; }
    }

    private static long Free(WriteTransaction transaction, string only) => transaction.Execute($$"""
        update change_set set state = case when staged > 0 then {{(int)ChangeState.Proposed}} else {{(int)ChangeState.Failed}} end,
            failure = '{"Code":"' || case when staged > 0 then 'proposal.stopped' else 'proposal.interrupted' end || '","Arguments":["' || id || '"]}'
        where {{BeingRead}}{{only}}
        """);
}
