using System.Collections.Frozen;
using Stamgast.Importing.Guessing;
using Stamgast.Text;

namespace Stamgast.Importing.Rows;

/// <summary>
/// Addresses of a company that Odoo stores as contacts of their own: without a name they are not customers, though "Delivery Address" stands where a
/// name should be.
/// </summary>
internal static class ChildAddresses
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal,
        "delivery", "invoice", "other", "private", "followup", "deliveryaddress", "invoiceaddress", "billingaddress", "shippingaddress", "otheraddress",
        "privateaddress", "followupaddress",
        "leveradres", "afleveradres", "bezorgadres", "leveringsadres", "verzendadres", "factuuradres", "facturatieadres", "anderadres", "overigadres",
        "priveadres", "opvolgadres",
        "adressedelivraison", "adressedexpedition", "adressedefacturation", "autreadresse", "adresseprivee", "adressedesuivi",
        "lieferadresse", "lieferanschrift", "rechnungsadresse", "rechnungsanschrift", "andereadresse", "sonstigeadresse", "weitereadresse", "privatadresse",
        "privateadresse");

    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.Ordinal, "type", "addresstype", "adrestype", "typeadres", "soortadres",
        "adressoort", "typedadresse", "typeadresse", "adresstyp", "adressart", "contacttype");

    /// <summary>True for a header above kinds of addresses.</summary>
    public static bool AreTypes(string header) => Types.Contains(HeaderWords.Key(header));

    /// <summary>True for a kind of address, which is not a name.</summary>
    public static bool IsOne(ReadOnlySpan<char> text) => text.Length is >= 5 and <= 40 && Words.Contains(Folding.Letters(text));
}
