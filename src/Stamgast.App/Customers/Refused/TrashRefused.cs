using Stamgast.App.Kinds;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.App.Customers.Refused;

/// <summary>A record that keeps a customer out of the trash.</summary>
/// <param name="Href">Its page.</param>
/// <param name="State">Its state; null for a kind without states.</param>
/// <param name="Way">The shortest way to clear it.</param>
public sealed record BlockerLine(string KindCaption, string Name, string Href, RecordKind? Kind, KindState? State, string Way);

/// <summary>Why a customer cannot go to the trash: every record that needs them, with a link and the shortest way to clear it.</summary>
public sealed record TrashRefusedView(long Id, string Name, bool IsActive, IReadOnlyList<BlockerLine> Blockers);

/// <summary>Renders that page.</summary>
internal static class TrashRefused
{
    public static IResult Page(long id, LinkedException linked, Base customers, Visit visit)
    {
        var state = new CustomerLookup(customers, visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        var records = Read(linked, customers);
        return Serving.Page.Of<TrashRefusedPage>(new
        {
            View = new TrashRefusedView(id, state.Values.DisplayName ?? visit.T("customers.noName"), state.Values[CustomerFields.Active] != "0",
                [.. linked.Blockers.Select(b => LineOf(b, records, visit))]),
        }, StatusCodes.Status409Conflict);
    }

    private static Dictionary<(string, long), RecordState> Read(LinkedException linked, Base customers) => linked.Blockers
        .GroupBy(b => b.Kind).SelectMany(group => AskedRecords.All(customers, RecordShapes.ByKey(group.Key)!, [.. group.Select(b => b.Id)])
            .Select(s => (group.Key, State: s))).ToDictionary(s => (s.Key, s.State.Id), s => s.State);

    private static BlockerLine LineOf(Blocker blocker, Dictionary<(string, long), RecordState> records, Visit visit)
    {
        var kind = RecordKinds.Find(blocker.Kind);
        // What can go to the trash itself goes there; the others say what to do instead.
        var refusal = kind is not null && records.TryGetValue((blocker.Kind, blocker.Id), out var state) ? kind.RefusesTrash(state) : null;
        return new BlockerLine(kind is null ? blocker.Kind : visit.T($"kind.{blocker.Kind}.one"),
            blocker.Number ?? FormattableString.Invariant($"#{blocker.Id}"),
            Said.RecordTexts.Address(RecordShapes.ByKey(blocker.Kind)!, blocker.Id), kind, kind?.States.FirstOrDefault(s => s.Code == blocker.State),
            refusal?.Remedy(visit.Culture) ?? visit.T("blocker.trash"));
    }
}
