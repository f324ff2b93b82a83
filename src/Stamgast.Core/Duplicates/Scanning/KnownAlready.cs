using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;

namespace Stamgast.Duplicates.Scanning;

/// <summary>A customer that may be the one being typed.</summary>
/// <param name="Customer">The customer, which the viewer sees.</param>
/// <param name="Explanation">How much they are alike, and why.</param>
public sealed record KnownCustomer(CustomerState Customer, Explanation Explanation);

/// <summary>The answer while somebody types a customer.</summary>
/// <param name="IsReady">False while the memory of customers is still being built: nobody is found then.</param>
/// <param name="Seen">Customers that the viewer sees, the likeliest first.</param>
/// <param name="Unseen">
/// For likely customers that the viewer does not see: whom to ask, each once; null where nobody is responsible. Nothing else is told of them.
/// </param>
public sealed record KnownHint(bool IsReady, IReadOnlyList<KnownCustomer> Seen, IReadOnlyList<string?> Unseen);

/// <summary>
/// Tells, while somebody types a customer, who may be the same: within a few milliseconds among a million, so that it can be asked at each pause.
/// Customers that may not be merged are neither asked for nor found, nor are those of whom somebody decided that they are another.
/// </summary>
/// <param name="viewer">The person who types.</param>
public sealed class KnownAlready(Base customers, MatchMemory memory, Viewer viewer)
{
    private const int Shown = 3;
    private const int Looked = 12;

    /// <summary>Looks for customers like these values.</summary>
    /// <param name="values">What was typed so far.</param>
    /// <param name="self">The customer that is being edited; null for a new one.</param>
    public KnownHint Of(CustomerValues values, long? self)
    {
        if (values[CustomerFields.AllowMerge] == "0") return new KnownHint(true, [], []);
        if (memory.Now() is not { } index) return new KnownHint(false, [], []);
        var likely = index.Find(MatchColumns.CellsOf(values), Looked, ScanBase.Least, self);
        if (likely.Count == 0) return new KnownHint(true, [], []);
        using var connection = customers.OpenReader();
        var others = self is { } id ? Others(connection, id) : [];
        var states = CustomerStates.Read(connection, customers.Engine, [.. likely.Select(l => l.Key)]);
        var (seen, unseen) = (new List<KnownCustomer>(), new List<string?>());
        foreach (var like in likely)
        {
            // Since the memory was read, it may have been merged or moved to the trash.
            if (others.Contains(like.Key) || !states.TryGetValue(like.Key, out var state) || !state.IsLive) continue;
            if (!viewer.Sees(state.Values)) unseen.Add(state.Values[CustomerFields.Label]);
            else if (seen.Count < Shown) seen.Add(new KnownCustomer(state, like.Explanation));
        }
        return new KnownHint(true, seen, [.. unseen.Distinct()]);
    }

    private static HashSet<long> Others(System.Data.Common.DbConnection connection, long id)
    {
        var others = new HashSet<long>();
        using var command = connection.Query("""
            select case when a = @id then b else a end from duplicate_decision where (a = @id or b = @id) and verdict = @different and reopened is null
            """, ("id", id), ("different", (int)PairVerdict.Different));
        using var reader = command.ExecuteReader();
        while (reader.Read()) others.Add(reader.GetInt64(0));
        return others;
    }
}
