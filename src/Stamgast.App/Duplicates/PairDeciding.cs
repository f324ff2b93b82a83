using Stamgast.App.Duplicates.Pairs;
using Stamgast.App.Merging;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates;

/// <summary>What a key or button in the queue does with a pair.</summary>
internal sealed class PairDeciding(Base customers, Visit visit, Requester requester, TimeProvider clock)
{
    private const int MostUndone = 50;

    private DuplicateQueue Queue => new(customers, visit.Viewer);

    /// <summary>Carries out a decision on the pair that a form shows.</summary>
    /// <returns>The address of the merge page, where others than the two that are shown are meant; otherwise null.</returns>
    /// <exception cref="RefusedException">duplicates.gone: somebody decided on it meanwhile; duplicates.changed: one of the two was changed; duplicates.few:
    /// fewer than two of its group are ticked; and what the verbs refuse</exception>
    public string? Do(IFormCollection form, DuplicateAddress address)
    {
        var (a, b) = address.Pair ?? throw new RefusedException("duplicates.gone", "");
        if (Queue.Find(address.Lane, a, b) is not { } group) throw new RefusedException("duplicates.gone", NamesOf(a, b));
        var versions = new Dictionary<long, int> { [a] = VersionIn(form["va"]), [b] = VersionIn(form["vb"]) };
        if (group.Members.Any(m => versions.TryGetValue(m.Id, out var shown) && shown != m.Version))
            throw new RefusedException("duplicates.changed", NamesOf(a, b));
        var actor = requester.By(Door.Form);
        switch (form["verdict"].ToString())
        {
            case "different": new DecidePair(customers, clock).Do(a, b, PairVerdict.Different, actor); return null;
            case "later": new DecidePair(customers, clock).Do(a, b, PairVerdict.Later, actor); return null;
            default: return Merge(form, address, versions, actor);
        }
    }

    /// <summary>Takes back what was decided on a pair, merged or not, so that it is open again.</summary>
    /// <returns>The address of the change, where so much hangs on it that it is to be looked at first; otherwise null.</returns>
    /// <exception cref="RefusedException">duplicates.gone; what an undo refuses</exception>
    public string? Undo(long a, long b)
    {
        var decided = new DecidedPairs(customers, visit.Viewer);
        var decision = decided.Find(a, b)?.Decision ?? throw new RefusedException("duplicates.gone", NamesOf(a, b));
        if (decision.SetId is not { } set)
        {
            new DecidePair(customers, clock).TakeBack(a, b, requester.By(Door.Form));
            return null;
        }
        if (decided.OfSet(set).Count > MostUndone) return $"/activity/{set}";
        new ChangeSets(customers, clock).Undo(set, requester.By(Door.Undo));
        return null;
    }

    private string? Merge(IFormCollection form, DuplicateAddress address, Dictionary<long, int> versions, Actor actor)
    {
        var (a, b) = address.Pair!.Value;
        // Of a larger group those who are ticked are meant, otherwise the two that are shown.
        List<long> ids = form.ContainsKey("members") || form.ContainsKey("member")
            ? [.. form["member"].Select(DuplicateAddress.Id).OfType<long>().Distinct()] : [a, b];
        if (ids.Count < 2) throw new RefusedException("duplicates.few");
        var choice = BasketChoice.Shown(form, ids);
        var page = new MergeAddress(ids)
        {
            Keep = DuplicateAddress.Id(form["keep"]) == choice.Keep ? choice.Keep : null,
            Take = choice.Take.Where(t => t.Value != choice.Keep || !BasketChoice.FollowsKept(t.Key)).ToDictionary(StringComparer.Ordinal),
        };
        // Nobody is merged of whom no value was shown.
        if (ids.Count != 2 || !ids.Contains(a) || !ids.Contains(b)) return page.Href();
        if (address.Gathers) new DecidePair(customers, clock).Do(a, b, PairVerdict.Duplicate, actor, choice.Write());
        else new MergeCustomers(customers, clock).Do(choice.Keep, [choice.Keep == a ? b : a], actor, Choices(choice), versions);
        return null;
    }

    private MergeChoices Choices(BasketChoice choice) => new MergeAddress([]) { Take = choice.Take }.Choices([], visit.Extra);

    private string NamesOf(long a, long b)
    {
        var found = new CustomerLookup(customers, visit.Viewer).All([a, b]);
        return found is [var one, var other] && DuplicateTexts.Names(one, other, visit) is var names ? $"{names.A}, {names.B}"
            : string.Join(", ", found.Select(c => DuplicateTexts.Name(c, visit)));
    }

    private static int VersionIn(string? text) => (int)(DuplicateAddress.Id(text) ?? 0);
}
