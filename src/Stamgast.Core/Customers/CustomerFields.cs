using System.Collections.Frozen;

namespace Stamgast.Customers;

/// <summary>
/// All fields of a customer, in the order of the import template (after <c>id</c> and <c>version</c>). Form, import, export, history, comparison and
/// database columns all take their fields from here. The values of extra fields are stored together in one more field, which is never shown as it is
/// (<see cref="Extra"/>).
/// </summary>
public static class CustomerFields
{
    public const int Type = 0;
    public const int Number = 1;
    public const int Salutation = 2;
    public const int FirstName = 3;
    public const int Particle = 4;
    public const int LastName = 5;
    public const int Gender = 6;
    public const int BirthDate = 7;
    public const int CompanyName = 8;
    public const int EnterpriseNumber = 9;
    public const int VatNumber = 10;
    public const int Email = 11;
    public const int OtherEmails = 12;
    public const int Phone = 13;
    public const int Mobile = 14;
    public const int OtherPhones = 15;
    public const int Street = 16;
    public const int HouseNumber = 17;
    public const int Box = 18;
    public const int PostalCode = 19;
    public const int City = 20;
    public const int Country = 21;
    public const int DeliveryStreet = 22;
    public const int DeliveryHouseNumber = 23;
    public const int DeliveryBox = 24;
    public const int DeliveryPostalCode = 25;
    public const int DeliveryCity = 26;
    public const int DeliveryCountry = 27;
    public const int Language = 28;
    public const int Groups = 29;
    public const int Label = 30;
    public const int Shops = 31;
    public const int Iban = 32;
    public const int Website = 33;
    public const int Newsletter = 34;
    public const int ObfuscateEnabled = 35;
    public const int AllowMerge = 36;
    public const int Active = 37;
    public const int CustomerSince = 38;
    public const int Notes = 39;

    /// <summary>The values of extra fields by the ID of their definition; not among <see cref="All"/>.</summary>
    public const int Extra = 40;

    /// <summary>The number of fields.</summary>
    public const int Count = 40;

    /// <summary>The number of stored fields: those, and <see cref="Extra"/>.</summary>
    public const int StoredCount = 41;

    /// <summary>The fields by <see cref="CustomerField.Ordinal"/>.</summary>
    public static readonly IReadOnlyList<CustomerField> All =
    [
        new(Type, "type", FieldKind.Type, FieldScope.Everyone, 10, "person"),
        new(Number, "number", FieldKind.Line, FieldScope.Everyone, 50, null),
        new(Salutation, "salutation", FieldKind.Line, FieldScope.Everyone, 100, null),
        new(FirstName, "first_name", FieldKind.Line, FieldScope.Persons, 200, null),
        new(Particle, "particle", FieldKind.Line, FieldScope.Persons, 50, null),
        new(LastName, "last_name", FieldKind.Line, FieldScope.Persons, 300, null),
        new(Gender, "gender", FieldKind.Gender, FieldScope.Persons, 1, "0"),
        new(BirthDate, "birth_date", FieldKind.Date, FieldScope.Persons, 10, null),
        new(CompanyName, "company_name", FieldKind.Line, FieldScope.Companies, 300, null),
        new(EnterpriseNumber, "enterprise_number", FieldKind.EnterpriseNumber, FieldScope.Companies, 20, null),
        new(VatNumber, "vat_number", FieldKind.VatNumber, FieldScope.Companies, 20, null),
        new(Email, "email", FieldKind.Email, FieldScope.Everyone, 254, null),
        new(OtherEmails, "other_emails", FieldKind.EmailList, FieldScope.Everyone, 4000, null),
        new(Phone, "phone", FieldKind.Phone, FieldScope.Everyone, 20, null),
        new(Mobile, "mobile", FieldKind.Phone, FieldScope.Everyone, 20, null),
        new(OtherPhones, "other_phones", FieldKind.PhoneList, FieldScope.Everyone, 1000, null),
        new(Street, "street", FieldKind.Line, FieldScope.Everyone, 300, null),
        new(HouseNumber, "house_number", FieldKind.Line, FieldScope.Everyone, 30, null),
        new(Box, "box", FieldKind.Line, FieldScope.Everyone, 30, null),
        new(PostalCode, "postal_code", FieldKind.PostalCode, FieldScope.Everyone, 20, null),
        new(City, "city", FieldKind.Line, FieldScope.Everyone, 200, null),
        new(Country, "country", FieldKind.Country, FieldScope.Everyone, 2, null),
        new(DeliveryStreet, "delivery_street", FieldKind.Line, FieldScope.Everyone, 300, null),
        new(DeliveryHouseNumber, "delivery_house_number", FieldKind.Line, FieldScope.Everyone, 30, null),
        new(DeliveryBox, "delivery_box", FieldKind.Line, FieldScope.Everyone, 30, null),
        new(DeliveryPostalCode, "delivery_postal_code", FieldKind.PostalCode, FieldScope.Everyone, 20, null),
        new(DeliveryCity, "delivery_city", FieldKind.Line, FieldScope.Everyone, 200, null),
        new(DeliveryCountry, "delivery_country", FieldKind.Country, FieldScope.Everyone, 2, null),
        new(Language, "language", FieldKind.Language, FieldScope.Everyone, 35, null),
        new(Groups, "groups", FieldKind.NameList, FieldScope.Everyone, 4000, null),
        new(Label, "label", FieldKind.Line, FieldScope.Everyone, 200, null),
        new(Shops, "shops", FieldKind.NameList, FieldScope.Everyone, 4000, null),
        new(Iban, "iban", FieldKind.Iban, FieldScope.Everyone, 34, null),
        new(Website, "website", FieldKind.Website, FieldScope.Everyone, 500, null),
        new(Newsletter, "newsletter", FieldKind.Flag, FieldScope.Everyone, 1, "0"),
        new(ObfuscateEnabled, "obfuscate_enabled", FieldKind.Flag, FieldScope.Everyone, 1, "1"),
        new(AllowMerge, "allow_merge", FieldKind.Flag, FieldScope.Everyone, 1, "1"),
        new(Active, "active", FieldKind.Flag, FieldScope.Everyone, 1, "1"),
        new(CustomerSince, "customer_since", FieldKind.Date, FieldScope.Everyone, 10, null),
        new(Notes, "notes", FieldKind.Text, FieldScope.Everyone, 20000, null),
    ];

    /// <summary>All stored fields of a customer, by ordinal.</summary>
    public static readonly IReadOnlyList<CustomerField> Stored = [.. All, new(Extra, "extra", FieldKind.Map, FieldScope.Everyone, int.MaxValue, null)];

    private static readonly FrozenDictionary<string, CustomerField> ByNameIndex =
        All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The field with this column name, or null.</summary>
    public static CustomerField? ByName(string name) => ByNameIndex.GetValueOrDefault(name);
}
