using System.Data.Common;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Queue;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Settings;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// Answers "why?" and "why not?" for any two customers, out of the index in which the search for duplicates itself looks: the same blocks, weights and
/// reasons.
/// </summary>
/// <param name="memory">The memory of the server; a command by itself makes one and calls <see cref="MatchMemory.Load"/>.</param>
/// <param name="viewer">Who asks.</param>
public sealed class ExplainPair(Base customers, MatchMemory memory, Viewer viewer)
{
    /// <summary>Explains two customers in either order.</summary>
    /// <param name="patience">How long to wait for the memory, which takes ten seconds for a million customers.</param>
    /// <returns>Null while the memory is being built.</returns>
    /// <exception cref="RefusedException">customer.unknown, duplicates.same</exception>
    public PairExplanation? Of(long one, long other, TimeSpan patience, CancellationToken cancel)
    {
        if (one == other) throw new RefusedException("duplicates.same", one);
        var lookup = new CustomerLookup(customers, viewer);
        CustomerState Known(long id) => lookup.Find(id) ?? throw new RefusedException("customer.unknown", id);
        var (a, b) = (Known(Math.Min(one, other)), Known(Math.Max(one, other)));
        if (memory.Within(patience, cancel) is not { } index) return null;
        var compared = index.Compare(a.Id, MatchColumns.CellsOf(a.Values), b.Id, MatchColumns.CellsOf(b.Values));
        using var reader = customers.OpenReader();
        var pair = PairRows.Read(reader, "p.a = @a and p.b = @b", ("a", a.Id), ("b", b.Id)) is [var stored] ? stored : null;
        return new PairExplanation(a, b, pair is null ? StandingOf(reader, a, b, compared) : PairStanding.Pair, compared,
            pair is null ? compared.Explanation : Explanation.Read(pair.Why))
        {
            CertainFrom = OrganisationSettings.Of(reader).CertainFrom, Lane = pair?.Lane,
            Decision = new DecidedPairs(customers, viewer).Find(a.Id, b.Id)?.Decision,
        };
    }

    private static PairStanding StandingOf(DbConnection reader, CustomerState a, CustomerState b, ComparedRows compared)
    {
        if (!compared.AreInIndex) return PairStanding.LeftOut;
        if (compared.Explanation.Score < ScanBase.Least) return compared.AreCompared ? PairStanding.TooLittle : PairStanding.NeverMeet;
        if (ScanState.Read(reader) is not { } state) return PairStanding.NotSearched;
        var since = CustomersSince.Between(reader, state.LastItem, BaseTable.Number(reader, Counter.Items));
        if (since.Contains(a.Id) || since.Contains(b.Id)) return PairStanding.NotSearched;
        return compared.AreCompared ? PairStanding.KeptApart : PairStanding.NeverMeet;
    }
}
