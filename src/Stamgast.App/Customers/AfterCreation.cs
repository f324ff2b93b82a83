using Stamgast.Merging.SameEmails;
using System.Globalization;
using Stamgast.App.Customers.Forms;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Settings;

namespace Stamgast.App.Customers;

/// <summary>Shown below "has been added": possible duplicates and missing fields.</summary>
internal static class AfterCreation
{
    private static readonly (string Word, int Field, string At)[] Wanted =
        [("email", CustomerFields.Email, "email"), ("label", CustomerFields.Label, "label"), ("language", CustomerFields.Language, "language"),
            ("address", CustomerFields.City, "street")];

    public static IReadOnlyList<DoneLine> Lines(long id, bool withMissing, Base customers, Visit visit)
    {
        if (new CustomerLookup(customers, visit.Viewer).Find(id) is not { Trashed: false } state) return [];
        var policy = OrganisationSettings.Of(customers).SameEmail;
        // With "allow", several customers may well share an address, and nothing is said.
        var others = policy == SameEmailPolicy.Allow ? [] : CustomerSaving.AlikeOf(state.Values, id, customers, visit);
        var proposed = policy == SameEmailPolicy.Propose ? SameEmail.Of(customers, state.Values, visit.Viewer, id)?.Id : null;
        var alike = others.OrderBy(other => other.Id != proposed).Select(other => other.Id == proposed
            ? new DoneLine(visit.T("customer.alike.merge", other.Name),
                string.Create(CultureInfo.InvariantCulture, $"/customers/merge?ids={other.Id},{id}"), visit.T("customer.alike.merge.do"))
            : new DoneLine(other.IsAnother ? visit.T("customer.alike.apart", other.Name, other.Number ?? visit.T("customers.noNumber"))
                : visit.T("customer.alike.same", other.Name, other.Number ?? visit.T("customers.noNumber"), other.Reason),
                string.Create(CultureInfo.InvariantCulture, $"/customers/{other.Id}"), visit.T("customer.open")));
        if (!withMissing) return [.. alike];
        var missing = Wanted.Where(w => state.Values[w.Field] is null).ToList();
        if (missing.Count == 0) return [.. alike];
        var words = visit.T("customer.next", string.Join(", ", missing.Select(w => visit.T("customer.next." + w.Word))));
        return [.. alike, new DoneLine(words, string.Create(CultureInfo.InvariantCulture, $"/customers/{id}/edit#{missing[0].At}"),
            visit.T("customer.next.fill"))];
    }
}
