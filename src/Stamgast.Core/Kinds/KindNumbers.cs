using Stamgast.Customers;

namespace Stamgast.Kinds;

/// <summary>The numbers under which items of kinds are stored, by the keys of the kinds. They never change, and none is used again.</summary>
public static class KindNumbers
{
    public const int Tasks = 2;
    public const int Shops = 3;
    public const int Orders = 4;
    public const int Offers = 5;
    public const int Invoices = 6;
    public const int Returns = 7;
    public const int Contracts = 8;
    public const int Agreements = 9;
    public const int PaymentLinks = 10;
    public const int Payments = 11;
    public const int Tickets = 12;
    public const int Conversations = 13;
    public const int Contacts = 14;
    public const int Families = 15;
    public const int FamilyMembers = 16;
    public const int Links = 17;
    public const int Attachments = 18;
    public const int SetOffs = 19;

    /// <summary>The number of the kind with this key.</summary>
    public static int Of(string key) => key switch
    {
        "customers" => CustomerShape.KindNumber,
        "tasks" => Tasks,
        "shops" => Shops,
        "orders" => Orders,
        "offers" => Offers,
        "invoices" => Invoices,
        "returns" => Returns,
        "contracts" => Contracts,
        "agreements" => Agreements,
        "payment-links" => PaymentLinks,
        "payments" => Payments,
        "tickets" => Tickets,
        "conversations" => Conversations,
        "contacts" => Contacts,
        "families" => Families,
        "family-members" => FamilyMembers,
        "links" => Links,
        "attachments" => Attachments,
        "set-offs" => SetOffs,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No kind has this key."),
    };
}
