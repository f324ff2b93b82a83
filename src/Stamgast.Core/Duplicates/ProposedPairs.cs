using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Settings;

namespace Stamgast.Duplicates;

/// <summary>
/// Pairs that the policy on the same e-mail address proposes, whatever matching thinks of them: in the queue from the transaction on that adds the new
/// customer. They stay, also after a search of the whole base, as long as both live, share the address and have no number, and the policy is that one.
/// </summary>
internal static class ProposedPairs
{
    /// <summary>The reasons of such a pair, which has no score of its own: as likely as not.</summary>
    private const string Why = Mark + ":same_email:0.000;email:exact:0.000";

    private const string Mark = "policy";
    private const int AtOnce = 250;

    /// <summary>Proposes pairs that are not known yet; an existing customer before the new one.</summary>
    public static void Add(WriteTransaction transaction, IReadOnlyCollection<(long Existing, long New)> pairs)
    {
        if (pairs.Count == 0) return;
        PairStore.Turn(transaction);
        foreach (var some in pairs.Distinct().Chunk(AtOnce))
        {
            var customers = some.SelectMany(p => new[] { p.Existing, p.New }).Distinct().ToList();
            var before = PairGroups.Of(transaction, customers);
            var list = Sql.InList(customers);
            var known = PairRows.Read(transaction.Connection, $"p.a in {list} and p.b in {list}").Select(p => (p.A, p.B)).ToHashSet();
            PairRows.Insert(transaction, [.. some.Select(p => (A: Math.Min(p.Existing, p.New), B: Math.Max(p.Existing, p.New)))
                .Where(p => p.A != p.B && !known.Contains(p))
                .Select(p => new DuplicatePair { A = p.A, B = p.B, Why = Why, Lane = PairLane.ToJudge, GroupId = p.A })]);
            PairGroups.Again(transaction, customers, before);
        }
    }

    /// <summary>Those that nobody decided on and that still hold.</summary>
    /// <param name="customers">Only pairs with one of these; null for all.</param>
    public static List<DuplicatePair> Still(WriteTransaction transaction, IReadOnlyCollection<long>? customers)
    {
        if (OrganisationSettings.Of(transaction.Connection).SameEmail != SameEmailPolicy.Propose) return [];
        const string proposed = $"p.why like '{Mark}:%' and p.lane < ";
        var pairs = customers is null ? PairRows.Read(transaction.Connection, $"{proposed}{(int)PairLane.Later}")
            : [.. customers.Chunk(AtOnce).SelectMany(some => PairRows.Read(transaction.Connection,
                $"{proposed}{(int)PairLane.Later} and (p.a in {Sql.InList(some)} or p.b in {Sql.InList(some)})")).DistinctBy(p => (p.A, p.B))];
        var still = new List<DuplicatePair>();
        foreach (var some in pairs.Chunk(AtOnce))
        {
            var states = CustomerStates.Read(transaction, [.. some.SelectMany(p => new[] { p.A, p.B }).Distinct()]);
            still.AddRange(some.Where(p => states.GetValueOrDefault(p.A) is { } a && states.GetValueOrDefault(p.B) is { } b && Hold(a, b)));
        }
        return still;
    }

    private static bool Hold(CustomerState a, CustomerState b) => a.IsLive && b.IsLive && MayBe(a.Values) && MayBe(b.Values)
        && Addresses(a.Values).Intersect(Addresses(b.Values), StringComparer.Ordinal).Any();

    private static bool MayBe(CustomerValues values) => values[CustomerFields.Number] is null && values[CustomerFields.AllowMerge] != "0";

    private static IEnumerable<string> Addresses(CustomerValues values) =>
        CustomerValues.Elements(values[CustomerFields.OtherEmails]).Append(values[CustomerFields.Email]).OfType<string>().Select(e => EmailAddress.Key(e));
}
