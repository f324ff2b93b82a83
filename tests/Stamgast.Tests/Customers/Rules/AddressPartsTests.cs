using Stamgast.Customers.Rules;

namespace Stamgast.Tests.Customers.Rules;

public sealed class AddressPartsTests
{
    private static string Shown(AddressParts p) => string.Join('|', p.Street, p.HouseNumber, p.Box, p.PostalCode, p.City, p.Country).TrimEnd('|');

    [Theory]
    [InlineData("Veldsteenweg 245 bus 24", "Veldsteenweg|245|24")]
    [InlineData("Clos du Château 8", "Clos du Château|8")]
    [InlineData("Rue de la Loi, 16 bte 5", "Rue de la Loi|16|5")]
    [InlineData("Kerkstraat 12/3", "Kerkstraat|12/3")]
    [InlineData("Place de Waterloo 59B", "Place de Waterloo|59B")]
    [InlineData("Kerkstraat 12 A", "Kerkstraat|12 A")]
    [InlineData("12 bis, rue Haute", "rue Haute|12 bis")]
    [InlineData("8 Rue de la Paix", "Rue de la Paix|8")]
    [InlineData("Avenue du 11 Novembre 5", "Avenue du 11 Novembre|5")]
    [InlineData("Kerkstraat nr. 7", "Kerkstraat|7")]
    [InlineData("Allée Léopold II 31", "Allée Léopold II|31")]
    [InlineData("Hoeve Ter Linden", "Hoeve Ter Linden")]
    [InlineData("Musterstraße 12a Whg. 3", "Musterstraße|12a|3")]
    [InlineData("Kerkstraat 12 b 3", "Kerkstraat|12|3")]
    [InlineData("Kerkstraat 12bus3", "Kerkstraat|12|3")]
    [InlineData("Kerkstraat 12 b4", "Kerkstraat|12|4")]
    [InlineData("Kerkstraat 12 / 3", "Kerkstraat|12|3")]
    [InlineData("Kerkstraat 12 verdieping 3", "Kerkstraat|12|verdieping 3")]
    [InlineData("Kerkstraat 12 2e verd.", "Kerkstraat|12|2e verd.")]
    [InlineData("Rue Haute 12 3e étage", "Rue Haute|12|3e étage")]
    [InlineData("Kerkstraat 12 bus 3 2e verd.", "Kerkstraat|12|3, 2e verd.")]
    [InlineData("Kerkstraat 12 (achterbouw)", "Kerkstraat|12|(achterbouw)")]
    [InlineData("Calle Mayor 3, 2º B", "Calle Mayor|3|2º B")]
    [InlineData("Plein 1944 7", "Plein 1944|7")]
    [InlineData("Plein 1944", "Plein 1944")]
    [InlineData("Rue du 8 mai 1945", "Rue du 8 mai 1945")]
    [InlineData("Rue du 8 mai 1945 12", "Rue du 8 mai 1945|12")]
    [InlineData("Place du 11 novembre 1918, 3 bte 2", "Place du 11 novembre 1918|3|2")]
    [InlineData("11 novembre 1918", "11 novembre 1918")]
    [InlineData("Brusselsesteenweg 1944", "Brusselsesteenweg|1944")]
    [InlineData("Laan van 40-45 12", "Laan van 40-45|12")]
    [InlineData("11 Novemberlaan 5", "11 Novemberlaan|5")]
    [InlineData("12, rue du 8 Mai 1945", "rue du 8 Mai 1945|12")]
    [InlineData("1e Dwarsstraat 5 hs", "1e Dwarsstraat|5 hs")]
    // Not certain: the whole line.
    [InlineData("Kerkstraat 12 3", "Kerkstraat 12 3")]
    [InlineData("Kerkstraat 0", "Kerkstraat 0")]
    [InlineData("Kerkstraat z/n", "Kerkstraat z/n")]
    [InlineData("Kerkstraat zonder nummer", "Kerkstraat zonder nummer")]
    [InlineData("Postbus 123", "Postbus 123")]
    [InlineData("BP 12", "BP 12")]
    [InlineData("Lot 5 Kerkstraat", "Lot 5 Kerkstraat")]
    [InlineData("Rue du 11 Novembre", "Rue du 11 Novembre")]
    [InlineData("Kerkstraat 12 achter de kerk", "Kerkstraat 12 achter de kerk")]
    [InlineData("", "")]
    public void A_street_line_is_street_number_and_box(string line, string parts) =>
        Assert.Equal(parts, Shown(AddressParts.OfStreetLine(line)));

    [Theory]
    [InlineData("9000 Gent", "|||9000|Gent")]
    [InlineData("3511 AB Utrecht", "|||3511 AB|Utrecht")]
    [InlineData("3511AB Utrecht", "|||3511AB|Utrecht")]
    [InlineData("D-10115 Berlin", "|||D-10115|Berlin")]
    [InlineData("79098 Freiburg im Breisgau", "|||79098|Freiburg im Breisgau")]
    [InlineData("Gent (9000)", "|||9000|Gent")]
    [InlineData("Gent", "||||Gent")]
    [InlineData("9000", "|||9000")]
    public void Code_and_city_are_told_apart(string text, string parts) =>
        Assert.Equal(parts, Shown(AddressParts.OfPostalCity(text)));

    [Theory]
    [InlineData("Impasse de Namur 89, 5500 Dinant, BE", "Impasse de Namur|89||5500|Dinant|BE")]
    [InlineData("Place de Waterloo 59B, 1420 Braine-l'Alleud, BE", "Place de Waterloo|59B||1420|Braine-l'Alleud|BE")]
    [InlineData("Dorp 1 bus 2\n9000 Gent\nBelgië", "Dorp|1|2|9000|Gent|BE")]
    [InlineData("Rue Haute 5 - 1000 Bruxelles", "Rue Haute|5||1000|Bruxelles")]
    [InlineData("Kerkstraat 5 9000 Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("12, rue Haute, 75001 Paris, France", "rue Haute|12||75001|Paris|FR")]
    [InlineData("Dorp 1, Gent", "Dorp|1|||Gent")]
    [InlineData("Dorp 1  Gent", "Dorp|1|||Gent")]
    [InlineData("Kerkstraat 5 9000  Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("Kerkstraat 5  9000 Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("Kerkstraat  5 9000 Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("Rue de la  Loi 5 1000 Bruxelles", "Rue de la Loi|5||1000|Bruxelles")]
    [InlineData("Kerkstraat 5  Gent    9000  BE", "Kerkstraat|5||9000|Gent|BE")]
    [InlineData("Kerkstraat 5, Gent, 9000", "Kerkstraat|5||9000|Gent")]
    [InlineData("Steenweg 1234", "Steenweg|1234")]
    [InlineData("27 Washington Oak Park IL 60302", "Washington Oak Park IL 60302|27")]
    [InlineData("10 Downing Street, London SW1A 2AA, UK", "Downing Street|10||SW1A 2AA|London|GB")]
    [InlineData("Grote Markt 1 9000", "Grote Markt|1||9000")]
    [InlineData("Koningin Astridplein 7A bus 0003, 2018 Antwerpen 1", "Koningin Astridplein|7A|0003|2018|Antwerpen 1")]
    [InlineData("Kerkstraat 12, B-9000 GENT (BELGIË)", "Kerkstraat|12||B-9000|GENT|BE")]
    [InlineData("Calle Mayor 3, 2º B, 28013 Madrid, España", "Calle Mayor|3|2º B|28013|Madrid|ES")]
    [InlineData("9000 Gent, Kerkstraat 12", "Kerkstraat|12||9000|Gent")]
    [InlineData("Kerkstraat 12 b4 9000 Gent", "Kerkstraat|12|4|9000|Gent")]
    [InlineData("Postbus 123, 9000 Gent", "Postbus 123|||9000|Gent")]
    public void An_address_in_one_cell_is_cut_into_its_parts(string address, string parts) =>
        Assert.Equal(parts, Shown(AddressParts.OfAddress(address)));

    [Theory]
    [InlineData("Kerkstraat 5, 9000, Gent")]
    [InlineData("Kerkstraat 5, bus 3, 9000, Gent")]
    [InlineData("Kerkstraat 5, Residentie De Linde, 9000, Gent")]
    public void A_code_with_commas_around_it_is_read_as_one_before_its_town(string address) =>
        Assert.Equal(AddressParts.OfAddress(address.Replace("9000, ", "9000 ")), AddressParts.OfAddress(address));

    [Fact]
    public void No_letter_or_digit_of_an_address_is_ever_lost()
    {
        var random = new Random(4);
        string[] bits = ["Dorp", "12", "bus 3", ",", "9000 Gent", "BE", " - ", "\n", "3511 AB", "12a", "rue", "nr", "(", "1000", ";", "bis", "II"];
        for (var round = 0; round < 20_000; round++)
        {
            var address = string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => bits[random.Next(bits.Length)]));
            var parts = Shown(AddressParts.OfAddress(address));
            foreach (var word in address.Split([' ', ',', '\n', ';', '(', '-'], StringSplitOptions.RemoveEmptyEntries))
                if (word is not ("bus" or "nr")) Assert.True(parts.Contains(word, StringComparison.Ordinal), $"'{word}' of '{address}' is not in '{parts}'");
        }
    }
}
