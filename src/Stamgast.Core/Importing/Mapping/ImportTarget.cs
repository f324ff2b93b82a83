using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Language;

namespace Stamgast.Importing.Mapping;

/// <summary>The possible targets of a column: a customer field by its name ("first_name"), or one of these.</summary>
public static class ImportTarget
{
    /// <summary>The customer's system ID; 0 or empty is a new customer.</summary>
    public const string Id = "id";

    /// <summary>Version of the customer when the sheet was exported.</summary>
    public const string Version = "version";

    /// <summary>First name, particle and last name in one cell, in either order; also the name of a company.</summary>
    public const string FullName = "full_name";

    /// <summary>Street, number, postal code, city and perhaps country in one cell.</summary>
    public const string Address = "address";

    /// <summary>Street, number and box in one cell.</summary>
    public const string StreetLine = "street_line";

    /// <summary>Postal code and city in one cell.</summary>
    public const string PostalCity = "postal_city";

    public const string DeliveryAddress = "delivery_address";
    public const string DeliveryStreetLine = "delivery_street_line";
    public const string DeliveryPostalCity = "delivery_postal_city";

    /// <summary>The contact person of a company. It goes to the notes; if the row has no company, it is the name of the customer.</summary>
    public const string ContactName = "contact_name";

    /// <inheritdoc cref="ContactName" />
    public const string ContactFirstName = "contact_first_name";

    /// <inheritdoc cref="ContactName" />
    public const string ContactLastName = "contact_last_name";

    /// <summary>Year, month and day of birth in separate columns.</summary>
    public const string BirthYear = "birth_year";

    /// <inheritdoc cref="BirthYear" />
    public const string BirthMonth = "birth_month";

    /// <inheritdoc cref="BirthYear" />
    public const string BirthDay = "birth_day";

    /// <summary>Starts the target of an extra field: "x:shoe_size".</summary>
    public const string ExtraPrefix = "x:";

    /// <summary>The prefix of targets for the customer's partner, who becomes a customer of their own: "partner:first_name".</summary>
    public const string PartnerPrefix = "partner:";

    /// <summary>The targets for partners, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Partners =
    [
        .. new[]
        {
            FullName, "salutation", "first_name", "particle", "last_name", "gender", "birth_date", "email", "other_emails", "phone", "mobile",
                "other_phones", "language",
            Address, StreetLine, PostalCity, "street", "house_number", "box", "postal_code", "city", "country", "number", "iban", "newsletter", "notes",
        }.Select(t => PartnerPrefix + t),
    ];

    /// <summary>Targets that are not customer fields, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Specials =
        [Id, Version, FullName, Address, StreetLine, PostalCity, DeliveryAddress, DeliveryStreetLine, DeliveryPostalCity, ContactName, ContactFirstName,
            ContactLastName, BirthYear, BirthMonth, BirthDay];

    /// <summary>True for a name, or a part of one, of the person to ask for at a company.</summary>
    public static bool IsOfContact(string? target) => target is ContactName or ContactFirstName or ContactLastName;

    /// <summary>True for a part of the birth date.</summary>
    public static bool IsPartOfBirth(string? target) => target is BirthYear or BirthMonth or BirthDay;

    /// <summary>True for a field name, a special target or an extra field.</summary>
    public static bool Exists(string target) =>
        CustomerFields.ByName(target) is not null || Specials.Contains(target) || Partners.Contains(target)
            || target.StartsWith(ExtraPrefix, StringComparison.Ordinal);

    /// <summary>True when several columns may feed it; their values are joined.</summary>
    public static bool TakesSeveral(string target) =>
        FieldOf(target) is { IsList: true } or { Ordinal: CustomerFields.Notes };

    /// <summary>The field of the partner that a target means ("first_name"); null for one of the customer.</summary>
    public static string? OfPartner(string? target) =>
        target?.StartsWith(PartnerPrefix, StringComparison.Ordinal) == true ? target[PartnerPrefix.Length..] : null;

    /// <summary>The field of the customer, or of the partner, that the target is; null for one of more or fewer than one field.</summary>
    public static CustomerField? FieldOf(string target) => CustomerFields.ByName(OfPartner(target) ?? target);

    /// <summary>True when the target covers several fields, including this one (by its ordinal).</summary>
    public static bool Holds(string? target, int field) => target switch
    {
        FullName => field is CustomerFields.Salutation or CustomerFields.FirstName or CustomerFields.Particle or CustomerFields.LastName
            or CustomerFields.CompanyName,
        PostalCity => field is CustomerFields.PostalCode or CustomerFields.City,
        StreetLine => field is CustomerFields.Street or CustomerFields.HouseNumber or CustomerFields.Box,
        ContactName or ContactFirstName or ContactLastName =>
        field is CustomerFields.Salutation or CustomerFields.FirstName or CustomerFields.LastName or CustomerFields.Notes,
        BirthYear or BirthMonth or BirthDay => field is CustomerFields.BirthDate,
        Address => field is CustomerFields.Country || Holds(PostalCity, field) || Holds(StreetLine, field),
        DeliveryPostalCity => field is CustomerFields.DeliveryPostalCode or CustomerFields.DeliveryCity,
        DeliveryStreetLine => field is CustomerFields.DeliveryStreet or CustomerFields.DeliveryHouseNumber or CustomerFields.DeliveryBox,
        DeliveryAddress => field is CustomerFields.DeliveryCountry || Holds(DeliveryPostalCity, field) || Holds(DeliveryStreetLine, field),
        _ => false,
    };

    /// <summary>Its caption.</summary>
    public static string Caption(string target, CultureInfo culture) =>
        OfPartner(target) is { } theirs ? Texts.Get("target.partner", culture, Caption(theirs, culture))
        : Texts.Get(CustomerFields.ByName(target)?.CaptionKey ?? "target." + target, culture);
}
