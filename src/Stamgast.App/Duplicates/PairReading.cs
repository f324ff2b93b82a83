using Stamgast.App.Duplicates.Pairs;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates;

/// <summary>Reads what the pages of duplicates show.</summary>
internal sealed class PairReading(Base customers, Visit visit, TimeProvider clock)
{
    /// <summary>The number of groups in the list beside the pair.</summary>
    public const int Listed = 12;

    /// <summary>The lanes as this user sees them.</summary>
    public DuplicateQueue Queue { get; } = new(customers, visit.Viewer);

    /// <summary>The start of today in the zone of the organisation, in UTC.</summary>
    public DateTime Today
    {
        get
        {
            var here = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), visit.Zone);
            return TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(here.Date, DateTimeKind.Unspecified), visit.Zone);
        }
    }

    /// <summary>A pair of the queue.</summary>
    public PairView Of(QueueGroup group)
    {
        group = group.Shown(DuplicateQueue.MostPairs);
        var pair = group.Best;
        var view = Of(group.Member(pair.A), group.Member(pair.B), Explanation.Read(pair.Why), pair.Bits);
        var decision = new DecidedPairs(customers, visit.Viewer).Find(pair.A, pair.B)?.Decision;
        return view with { Group = group, Reopened = decision?.Reopened is null ? null : decision };
    }

    /// <summary>Any two customers.</summary>
    /// <param name="bits">The final score, which the group may have changed.</param>
    public PairView Of(CustomerState a, CustomerState b, Explanation why, double? bits = null)
    {
        if (bits is { } final && Math.Abs(final - why.Bits) > 0.01)
            why = new Explanation([.. why.Reasons, new Reason("group", final > why.Bits ? "joined" : "cut", final - why.Bits)]);
        var candidates = MergeCandidates.Of(customers, [a.Id, b.Id], visit.Viewer);
        var kept = candidates.Count == 0 ? a.Id : KeptSuggestion.Of(candidates).Id;
        var (plan, refused) = PlanOf(kept, kept == a.Id ? b.Id : a.Id);
        var rows = new PairRowsOf(a, b, why, plan, visit).Read();
        return new PairView(a, b, why)
        {
            Kept = kept, Plan = plan, Refused = refused, Differing = rows.Differing, Equal = rows.Equal, AlsoEqual = rows.AlsoEqual, Others = rows.Others,
            LinkedA = candidates.FirstOrDefault(c => c.State.Id == a.Id)?.Linked ?? new Dictionary<string, long>(),
            LinkedB = candidates.FirstOrDefault(c => c.State.Id == b.Id)?.Linked ?? new Dictionary<string, long>(),
        };
    }

    /// <summary>The page of a lane.</summary>
    public QueueView Page(DuplicateAddress address, LaneCounts counts, long? user, string? skipped = null)
    {
        var groups = Queue.Page(address.Lane, address.Filter, address.After, Listed);
        var open = address.Pair is { } asked ? Queue.Find(address.Lane, asked.A, asked.B) : null;
        var missing = open is null && address.Pair is { } gone ? Missing(gone.A, gone.B) : null;
        open ??= groups.Groups.Count > 0 ? groups.Groups[0] : null;
        var total = address.Filter == QueueFilter.None
            ? address.Lane == PairLane.Later ? counts.Later : counts.ToJudge : Queue.Count(address.Lane, address.Filter);
        return Progress(new QueueView(address, counts, groups, open is null ? null : Of(open))
        {
            Total = total, Skipped = skipped, LastImport = Queue.LastImport()?.Id, Import = ImportOf(address), Missing = missing,
        }, user);
    }

    /// <summary>Two customers of an address that are not open there, and why as far as it is known.</summary>
    public MissingPair Missing(long a, long b) => Find(a) is { } first && Find(b) is { } second
        ? new MissingPair(first, second, new DecidedPairs(customers, visit.Viewer).Find(a, b)?.Decision, Queue.LaneOf(a, b)) : new(null, null, null, null);

    /// <summary>The import that an address is limited to; null without one.</summary>
    public ImportPairs? ImportOf(DuplicateAddress address) => address.Filter.Import is { } import ? ImportPairs.Of(customers, visit.Viewer, import) : null;

    /// <summary>What this user did today, and how long the rest takes.</summary>
    public QueueView Progress(QueueView view, long? user)
    {
        var decided = new DecidedPairs(customers, visit.Viewer);
        var (count, each) = decided.PaceOf(user, Today);
        var last = decided.LastOf(user, Today);
        return view with
        {
            DecidedToday = count, Left = each is { } time ? time * view.Counts.ToJudge : null, Last = last,
            Merged = last is null ? null : decided.TogetherWith(last),
        };
    }

    /// <summary>The customers of a comparison.</summary>
    public CustomerState? Find(long id) => new CustomerLookup(customers, visit.Viewer).Find(id);

    private (MergePreview? Plan, Refusal? Refused) PlanOf(long keep, long other)
    {
        try { return (new MergeCustomers(customers, clock).Look(keep, [other], visit.Viewer), null); }
        catch (RefusedException refused)
        {
            return (null, refused.Refusal);
        }
    }
}
