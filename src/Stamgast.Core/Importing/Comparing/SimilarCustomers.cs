using System.Data.Common;
using System.Diagnostics;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.Comparing;

/// <summary>A customer created by an import, and an existing one that it resembles; the reason is a key under <c>alike.</c></summary>
public sealed record SimilarPair(long CustomerId, string Name, long OtherId, string OtherName, string Reason);

/// <summary>Some pairs.</summary>
/// <param name="GoesOn">After which change is to be looked on; null when all were looked at.</param>
public sealed record SimilarPairs(IReadOnlyList<SimilarPair> Pairs, long? GoesOn);

/// <summary>
/// The customers created by an applied import that resemble another one, by the rules of its preview and their current values. Checks some hundreds
/// at a time, for a while: of a million, the next page continues with the rest.
/// </summary>
/// <param name="viewer">The viewer: pairs with a hidden customer are skipped.</param>
public sealed class SimilarCustomers(Base customers, Viewer viewer)
{
    private const int AtOnce = 500;

    /// <param name="after">The change after which is looked; 0 from the first.</param>
    /// <param name="size">About how many pairs are wanted.</param>
    /// <param name="patience">After this no more are looked at.</param>
    public SimilarPairs Of(ChangeSet set, long after, int size, TimeSpan patience)
    {
        if (set is not { State: ChangeState.Applied, FirstSeq: { } first, LastSeq: { } last }) return new SimilarPairs([], null);
        var watch = Stopwatch.StartNew();
        var pairs = new List<SimilarPair>();
        using var connection = customers.OpenReader();
        using var namesakes = Namesakes.Of(connection);
        for (var from = Math.Max(first - 1, after); ;)
        {
            var made = Made(connection, from, last);
            if (made.Count == 0) return new SimilarPairs(pairs, null);
            pairs.AddRange(Pairs(connection, namesakes, [.. made.Select(m => m.Id)]));
            from = made[^1].Seq;
            if (made.Count < AtOnce) return new SimilarPairs(pairs, null);
            if (pairs.Count >= size || watch.Elapsed > patience) return new SimilarPairs(pairs, from);
        }
    }

    private static List<(long Seq, long Id)> Made(DbConnection connection, long after, long last)
    {
        using var command = connection.Query(
            $"select seq, record_id from change_item where seq > @after and seq <= @last and record_kind = 1 "
                + $"and version_before = 0 order by seq limit {AtOnce}",
            ("after", after), ("last", last));
        using var reader = command.ExecuteReader();
        var made = new List<(long, long)>();
        while (reader.Read()) made.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return made;
    }

    private List<SimilarPair> Pairs(DbConnection connection, Namesakes namesakes, IReadOnlyCollection<long> ids)
    {
        var states = CustomerStates.Read(connection, customers.Engine, ids).Values.Where(s => s.IsLive && viewer.Sees(s.Values)).OrderBy(s => s.Id).ToList();
        var rows = states.ConvertAll(RowOf);
        var known = KnownCustomers.Of(connection, customers.Engine, rows, ImportKey.Id, namesakes);
        var found = states.Zip(rows, (state, row) => (State: state, Alike: Resembles(state, row, known))).Where(f => f.Alike is not null).ToList();
        var others = CustomerStates.Read(connection, customers.Engine, [.. found.Select(f => f.Alike!.CustomerId!.Value).Distinct()]);
        return [.. found.Where(f => others.TryGetValue(f.Alike!.CustomerId!.Value, out var other) && viewer.Sees(other.Values))
            .Select(f => new SimilarPair(f.State.Id, f.State.Values.DisplayName ?? "", f.Alike!.CustomerId!.Value,
            others[f.Alike.CustomerId.Value].Values.DisplayName ?? "", f.Alike.Reason))];
    }

    // Without its number, which would find itself; numbers with different leading zeros are found.
    private static ImportedRow RowOf(CustomerState state)
    {
        var row = new ImportedRow();
        row.Begin();
        row.LikeNumber = LikeNumbers.Of(state.Values);
        for (var i = 0; i < CustomerFields.Count; i++)
        {
            if (i == CustomerFields.Number || state.Values[i] is not { } value) continue;
            row.Values[i] = value;
            row.Filled |= 1UL << i;
        }
        return row;
    }

    // Customers that existed before: each pair once.
    private static Alike? Resembles(CustomerState state, ImportedRow row, KnownCustomers known)
    {
        if (row.Has(CustomerFields.Email) && known.ByEmail.TryGetValue(row.EmailKey, out var same)
            && same.Where(id => id < state.Id).DefaultIfEmpty(0).Min() is > 0 and var first) return new Alike(first, null, "email");
        return known.ByName.TryGetValue(row.SortFull, out var ids) ? RowClassifier.LikeCustomer(row, ids.Where(id => id < state.Id).Order(), known) : null;
    }
}
