using Stamgast.App.Customers.Lists;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.SampleData;

namespace Stamgast.App.SampleData;

/// <summary>Sample customers: added to an empty base, removed in one click; those that were changed in a second one.</summary>
internal static class SampleRoutes
{
    private const string Back = "/settings/organisation";

    public static void MapSampleData(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/sample-data", Permission.SampleData, (Samples samples, Requester requester) =>
            Page.GoTo(DoneTexts.Address("/customers", samples.AddUsual(requester.Actor))));
        routes.MapAction("/sample-data/remove", Permission.SampleData, Remove);
        routes.MapAction("/sample-data/remove-rest", Permission.SampleData, (Samples samples, ListMemory memory, Requester requester) =>
            Page.GoTo(samples.RemoveRest(requester.Actor, memory) is { } outcome ? DoneTexts.Address(Back, outcome) : Back));
    }

    private static IResult Remove(Samples samples, ListCounts counts, Requester requester, Visit visit)
    {
        var all = samples.Remove(requester.Actor);
        // What hung on them went with them.
        var outcomes = all.Where(o => o.Set.RecordKind == CustomerShape.KindNumber).ToList();
        var left = SampleState.Read(samples, counts, visit.Viewer).Left;
        var said = new Flash { Key = left == 0 ? "samples.removed" : "samples.removed.some", With = [visit.N(outcomes.Sum(o => o.Customers)), visit.N(left)] };
        // One change can be undone from its message; several are in Activity.
        return Page.GoTo((all.Count == 1 ? said with { Set = outcomes[0].Set.Id } : said).At(Back));
    }
}
