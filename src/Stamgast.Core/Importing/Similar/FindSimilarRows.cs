using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.Similar;

/// <summary>
/// Searches the new rows of a preview for customers that they probably are, and for rows that are probably one customer, with score and reasons. It
/// runs beside the preview, which can be used and confirmed meanwhile: nothing that will be applied changes, so that the revision stays.
/// </summary>
/// <param name="memory">The customers of the base as matching knows them.</param>
public sealed class FindSimilarRows(Base customers, MatchMemory memory)
{
    /// <summary>Rows of one file are compared with each other among so many; their values are in memory meanwhile.</summary>
    private const int MostAtOnce = 100_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The reason of such a resemblance, in place of one of equal values.</summary>
    public const string Reason = "matched";

    /// <summary>True for a preview that was not searched yet and has new rows.</summary>
    public static bool IsWanted(ChangeSet set) =>
        set is { Kind: ChangeKind.Import, RecordKind: CustomerShape.KindNumber, State: ChangeState.Proposed, Created: > 0 }
        && Imports.ReportOf(set) is { IsSearched: false, LeftFrom: null };

    /// <summary>Searches it, and notes what is found at the rows.</summary>
    /// <param name="progress">Receives the number of rows that are done.</param>
    /// <returns>The number of rows that resemble somebody; null when the preview is another one by now, or applied.</returns>
    public long? Do(long setId, Action<long>? progress, CancellationToken cancel)
    {
        try { return Search(setId, progress, cancel); }
        // Discarded meanwhile.
        catch (RefusedException gone) when (gone.Refusal.Code is "change_set.unknown" or "proposal.lost") { return null; }
    }

    private long? Search(long setId, Action<long>? progress, CancellationToken cancel)
    {
        var set = Proposal.Waiting(customers, setId);
        if (!IsWanted(set)) return null;
        var stage = Stage.OfProposal(customers, set);
        long done = 0;
        for (var after = 0L; ;)
        {
            var rows = Read(stage, after);
            if (rows.Count > 0)
            {
                var known = Customers();
                var alikes = known == 0 ? [] : Alikes(rows, Matches(rows, some => progress?.Invoke(done + some), cancel));
                // A base of few customers teaches too little about how often names and places occur: then the file is searched by itself, as a whole base is.
                if (known < rows.Count) WithinFile(rows, alikes, cancel);
                if (!Note(setId, stage, alikes)) return null;
                done += rows.Count;
                after = rows[^1].Seq;
            }
            if (rows.Count < MostAtOnce) return Finish(setId, stage);
        }
    }

    private List<(long Seq, long Line, CustomerValues Values)> Read(Stage stage, long after)
    {
        using var connection = stage.OpenReader();
        // A person said what they are.
        var settled = MatchedRows.Of(connection, stage);
        var fields = MatchColumns.Fields.Append(CustomerFields.All[CustomerFields.AllowMerge]).Distinct().ToList();
        using var command = connection.Query($"""
            select s.seq, s.line, {string.Join(", ", fields.Select(f => "s." + f.Name))} from {stage.Rows} s
            where s.class = {(int)RowClass.New} and s.left_out = 0 and s.seq > @after order by s.seq limit {MostAtOnce}
            """, ("after", after));
        using var reader = command.ExecuteReader();
        var rows = new List<(long, long, CustomerValues)>();
        while (reader.Read())
        {
            var line = reader.NumberOrNull(1) ?? 0;
            var values = new CustomerValues();
            for (var i = 0; i < fields.Count; i++) values[fields[i]] = reader.TextOrNull(2 + i);
            if (settled.ContainsKey(line)) values[CustomerFields.AllowMerge] = "0";
            rows.Add((reader.GetInt64(0), line, values));
        }
        return rows;
    }

    private IReadOnlyList<RowMatch>[] Matches(List<(long Seq, long Line, CustomerValues Values)> rows, Action<long> progress, CancellationToken cancel)
    {
        var compared = rows.ConvertAll(r => new ComparedRow(r.Values, null));
        while (true)
        {
            if (new BaseMatches(memory).Find(compared, most: 1, MatchingOptions.DefaultThreshold, progress, cancel) is { } found) return found;
            // It is being built: ten seconds for a million customers.
            cancel.WaitHandle.WaitOne(Pause);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private static Dictionary<long, Alike> Alikes(List<(long Seq, long Line, CustomerValues Values)> rows, IReadOnlyList<RowMatch>[] found)
    {
        var alikes = new Dictionary<long, Alike>();
        for (var i = 0; i < rows.Count; i++)
            if (found[i] is [var best, ..])
                alikes[rows[i].Seq] = Of(best.CustomerId, best.Row is { } row ? rows[row].Line : null, best.Explanation);
        return alikes;
    }

    private static Alike Of(long? customer, long? line, Explanation explanation) =>
        new(customer, line, Reason) { Score = Math.Round(explanation.Score, 4), Why = explanation.Compact() };

    private long Customers()
    {
        using var reader = customers.OpenReader();
        return BaseTable.Number(reader, Counter.Customers);
    }

    private static void WithinFile(List<(long Seq, long Line, CustomerValues Values)> rows, Dictionary<long, Alike> alikes, CancellationToken cancel)
    {
        var nobody = new string?[MatchColumns.Count];
        var table = MatchColumns.NewTable();
        foreach (var row in rows) table.Add(row.Values[CustomerFields.AllowMerge] == "0" ? nobody : MatchColumns.CellsOf(row.Values));
        var search = DuplicateSearch.Run(table, MatchColumns.Options with { Threshold = MatchingOptions.DefaultThreshold }, null, cancel);
        var explainer = search.NewExplainer();
        foreach (var pair in search.Pairs.OrderByDescending(p => p.Bits))
            // A customer comes before another row, and the likeliest row before others.
            if (!alikes.ContainsKey(rows[pair.B].Seq)) alikes[rows[pair.B].Seq] = Of(null, rows[pair.A].Line, search.Explain(pair, explainer));
    }

    // What will be merged by the policy stays as it was promised.
    private bool Note(long setId, Stage stage, Dictionary<long, Alike> alikes) => customers.WriteCustomers(transaction =>
    {
        if (!IsStill(transaction, setId, stage)) return false;
        foreach (var (seq, alike) in alikes)
            transaction.Execute($"""
                update {stage.Rows} set alike = @alike where seq = @seq and class = {(int)RowClass.New} and (alike is null or alike not like '%"merges":true%')
                """, ("alike", JsonSerializer.Serialize(alike)), ("seq", seq));
        return true;
    }, Imports.LongPatience, stage.File);

    private long? Finish(long setId, Stage stage) => customers.WriteCustomers<long?>(transaction =>
    {
        if (!IsStill(transaction, setId, stage)) return null;
        var set = ChangeSetRows.Find(transaction, setId);
        set.PossibleDuplicates = transaction.Number($"select count(*) from {stage.Rows} where alike is not null and left_out = 0");
        var reading = JsonNode.Parse(set.Reading!)!.AsObject();
        reading["isSearched"] = true;
        set.Reading = reading.ToJsonString();
        ChangeSetRows.Update(transaction, set);
        return set.PossibleDuplicates;
    }, Imports.LongPatience, stage.File);

    private static bool IsStill(WriteTransaction transaction, long setId, Stage stage) =>
        transaction.Number("select count(*) from change_set where id = @id and state = @proposed and staged = @staged",
            ("id", setId), ("proposed", (int)ChangeState.Proposed), ("staged", stage.Number)) > 0;
}
