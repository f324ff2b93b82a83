using Stamgast.App.Merging;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;
using Stamgast.Merging.Many;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>Reads what was marked: pairs that share a customer are one group, which is merged as one.</summary>
internal sealed class BasketReading(Base customers, Visit visit, TimeProvider clock)
{
    /// <summary>The number of groups on one page.</summary>
    public const int Rows = 50;

    private const int AtOnce = 500;

    /// <summary>The groups of all pairs that were marked until a moment, in UTC.</summary>
    public IReadOnlyList<BasketGroup> All(DateTime until)
    {
        var groups = MarkedGroup.Of(new DecidedPairs(customers, visit.Viewer).Basket(until));
        var open = groups.Where(g => Tops(g).Count != 1).SelectMany(g => g.Members).Select(m => m.Id).Distinct().ToList();
        var candidates = open.Chunk(AtOnce).SelectMany(some => MergeCandidates.Of(customers, some, visit.Viewer)).ToDictionary(c => c.State.Id);
        return [.. groups.Select(g => new BasketGroup(g, KeepOf(g, candidates), TakenOf(g)))];
    }

    /// <summary>The merges of all of them.</summary>
    public IReadOnlyList<MergeWish> Wishes(DateTime until) =>
        [.. All(until).Select(g => WishOf(g, ChoicesOf(g)))];

    /// <summary>A page of them, with the result of each.</summary>
    public BasketView Page(int from, DateTime shownAt)
    {
        var all = All(shownAt);
        var shown = all.Skip(from).Take(Rows).ToList();
        var has = shown.Select(g => g.Keep).Chunk(AtOnce)
            .SelectMany(some => MergeCandidates.Of(customers, some, visit.Viewer)).ToDictionary(c => c.State.Id, c => c.LinkedCount);
        var moves = LinkedRecords.Of(customers, shown.ToDictionary(g => g.Keep, g => (IReadOnlyList<long>)[.. g.Others.Select(o => o.Id)]));
        return new BasketView([.. shown.Select(g => WithResult(g) with { Has = has.GetValueOrDefault(g.Keep), Moves = moves.GetValueOrDefault(g.Keep) })],
            all.Count, new DateTimeOffset(shownAt).ToUnixTimeMilliseconds()) { From = from };
    }

    private static MergeWish WishOf(BasketGroup group, MergeChoices choices) =>
        new(group.Keep, [.. group.Others.Select(o => o.Id)], choices.Taken) { TakenExtra = choices.TakenExtra };

    private MergeChoices ChoicesOf(BasketGroup group) => new MergeAddress([]) { Take = group.Taken }.Choices([], visit.Extra);

    private BasketGroup WithResult(BasketGroup group)
    {
        var address = new MergeAddress([.. group.Marked.Members.Select(m => m.Id)])
        {
            Keep = group.Keep, Take = group.Taken,
        };
        group = group with { Href = address.Href() };
        // As many as the page of a merge compares; more are told by their number alone.
        if (address.Ids.Count > MergeAddress.MostShown) return group;
        try
        {
            var plan = new MergeCustomers(customers, clock).Look(group.Keep, [.. group.Others.Select(o => o.Id)], visit.Viewer, ChoicesOf(group));
            var rows = new MergeRows(plan, address, group.Marked.Members, new Dictionary<long, CustomerValues>(), visit).All();
            return group with { Differences = [.. rows.Where(r => !r.IsEqual).Select(Words).OfType<string>()] };
        }
        catch (RefusedException refused)
        {
            return group with { Refused = refused.Refusal };
        }
    }

    // A value that only one of them has, and lists of which nothing is left out, are no difference: nothing of them is lost.
    private string? Words(MergeRow row)
    {
        var result = string.Join(", ", row.Result.Select(l => l.Text));
        var lost = row.Cells.SelectMany(c => c.Options).Where(o => o.Kind != MergeOptionKind.Text && !o.IsOn).Select(o => o.Text)
            .Where(text => row.Result.All(l => l.Text != text)).Distinct(StringComparer.Ordinal).ToList();
        if (lost.Count == 0) return null;
        // The number of an absorbed customer goes on leading to the kept one.
        if (row.Name == CustomerFields.All[CustomerFields.Number].Name && row.Result is [{ Note: { } note }])
            return visit.T("duplicates.basket.number", row.Caption, result, note);
        return result.Length == 0 ? visit.T("duplicates.basket.without", row.Caption, string.Join(", ", lost))
            : row.Cells.SelectMany(c => c.Options).Any(o => o.Kind == MergeOptionKind.Tick)
                ? visit.T("duplicates.basket.without", row.Caption, string.Join(", ", lost))
                : visit.T("duplicates.basket.instead", row.Caption, result, string.Join(", ", lost));
    }

    // The one that no mark puts into another; where marks leave several, or go round, the suggested one of these.
    private static long KeepOf(MarkedGroup group, Dictionary<long, MergeCandidate> candidates)
    {
        var tops = Tops(group);
        if (tops.Count == 1) return tops[0];
        List<MergeCandidate> among = [.. (tops.Count > 0 ? tops : [.. group.Members.Select(m => m.Id)]).Select(id => candidates.GetValueOrDefault(id))
            .OfType<MergeCandidate>()];
        return among.Count == 0 ? group.Members[0].Id : KeptSuggestion.Of(among).Id;
    }

    private static List<long> Tops(MarkedGroup group)
    {
        var absorbed = new HashSet<long>();
        foreach (var pair in group.Pairs)
            if (Now(pair, BasketChoice.Read(pair.Decision.Choices, 0).Keep) is { } kept)
                absorbed.Add(kept == pair.A.Id ? pair.B.Id : pair.A.Id);
        return [.. group.Members.Select(m => m.Id).Where(id => !absorbed.Contains(id))];
    }

    // What was chosen later counts.
    private static Dictionary<string, long> TakenOf(MarkedGroup group)
    {
        var taken = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var pair in group.Pairs)
            foreach (var (field, from) in BasketChoice.Read(pair.Decision.Choices, 0).Take)
                if (Now(pair, from) is { } customer) taken[field] = customer;
        return taken;
    }

    // The customer that one of a pair is now.
    private static long? Now(DecidedPair pair, long id) => id == pair.Decision.A ? pair.A.Id : id == pair.Decision.B ? pair.B.Id : null;
}
