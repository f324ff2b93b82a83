using System.Globalization;
using Stamgast.Customers;

namespace Stamgast.SampleData;

/// <summary>Fills in an invented company: name with legal form, registration, office mailbox at its own domain.</summary>
internal static class SampleCompany
{
    private static readonly string[] DutchTrades = List(
        "Bakkerij, Garage, Slagerij, Drukkerij, Apotheek, Bouwbedrijf, Schilderwerken, Tuinen, Transport, Elektro, Dakwerken, Advocatenkantoor, Boekhandel, "
        + "Brouwerij, Café, Restaurant, Interieur, Kapsalon, Fietsen, Accountantskantoor, Verzekeringen, Immo, Studio, Loodgieterij, Optiek, Bloemen, "
        + "Schrijnwerkerij, Traiteur");
    private static readonly string[] DutchFields = List(
        "Logistiek, Techniek, Consult, Bouw, Projects, Software, Design, Import, Vastgoed, Installaties, Energie, Media, Events, Food, Metaal, & Zonen, & "
        + "Zonen, & Dochters, Groep, Services");
    private static readonly string[] FrenchTrades = List(
        "Boulangerie, Garage, Boucherie, Imprimerie, Pharmacie, Menuiserie, Toitures, Jardins, Transports, Électricité, Librairie, Brasserie, Restaurant, "
        + "Coiffure, Cabinet, Fiduciaire, Assurances, Immobilière, Fleurs, Plomberie, Pâtisserie, Optique, Chauffage, Traiteur");
    private static readonly string[] FrenchFields = List(
        "Logistique, Technique, Conseil, Construction, Énergie, Médias, Distribution, Services, Informatique, Industries, & Fils, & Fils, Frères, & Associés, "
        + "Groupe, Design, Événements");
    private static readonly string[] GermanTrades = List(
        "Bäckerei, Autohaus, Metzgerei, Druckerei, Apotheke, Tischlerei, Dachdeckerei, Gartenbau, Spedition, Elektro, Buchhandlung, Brauerei, Gasthof, "
        + "Friseur, Kanzlei, Steuerberatung, Versicherungen, Immobilien, Blumen, Sanitär");
    private static readonly string[] GermanFields = List(
        "Logistik, Technik, Beratung, Bau, Energie, Medien, Handel, Service, Software, Maschinenbau, & Söhne, & Söhne, & Partner, Gruppe, Design");
    private static readonly string[] MadeUp = List(
        "Nova, Alti, Vera, Terra, Luma, Corda, Delta, Orbi, Sola, Vita, Axio, Brabo, Scald, Mosa, Rhena, Arden, Campi, Flandr, Hestia, Mero, Opti, Poly, "
        + "Quadr, Strato, Tempo, Ultra, Velo, Zeno");
    private static readonly string[] MadeUpEndings = List(
        "tech, net, line, mont, plan, soft, print, trans, bel, lux, nova, form, trade, works, lab, point, ware, flex");
    private static readonly string[] Mailboxes = List("info, info, info, info, contact, administratie, office, facturen, sales");

    /// <summary>Legal forms by country and language, the most usual first; also used to confuse them.</summary>
    public static string[] FormsOf(Place place) => place switch
    {
        { Country: "BE", Language: "fr" } => BelgianFrenchForms,
        { Country: "BE" } => BelgianForms,
        { Country: "NL" } => DutchForms,
        { Country: "FR" } => FrenchForms,
        { Country: "DE" } => GermanForms,
        _ => LuxembourgForms,
    };

    private static readonly string[] BelgianForms = List("BV, BV, NV, BVBA, VOF, CommV, vzw, CV");
    private static readonly string[] BelgianFrenchForms = List("SRL, SRL, SA, SPRL, SNC, ASBL, SC");
    private static readonly string[] DutchForms = List("B.V., B.V., B.V., V.O.F., BV, Holding B.V.");
    private static readonly string[] FrenchForms = List("SARL, SAS, SA, EURL, SASU");
    private static readonly string[] GermanForms = List("GmbH, GmbH, AG, GmbH & Co. KG, KG, OHG, UG");
    private static readonly string[] LuxembourgForms = List("S.à r.l., S.à r.l., S.A., SCS");

    public static void Fill(CustomerValues values, Place place, long id, SeededRandom random)
    {
        var form = random.Pick(FormsOf(place));
        var stem = Stem(place, random);
        var (enterprise, vat) = SampleNumbers.Company(place.Country, id);
        values[CustomerFields.Type] = "company";
        values[CustomerFields.CompanyName] = form == "vzw" || random.Chance(92) ? $"{stem} {form}" : stem;
        if (random.Chance(85)) values[CustomerFields.EnterpriseNumber] = enterprise;
        if (form is not ("vzw" or "ASBL") && random.Chance(88)) values[CustomerFields.VatNumber] = vat;
        var domain = Domain(stem, place, random);
        if (random.Chance(78)) values[CustomerFields.Email] = $"{random.Pick(Mailboxes)}@{domain}";
        if (random.Chance(35)) values[CustomerFields.Website] = "https://www." + domain;
    }

    private static string Stem(Place place, SeededRandom random)
    {
        var (trades, fields) = place.Language switch
        {
            "nl" => (DutchTrades, DutchFields),
            "fr" => (FrenchTrades, FrenchFields),
            _ => (GermanTrades, GermanFields),
        };
        return random.Below(10) switch
        {
            0 or 1 or 2 => $"{random.Pick(trades)} {SamplePerson.OtherSurname(place, random)}",
            3 or 4 or 5 => $"{SamplePerson.OtherSurname(place, random)} {random.Pick(fields)}",
            6 or 7 => $"{random.Pick(MadeUp)}{random.Pick(MadeUpEndings)} {random.Pick(fields)}",
            8 => $"{random.Pick(trades)} {place.City}",
            _ => $"{SamplePerson.OtherSurname(place, random)}-{SamplePerson.OtherSurname(place, random)}",
        };
    }

    // Two companies of one name have different domains.
    private static string Domain(string stem, Place place, SeededRandom random)
    {
        var city = random.Chance(50) ? "-" + SamplePerson.Ascii(place.City) : "";
        return $"{SamplePerson.Ascii(stem)}{city}{random.Between(2, 999).ToString(CultureInfo.InvariantCulture)}.example";
    }

    private static string[] List(string words) => words.Split(", ");
}
