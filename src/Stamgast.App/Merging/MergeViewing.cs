using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>Makes the page of a merge from its address.</summary>
public sealed class MergeViewing(Base customers, TimeProvider clock, Visit visit)
{
    // Two people or two companies hardly ever share what differs here.
    private static readonly (int Field, string Key)[] Alarming =
        [(CustomerFields.VatNumber, "vat"), (CustomerFields.EnterpriseNumber, "enterprise"), (CustomerFields.BirthDate, "birth")];

    /// <param name="shown">The versions that the page showed, to mark what somebody changed since; null on a first visit.</param>
    /// <exception cref="RefusedException">The merge cannot be.</exception>
    public MergeView View(MergeAddress address, IReadOnlyDictionary<long, int>? shown = null)
    {
        if (address.Ids.Count > MergeAddress.MostShown) throw new RefusedException("merge.shown", MergeAddress.MostShown, address.Ids.Count);
        var candidates = MergeCandidates.Of(customers, address.Ids, visit.Viewer);
        foreach (var id in address.Ids)
            if (candidates.All(c => c.State.Id != id)) throw new RefusedException("customer.unknown", id);
        if (candidates.Count < 2) throw new RefusedException("merge.few");
        var suggested = KeptSuggestion.Of(candidates);
        var keep = address.Keep is { } asked && address.Ids.Contains(asked) ? asked : suggested.Id;
        address = address with { Keep = keep };
        List<CustomerState> states = [.. candidates.Select(c => c.State)];
        var preview = new MergeCustomers(customers, clock).Look(keep, [.. address.Ids.Where(id => id != keep)], visit.Viewer,
            address.Choices(states, visit.Extra));
        var before = shown is null ? new Dictionary<long, CustomerValues>() : new MergeCustomers(customers, clock).Before(address.Ids, shown, visit.Viewer);
        return new MergeView(address, preview, candidates, suggested)
        {
            Rows = new MergeRows(preview, address, states, before, visit).All(),
            Along = LinkedRecords.Of(customers, AbsorbedCustomers.With(customers, address.Ids)),
            Warnings = [.. Warnings(preview)],
            Once = Guid.NewGuid().ToString("N"),
        };
    }

    private IEnumerable<string> Warnings(MergePreview preview)
    {
        var everybody = preview.Everybody.ToList();
        if (everybody.Select(c => c.Values.IsCompany).Distinct().Count() > 1)
            yield return visit.T(preview.Result.IsCompany ? "merge.warn.company" : "merge.warn.person");
        foreach (var (field, key) in Alarming)
        {
            var different = everybody.Select(c => c.Values[field]).OfType<string>().Distinct(StringComparer.Ordinal).Count();
            if (different < 2 || (field == CustomerFields.EnterpriseNumber && HaveVat(everybody))) continue;
            yield return visit.T("merge.warn." + key);
        }
        if (preview.WithoutRoom.Count is > 0 and var without) yield return visit.Many("merge.warn.room", without);

        // A Belgian VAT number has the enterprise number in it: said once.
        static bool HaveVat(List<CustomerState> all) =>
            all.Select(c => c.Values[CustomerFields.VatNumber]).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1;
    }
}
