using Stamgast.Customers;

namespace Stamgast.Importing;

/// <summary>What a column of a file can feed: a customer field by its name ("first_name"), or one of these.</summary>
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

    /// <summary>Starts the target of an extra field: "x:shoe_size".</summary>
    public const string ExtraPrefix = "x:";

    /// <summary>Those that are no customer field, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Specials =
        [Id, Version, FullName, Address, StreetLine, PostalCity, DeliveryAddress, DeliveryStreetLine, DeliveryPostalCity];

    /// <summary>True for a field name, a special target or an extra field.</summary>
    public static bool Exists(string target) =>
        CustomerFields.ByName(target) is not null || Specials.Contains(target) || target.StartsWith(ExtraPrefix, StringComparison.Ordinal);

    /// <summary>True when several columns may feed it; their values are joined.</summary>
    public static bool TakesSeveral(string target) =>
        target == "notes" || CustomerFields.ByName(target) is { IsList: true };

    /// <summary>Resource key of its caption.</summary>
    public static string CaptionKey(string target) => CustomerFields.ByName(target)?.CaptionKey ?? "target." + target;
}
