using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Importing.Mapping;

namespace Stamgast.App.Importing.Columns;

/// <summary>The possible targets of a column, grouped the way people look for them.</summary>
public static class TargetGroups
{
    // Listed fields; fields in no group are listed under the customer.
    private static readonly IReadOnlyList<(string Name, IReadOnlyList<string> Targets)> Named =
    [
        ("name", [ImportTarget.FullName, .. Fields(CustomerFields.Salutation, CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName,
            CustomerFields.Gender, CustomerFields.BirthDate)]),
        ("company", Fields(CustomerFields.CompanyName, CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.Type)),
        ("contact", Fields(CustomerFields.Email, CustomerFields.OtherEmails, CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.OtherPhones,
        CustomerFields.Website, CustomerFields.Language, CustomerFields.Newsletter)),
        ("address", [ImportTarget.Address, ImportTarget.StreetLine, ImportTarget.PostalCity, .. Range(CustomerFields.Street, CustomerFields.Country)]),
        ("delivery", [ImportTarget.DeliveryAddress, ImportTarget.DeliveryStreetLine, ImportTarget.DeliveryPostalCity,
        .. Range(CustomerFields.DeliveryStreet, CustomerFields.DeliveryCountry)]),
        ("customer", [.. Fields(CustomerFields.Number), ImportTarget.Id, ImportTarget.Version]),
        ("partner", ImportTarget.Partners),
    ];

    /// <summary>The groups in the order they are offered; the name is a key under <c>import.targets.</c></summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Targets)> All { get; } =
        [.. Named.SkipLast(2), ("customer", [.. Named[^2].Targets, .. Rest]), Named[^1]];

    private static IEnumerable<string> Rest => ImportTarget.Specials.Concat(CustomerFields.All.Select(f => f.Name))
        .Where(t => !Named.Any(g => g.Targets.Contains(t)));

    private static IReadOnlyList<string> Fields(params int[] ordinals) => [.. ordinals.Select(o => CustomerFields.All[o].Name)];

    private static IReadOnlyList<string> Range(int first, int last) => Fields([.. Enumerable.Range(first, last - first + 1)]);
}
