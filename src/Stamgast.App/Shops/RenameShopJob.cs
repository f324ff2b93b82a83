using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Shops;

namespace Stamgast.App.Shops;

/// <summary>Saves the form of a shop that gets another name, which many customers have too: they all follow.</summary>
internal sealed class RenameShopJob(Base customers, TimeProvider clock, JobActors actors) : PageJob
{
    // With fewer it is done before a page could be drawn.
    private const int Many = 1000;

    /// <param name="Version">The version that the person saw.</param>
    /// <param name="Texts">What was typed, by the name of the field.</param>
    public sealed record Order(long Shop, int Version, IReadOnlyDictionary<string, string?> Texts);

    public override string Name => "shops.rename";

    public override string Caption => "names.working";

    public override string At => "settings";

    public override Permission Permission => Permission.ChangeSettings;

    /// <summary>The job that an edit needs; null when it is quickly done.</summary>
    public static JobRequest? For(RecordPages pages, long id, int version, GivenRecord given, long user, string once) =>
        !given.Texts.TryGetValue(ShopKind.Name.Ordinal, out var name) || given.Was[ShopKind.Name] is not { } was || name?.Trim() == was
            || ShopUse.Customers(pages.Base, was, Many) < Many ? null
        : new JobRequest("shops.rename", "shop-" + once, user, string.Create(CultureInfo.InvariantCulture, $"/shops/{id}")) { Once = true }
            .With(new Order(id, version, given.Texts.ToDictionary(t => ShopKind.Instance.Fields[t.Key].Name, t => t.Value)));

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var now = AskedRecords.Require(customers, ShopKind.Instance, order.Shop);
        var given = new GivenRecord(AskedRecords.AtVersion(customers, now, order.Version),
            order.Texts.ToDictionary(t => ShopKind.Instance.By(t.Key)!.Ordinal, t => t.Value));
        var actor = actors.OfAll(run, Door.Form);
        var outcome = new EditRecord(customers, ShopKind.Instance, actor.Viewer, clock).Do(order.Shop, order.Version, given, actor, GivenBy.Steps);
        if (outcome.Conflicts.Count > 0) throw new RefusedException("shop.meanwhile", now.Values[ShopKind.Name]);
        return outcome.Set is { } set ? DoneTexts.Address(PlaceOf(run.Job), set.Id) : DoneTexts.Said(PlaceOf(run.Job), "records.nothingChanged");
    }
}
