using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>Merges what the page shows, once for each press.</summary>
public sealed class MergeDoing(Base customers, TimeProvider clock, Visit visit, Requester requester, MergeViewing viewing, DoneForms forms)
{
    public IResult Do(IFormCollection form)
    {
        var address = MergeAddress.After(form);
        // Without script, the result is shown by a button.
        if (form["act"] == "show") return Page.GoTo(address.Href());
        var versions = Versions(form["v"].ToString());
        try
        {
            return Page.GoTo(forms.Once(form["once"].ToString(), () => Merge(address, versions)));
        }
        catch (RefusedException refused)
        {
            // Somebody else merged them, in this direction or the other. Said here: on the page of the customer, another tab of this user may be saying
            // at this moment that it merged them.
            if (RootOfAll(address.Ids) is { } root) return Refused(new MergeAddress([root]), new Refusal("merge.already", root));
            if (refused.Refusal.Code != "merge.changed") return Refused(address, refused.Refusal);
            return Page.Of<MergePage>(new { View = viewing.View(address, versions) with { Refusal = refused.Refusal } }, StatusCodes.Status409Conflict);
        }
    }

    /// <summary>The customer that all of these are now; null while they are not one.</summary>
    internal long? RootOfAll(IReadOnlyList<long> ids)
    {
        if (ids.Count is < 2 or > MergeAddress.MostShown || new CustomerLookup(customers, visit.Viewer).Seen(ids).Count < ids.Count) return null;
        var roots = ids.Select(id => AbsorbedCustomers.RootOf(customers, id)).Distinct().ToList();
        return roots.Count == 1 ? roots[0] : null;
    }

    /// <summary>The page of a merge that cannot be, with a way to leave out whoever is in its way.</summary>
    internal IResult Refused(MergeAddress address, Refusal refusal)
    {
        var named = new CustomerLookup(customers, visit.Viewer).All(address.Ids);
        return Page.Of<MergeRefusedPage>(new { Address = address, Refusal = refusal, Customers = named },
            refusal.Code == "customer.unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict);
    }

    internal static string AddressOf(long customer) => string.Create(CultureInfo.InvariantCulture, $"/customers/{customer}");

    private string Merge(MergeAddress address, Dictionary<long, int> versions)
    {
        var candidates = MergeCandidates.Of(customers, address.Ids, visit.Viewer);
        if (address.Keep is not { } keep || !address.Ids.Contains(keep)) throw new RefusedException("merge.keep");
        var choices = address.Choices([.. candidates.Select(c => c.State)], visit.Extra);
        var others = address.Ids.Where(id => id != keep).ToList();
        var moved = LinkedRecords.Of(customers, AbsorbedCustomers.With(customers, others)).Values.Sum();
        var outcome = new MergeCustomers(customers, clock).Do(keep, others, requester.By(Door.Form), choices, versions);
        var name = new CustomerLookup(customers, visit.Viewer).Find(keep)?.Values.DisplayName ?? visit.T("customers.noName");
        return new Flash
        {
            Set = outcome.Set.Id, Key = moved > 0 ? "merge.done.moved" : "merge.done",
            With = [visit.N(address.Ids.Count), name, visit.Many("merge.records", moved)],
            Href = string.Create(CultureInfo.InvariantCulture, $"/activity/{outcome.Set.Id}"), LinkKey = "merge.showChange",
        }.At(AddressOf(keep));
    }

    // "1.4,2.7": customer 1 in version 4.
    internal static Dictionary<long, int> Versions(string text)
    {
        var versions = new Dictionary<long, int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('.')))
            if (part.Length == 2 && MergeAddress.Id(part[0]) is { } id
                && int.TryParse(part[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) versions[id] = version;
        return versions;
    }
}
