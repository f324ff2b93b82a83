using Stamgast.Customers;

namespace Stamgast.Merging;

/// <summary>Which fields of a customer are taken together in a merge, and which lists are united with which main values.</summary>
public static class MergeUnits
{
    /// <summary>The parts of an address: street, house number, box, postal code, city, country.</summary>
    internal const int AddressParts = 6;

    /// <summary>
    /// Fields of which the result has those of one customer. Values that only make sense together are one unit: a street of one customer and a city
    /// of another are no address.
    /// </summary>
    public static readonly IReadOnlyList<IReadOnlyList<int>> Single =
    [
        [CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName],
        [CustomerFields.CompanyName],
        [CustomerFields.Number],
        [CustomerFields.Salutation],
        [CustomerFields.Gender],
        [CustomerFields.BirthDate],
        // Those of two legal entities do not mix.
        [CustomerFields.EnterpriseNumber, CustomerFields.VatNumber],
        [CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country],
        [
            CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.DeliveryBox, CustomerFields.DeliveryPostalCode,
            CustomerFields.DeliveryCity, CustomerFields.DeliveryCountry,
        ],
        [CustomerFields.Language], [CustomerFields.Label], [CustomerFields.Iban], [CustomerFields.Website],
    ];

    /// <summary>The kept customer always keeps these, unless those of another are chosen.</summary>
    public static readonly IReadOnlyList<int> OfKept = [CustomerFields.Type, CustomerFields.Newsletter, CustomerFields.AllowMerge, CustomerFields.Active];

    /// <summary>The lists that are united, each with the main values that belong to it.</summary>
    public static readonly IReadOnlyList<MergeList> Lists =
    [
        new(CustomerFields.OtherEmails, [CustomerFields.Email]), new(CustomerFields.OtherPhones, [CustomerFields.Phone, CustomerFields.Mobile]),
        new(CustomerFields.Groups, []), new(CustomerFields.Shops, []),
    ];

    /// <summary>The list that a main value belongs to; null for any other field.</summary>
    public static MergeList? ListOfMain(int field) => Lists.FirstOrDefault(l => l.Mains.Contains(field));

    /// <summary>The unit of a field; null for lists, their main values, notes and what has a rule of its own.</summary>
    public static IReadOnlyList<int>? Of(int field) => Single.FirstOrDefault(u => u.Contains(field));
}
