using System.Data.Common;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Merging.Plans;

/// <summary>Since when customers want the newsletter or not, as far as somebody said so: the usual "no" of a new customer is no answer.</summary>
internal static class NewsletterDates
{
    /// <summary>By customer, when the present value was given (UTC); those that nobody asked are missing.</summary>
    /// <param name="items">Their items, by ID.</param>
    public static IReadOnlyDictionary<long, DateTime> Of(DbConnection connection, IReadOnlyDictionary<long, List<FoldItem>> items)
    {
        var sets = new Dictionary<long, long>();
        foreach (var (id, all) in items)
            if (all.FindLast(i => (!i.Dead || i.IsCreation) && i.Changes.Exists(c => c.Field == CustomerFields.Newsletter)) is { } last
                && !(last.IsCreation && last.Changes.Exists(c => c.Field == CustomerFields.Newsletter && c.After != "1"))) sets[id] = last.SetId;
        if (sets.Count == 0) return new Dictionary<long, DateTime>();
        var times = new Dictionary<long, DateTime>();
        foreach (var some in sets.Values.Distinct().Chunk(CustomerStates.Portion))
        {
            using var command = connection.Query($"select id, applied_at from change_set where id in {Sql.InList(some)}");
            using var rows = command.ExecuteReader();
            while (rows.Read()) times[rows.GetInt64(0)] = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)).UtcDateTime;
        }
        return sets.ToDictionary(s => s.Key, s => times[s.Value]);
    }

    /// <summary>The customer whose "no" counts: the last one, unless somebody said "yes" after it. Null when the kept customer's own value stays.</summary>
    public static CustomerState? NewerNo(IEnumerable<CustomerState> everybody, IReadOnlyDictionary<long, DateTime> since)
    {
        var all = everybody.ToList();
        if (all.Where(c => !Wants(c) && since.ContainsKey(c.Id)).MaxBy(c => since[c.Id]) is not { } no) return null;
        // A "yes" of which nobody knows when it was said is the older one.
        return all.Where(Wants).All(c => !since.TryGetValue(c.Id, out var said) || said < since[no.Id]) ? no : null;
    }

    private static bool Wants(CustomerState customer) => customer.Values[CustomerFields.Newsletter] == "1";
}
