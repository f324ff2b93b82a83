using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.App.Customers.Names;

/// <summary>Says the name that a customer keeps beside the one that is shown: "Contact: Marie Janssens" of a company, "Company: Biomedi BVBA" of a person.</summary>
public static class KeptNameText
{
    /// <summary>Null when there is no such name.</summary>
    public static string? Of(CustomerValues values, Visit visit) =>
        KeptNames.Of(values) is { } kept ? visit.T(values.IsCompany ? "customer.kept.contact" : "customer.kept.company", kept) : null;
}
