using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Relations;

/// <summary>The customers that represent some, which may have been merged into them.</summary>
internal static class RootCustomers
{
    private const int LongestChain = 100;

    /// <summary>By the ID that was asked for; those that do not exist are left out.</summary>
    public static Dictionary<long, CustomerState> Of(DbConnection reader, Engine engine, IEnumerable<long> ids)
    {
        var asked = ids.ToList();
        var read = new Dictionary<long, CustomerState>();
        var next = asked.ToHashSet();
        for (var steps = 0; next.Count > 0 && steps < LongestChain; steps++)
        {
            foreach (var states in CustomerStates.InPortions(reader, engine, next))
                foreach (var (id, state) in states) read[id] = state;
            next = [.. read.Values.Select(s => s.MergedInto).OfType<long>().Where(id => !read.ContainsKey(id))];
        }
        var roots = new Dictionary<long, CustomerState>();
        foreach (var id in asked)
        {
            var state = read.GetValueOrDefault(id);
            for (var steps = 0; steps < LongestChain && state?.MergedInto is { } into; steps++) state = read.GetValueOrDefault(into);
            if (state is not null) roots[id] = state;
        }
        return roots;
    }
}
