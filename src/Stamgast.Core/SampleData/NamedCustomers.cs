using Stamgast.Customers;

namespace Stamgast.SampleData;

/// <summary>The customers of the guide, the tests and the screenshots, who come first in every set of samples.</summary>
internal static class NamedCustomers
{
    /// <summary>The id of Jozefien's duplicate, when duplicates are asked for.</summary>
    public const long DuplicateId = 5;

    public static CustomerValues? Of(long id) => id switch
    {
        1 => Jozefien(),
        2 => Boulangerie(),
        3 => Claes(),
        4 => Willem(),
        _ => null,
    };

    public static CustomerValues Josefien()
    {
        var values = Jozefien();
        values[CustomerFields.Number] = null;
        values[CustomerFields.FirstName] = "Josefien";
        values[CustomerFields.Mobile] = null;
        values[CustomerFields.Phone] = "+3292281734";
        values[CustomerFields.Label] = null;
        values[CustomerFields.Notes] = null;
        values[CustomerFields.CustomerSince] = "2024-02-14";
        return values;
    }

    private static CustomerValues Jozefien() => With(1, ("type", "person"), ("salutation", "Mevr."), ("first_name", "Jozefien"), ("last_name", "Aerts"),
        ("gender", "2"),
        ("birth_date", "1985-07-30"), ("email", "jozefien.aerts@telenet.example"), ("mobile", "+32486123309"), ("street", "Karel Oomsstraat"), ("house_number",
        "14"), ("box", "3"),
        ("postal_code", "2018"), ("city", "Antwerpen"), ("country", "BE"), ("language", "nl"), ("label", "An Verhulst"), ("groups", "VIP"), ("newsletter", "1"),
        ("customer_since", "2016-03-01"), ("notes", "Zei: \"bel me na 17 u.\""));

    private static CustomerValues Boulangerie() =>
        With(2, ("type", "company"), ("company_name", "Boulangerie Lefèvre SRL"), ("enterprise_number", "1000000021"), ("vat_number", "BE1000000021"),
        ("email", "info@boulangerie-lefevre.example"), ("phone", "+3281224466"), ("street", "Rue de l'Église"), ("house_number", "8"), ("postal_code", "5000"),
        ("city", "Namur"),
        ("country", "BE"), ("language", "fr"), ("label", "Céline Dumont"), ("website", "https://www.boulangerie-lefevre.example"), ("customer_since",
        "2009-11-12"));

    private static CustomerValues Claes() => With(3, ("type", "company"), ("company_name", "Claes & Zonen NV"), ("enterprise_number", "0182369797"),
        ("vat_number", "BE0182369797"),
        ("email", "administratie@claes-zonen.example"), ("phone", "+3292345678"), ("street", "Nijverheidskaai"), ("house_number", "101"), ("postal_code",
        "9000"), ("city", "Gent"),
        ("country", "BE"), ("language", "nl"), ("label", "Dirk Adriaens"), ("iban", "BE68539007547034"), ("customer_since", "2004-06-21"));

    private static CustomerValues Willem() => With(4, ("type", "person"), ("salutation", "Dhr."), ("first_name", "Willem"), ("particle", "de"),
        ("last_name", "Bakker"), ("gender", "1"),
        ("birth_date", "1972-01-09"), ("email", "w.debakker@ziggo.example"), ("mobile", "+31624331180"), ("street", "Oudegracht"), ("house_number", "212"),
        ("postal_code", "3511 AB"),
        ("city", "Utrecht"), ("country", "NL"), ("language", "nl"), ("customer_since", "2019-09-30"));

    private static CustomerValues With(long id, params ReadOnlySpan<(string Field, string Value)> given)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.Number] = SampleCustomers.Number(id);
        foreach (var (field, value) in given) values[CustomerFields.ByName(field)!] = value;
        return values;
    }
}
