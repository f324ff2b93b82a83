using Stamgast.Customers;

namespace Stamgast.Kinds;

/// <summary>A customer as they were when a document was issued: a map by field name, which no later change, merge or split touches.</summary>
public static class IssuedCustomer
{
    private static readonly IReadOnlyList<int> Kept =
    [
        CustomerFields.Number, CustomerFields.Type, CustomerFields.Salutation, CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName,
        CustomerFields.CompanyName, CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.Email, CustomerFields.Street,
        CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country,
        CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.DeliveryBox, CustomerFields.DeliveryPostalCode,
        CustomerFields.DeliveryCity, CustomerFields.DeliveryCountry, CustomerFields.Language,
    ];

    /// <summary>The map for a customer.</summary>
    public static string? Of(CustomerValues customer) => MapValue.Write(Kept
        .Select(f => KeyValuePair.Create(CustomerFields.All[f].Name, customer[f] ?? "")));

    /// <summary>The values of a map; empty without one.</summary>
    public static CustomerValues Read(string? map)
    {
        var values = new CustomerValues();
        foreach (var (name, value) in MapValue.Read(map))
            if (CustomerShape.Instance.ByName(name) is { } field) values[field.Ordinal] = value;
        return values;
    }
}
