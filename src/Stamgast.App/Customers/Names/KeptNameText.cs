using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.App.Customers.Names;

/// <summary>Shows the name that is stored but not displayed: "Contact: Marie Janssens" for a company, "Company: Biomedi BVBA" for a person.</summary>
public static class KeptNameText
{
    /// <summary>Null without such a name.</summary>
    public static string? Of(CustomerValues values, Visit visit) =>
        KeptNames.Of(values) is { } kept ? visit.T(values.IsCompany ? "customer.kept.contact" : "customer.kept.company", kept) : null;
}
