using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Merging;

/// <summary>Reads what speaks for keeping each of several customers.</summary>
public static class MergeCandidates
{
    /// <summary>The visible ones of these customers, in the given order, with their linked records.</summary>
    public static IReadOnlyList<MergeCandidate> Of(Base customers, IReadOnlyCollection<long> ids, Viewer viewer)
    {
        if (ids.Count == 0) return [];
        using var reader = customers.OpenReader();
        var states = CustomerStates.Read(reader, customers.Engine, ids);
        var times = Times(reader, ids);
        var linked = LinkedRecords.ByFamily(reader, customers.Engine, ids);
        return [.. ids.Where(id => states.TryGetValue(id, out var state) && viewer.Sees(state.Values))
            .Select(id => new MergeCandidate(states[id], times[id].Created, times[id].Changed, linked[id]))];
    }

    private static Dictionary<long, (DateTime Created, DateTime Changed)> Times(DbConnection reader, IReadOnlyCollection<long> ids)
    {
        using var command = reader.Query($"select id, created_at, changed_at from customer where id in {Sql.InList(ids)}");
        using var rows = command.ExecuteReader();
        var times = new Dictionary<long, (DateTime, DateTime)>();
        while (rows.Read()) times[rows.GetInt64(0)] = (Time(rows.GetInt64(1)), Time(rows.GetInt64(2)));
        return times;
    }

    private static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
