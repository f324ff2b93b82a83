using Stamgast.App.Activity;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.SampleData;

namespace Stamgast.App.SampleData;

/// <summary>Sample customers: added from an empty base, taken away again in one click.</summary>
internal static class SampleRoutes
{
    public static void MapSampleData(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/sample-data", Permission.SampleData, (Samples samples, Visitor visitor) =>
        {
            var outcome = samples.AddUsual(visitor.Actor);
            return Page.GoTo(DoneWords.Address("/customers", outcome));
        });
        routes.MapAction("/sample-data/remove", Permission.SampleData, (Samples samples, Visitor visitor) =>
        {
            samples.Remove(visitor.Actor);
            return Page.GoTo(DoneWords.Said("/settings/organisation", "samples.removed"));
        });
    }
}
