using Stamgast.App.Duplicates.Pairs;
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
    /// <returns>The address of the merge page for three and more customers; otherwise null.</returns>
    /// <exception cref="RefusedException">duplicates.gone: somebody decided on it meanwhile; duplicates.changed: one of the two was changed; and what the
    /// verbs refuse</exception>
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
            default: return Merge(form, address, group, versions, actor);
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
        var together = decided.OfSet(set);
        if (together.Count > MostUndone) return $"/activity/{set}";
        new ChangeSets(customers, clock).Undo(set, DecidePair.TakingBack(requester.By(Door.Undo), [.. together.Select(d => (d.A, d.B))]));
        return null;
    }

    /// <summary>The choices of a form as the address of the merge page has them; untouched ones follow the kept customer.</summary>
    public static (long Keep, Dictionary<int, long> Taken) ChoicesOf(IFormCollection form, IReadOnlyList<long> ids)
    {
        var taken = new Dictionary<int, long>();
        foreach (var name in form.Keys.Where(k => k.StartsWith("t:", StringComparison.Ordinal)))
            if (CustomerFields.ByName(name[2..]) is { IsList: false } field && DuplicateAddress.Id(form[name]) is { } id && ids.Contains(id)
                && form[name] != form["w:" + name[2..]]) taken[field.Ordinal] = id;
        return (DuplicateAddress.Id(form["keep"]) is { } keep && ids.Contains(keep) ? keep : ids[0], taken);
    }

    private string? Merge(IFormCollection form, DuplicateAddress address, QueueGroup group, Dictionary<long, int> versions, Actor actor)
    {
        var (a, b) = address.Pair!.Value;
        List<long> ids = [.. form["member"].Select(DuplicateAddress.Id).OfType<long>().Where(id => group.Members.Any(m => m.Id == id))];
        if (ids.Count is not 0 and not 2) return "/customers/merge?ids=" + string.Join(',', ids);
        if (ids.Count == 0) ids = [a, b];
        var (keep, taken) = ChoicesOf(form, ids);
        if (address.Gathers) new DecidePair(customers, clock).Do(ids[0], ids[1], PairVerdict.Duplicate, actor, BasketChoice.Write(keep, taken));
        else new MergeCustomers(customers, clock).Do(keep, [.. ids.Where(id => id != keep)], actor, new MergeChoices { Taken = taken },
            versions.Where(v => ids.Contains(v.Key)).ToDictionary());
        return null;
    }

    private string NamesOf(long a, long b) =>
        string.Join(", ", new CustomerLookup(customers, visit.Viewer).All([a, b]).Select(c => DuplicateTexts.Name(c, visit)));

    private static int VersionIn(string? text) => (int)(DuplicateAddress.Id(text) ?? 0);
}
