using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Tasks;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;

namespace Stamgast.App.Duplicates.Comparing;

/// <summary>Any two customers side by side, and why they are, or are not, a pair.</summary>
internal static class CompareRoutes
{
    /// <summary>The path of the page.</summary>
    public const string Path = "/duplicates/compare";

    // A hundred thousand customers are read into the memory in this time; of a million the page says that they are being read.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapCompare(this IEndpointRouteBuilder routes) =>
        routes.MapPage(Path, Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Show(context));

    /// <summary>Reads and renders the page.</summary>
    internal sealed class Opened(Base customers, Visit visit, TimeProvider clock, MatchMemory matches, ListMemory memory)
    {
        public IResult Show(HttpContext context)
        {
            var (one, other) = (context.Request.Query["one"].ToString(), context.Request.Query["other"].ToString());
            var problems = new List<string>();
            var merged = new List<string>();
            CompareView? view = null;
            if (one.Length > 0 && other.Length > 0)
            {
                var (first, second) = (Find(one, problems, merged), Find(other, problems, merged));
                if (first is not null && second is not null && first.Id == second.Id) problems.Add(visit.T("duplicates.compare.same"));
                else if (first is not null && second is not null) view = Compare(first, second, merged, context.RequestAborted);
            }
            return Page.Of<ComparePage>(new { One = one, Other = other, Problems = problems, View = view, Users = UserNames.Read(customers, visit) });
        }

        private CompareView Compare(CustomerState one, CustomerState other, List<string> merged, CancellationToken cancel)
        {
            var (a, b) = one.Id < other.Id ? (one, other) : (other, one);
            var explained = new ExplainPair(customers, matches, visit.Viewer).Of(a.Id, b.Id, Patience, cancel);
            var reading = new PairReading(customers, visit, clock);
            var pair = reading.Of(a, b, explained?.Why ?? new([]));
            // A pair that waits in the queue is decided here, too.
            var lane = reading.Queue.LaneOf(a.Id, b.Id) is { } found and (PairLane.Certain or PairLane.ToJudge or PairLane.Later) ? found : PairLane.ToJudge;
            return new CompareView(pair with { Group = reading.Queue.Find(lane, a.Id, b.Id) }, explained) { Merged = merged, Lane = lane };
        }

        // An ID, a number, an e-mail address or words, as in the search.
        private CustomerState? Find(string text, List<string> problems, List<string> merged)
        {
            var lookup = new CustomerLookup(customers, visit.Viewer);
            if (lookup.Named(text) is { } named)
            {
                if (named.State is not { } state) problems.Add(visit.T("duplicates.compare.unseen", text));
                else if (state.Id != named.Named) merged.Add(visit.T("duplicates.compare.merged", text, state.Values.DisplayName, state.Id));
                return named.State;
            }
            var pick = CustomerPick.Of(text, customers, visit.Viewer, memory);
            if (pick.Id is { } found && lookup.Find(found) is { } customer) return customer;
            problems.Add(pick.Choices.Count == 0 ? visit.T("duplicates.compare.unknown", text)
                : visit.T("duplicates.compare.several", text, string.Join(", ", pick.Choices.Select(c => $"{c.Name} (#{c.Id})"))));
            return null;
        }
    }
}
